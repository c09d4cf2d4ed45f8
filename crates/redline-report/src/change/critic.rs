//! Two versions as one text in `CriticMarkup`, for editors that support it.

use std::fmt::Write;

use super::report::ChangeReport;
use prose_diff::Mark;

/// The source of both versions with deletions in `{--…--}` and insertions in `{++…++}`: accepting all of them gives the
/// new version byte for byte, rejecting them the old one. A mark may hold blocks, lines of code or rows of a table.
/// Moved text is deleted and inserted, since there is no mark for moves. A text that contains `CriticMarkup` itself is
/// ambiguous.
pub fn critic_markup(report: &ChangeReport<'_>) -> String {
    let Some(steps) = report.diff.steps(report.before) else { return report.after.to_owned() };
    let mut out = String::with_capacity(report.before.len() + report.after.len());
    let mut rest = steps.as_slice();
    while let Some(((mark, text), behind)) = rest.split_first() {
        rest = behind;
        match (mark, behind.first()) {
            (Mark::Equal, _) => out.push_str(text),
            (Mark::Inserted, _) => marked(&mut out, "{++", "++}", text),
            (Mark::Deleted, Some((Mark::Inserted, new))) => {
                replaced(&mut out, text, new);
                rest = &behind[1..];
            }
            (Mark::Deleted, _) => marked(&mut out, "{--", "--}", text),
        }
    }
    out
}

/// Writes the replacement of one text by another. Equal lines and white space at both ends remain outside the marks.
fn replaced(out: &mut String, old: &str, new: &str) {
    let same: usize = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let lines = old[..same].rfind('\n').map_or(0, |at| at + 1);
    let head = lines + white_space(old[lines..same].chars());
    let (deleted, inserted) = (&old[head..], &new[head..]);
    let back = deleted.chars().rev().zip(inserted.chars().rev());
    let same: usize = back.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (deleted, tail) = deleted.split_at(deleted.len() - same);
    let inserted = &inserted[..inserted.len() - same];
    let lines = tail.find('\n').unwrap_or(tail.len());
    let inner = lines - white_space(tail[..lines].chars().rev());
    out.push_str(&old[..head]);
    marked(out, "{--", "--}", &format!("{deleted}{}", &tail[..inner]));
    marked(out, "{++", "++}", &format!("{inserted}{}", &tail[..inner]));
    out.push_str(&tail[inner..]);
}

/// Length of the leading white space in bytes.
fn white_space(chars: impl Iterator<Item = char>) -> usize {
    chars.take_while(|c| c.is_whitespace()).map(char::len_utf8).sum()
}

/// Writes a text between marks. A text that contains the closing mark is divided within it.
fn marked(out: &mut String, open: &str, close: &str, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(close) {
        let _ = write!(out, "{open}{}{close}", &rest[..=at]);
        rest = &rest[at + 1..];
    }
    if !rest.is_empty() {
        let _ = write!(out, "{open}{rest}{close}");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use redline_document::document::Dialect;

    fn critic(before: &str, after: &str) -> String {
        critic_markup(&ChangeReport::new("a.md", before, after, &Dialect::default()))
    }

    #[test]
    fn marks_enclose_little_more_than_the_change() {
        assert_eq!(
            critic("When calling it, you go.\n", "When you call it, you go.\n"),
            "When {--calling--}{++you call++} it, you go.\n"
        );
        assert_eq!(
            critic("One.\n\nTwo is gone.\n\nThree.\n", "One.\n\nThree.\n"),
            "One.\n\n{--Two is gone.\n\n--}Three.\n"
        );
    }

    #[test]
    fn code_tables_and_links_are_marked() {
        let code = critic("```\nlet a;\nlet b;\n```\n", "```\nlet a;\nlet c;\n```\n");
        assert!(code.contains("let a;\nlet {--b--}{++c++};\n"), "{code}");
        let table = critic("| a | b |\n|---|---|\n| one | two |\n", "| a | b |\n|---|---|\n| one | three |\n");
        assert!(table.contains("|---|---|\n| one {--| two |--}{++| three |++}\n"), "{table}");
        let link = critic("See [it](a.md) there.\n", "See [it](b.md) there.\n");
        assert_eq!(link, "See [it{--](a.md)--}{++](b.md)++} there.\n");
    }

    #[test]
    fn a_text_with_the_closing_mark_is_divided() {
        let mut out = String::new();
        marked(&mut out, "{--", "--}", "a--}b");
        assert_eq!(out, "{--a---}{---}b--}");
    }

    /// A text with all changes accepted, or rejected.
    fn settled(mut text: &str, accepts: bool) -> String {
        let mut out = String::new();
        while let Some(at) = text.find("{--").into_iter().chain(text.find("{++")).min() {
            out.push_str(&text[..at]);
            let is_inserted = text[at..].starts_with("{++");
            let close = if is_inserted { "++}" } else { "--}" };
            let (inner, rest) = text[at + 3..].split_once(close).expect("every mark ends");
            if is_inserted == accepts {
                out.push_str(inner);
            }
            text = rest;
        }
        out + text
    }

    fn assert_settles(before: &str, after: &str) {
        let critic = critic(before, after);
        assert_eq!(settled(&critic, true), after, "{critic}");
        assert_eq!(settled(&critic, false), before, "{critic}");
    }

    #[test]
    fn criticmarkup_has_both_versions() {
        let before = "# A\n\nOne [two](a.md) three.\n\n- x\n- y\n\n```rust\nlet a;\n\nlet b;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Moved\n\nSome words that move as a whole to another place.\n\n## Stays\n\nEnd --} of it.\n";
        let after = "# A\n\n## Moved\n\nSome words that move as a whole to another place.\n\nOne [two](b.md) **three** more.\n\n1. x\n2. z\n\n```rust,ignore\nlet a;\n\nlet c;\n```\n\n| a |\n|---|\n| 1 |\n\n## Stays\n\nEnd ++} of it.\n";
        assert_settles(before, after);
        assert_settles(after, before);
        assert_settles("", after);
        assert_settles(before, "");
    }

    /// Lines with a meaning in Markdown or `CriticMarkup`, and words.
    fn text() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            prop::sample::select(vec![
                "",
                "# T",
                "- a",
                "- b",
                "--} x",
                "++} y",
                "```",
                "| a | b |",
                "|---|---|",
                "> q",
                "a  ",
                "1. é",
                "<b>",
            ])
            .prop_map(str::to_owned),
            "(the|token|expires|soon|é)( (the|token|expires|soon|it)){0,6}",
        ];
        (prop::collection::vec(line, 0..10), any::<bool>())
            .prop_map(|(lines, dos)| lines.join(if dos { "\r\n" } else { "\n" }))
    }

    proptest! {
        #[test]
        fn criticmarkup_settles_to_either_version(before in text(), after in text()) {
            assert_settles(&before, &after);
        }
    }
}
