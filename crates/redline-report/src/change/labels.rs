//! Human-readable labels of changes, and the figures above them.

use std::fmt::Write;

use prose_diff::{Change, ChangeKind, Fallback, Statistics, Styles};

/// Number of characters that a list quotes.
const QUOTED: usize = 80;

/// Summary of a diff: `31 % of words changed: 120 removed, 95 added; 1 section added`. Counts of zero are left out.
pub(super) fn summary(statistics: &Statistics) -> String {
    let words = &statistics.words;
    let is_changed = words.deleted + words.inserted > 0;
    let mut first = if is_changed {
        format!("{} of words changed", percent(statistics.changed_share))
    } else {
        "no words changed".to_owned()
    };
    let counts = counted([(words.deleted, "removed"), (words.inserted, "added"), (words.moved, "moved")]);
    if !counts.is_empty() {
        let _ = write!(first, ": {counts}");
    }
    if words.before != words.after {
        let _ = write!(first, " ({} words, were {})", words.after, words.before);
    }
    let mut parts = vec![first];
    let sections = counted([
        (statistics.sections_added, "added"),
        (statistics.sections_removed, "removed"),
        (statistics.sections_renamed, "renamed"),
        (statistics.sections_moved, "moved"),
        (statistics.sections_level_changed, "of another level"),
        (statistics.sections_split, "made of another"),
        (statistics.sections_merged, "gone into another"),
    ]);
    if !sections.is_empty() {
        parts.push(format!("sections: {sections}"));
    }
    // Changes of text without a changed word.
    let signs = if is_changed { 0 } else { statistics.word_changes };
    for (count, one, many) in [
        (signs, "change of signs", "changes of signs"),
        (statistics.formatting_changes, "change of formatting alone", "changes of formatting alone"),
        (statistics.link_changes, "link target", "link targets"),
        (statistics.image_changes, "image", "images"),
        (statistics.code_changes, "change in code", "changes in code"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
    }
    parts.join("; ")
}

/// Counts above zero with their names: `120 removed, 95 added`.
fn counted<const N: usize>(counts: [(usize, &str); N]) -> String {
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, name)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
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

/// Label of a kind of change: `section renamed`.
pub(super) fn label(kind: &ChangeKind) -> String {
    match kind {
        ChangeKind::Words => "words".to_owned(),
        ChangeKind::Math => "formula".to_owned(),
        ChangeKind::Formatting { before, after } => {
            format!("formatting: {} to {}", styles(*before), styles(*after))
        }
        ChangeKind::LinkTarget { before, after } => format!(
            "link target: {} to {}",
            before.as_deref().unwrap_or("no link"),
            after.as_deref().unwrap_or("no link")
        ),
        ChangeKind::Image { before, after, .. } if before.source != after.source => {
            format!("image: {} to {}", before.source, after.source)
        }
        ChangeKind::Image { .. } => "description of an image".to_owned(),
        ChangeKind::Lines => "lines".to_owned(),
        ChangeKind::Info { before, after } => format!("language of code: {} to {}", or_none(before), or_none(after)),
        ChangeKind::BlockAdded => "added".to_owned(),
        ChangeKind::BlockRemoved => "removed".to_owned(),
        ChangeKind::BlockMoved => "moved".to_owned(),
        ChangeKind::ListReordered => "list in another order".to_owned(),
        ChangeKind::SentenceMoved => "sentence moved".to_owned(),
        ChangeKind::BlockSplit => "split in several".to_owned(),
        ChangeKind::BlockMerged => "joined".to_owned(),
        ChangeKind::BlockKind { before, after } => format!("{before} became {after}"),
        ChangeKind::Depth { before, after } if after > before => "moved in".to_owned(),
        ChangeKind::Depth { .. } => "moved out".to_owned(),
        ChangeKind::ListStart { before, after } => format!("list starts with {after} instead of {before}"),
        ChangeKind::Task { done: true } => "task ticked".to_owned(),
        ChangeKind::Task { done: false } => "tick taken away".to_owned(),
        ChangeKind::SectionAdded => "section added".to_owned(),
        ChangeKind::SectionRemoved => "section removed".to_owned(),
        ChangeKind::SectionRenamed => "section renamed".to_owned(),
        ChangeKind::SectionMoved => "section moved".to_owned(),
        ChangeKind::SectionLevel { before, after } => format!("heading level {before} to {after}"),
        ChangeKind::ColumnAdded => "column added".to_owned(),
        ChangeKind::ColumnRemoved => "column removed".to_owned(),
        ChangeKind::RowAdded => "row added".to_owned(),
        ChangeKind::RowRemoved => "row removed".to_owned(),
        ChangeKind::ColumnsMoved { count: 1 } => "column moved".to_owned(),
        ChangeKind::ColumnsMoved { count } => format!("{count} columns moved"),
        ChangeKind::RowsMoved { count: 1 } => "row moved".to_owned(),
        ChangeKind::RowsMoved { count } => format!("{count} rows moved"),
    }
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

fn styles(styles: Styles) -> String {
    let names: Vec<&str> = styles.names().filter(|name| *name != "part-of-a-word").collect();
    if names.is_empty() { "plain".to_owned() } else { names.join(" and ") }
}

/// The words of a change, shortened.
pub(super) enum Quote {
    /// Deleted and inserted words.
    Changed(String, String),
    /// Words that stayed the same: they moved, or their formatting or link changed.
    Unchanged(String),
}

/// The words of a change.
pub(super) fn quoted(change: &Change) -> Quote {
    let (deleted, inserted) = (shortened(&change.deleted), shortened(&change.inserted));
    // Words that changed along with a move or another kind of block are changes of their own.
    let is_unchanged = matches!(
        change.kind,
        ChangeKind::Formatting { .. }
            | ChangeKind::LinkTarget { .. }
            | ChangeKind::SectionMoved
            | ChangeKind::SectionLevel { .. }
            | ChangeKind::BlockMoved
            | ChangeKind::ListReordered
            | ChangeKind::SentenceMoved
            | ChangeKind::ColumnsMoved { .. }
            | ChangeKind::RowsMoved { .. }
            | ChangeKind::BlockSplit
            | ChangeKind::BlockMerged
            | ChangeKind::BlockKind { .. }
            | ChangeKind::Info { .. }
    );
    if is_unchanged || deleted == inserted {
        Quote::Unchanged(if inserted.is_empty() { deleted } else { inserted })
    } else {
        Quote::Changed(deleted, inserted)
    }
}

/// A text on one line, shortened.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
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
