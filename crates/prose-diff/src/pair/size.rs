//! Sizes of blocks: their words, code included.

use crate::flatten::{Content, Leaf};

/// Size below which blocks are not recognized in another place by themselves.
pub(super) const MIN_SIZE_TO_MOVE: usize = 8;

/// Number of words of a block; of code, HTML and front matter, the number of names and numbers in it.
pub(super) fn size(leaf: &Leaf) -> usize {
    if let Content::Lines(_) = leaf.content { leaf.bag.len() } else { leaf.words }
}
