//! The line of figures above a report.

use prose_diff::{ChangeKind, Diff, Statistics};

use super::labels::{counted, is_punctuation};

/// The figures of a diff: `31 % of words changed: 120 removed, 95 added (600 words, were 625); 1 section added`. Counts
/// of zero are left out. `by_redline` is the number of changes that redline made and not the author.
pub(super) fn headline(diff: &Diff, by_redline: usize) -> String {
    let statistics = &diff.statistics;
    let words = &statistics.words;
    let is_changed = words.deleted + words.inserted > 0;
    let mut first = if is_changed {
        let counts = names([(words.deleted, "removed"), (words.inserted, "added"), (words.moved, "moved")]);
        let length = if words.before == words.after {
            String::new()
        } else {
            format!(" ({} words, were {})", thousands(words.after), thousands(words.before))
        };
        let only = if is_about_capitals(diff) { " in their capitals only" } else { "" };
        format!("{} of words changed{only}: {counts}{length}", percent(statistics.changed_share))
    } else if words.moved > 0 {
        format!("no words changed, {} moved", thousands(words.moved))
    } else {
        "no words changed".to_owned()
    };
    let mut parts = Vec::new();
    let sections = sections(statistics);
    if !sections.is_empty() {
        parts.push(sections);
    }
    let lines = [(statistics.lines_deleted, "removed"), (statistics.lines_inserted, "added")];
    let lines = named("line of code", "lines of code", lines);
    if !lines.is_empty() {
        parts.push(lines);
    }
    let infos = diff.changes.iter().filter(|change| matches!(change.kind, ChangeKind::Info { .. })).count();
    // Changes of text without a changed word.
    let signs = if is_changed { 0 } else { statistics.word_changes };
    let punctuation = signs.min(diff.changes.iter().filter(|change| is_punctuation(change)).count());
    for (count, one, many) in [
        (punctuation, "change of punctuation", "changes of punctuation"),
        (signs - punctuation, "change of symbols", "changes of symbols"),
        (statistics.formatting_changes, "formatting change", "formatting changes"),
        (statistics.link_changes, "link target", "link targets"),
        (statistics.image_changes, "image", "images"),
        (infos, "label of code", "labels of code"),
    ] {
        if count > 0 {
            parts.push(counted(count, one, many));
        }
    }
    if by_redline > 0 {
        parts.push(format!("of these, {} by redline", counted(by_redline, "change", "changes")));
    }
    if !parts.is_empty() {
        first.push_str(if is_changed || words.moved > 0 { "; " } else { ": " });
        first.push_str(&parts.join("; "));
    }
    first
}

/// Whether all changed words differ in their capitals alone.
fn is_about_capitals(diff: &Diff) -> bool {
    use ChangeKind::{BlockAdded, BlockRemoved, SectionAdded, SectionRemoved, SectionRenamed, Words};
    diff.changes.iter().all(|change| match change.kind {
        Words | SectionRenamed => change.deleted.to_lowercase() == change.inserted.to_lowercase(),
        BlockAdded | BlockRemoved | SectionAdded | SectionRemoved => false,
        _ => true,
    })
}

/// The sections that changed: `2 sections added, 1 renamed`.
fn sections(statistics: &Statistics) -> String {
    named(
        "section",
        "sections",
        [
            (statistics.sections_added, "added"),
            (statistics.sections_removed, "removed"),
            (statistics.sections_renamed, "renamed"),
            (statistics.sections_moved, "moved"),
            (statistics.sections_level_changed, "at another level"),
            (statistics.sections_split, "split off"),
            (statistics.sections_merged, "merged"),
        ],
    )
}

/// Counts above zero with their names: `120 removed, 95 added`.
fn names<const N: usize>(counts: [(usize, &str); N]) -> String {
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, name)| format!("{} {name}", thousands(count))).collect::<Vec<_>>().join(", ")
}

/// Counts above zero, the first with what is counted: `2 sections added, 1 renamed`.
fn named<const N: usize>(one: &str, many: &str, counts: [(usize, &str); N]) -> String {
    let mut counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let Some((count, name)) = counts.next() else { return String::new() };
    let noun = if count == 1 { one } else { many };
    let first = format!("{} {noun} {name}", thousands(count));
    let rest = counts.map(|(count, name)| format!(", {} {name}", thousands(count)));
    std::iter::once(first).chain(rest).collect()
}

/// A number with separators: `1,190`.
fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share in percent: `31 %`, or `under 1 %` if it is above zero and would be rounded to it.
pub(super) fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    if share > 0.0 && rounded < 1.0 { "under 1 %".to_owned() } else { format!("{rounded} %") }
}

/// A line as a sentence: with a capital letter and a full stop.
pub(super) fn sentence(line: &str) -> String {
    let mut rest = line.chars();
    rest.next().map(|first| format!("{}{}.", first.to_uppercase(), rest.as_str())).unwrap_or_default()
}

/// A human-readable size: `400 KiB`.
pub(super) fn size(bytes: usize) -> String {
    if bytes < 1024 { format!("{bytes} bytes") } else { format!("{} KiB", bytes.div_ceil(1024)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use prose_diff::Options;
    use redline_document::document::Dialect;

    fn of(before: &str, after: &str) -> String {
        headline(&Diff::new(before, after, &Options::new(Dialect::default())), 0)
    }

    #[test]
    fn an_edit_without_changed_words_is_described_as_such() {
        assert_eq!(of("A big word here.\n", "A **big** word here.\n"), "no words changed: 1 formatting change");
        assert_eq!(of("One, two three four.\n", "One two three four.\n"), "no words changed: 1 change of punctuation");
        assert_eq!(of("One + two three.\n", "One two three.\n"), "no words changed: 1 change of symbols");
        let code = |lines: &str| format!("Stay.\n\n```\nx\n{lines}y\n```\n");
        assert_eq!(of(&code("a\nb\n"), &code("c\n")), "no words changed: 2 lines of code removed, 1 added");
    }

    #[test]
    fn capitals_are_named_if_nothing_else_changed() {
        let line = of("# get started\n\nUse github.\n", "# Get Started\n\nUse GitHub.\n");
        assert_eq!(line, "75 % of words changed in their capitals only: 3 removed, 3 added; 1 section renamed");
        assert!(!of("Use it, now.\n", "Run it, Now.\n").contains("capitals"));
    }

    #[test]
    fn lines_of_code_stand_beside_words() {
        let line = of("Old words stay.\n\n```\na\nb\n```\n", "New words stay.\n\n```\na\nc\nd\n```\n");
        assert_eq!(line, "33 % of words changed: 1 removed, 1 added; 1 line of code removed, 2 added");
    }

    #[test]
    fn numbers_have_separators() {
        for (count, text) in [(0, "0"), (999, "999"), (1190, "1,190"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(count), text);
        }
    }
}
