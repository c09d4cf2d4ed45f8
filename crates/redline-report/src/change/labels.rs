//! Labels of changes in plain words.

use prose_diff::{Change, ChangeKind, Diff, Fallback, Row, Styles};

/// Most words of a change that a link to it quotes; of longer ones it has the number.
const QUOTED_WORDS: usize = 7;

/// Label of a kind of change: `section renamed`.
pub(super) fn label(kind: &ChangeKind) -> String {
    match kind {
        ChangeKind::Words => "words".to_owned(),
        ChangeKind::Math => "formula".to_owned(),
        ChangeKind::Formatting { before, after } => formatting(*before, *after),
        ChangeKind::LinkTarget { before, after } => link_target(before.as_deref(), after.as_deref()),
        ChangeKind::Image { before, after, .. } if before.source != after.source => {
            format!("image: {} to {}", before.source, after.source)
        }
        ChangeKind::Image { .. } => "description of an image".to_owned(),
        ChangeKind::Lines => "lines".to_owned(),
        ChangeKind::Info { before, after } => info(before, after),
        ChangeKind::BlockAdded => "added".to_owned(),
        ChangeKind::BlockRemoved => "removed".to_owned(),
        ChangeKind::BlockMoved => "moved".to_owned(),
        ChangeKind::ListReordered => "list in another order".to_owned(),
        ChangeKind::SentenceMoved => "sentence moved".to_owned(),
        ChangeKind::BlockSplit => "split in several".to_owned(),
        ChangeKind::BlockMerged => "joined".to_owned(),
        ChangeKind::BlockKind { before, after } => format!("now {}, was {}", with_article(after), with_article(before)),
        ChangeKind::Depth { before, after } if after > before => "indented".to_owned(),
        ChangeKind::Depth { .. } => "outdented".to_owned(),
        ChangeKind::ListStart { before, after } => format!("numbers start at {after}, was {before}"),
        ChangeKind::Task { done: true } => "now ticked".to_owned(),
        ChangeKind::Task { done: false } => "no longer ticked".to_owned(),
        ChangeKind::SectionAdded => "section added".to_owned(),
        ChangeKind::SectionRemoved => "section removed".to_owned(),
        ChangeKind::SectionRenamed => "section renamed".to_owned(),
        ChangeKind::SectionMoved => "section moved".to_owned(),
        ChangeKind::SectionLevel { before, after } => format!("heading of level {after}, was {before}"),
        ChangeKind::ColumnAdded => "column added".to_owned(),
        ChangeKind::ColumnRemoved => "column removed".to_owned(),
        ChangeKind::ColumnsMoved { count: 1 } => "column moved".to_owned(),
        ChangeKind::ColumnsMoved { count } => format!("{count} columns moved"),
        ChangeKind::RowsMoved { count: 1 } => "row moved".to_owned(),
        ChangeKind::RowsMoved { count } => format!("{count} rows moved"),
        ChangeKind::RowAdded => "row added".to_owned(),
        ChangeKind::RowRemoved => "row removed".to_owned(),
    }
}

/// Label of another info string of code: of its language, of an attribute, or of all of it.
fn info(before: &str, after: &str) -> String {
    let of = |info: &str| {
        let end = info.find([',', ' ', '{']).unwrap_or(info.len());
        let (language, rest) = info.split_at(end);
        (language.to_owned(), rest.trim_matches([',', ' ']).to_owned())
    };
    let ((old_language, old), (language, new)) = (of(before), of(after));
    if old_language != language {
        return match (before, after) {
            ("", _) => format!("language of code: {after}"),
            (_, "") => format!("language of code: none, was {before}"),
            _ => format!("language of code: {after}, was {before}"),
        };
    }
    match (old.as_str(), new.as_str()) {
        ("", _) => format!("code marked {new}"),
        (_, "") => format!("code no longer marked {old}"),
        _ => format!("code marked {new}, was {old}"),
    }
}

