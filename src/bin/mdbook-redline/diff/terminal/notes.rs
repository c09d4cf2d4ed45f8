//! Changes that marks in the text do not show.

use prose_diff::{Change, ChangeKind, Diff, Mark, Relation, Row, Run};
use redline_report::change::ChangeReport;

use super::Page;
use super::paint::{REMARK, marked, painted};
use super::rows::plain;
use super::words::{TextLine, text_lines};

/// Number of characters that a note quotes.
const QUOTED: usize = 60;

impl Page<'_> {
    /// What happened to a row as a whole, for the line of its place.
    pub(super) fn labels(&self, index: usize, row: &Row) -> String {
        let diff = &self.report.diff;
        let mut labels: Vec<String> = Vec::new();
        match row.relation {
            Relation::MovedFrom(old) => labels.extend(self.moved("moved from", row, old, true)),
            Relation::MovedTo(new) => labels.extend(self.moved("moved to", row, new, false)),
            _ => {}
        }
        for change in changes(diff, row).filter(|change| change.row == index && is_label(&change.kind)) {
            let label = ChangeReport::label(change);
            let column = match change.kind {
                ChangeKind::ColumnAdded => &change.inserted,
                ChangeKind::ColumnRemoved => &change.deleted,
                _ => "",
            };
            let label = if column.is_empty() { label } else { format!("{label}: {}", quoted(column)) };
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        let labels = labels.join(", ");
        if labels.is_empty() { labels } else { format!("  {}", painted(REMARK, &labels)) }
    }

    /// The other end of a move: its place, and its section if that is another one.
    fn moved(&self, words: &str, moved: &Row, other: usize, is_before: bool) -> Option<String> {
        let diff = &self.report.diff;
        let row = diff.rows.get(other)?;
        let (blocks, range) = if is_before { (&diff.before, &row.before) } else { (&diff.after, &row.after) };
        let block = blocks.get(range.start)?;
        let section = diff.sections.get(block.section)?;
        let side = if is_before { section.before.as_ref() } else { section.after.as_ref() }?;
        let place = if is_before { self.places.before(block.span.start) } else { self.places.after(block.span.start) };
        // A heading is in the section that it begins.
        let path = &side.path;
        let is_heading = side.span.start == block.span.start;
        let title = if is_heading { path.len().checked_sub(2).and_then(|at| path.get(at)) } else { path.last() };
        // Within a section the place is enough.
        let is_elsewhere = self.section_of(moved) != Some(block.section) || is_heading;
        Some(match title.filter(|_| is_elsewhere) {
            Some(title) => format!("{words} § {title}, {place}"),
            None => format!("{words} {place}"),
        })
    }

    /// Writes both values of what has no words in the text: formatting, links, images.
    pub(super) fn notes(&mut self, index: usize, row: &Row) {
        let diff = &self.report.diff;
        let mut notes: Vec<String> = Vec::new();
        for change in changes(diff, row).filter(|change| change.row == index) {
            for note in self.notes_on(change, row) {
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
        for note in notes {
            self.indented("", &format!("~ {note}"));
        }
    }

    fn notes_on(&self, change: &Change, row: &Row) -> Vec<String> {
        let words = quoted(if change.inserted.is_empty() { &change.deleted } else { &change.inserted });
        match &change.kind {
            ChangeKind::Formatting { .. } => vec![format!("{}: “{words}”", ChangeReport::label(change))],
            ChangeKind::LinkTarget { before, after } => {
                let words = link_text(row, before.as_deref(), after.as_deref()).unwrap_or(words);
                let values = values(before.as_deref().unwrap_or_default(), after.as_deref().unwrap_or_default());
                let what = match (before, after) {
                    (None, _) => "link added to",
                    (_, None) => "link removed from",
                    _ => "link target of",
                };
                vec![format!("{what} “{words}”: {values}")]
            }
            ChangeKind::Image { before, after, alt } => {
                let mut notes = Vec::new();
                if before.source != after.source {
                    notes.push(format!("image: {}", values(&before.source, &after.source)));
                }
                if before.alt != after.alt {
                    let lines = text_lines(alt, &self.report.diff, self.report.after);
                    let text: String = lines.iter().map(TextLine::shown).collect();
                    notes.push(format!("alt text: {text}"));
                }
                if before.title != after.title {
                    notes.push(format!("title of an image: {}", values(&before.title, &after.title)));
                }
                notes
            }
            _ => Vec::new(),
        }
    }
}

/// The changes that a row has.
pub(super) fn changes<'a>(diff: &'a Diff, row: &'a Row) -> impl Iterator<Item = &'a Change> {
    row.changes.iter().filter_map(|id| diff.changes.get(id.checked_sub(1)?))
}

/// Whether a change is about a block as a whole, and shown by neither signs nor marks nor notes.
fn is_label(kind: &ChangeKind) -> bool {
    use ChangeKind::{
        BlockAdded, BlockMoved, BlockRemoved, Formatting, Image, Lines, LinkTarget, Math, RowAdded, RowRemoved,
        SectionMoved, Words,
    };
    !matches!(
        kind,
        Words
            | Math
            | Lines
            | BlockAdded
            | BlockRemoved
            | BlockMoved
            | SectionMoved
            | RowAdded
            | RowRemoved
            | Formatting { .. }
            | LinkTarget { .. }
            | Image { .. }
    )
}

/// Both values of something, one of which may be missing.
fn values(before: &str, after: &str) -> String {
    let value = |mark: Mark, text: &str| if text.is_empty() { String::new() } else { marked(mark, text) };
    value(Mark::Deleted, before) + &value(Mark::Inserted, after)
}

/// The words of a link of which a part may have been in the text before; `None` if they are not in the row's own text.
fn link_text(row: &Row, before: Option<&str>, after: Option<&str>) -> Option<String> {
    let is_of_link = |run: &Run| match (after, before) {
        (Some(after), _) => run.after.as_ref().is_some_and(|side| side.link.as_deref() == Some(after)),
        (None, Some(before)) => run.before.as_ref().is_some_and(|side| side.link.as_deref() == Some(before)),
        (None, None) => false,
    };
    let words = plain(row.body.runs().filter(|run| is_of_link(run) && (after.is_none() || run.mark != Mark::Deleted)));
    if words.is_empty() { None } else { Some(quoted(&words)) }
}

/// Words on one line, shortened.
pub(super) fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((at, _)) => {
            let words = line[..at].rsplit_once(' ').map_or(&line[..at], |(words, _)| words);
            format!("{words} …")
        }
        None => line,
    }
}
