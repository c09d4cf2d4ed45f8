//! Kept words, weighed by how rare they are: a word of one block identifies it, a word of every block does not.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::flatten::Version;
use crate::text::WordBag;

/// Weighed share of kept words below which two texts are not versions of each other.
const FLOOR: f32 = 0.18;

/// Weighed share of the words of the shorter text from which it is contained in the longer one.
const CONTAINED: f32 = 0.6;

/// Weight of the kept words below which texts are not versions of each other, unless they have little else.
const FEWEST: f32 = 0.5;

/// Weighed share of kept words from which their weight does not matter.
const LITTLE_ELSE: f32 = 0.5;

/// Words that two texts have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Kept {
    /// Number of words.
    pub(super) count: usize,
    /// Weight of the words.
    pub(super) weight: f32,
    /// Twice the weight of the words by that of all words of both texts.
    pub(super) share: f32,
    /// The weight of the words by that of all words of the text with less.
    pub(super) contained: f32,
}

impl Kept {
    /// Whether enough is kept to call one text a version of the other.
    pub(super) fn is_enough(&self) -> bool {
        (self.weight >= FEWEST || self.share >= LITTLE_ELSE) && (self.share >= FLOOR || self.contained >= CONTAINED)
    }
}

/// A text with the weight of its words.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub(super) bag: WordBag,
    weight: f32,
}

/// In how many blocks of both versions each word occurs.
pub(super) struct Rarity<'a> {
    versions: [&'a Version<'a>; 2],
    /// Built on first use: most texts have an equal counterpart.
    blocks: OnceCell<FxHashMap<u32, u32>>,
}

impl<'a> Rarity<'a> {
    pub(super) fn new(before: &'a Version<'a>, after: &'a Version<'a>) -> Self {
        Self { versions: [before, after], blocks: OnceCell::new() }
    }

    fn blocks(&self) -> &FxHashMap<u32, u32> {
        self.blocks.get_or_init(|| {
            let mut found: FxHashMap<u32, (u32, usize)> = FxHashMap::default();
            let leaves = self.versions.iter().flat_map(|version| &version.leaves);
            for (index, leaf) in leaves.enumerate() {
                for &word in leaf.bag.words() {
                    let (count, last) = found.entry(word).or_insert((0, usize::MAX));
                    *count += u32::from(*last != index);
                    *last = index;
                }
            }
            found.into_iter().map(|(word, (count, _))| (word, count)).collect()
        })
    }

    /// One for a word of one block of each version, less for others.
    fn weight(&self, word: u32) -> f32 {
        let count = self.blocks().get(&word).copied().unwrap_or(1).max(2);
        #[expect(clippy::cast_precision_loss, reason = "counts of blocks are far below what a float holds")]
        let count = count as f32;
        (2.0 / count).sqrt()
    }

    fn weight_of(&self, words: &[u32]) -> f32 {
        words.iter().map(|&word| self.weight(word)).sum()
    }

    /// What two texts have in common.
    pub(super) fn kept(&self, before: &WordBag, after: &WordBag) -> Kept {
        self.kept_of(&before.common(after), self.weight_of(before.words()), self.weight_of(after.words()))
    }

    /// What two long texts have in common. Their share is the mean of the weighed and the plain one: in long texts
    /// common words count, too.
    pub(super) fn kept_of_long(&self, before: &Weighed, after: &Weighed) -> Kept {
        let common = before.bag.common(&after.bag);
        let kept = self.kept_of(&common, before.weight, after.weight);
        let plain = if common.is_empty() { 0.0 } else { before.bag.overlap(&after.bag) };
        Kept { share: f32::midpoint(kept.share, plain), ..kept }
    }

    fn kept_of(&self, common: &[u32], before: f32, after: f32) -> Kept {
        if common.is_empty() {
            return Kept::default();
        }
        let weight = self.weight_of(common);
        let (share, contained) = (2.0 * weight / (before + after), weight / before.min(after));
        Kept { count: common.len(), weight, share, contained }
    }

    /// A text with the weight of its words.
    pub(super) fn weighed(&self, bag: WordBag) -> Weighed {
        Weighed { weight: self.weight_of(bag.words()), bag }
    }

    /// Whether two texts keep enough words for one to be a version of the other.
    pub(super) fn are_versions(&self, before: &WordBag, after: &WordBag) -> bool {
        self.kept(before, after).is_enough()
    }
}
