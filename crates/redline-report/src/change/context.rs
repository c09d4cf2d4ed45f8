//! What is shown of a change in the list: the sentence around changed words, or whole blocks.

use std::collections::BTreeMap;
use std::ops::Range;

use prose_diff::{BlockKind, Body, Change, ChangeKind, Diff, Mark, Relation, Row, Run, Styles, TableRow};
use vale_style::sentence::sentences;

use super::segments::changes_of;

/// Consecutive words of a context with the same mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) mark: PieceMark,
    pub(super) text: String,
}

/// What is marked in a context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceMark {
    /// Words around a change.
    Plain,
    /// Words of the old version.
    Deleted,
    /// Words of the new version.
    Inserted,
    /// Words with another format or link.
    Changed,
    /// A line of code of a block that is new or gone as a whole, or that moved.
    Line,
    /// A line of code of the old version.
    DeletedLine,
    /// A line of code of the new version.
    InsertedLine,
}

impl PieceMark {
    /// Whether pieces with it are lines by themselves.
    pub(super) fn is_line(self) -> bool {
        matches!(self, Self::Line | Self::DeletedLine | Self::InsertedLine)
    }
}

/// The sentence around a change of words, with the number of its cell and its place there.
pub(super) fn around(row: &Row, change: &Change) -> Option<(usize, Range<usize>, Vec<Piece>)> {
    let texts: Vec<&[Run]> = match &row.body {
        Body::Text { runs } => vec![runs],
        Body::Table { rows, .. } => rows.iter().flat_map(|row| row.cells.iter().map(Vec::as_slice)).collect(),
        Body::Lines { .. } | Body::Empty => return None,
    };
    let is_within = matches!(
        change.kind,
        ChangeKind::Words | ChangeKind::Math | ChangeKind::Formatting { .. } | ChangeKind::LinkTarget { .. }
    );
    let is_own = |run: &Run| run.change == Some(change.id) && is_within;
    let (cell, runs) = texts.iter().enumerate().find(|(_, runs)| runs.iter().any(is_own))?;
    let mut flat = String::new();
    // The same text for finding sentences: the signs of code end none.
    let mut opaque = String::new();
    let mut spans: Vec<(PieceMark, Range<usize>)> = Vec::new();
    let mut touched: Option<Range<usize>> = None;
    for run in *runs {
        if !flat.is_empty() && run.is_spaced() {
            flat.push(' ');
            opaque.push(' ');
        }
        let start = flat.len();
        flat.push_str(&run.text);
        if is_code(run) {
            opaque.extend(std::iter::repeat_n('_', run.text.len()));
        } else {
            opaque.push_str(&run.text);
        }
        let mark = match run.mark {
            Mark::Deleted => PieceMark::Deleted,
            Mark::Inserted => PieceMark::Inserted,
            Mark::Equal if run.change.is_some() => PieceMark::Changed,
            Mark::Equal => PieceMark::Plain,
        };
        if is_own(run) {
            touched = Some(touched.map_or(start, |range| range.start)..flat.len());
        }
        spans.push((mark, start..flat.len()));
    }
    let touched = touched?;
    let range = sentence_around(&opaque, &touched);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut done = range.start;
    for (mark, span) in spans {
        let (start, end) = (span.start.max(range.start), span.end.min(range.end));
        if start >= end {
            continue;
        }
        // White space within a mark belongs to it.
        let is_within = pieces.last().is_some_and(|last| last.mark == mark);
        push(&mut pieces, if is_within { mark } else { PieceMark::Plain }, &flat[done..start]);
        push(&mut pieces, mark, &flat[start..end]);
        done = end;
    }
    Some((cell, range, pieces))
}

/// Whether a run is code, a formula or HTML.
fn is_code(run: &Run) -> bool {
    let side = run.after.as_ref().or(run.before.as_ref());
    side.is_some_and(|side| side.styles.intersects(Styles::CODE | Styles::HTML | Styles::MATH))
}

/// The sentences that a range of a text touches.
fn sentence_around(text: &str, touched: &Range<usize>) -> Range<usize> {
    let found = sentences(text);
    let start = found.iter().rev().find(|span| span.start <= touched.start).map_or(0, |span| span.start);
    let end = found.iter().find(|span| span.end >= touched.end).map_or(text.len(), |span| span.end);
    start..end.max(touched.end)
}

fn push(pieces: &mut Vec<Piece>, mark: PieceMark, text: &str) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.mark == mark => last.text.push_str(text),
        _ => pieces.push(Piece { mark, text: text.to_owned() }),
    }
}

