//! The words without which no fault can occur.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{ALL, Search};
use redline_english::grammar::Sentence;

/// A bit for each search.
pub(super) type Bits = u64;

/// How many searches have a bit.
#[cfg(test)]
pub(super) const MAX_SEARCHES: usize = Bits::BITS as usize;

/// The searches that a word is an anchor of.
static ANCHORS: LazyLock<FxHashMap<&str, Bits>> = LazyLock::new(|| {
    let mut anchors: FxHashMap<&str, Bits> = FxHashMap::default();
    for search in ALL {
        for &word in search.anchors.iter().copied().flatten() {
            *anchors.entry(word).or_default() |= bit(search);
        }
    }
    anchors
});

/// The bit of a search; no bit of one that is not listed.
pub(super) fn bit(search: &Search) -> Bits {
    ALL.iter().position(|other| std::ptr::eq(*other, search)).map_or(0, |index| 1 << index)
}

/// The searches that may find something in a sentence.
pub(super) fn searches_of(sentence: &Sentence<'_>) -> Bits {
    let anchors = &*ANCHORS;
    sentence.words().filter_map(|word| anchors.get(word.lower())).fold(0, |bits, more| bits | more)
}