/// What a change did, with its words if they are few: `“need” replaced by “must”`.
pub(super) fn phrase(diff: &Diff, change: &Change) -> String {
    let (deleted, inserted) = (change.deleted.trim(), change.inserted.trim());
    let shown = if inserted.is_empty() { deleted } else { inserted };
    match &change.kind {
        ChangeKind::Words if is_punctuation(change) => format!("punctuation: {}", replacement(deleted, inserted)),
        ChangeKind::Words => replacement(deleted, inserted),
        ChangeKind::Math => format!("formula: {}", replacement(deleted, inserted)),
        ChangeKind::Lines => {
            let (gone, new) = (change.deleted.lines().count(), change.inserted.lines().count());
            let parts = [(gone, "removed"), (new, "added")];
            let parts = parts.iter().filter(|(count, _)| *count > 0);
            let parts: Vec<String> =
                parts.map(|(count, verb)| format!("{} {verb}", counted(*count, "line", "lines"))).collect();
            format!("code: {}", parts.join(", "))
        }
        ChangeKind::BlockAdded | ChangeKind::BlockRemoved => {
            let block = diff.rows.get(change.row).and_then(|row| {
                if row.after.is_empty() { diff.before.get(row.before.start) } else { diff.after.get(row.after.start) }
            });
            format!("{} {}", block.map_or("block", |block| block.kind.name()), label(&change.kind))
        }
        ChangeKind::BlockMoved | ChangeKind::SentenceMoved => format!("{} moved", quoted(shown)),
        ChangeKind::SectionRenamed => format!("section “{deleted}” renamed “{inserted}”"),
        ChangeKind::SectionAdded | ChangeKind::SectionRemoved | ChangeKind::SectionMoved => {
            let title = shown.lines().next().unwrap_or_default();
            let verb = label(&change.kind);
            format!("section “{title}” {}", verb.trim_start_matches("section "))
        }
        ChangeKind::Formatting { .. }
        | ChangeKind::Task { .. }
        | ChangeKind::Depth { .. }
        | ChangeKind::BlockKind { .. } => {
            format!("{} {}", quoted(shown), label(&change.kind))
        }
        ChangeKind::LinkTarget { before: Some(_), after: Some(_) } => format!("link target of {}", quoted(shown)),
        ChangeKind::LinkTarget { after, .. } => {
            format!("{} {}", quoted(shown), if after.is_some() { "now a link" } else { "no longer a link" })
        }
        ChangeKind::ColumnAdded
        | ChangeKind::ColumnRemoved
        | ChangeKind::ColumnsMoved { .. }
        | ChangeKind::RowAdded
        | ChangeKind::RowRemoved
        | ChangeKind::RowsMoved { .. } => {
            let verb = label(&change.kind);
            if shown.is_empty() { verb } else { format!("{verb}: {}", quoted(shown)) }
        }
        ChangeKind::BlockSplit | ChangeKind::BlockMerged => {
            let row = diff.rows.get(change.row);
            row.map_or_else(|| label(&change.kind), |row| parts(&change.kind, row))
        }
        ChangeKind::ListReordered
        | ChangeKind::SectionLevel { .. }
        | ChangeKind::Image { .. }
        | ChangeKind::Info { .. }
        | ChangeKind::ListStart { .. } => label(&change.kind),
    }
}

/// Label of blocks that were split or joined, with their number.
pub(super) fn parts(kind: &ChangeKind, row: &Row) -> String {
    match kind {
        ChangeKind::BlockSplit if row.before.len() > 1 => {
            format!("{} split in {}", counted(row.before.len(), "block", "blocks"), row.after.len())
        }
        ChangeKind::BlockSplit => format!("split in {}", row.after.len()),
        ChangeKind::BlockMerged if row.after.len() > 1 => {
            format!("joined from {} to {}", row.before.len(), row.after.len())
        }
        ChangeKind::BlockMerged => format!("joined from {}", row.before.len()),
        _ => label(kind),
    }
}

/// Whether a change of words is about punctuation marks alone: other signs, such as `$` or `+`, have names.
pub(super) fn is_punctuation(change: &Change) -> bool {
    let is_mark =
        |c: char| c.is_whitespace() || ".,;:!?…'\"()[]{}-–—‐‑/‘’“”‚„‹›«»¿¡、。，；：！？「」『』（）".contains(c);
    matches!(change.kind, ChangeKind::Words) && change.deleted.chars().chain(change.inserted.chars()).all(is_mark)
}