/// Both versions, to show what a change of whole blocks is about.
pub(super) struct Blocks<'a> {
    diff: &'a Diff,
    before: &'a str,
    after: &'a str,
    /// The rows of each section that is new or gone.
    of_sections: BTreeMap<usize, Vec<&'a Row>>,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(diff: &'a Diff, before: &'a str, after: &'a str) -> Self {
        let mut of_sections: BTreeMap<usize, Vec<&'a Row>> = BTreeMap::new();
        for row in diff.rows.iter().filter(|row| matches!(row.relation, Relation::Added | Relation::Removed)) {
            let is_section =
                |change: &&Change| matches!(change.kind, ChangeKind::SectionAdded | ChangeKind::SectionRemoved);
            for change in changes_of(diff, row).filter(is_section) {
                of_sections.entry(change.id).or_default().push(row);
            }
        }
        Self { diff, before, after, of_sections }
    }

    /// What a change of a whole block is about.
    pub(super) fn pieces(&self, change: &Change) -> Vec<Piece> {
        let piece = |mark: PieceMark, text: &str| Piece { mark, text: text.to_owned() };
        let (deleted, inserted) = (change.deleted.trim(), change.inserted.trim());
        let mut pieces = match &change.kind {
            ChangeKind::Lines => marked_lines(change),
            _ if is_named(change) => Vec::new(),
            ChangeKind::SectionAdded | ChangeKind::SectionRemoved => self.section(change.id),
            ChangeKind::Image { before, after, .. } if before.alt != after.alt => {
                vec![
                    piece(PieceMark::Deleted, &before.alt),
                    piece(PieceMark::Plain, " "),
                    piece(PieceMark::Inserted, &after.alt),
                ]
            }
            ChangeKind::Words | ChangeKind::Math => {
                vec![
                    piece(PieceMark::Deleted, deleted),
                    piece(PieceMark::Plain, " "),
                    piece(PieceMark::Inserted, inserted),
                ]
            }
            ChangeKind::BlockAdded | ChangeKind::BlockRemoved | ChangeKind::BlockMoved if self.is_lines(change) => {
                lines(PieceMark::Line, if inserted.is_empty() { &change.deleted } else { &change.inserted })
            }
            _ => vec![piece(PieceMark::Plain, if inserted.is_empty() { deleted } else { inserted })],
        };
        pieces.retain(|piece| piece.mark.is_line() || !piece.text.is_empty());
        if pieces
            .iter()
            .all(|piece| piece.text.trim().is_empty() && matches!(piece.mark, PieceMark::Plain | PieceMark::Line))
        {
            pieces.clear();
        }
        pieces
    }

    /// Whether a change is about one block of code, HTML or front matter.
    fn is_lines(&self, change: &Change) -> bool {
        let count = change.deleted.lines().count().max(change.inserted.lines().count());
        // Several blocks that moved together may begin with code.
        let row = self.diff.rows.get(change.row);
        row.is_some_and(|row| matches!(&row.body, Body::Lines { lines } if lines.len() >= count))
    }

    /// The blocks of a section that is new or gone, below its heading, which is in the link to the change.
    fn section(&self, id: usize) -> Vec<Piece> {
        let rows = self.of_sections.get(&id).map(Vec::as_slice).unwrap_or_default();
        let mut pieces: Vec<Piece> = Vec::new();
        for row in rows {
            let (block, source) = if row.after.is_empty() {
                (self.diff.before.get(row.before.start), self.before)
            } else {
                (self.diff.after.get(row.after.start), self.after)
            };
            let Some(block) = block.filter(|block| !matches!(block.kind, BlockKind::Heading { .. })) else { continue };
            let of = |span: &Range<usize>| source.get(span.clone()).unwrap_or_default().trim_end();
            let text = match &row.body {
                Body::Lines { lines } => {
                    let spans = lines.iter().filter_map(|line| line.after.as_ref().or(line.before.as_ref()));
                    pieces.extend(spans.map(|span| Piece { mark: PieceMark::Line, text: of(span).to_owned() }));
                    continue;
                }
                Body::Table { rows, .. } => {
                    let cells =
                        |row: &TableRow| row.cells.iter().map(|cell| words(cell)).collect::<Vec<_>>().join(" | ");
                    rows.iter().map(cells).collect::<Vec<_>>().join("\n")
                }
                Body::Text { runs } => words(runs),
                Body::Empty => String::new(),
            };
            // A rule or an image has no words.
            let text = if text.trim().is_empty() { of(&block.span) } else { text.trim() };
            if pieces.last().is_some_and(|last| !last.mark.is_line()) {
                push(&mut pieces, PieceMark::Plain, "\n");
            }
            push(&mut pieces, PieceMark::Plain, text);
        }
        pieces
    }
}

/// The lines of code that a change removes and adds, with their marks.
pub(super) fn marked_lines(change: &Change) -> Vec<Piece> {
    let mut pieces = lines(PieceMark::DeletedLine, &change.deleted);
    pieces.extend(lines(PieceMark::InsertedLine, &change.inserted));
    pieces
}

fn lines(mark: PieceMark, text: &str) -> Vec<Piece> {
    text.lines().map(|line| Piece { mark, text: line.to_owned() }).collect()
}

/// The words of runs.
fn words(runs: &[Run]) -> String {
    let mut text = String::new();
    for run in runs {
        if !text.is_empty() && run.is_spaced() {
            text.push(' ');
        }
        text.push_str(&run.text);
    }
    text
}

/// Whether the link to a change has all of its words.
fn is_named(change: &Change) -> bool {
    matches!(change.kind, ChangeKind::SectionRenamed | ChangeKind::SectionLevel { .. } | ChangeKind::Info { .. })
}
