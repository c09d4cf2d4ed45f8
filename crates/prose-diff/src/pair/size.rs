//! Sizes of blocks: their words, code included.

use crate::flatten::{Content, Leaf};

/// Size below which blocks are not recognized in another place by themselves.
pub(super) const MIN_SIZE_TO_MOVE: usize = 8;

/// Letters and digits of code that count as two words: code is recognized from twenty on.
const LETTERS_PER_TWO_WORDS: usize = 5;

/// Number of words of a block; of code, HTML and front matter, the number of names and numbers in it, long ones counted
/// more than once.
pub(super) fn size(leaf: &Leaf) -> usize {
    let Content::Lines(lines) = &leaf.content else { return leaf.words };
    let letters = lines.iter().flat_map(|line| line.text.chars()).filter(|c| c.is_alphanumeric()).count();
    (2 * letters / LETTERS_PER_TWO_WORDS).max(leaf.bag.len())
}
