//! Likeness of two texts from 0 to 1, by their content words.

use std::cell::OnceCell;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::intern::Interner;
use super::token::Token;

/// Likeness below which two texts are never versions of each other.
pub(crate) const ALIKE: f32 = 0.2;

/// Product of word counts up to which the order of words counts.
const ORDERED: usize = 1 << 22;

/// The content words of a text, or all of its tokens if it has none.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordBag {
    /// Words in the order of the text.
    words: Vec<u32>,
    /// Built on first use: most texts have an equal counterpart and are never compared.
    index: OnceCell<Index>,
}

/// Index of words by value.
#[derive(Clone, Debug)]
struct Index {
    /// Sorted words.
    sorted: Vec<u32>,
    /// Positions of each word, sorted by word and block.
    positions: Vec<Positions>,
}

impl Index {
    fn new(words: &[u32]) -> Self {
        let mut words: Vec<(u32, u32)> = words.iter().copied().zip(0..).collect();
        words.sort_unstable();
        let mut positions: Vec<Positions> = Vec::with_capacity(words.len());
        for &(word, position) in &words {
            let (block, bit) = (position / 64, 1 << (position % 64));
            match positions.last_mut() {
                Some(last) if (last.word, last.block) == (word, block) => last.bits |= bit,
                _ => positions.push(Positions { word, block, bits: bit }),
            }
        }
        let sorted = words.into_iter().map(|(word, _)| word).collect();
        Self { sorted, positions }
    }
}

/// Positions of a word within a block of 64 words.
#[derive(Clone, Copy, Debug)]
struct Positions {
    word: u32,
    /// Index of the block.
    block: u32,
    bits: u64,
}

impl WordBag {
    /// The bag of some tokens.
    pub(crate) fn new<'a>(tokens: impl Iterator<Item = &'a Token> + Clone, interner: &Interner) -> Self {
        let content = tokens.clone().filter(|token| interner.is_content(token.folded));
        let mut words: Vec<u32> = content.map(|token| token.folded).collect();
        if words.is_empty() {
            words = tokens.map(|token| token.folded).collect();
        }
        Self::of(words)
    }

    /// The bag of lines of code. It is compared with bags of code only, so hashes of words can take the place of ids.
    pub(crate) fn of_lines<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Self {
        let words = lines.clone().flat_map(|line| line.split(|c: char| !(c.is_alphanumeric() || c == '_')));
        let mut words: Vec<u32> = words.filter(|word| !word.is_empty()).map(hash).collect();
        if words.is_empty() {
            words = lines.map(str::trim).filter(|line| !line.is_empty()).map(hash).collect();
        }
        Self::of(words)
    }

    /// The bag whose words are whole lines, without the white space around them; empty lines do not count.
    pub(crate) fn of_whole_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        Self::of(lines.map(str::trim).filter(|line| !line.is_empty()).map(hash).collect())
    }

    /// The bag of consecutive texts.
    pub(crate) fn joined<'a>(bags: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::of(bags.into_iter().flat_map(|bag| &bag.words).copied().collect())
    }

    fn of(words: Vec<u32>) -> Self {
        Self { words, index: OnceCell::new() }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.words))
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The words in the order of the text.
    pub(crate) fn words(&self) -> &[u32] {
        &self.words
    }

    /// The words of both texts, ascending; a word as often as in the text that has it less often.
    pub(crate) fn common(&self, other: &Self) -> Vec<u32> {
        let (mine, others) = (&self.index().sorted, &other.index().sorted);
        let (mut a, mut b, mut common) = (0, 0, Vec::new());
        while let (Some(x), Some(y)) = (mine.get(a), others.get(b)) {
            if x == y {
                common.push(*x);
            }
            a += usize::from(x <= y);
            b += usize::from(y <= x);
        }
        common
    }

    /// Dice's coefficient of the words, regardless of their order: twice the number of common words by the number of
    /// all.
    pub(crate) fn overlap(&self, other: &Self) -> f32 {
        let (mine, others) = (&self.index().sorted, &other.index().sorted);
        let (mut a, mut b, mut common) = (0, 0, 0);
        while let (Some(x), Some(y)) = (mine.get(a), others.get(b)) {
            // Without branches, since they would be unpredictable.
            common += usize::from(x == y);
            a += usize::from(x <= y);
            b += usize::from(y <= x);
        }
        share(common, self.len() + other.len())
    }

    /// Twice the length of the longest common subsequence of words by the number of all words. Zero if it is below
    /// [`ALIKE`].
    pub(crate) fn likeness(&self, other: &Self) -> f32 {
        self.likeness_within(other, self.overlap(other))
    }

    /// The [`likeness`](Self::likeness) if the [`overlap`](Self::overlap), which is an upper bound, is known.
    pub(crate) fn likeness_within(&self, other: &Self, overlap: f32) -> f32 {
        if overlap < ALIKE {
            return 0.0;
        }
        // In texts this long the order of words adds little, and finding it takes the product of their lengths.
        if self.len().saturating_mul(other.len()) > ORDERED {
            return overlap;
        }
        let likeness = share(self.common_subsequence(other), self.len() + other.len());
        if likeness < ALIKE { 0.0 } else { likeness }
    }

    /// Length of the longest common subsequence, 64 words at a time: Hyyrö, "Bit-parallel LCS-length computation
    /// revisited" (2004).
    fn common_subsequence(&self, other: &Self) -> usize {
        let all = &self.index().positions;
        let mut unmatched = vec![u64::MAX; self.len().div_ceil(64)];
        for &word in &other.words {
            let Ok(found) = all.binary_search_by_key(&word, |known| known.word) else { continue };
            let first = all[..found].iter().rev().take_while(|known| known.word == word).count();
            let mut blocks = all[found - first..].iter().take_while(|known| known.word == word).peekable();
            let mut carry = false;
            for (index, row) in unmatched.iter_mut().enumerate() {
                let matched = blocks.next_if(|known| known.block as usize == index).map_or(0, |known| known.bits);
                if matched == 0 && !carry {
                    continue;
                }
                let taken = *row & matched;
                let (sum, over) = row.overflowing_add(taken);
                let (sum, over_again) = sum.overflowing_add(u64::from(carry));
                carry = over || over_again;
                *row = sum | (*row - taken);
            }
        }
        // Bits past the end remain set, since nothing matches there.
        unmatched.iter().map(|row| row.count_zeros() as usize).sum()
    }
}

