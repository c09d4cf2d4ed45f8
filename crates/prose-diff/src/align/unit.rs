//! Texts to be aligned, and how they match.

use std::mem::Discriminant;
use std::ops::Range;

use crate::model::BlockKind;
use crate::text::WordBag;

/// Likeness from which texts of different kinds, or in different places, may be versions of each other.
pub(crate) const VERY_ALIKE: f32 = 0.5;

/// A text to be aligned: a block, a sentence, a line, a row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit<'a> {
    /// Equal texts have equal keys.
    pub(crate) key: u32,
    pub(crate) class: Class,
    pub(crate) bag: &'a WordBag,
}

/// Kind of a block; `None` for texts that are not blocks.
pub(crate) type BlockClass = Option<Discriminant<BlockKind>>;

/// Which texts a text may become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Prose: a text of its own kind if alike, of another if very alike.
    Prose(BlockClass),
    /// An item of a list; the same as prose, and several may become a paragraph.
    Item,
    /// Code and the like: only a text of its own kind.
    Other(BlockClass),
    /// An image: any other image.
    Image,
    /// Nothing: its counterpart is known and elsewhere.
    Taken,
}

/// Matched texts: one or more of each version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) before: Range<usize>,
    pub(crate) after: Range<usize>,
}

/// Index of a text in each version.
pub(crate) type Indices = (Option<usize>, Option<usize>);

/// Number of texts in a gap that was too large to compare each text with each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Narrowed {
    pub(crate) before: usize,
    pub(crate) after: usize,
}
