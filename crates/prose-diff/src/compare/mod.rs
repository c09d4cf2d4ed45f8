//! Comparison of the content of corresponding blocks.

mod lanes;
mod lines;
mod table;

use crate::flatten::{Content, Leaf, joined};
use crate::text::Interner;
use crate::words::{self, Op, TooLarge, swapped};

pub(crate) use lanes::{Lane, reading_order};
pub(crate) use lines::{ChangedLine, LineOp};
pub(crate) use table::TableOps;

/// Comparison of the content of corresponding blocks.
#[derive(Debug)]
pub(crate) enum Comparison {
    Words(Vec<Op>),
    /// Not compared: the blocks are too large, or the versions are.
    Replaced(Option<TooLarge>),
    Lines(Vec<LineOp>),
    Table(TableOps),
    /// Code with the same lines as a paragraph.
    SameLines,
    Nothing,
}

/// Compares corresponding blocks. `limit` bounds the product of the numbers of differing words.
pub(crate) fn compare(before: &[Leaf], after: &[Leaf], interner: &mut Interner, limit: usize) -> Comparison {
    match (&before[0].content, &after[0].content) {
        (Content::Lines(a), Content::Lines(b)) => Comparison::Lines(lines::compare(a, b, interner, limit)),
        (Content::Table(a), Content::Table(b)) => Comparison::Table(table::compare(a, b, interner, limit)),
        (Content::Text(_), Content::Text(_)) => {
            match words::compare(&joined(before), &joined(after), interner, limit) {
                Ok(ops) => Comparison::Words(ops),
                // A limit of zero means that no words are compared, which is reported once for the whole text.
                Err(too_large) => Comparison::Replaced((limit > 0).then_some(too_large)),
            }
        }
        (Content::Lines(_), Content::Text(_)) | (Content::Text(_), Content::Lines(_)) => Comparison::SameLines,
        _ => Comparison::Nothing,
    }
}

impl Comparison {
    /// The same comparison with the versions exchanged.
    pub(crate) fn swapped(self) -> Self {
        match self {
            Self::Words(ops) => Self::Words(swapped(ops)),
            Self::Lines(lines) => Self::Lines(lines.into_iter().map(LineOp::swapped).collect()),
            Self::Table(table) => Self::Table(table.swapped()),
            other @ (Self::Replaced(_) | Self::SameLines | Self::Nothing) => other,
        }
    }
}
