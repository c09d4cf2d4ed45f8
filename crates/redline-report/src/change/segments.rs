//! Rows in the order they are shown: unchanged ones folded, those of one move or of one kind together.

use std::ops::Range;

use prose_diff::{BlockKind, Change, ChangeKind, Diff, Relation, Row};

/// Number of unchanged blocks shown on each side of a change.
const CONTEXT: usize = 1;

/// What rows have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Nothing: each row is shown by itself.
    Row,
    /// They are new.
    Added,
    /// They are gone.
    Removed,
    /// They are the new place of the move with this index.
    Moved(usize),
    /// They are the old place of the move with this index.
    Left(usize),
}

/// A row, or rows that are folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Row(usize),
    Fold(Range<usize>),
}

/// Consecutive rows with something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) frame: Frame,
    pub(super) items: Vec<Item>,
}

/// A move of one row or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Move {
    /// The rows at the new place.
    pub(super) rows: Range<usize>,
    /// The first row at the old place.
    pub(super) left: usize,
}

/// The frames of all rows.
#[derive(Debug)]
pub(super) struct Frames {
    pub(super) moves: Vec<Move>,
    of_rows: Vec<Frame>,
}

impl Frames {
    /// Finds the moves of a diff and what its rows have in common.
    pub(super) fn new(diff: &Diff) -> Self {
        let moves = moves(diff);
        let mut of_rows: Vec<Frame> = diff.rows.iter().map(frame_of).collect();
        for (index, found) in moves.iter().enumerate() {
            for (at, row) in found.rows.clone().zip(&diff.rows[found.rows.clone()]) {
                // A row that came or went within a moved section is no part of the move.
                if of_rows[at] == Frame::Row {
                    of_rows[at] = Frame::Moved(index);
                }
                if let Relation::MovedFrom(old) = row.relation {
                    of_rows[old] = Frame::Left(index);
                }
            }
        }
        Self { moves, of_rows }
    }

    /// The rows that are shown, in order; `is_invisible` are those that show nothing.
    pub(super) fn segments(&self, diff: &Diff, is_invisible: impl Fn(usize) -> bool) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        let mut add = |frame: Frame, item: Item| match segments.last_mut() {
            Some(last) if last.frame == frame => last.items.push(item),
            _ => segments.push(Segment { frame, items: vec![item] }),
        };
        let mut at = 0;
        for fold in diff.foldable(CONTEXT).into_iter().chain(std::iter::once(diff.rows.len()..diff.rows.len())) {
            (at..fold.start).filter(|row| !is_invisible(*row)).for_each(|row| add(self.of_rows[row], Item::Row(row)));
            at = fold.start;
            while at < fold.end {
                let frame = self.of_rows[at];
                let end = (at..fold.end).find(|row| self.of_rows[*row] != frame).unwrap_or(fold.end);
                if (at..end).any(|row| !is_invisible(row)) {
                    add(frame, Item::Fold(at..end));
                }
                at = end;
            }
        }
        segments
    }
}

fn frame_of(row: &Row) -> Frame {
    match row.relation {
        Relation::Added => Frame::Added,
        Relation::Removed => Frame::Removed,
        _ => Frame::Row,
    }
}

/// The moves of a diff. Adjacent rows that come from adjacent places are one move, and the rows of a moved section belong
/// to it.
fn moves(diff: &Diff) -> Vec<Move> {
    let mut found: Vec<Move> = Vec::new();
    for (index, row) in diff.rows.iter().enumerate() {
        let Relation::MovedFrom(left) = row.relation else { continue };
        let extent = index..section_end(diff, index).unwrap_or(index + 1);
        match found.last_mut() {
            Some(last) if index < last.rows.end || continues(diff, last, index, left) => {
                last.rows.end = last.rows.end.max(extent.end);
            }
            _ => found.push(Move { rows: extent, left }),
        }
    }
    found
}

/// Whether the row at `index` goes on with a move that ends before it: it is part of the same change, or it was next to
/// the row before.
fn continues(diff: &Diff, last: &Move, index: usize, left: usize) -> bool {
    if last.rows.end != index {
        return false;
    }
    let before = &diff.rows[index - 1];
    let is_shared = before.changes.iter().any(|id| diff.rows[index].changes.contains(id));
    is_shared || matches!(before.relation, Relation::MovedFrom(old) if old + 1 == left)
}

/// The end of the rows of a section whose heading moved to the row at `index`; `None` if that is no such heading.
fn section_end(diff: &Diff, index: usize) -> Option<usize> {
    let row = &diff.rows[index];
    let block = diff.after.get(row.after.start)?;
    let is_moved = changes_of(diff, row).any(|change| change.kind == ChangeKind::SectionMoved);
    if !is_moved || !matches!(block.kind, BlockKind::Heading { .. }) {
        return None;
    }
    let end = diff.sections.get(block.section)?.after.as_ref()?.span.end;
    let is_inside = |row: &Row| diff.after.get(row.after.start).is_none_or(|block| block.span.start < end);
    let last = (index..diff.rows.len()).take_while(|at| is_inside(&diff.rows[*at])).last()?;
    // Rows of the old version at the end belong to what follows.
    (index..=last).rev().find(|at| !diff.rows[*at].after.is_empty()).map(|at| at + 1)
}

/// The changes of a row.
pub(super) fn changes_of<'a>(diff: &'a Diff, row: &'a Row) -> impl Iterator<Item = &'a Change> {
    row.changes.iter().filter_map(|id| diff.changes.get(id - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use prose_diff::Options;
    use redline_document::document::Dialect;

    fn segments(before: &str, after: &str) -> Vec<Segment> {
        let diff = Diff::new(before, after, &Options::new(Dialect::default()));
        Frames::new(&diff).segments(&diff, |_| false)
    }

    #[test]
    fn a_move_covers_the_section_that_moved() {
        let one = "## One\n\nThe first section has a few words.\n\nIt has a second block of words too.\n\n";
        let two = "## Two\n\nThe other section is about something else.\n\nIt is longer, so it stays where it was.\n\nAnd it has more blocks than the first.\n\n";
        let found = segments(&format!("# T\n\n{one}{two}"), &format!("# T\n\n{two}{one}"));
        let moved: Vec<&Segment> =
            found.iter().filter(|segment| matches!(segment.frame, Frame::Moved(_) | Frame::Left(_))).collect();
        assert_eq!(moved.len(), 2, "{found:?}");
        let rows: usize = moved[1]
            .items
            .iter()
            .map(|item| match item {
                Item::Row(_) => 1,
                Item::Fold(rows) => rows.len(),
            })
            .sum();
        assert_eq!(rows, 3, "{found:?}");
    }

    #[test]
    fn added_blocks_are_one_segment() {
        let found = segments("# T\n\nStay.\n", "# T\n\nStay.\n\nNew block.\n\n## S\n\nMore.\n");
        let added = found.iter().find(|segment| segment.frame == Frame::Added).expect("there is one");
        assert_eq!(added.items.len(), 3, "{found:?}");
    }
}