/// A hash of a word of code. A collision makes two lines slightly more alike.
fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    let hash = hasher.finish();
    u32::try_from(hash >> 32).unwrap_or(u32::MAX)
}

/// Twice `common` by `all`; one if there is nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of words are far below what a float holds")]
fn share(common: usize, all: usize) -> f32 {
    if all == 0 { 1.0 } else { 2.0 * common as f32 / all as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_counts_in_likeness_and_not_in_overlap() {
        let (a, b) = (WordBag::of(vec![1, 2, 3, 4]), WordBag::of(vec![3, 4, 1, 2]));
        let is = |likeness: f32, expected: f32| (likeness - expected).abs() < 1e-6;
        assert!(is(a.overlap(&b), 1.0) && is(a.likeness(&b), 0.5));
        assert!(is(a.likeness(&WordBag::of(vec![9, 8, 7, 4])), 0.25));
        assert!(is(a.likeness(&WordBag::of(vec![9, 8, 7, 6])), 0.0));
    }

    #[test]
    fn order_counts_up_to_a_length() {
        let there: Vec<u32> = (0..3000).collect();
        let back: Vec<u32> = there.iter().rev().copied().collect();
        let likeness = WordBag::of(there.clone()).likeness(&WordBag::of(back.clone()));
        assert!((likeness - 1.0).abs() < 1e-6, "{likeness}");
        assert!(WordBag::of(there[..1000].to_vec()).likeness(&WordBag::of(back[2000..].to_vec())) < 0.1);
    }

    #[test]
    fn long_texts_are_compared_across_machine_words() {
        let numbers = |step: usize| WordBag::of((0..1000).step_by(step).collect());
        assert_eq!(numbers(1).common_subsequence(&numbers(3)), 334);
        assert_eq!(numbers(3).common_subsequence(&numbers(1)), 334);
        assert_eq!(numbers(2).common_subsequence(&numbers(3)), 167);
        let repeated = WordBag::of([5; 130].to_vec());
        assert_eq!(repeated.common_subsequence(&WordBag::of([5; 100].to_vec())), 100);
    }
}
