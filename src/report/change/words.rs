//! Changes in words: what a list of them says, and the numbers above it.

use crate::diff::{Change, ChangeKind, Statistics, Styles};

/// How many characters of words a list quotes.
const QUOTED: usize = 80;

/// `31 % of words changed: 120 removed, 95 added; 1 section added`. Nothing is told that is not there.
pub(super) fn summary(statistics: &Statistics) -> String {
    let words = &statistics.words;
    let is_changed = words.deleted + words.inserted > 0;
    let share = if is_changed { percent(statistics.changed_share) } else { "no".to_owned() };
    let mut parts = vec![format!("{share}{} words changed", if is_changed { " of" } else { "" })];
    let mut counts = Vec::new();
    for (count, what) in [(words.deleted, "removed"), (words.inserted, "added"), (words.moved, "moved")] {
        if count > 0 {
            counts.push(format!("{count} {what}"));
        }
    }
    if !counts.is_empty() {
        parts[0] = format!("{}: {}", parts[0], counts.join(", "));
    }
    if words.before != words.after {
        parts[0] = format!("{} ({} words, were {})", parts[0], words.after, words.before);
    }
    let sections: Vec<String> = [
        (statistics.sections_added, "added"),
        (statistics.sections_removed, "removed"),
        (statistics.sections_renamed, "renamed"),
        (statistics.sections_moved, "moved"),
        (statistics.sections_level_changed, "of another level"),
        (statistics.sections_split, "made of another"),
        (statistics.sections_merged, "gone into another"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{count} {what}"))
    .collect();
    if !sections.is_empty() {
        parts.push(format!("sections: {}", sections.join(", ")));
    }
    // A change of words in which no word changed.
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

/// The share of words that changed: `31 %`, and `under 1 %` for what is there and rounds to nothing.
pub(super) fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    if share > 0.0 && rounded < 1.0 { "under 1 %".to_owned() } else { format!("{rounded} %") }
}

/// A line that opens with a capital and ends with a full stop.
pub(super) fn sentence(line: &str) -> String {
    let mut rest = line.chars();
    rest.next().map(|first| format!("{}{}.", first.to_uppercase(), rest.as_str())).unwrap_or_default()
}

/// A size in bytes for people: `400 KiB`.
pub(super) fn size(bytes: usize) -> String {
    if bytes < 1024 { format!("{bytes} bytes") } else { format!("{} KiB", bytes.div_ceil(1024)) }
}

/// What a change is, before its words: `section renamed`.
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
    }
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

fn styles(styles: Styles) -> String {
    let names: Vec<&str> = styles.names().filter(|name| *name != "part-of-a-word").collect();
    if names.is_empty() { "plain".to_owned() } else { names.join(" and ") }
}

/// The words of a change, cut short.
pub(super) enum Quote {
    /// What goes, and what comes.
    Changed(String, String),
    /// Words that stay: they moved, or look or lead otherwise.
    Kept(String),
}

/// The words of a change.
pub(super) fn quoted(change: &Change) -> Quote {
    let (deleted, inserted) = (cut(&change.deleted), cut(&change.inserted));
    // What moved, looks otherwise or is another kind of block is told apart from its words, which are changes of their own.
    let is_kept = matches!(
        change.kind,
        ChangeKind::Formatting { .. }
            | ChangeKind::LinkTarget { .. }
            | ChangeKind::SectionMoved
            | ChangeKind::SectionLevel { .. }
            | ChangeKind::BlockMoved
            | ChangeKind::BlockSplit
            | ChangeKind::BlockMerged
            | ChangeKind::BlockKind { .. }
            | ChangeKind::Info { .. }
    );
    if is_kept || deleted == inserted {
        Quote::Kept(if inserted.is_empty() { deleted } else { inserted })
    } else {
        Quote::Changed(deleted, inserted)
    }
}

/// Words on one line, cut short.
pub(super) fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}