/// `“need” replaced by “must”`, `“very” removed`, `12 words added`.
fn replacement(deleted: &str, inserted: &str) -> String {
    match (deleted.is_empty(), inserted.is_empty()) {
        (true, _) => format!("{} added", quoted(inserted)),
        (_, true) => format!("{} removed", quoted(deleted)),
        _ => format!("{} replaced by {}", quoted(deleted), quoted(inserted)),
    }
}

/// Words in quotation marks, or their number if they are many.
fn quoted(words: &str) -> String {
    let count = words.split_whitespace().count();
    if count > QUOTED_WORDS {
        return format!("{count} words");
    }
    format!("“{}”", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A number of things: `1 line`, `3 lines`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A kind of block with its article: `a paragraph`, `an image`, `code`, `2 paragraphs`.
fn with_article(kind: &str) -> String {
    match kind.chars().next() {
        _ if ["code", "HTML", "front matter"].contains(&kind) => kind.to_owned(),
        Some('0'..='9') => kind.to_owned(),
        Some('a' | 'e' | 'i' | 'o' | 'u') => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}

/// A change of formatting: `now bold`, `no longer code`, `now italic, was bold`.
fn formatting(before: Styles, after: Styles) -> String {
    let (gone, new) = (styles(before.difference(after)), styles(after.difference(before)));
    match (gone.is_empty(), new.is_empty()) {
        (true, true) => "formatting changed".to_owned(),
        (true, false) => format!("now {new}"),
        (false, true) => format!("no longer {gone}"),
        (false, false) => format!("now {new}, was {gone}"),
    }
}

/// Formatting in a reader's words.
fn styles(styles: Styles) -> String {
    let names = styles.names().filter_map(|name| match name {
        "strong" => Some("bold"),
        "emphasis" => Some("italic"),
        "strikethrough" => Some("struck through"),
        "part-of-a-word" => None,
        other => Some(other),
    });
    names.collect::<Vec<_>>().join(" and ")
}

/// A change of a link's target, by the part that differs: `link: …/old/… is now …/new/…`.
fn link_target(before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => {
            let [before, after] = differing_parts(before, after);
            format!("link target: {after}, was {before}")
        }
        (None, _) => "now a link".to_owned(),
        (_, None) => "no longer a link".to_owned(),
    }
}

/// Fewest bytes of an address that are worth an ellipsis.
const LEAST_LEFT_OUT: usize = 8;

/// Two addresses with an ellipsis for a long part that both begin or end with. What is left begins and ends at
/// separators, which are kept.
pub(super) fn differing_parts(before: &str, after: &str) -> [String; 2] {
    let is_separator = |c: char| matches!(c, '/' | '#' | '?' | '&' | '=');
    let same: usize = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let mut start = before[..same].rfind(is_separator).map_or(0, |at| at + 1);
    if start == before.len().min(after.len()) {
        // One is the beginning of the other: its last part is kept, so that it can be recognized.
        start = before[..start.saturating_sub(1)].rfind(is_separator).map_or(0, |at| at + 1);
    }
    if start < LEAST_LEFT_OUT {
        start = 0;
    }
    let (old, new) = (&before[start..], &after[start..]);
    let back = old.chars().rev().zip(new.chars().rev());
    let same: usize = back.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let tail = &old[old.len() - same..];
    let mut tail = tail.find(is_separator).map_or(0, |at| tail.len() - at);
    if tail < LEAST_LEFT_OUT || tail == old.len().min(new.len()) {
        tail = 0;
    }
    let part = |text: &str, whole: &str| {
        if whole.is_empty() {
            return "nothing".to_owned();
        }
        let middle = &text[..text.len() - tail];
        let lead = if start > 0 { &format!("…{}", &whole[start - 1..start]) } else { "" };
        let rear = if tail > 0 { &format!("{}…", &text[text.len() - tail..=text.len() - tail]) } else { "" };
        format!("{lead}{middle}{rear}")
    };
    [part(old, before), part(new, after)]
}

/// A sentence about a limit that reduced the comparison.
pub(super) fn fallback(fallback: &Fallback) -> String {
    match fallback {
        Fallback::TooLarge { bytes, words } => {
            format!("The versions are too large to compare word by word: {bytes} bytes, {words} words.")
        }
        Fallback::WordProduct { .. } => {
            "Two long blocks are shown one after the other: too much in them differs.".to_owned()
        }
        Fallback::NarrowedAlignment { before, after } => {
            format!("{before} blocks before and {after} after were compared with those near their place alone.")
        }
        Fallback::RenameCandidates { .. } => "Only the largest sections were looked for under other titles.".to_owned(),
        Fallback::MoveCandidates { .. } => "Only the largest blocks were looked for in other places.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use prose_diff::Options;
    use redline_document::document::Dialect;

    #[test]
    fn addresses_are_shown_by_the_part_that_differs() {
        for (before, after, parts) in [
            ("https://a.org/docs/1.6/x/y", "https://a.org/docs/1.7/x/y", ["…/1.6/x/y", "…/1.7/x/y"]),
            ("https://a.org/1.6/x/y.html#z", "https://a.org/1.7/x/y.html#z", ["…/1.6/…", "…/1.7/…"]),
            ("../old.md#top", "../new.md#top", ["../old.md#top", "../new.md#top"]),
            ("../sample/one.rs", "../../sample/one.rs", ["../…", "../../…"]),
            ("https://a.org/docs/", "https://a.org/docs/b.md", ["…/docs/", "…/docs/b.md"]),
            ("/reference/x", "/b/reference/x", ["/reference/x", "/b/reference/x"]),
            ("a.md", "b.md", ["a.md", "b.md"]),
            ("a.md", "a.md#x", ["a.md", "a.md#x"]),
            ("https://a.org/ä", "https://a.org/å", ["…/ä", "…/å"]),
            ("", "a.md", ["nothing", "a.md"]),
        ] {
            assert_eq!(differing_parts(before, after), parts, "{before} {after}");
        }
    }

    #[test]
    fn formatting_is_described_by_what_came_and_went() {
        assert_eq!(formatting(Styles::empty(), Styles::CODE), "now code");
        assert_eq!(formatting(Styles::STRONG | Styles::CODE, Styles::CODE), "no longer bold");
        assert_eq!(formatting(Styles::STRONG, Styles::EMPHASIS), "now italic, was bold");
    }

    #[test]
    fn only_punctuation_marks_are_punctuation() {
        for (before, after, expected) in [
            ("One, two and three.\n", "One two and three.\n", "punctuation: “,” removed"),
            ("Add a + b to it.\n", "Add a b to it.\n", "“+” removed"),
            ("Costs 5 # here.\n", "Costs 5 $ here.\n", "“#” replaced by “$”"),
        ] {
            let diff = Diff::new(before, after, &Options::new(Dialect::default()));
            assert_eq!(phrase(&diff, &diff.changes[0]), expected);
        }
    }

    #[test]
    fn numbers_of_blocks_have_no_article() {
        let kind = ChangeKind::BlockKind { before: "2 paragraphs".to_owned(), after: "table".to_owned() };
        assert_eq!(label(&kind), "now a table, was 2 paragraphs");
    }

    #[test]
    fn a_split_has_its_number_in_the_list() {
        let (one, two) = ("The first part has a few words of its own.", "The second part has a few other words in it.");
        let diff =
            Diff::new(&format!("{one} {two}\n"), &format!("{one}\n\n{two}\n"), &Options::new(Dialect::default()));
        let phrases: Vec<String> = diff.changes.iter().map(|change| phrase(&diff, change)).collect();
        assert_eq!(phrases, ["split in 2"]);
    }

    #[test]
    fn few_words_are_quoted_and_many_are_counted() {
        assert_eq!(replacement("need", "must"), "“need” replaced by “must”");
        assert_eq!(replacement("", "a b c d e f g h"), "8 words added");
        assert_eq!(replacement("very", ""), "“very” removed");
    }
}
