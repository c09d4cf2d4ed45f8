//! Rows: blocks of both versions side by side, with their content.

use std::ops::Range;

use serde::Serialize;

use super::run::{Mark, Run};
use redline_text::Span;

/// Blocks of both versions that correspond, or a block of one version.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// How its two sides relate.
    pub relation: Relation,
    /// Its blocks in [`Diff::before`](crate::Diff::before).
    pub before: Range<usize>,
    /// Its blocks in [`Diff::after`](crate::Diff::after).
    pub after: Range<usize>,
    /// Its content.
    pub body: Body,
    /// Ids of its changes, ascending. A row without changes may be folded.
    pub changes: Vec<usize>,
}

/// How the two sides of a row relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", content = "row", rename_all = "kebab-case")]
pub enum Relation {
    /// The same block in the same place.
    Kept,
    /// A new block.
    Added,
    /// A removed block.
    Removed,
    /// A block that moved, by itself or along with others; the row with this index is where they were.
    MovedFrom(usize),
    /// The old place of blocks that moved together; the first of them is now at the row with this index. Those rows have
    /// the content; this one is empty.
    MovedTo(usize),
    /// One block that became several, or several that became more.
    Split,
    /// Several blocks that became one, or fewer.
    Merged,
}

/// Content of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Body {
    /// Words.
    Text {
        /// In reading order: at each place first the deleted runs, then the inserted ones.
        runs: Vec<Run>,
    },
    /// Code, HTML and front matter.
    Lines {
        /// In reading order: at each place first the deleted lines, then the inserted ones.
        lines: Vec<Line>,
    },
    /// A table.
    Table {
        /// Columns in order.
        columns: Vec<Cells>,
        /// Rows in order; the header row is the first.
        rows: Vec<TableRow>,
    },
    /// A thematic break, or the old place of a moved block.
    Empty,
}

impl Body {
    /// All runs in order, those of lines and cells included.
    pub fn runs(&self) -> Box<dyn Iterator<Item = &Run> + '_> {
        match self {
            Self::Text { runs } => Box::new(runs.iter()),
            Self::Lines { lines } => Box::new(lines.iter().flat_map(|line| &line.runs)),
            Self::Table { rows, .. } => Box::new(rows.iter().flat_map(|row| row.cells.iter().flatten())),
            Self::Empty => Box::new(std::iter::empty()),
        }
    }
}

/// A line of code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Which versions it occurs in. A line with changes inside is [`Mark::Equal`] and has runs.
    pub mark: Mark,
    /// Source bytes in the old version.
    pub before: Option<Span>,
    /// Source bytes in the new version.
    pub after: Option<Span>,
    /// Its pieces, white space included, if it is in both versions and has changes inside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<Run>,
    /// Id of the change it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<usize>,
}

/// A column or row of a table, by its index in each version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cells {
    /// Index in the old version.
    pub before: Option<usize>,
    /// Index in the new version.
    pub after: Option<usize>,
    /// Id of the change, if all of it was added or removed, or if it moved.
    pub change: Option<usize>,
}

impl Cells {
    /// Whether only one version has it.
    pub fn is_one_sided(&self) -> bool {
        self.before.is_none() || self.after.is_none()
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// Its indices.
    pub row: Cells,
    /// Runs of its cells, one cell for each column of the table.
    pub cells: Vec<Vec<Run>>,
}
