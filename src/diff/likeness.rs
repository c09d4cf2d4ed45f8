//! How alike two texts are: from 0 to 1, by the words that say something.

use std::cell::OnceCell;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::flatten::CodeLine;
use super::intern::Interner;
use super::token::Token;

/// Below this no two texts are versions of each other.
pub(super) const ALIKE: f32 = 0.2;

/// Up to so many words times words their order counts.
const ORDERED: usize = 1 << 22;

/// The words of a text that say something; all of its tokens if none does.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag {
    /// In the order of the text.
    words: Vec<u32>,
    /// Made when it is needed: most texts are equal to another and are compared with none.
    index: OnceCell<Index>,
}

/// What words are found by.
#[derive(Clone, Debug)]
struct Index {
    /// The words, sorted.
    sorted: Vec<u32>,
    /// Where each word stands, sorted by word and block.
    masks: Vec<Mask>,
}

impl Index {
    fn new(words: &[u32]) -> Self {
        let mut places: Vec<(u32, u32)> = words.iter().copied().zip(0..).collect();
        places.sort_unstable();
        let mut masks: Vec<Mask> = Vec::with_capacity(places.len());
        for &(word, place) in &places {
            let (block, bit) = (place / 64, 1 << (place % 64));
            match masks.last_mut() {
                Some(last) if (last.word, last.block) == (word, block) => last.bits |= bit,
                _ => masks.push(Mask { word, block, bits: bit }),
            }
        }
        let sorted = places.into_iter().map(|(word, _)| word).collect();
        Self { sorted, masks }
    }
}

/// Where a word stands among 64 words.
#[derive(Clone, Copy, Debug)]
struct Mask {
    word: u32,
    /// Which 64 words.
    block: u32,
    bits: u64,
}

impl Bag {
    /// The bag of tokens.
    pub(super) fn new<'a>(tokens: impl Iterator<Item = &'a Token> + Clone, interner: &Interner) -> Self {
        let content = tokens.clone().filter(|token| interner.is_content(token.folded));
        let mut words: Vec<u32> = content.map(|token| token.folded).collect();
        if words.is_empty() {
            words = tokens.map(|token| token.folded).collect();
        }
        Self::of(words)
    }

    /// The bag of lines of code, which is compared with bags of code alone: words are hashed, since no table of them is
    /// needed.
    pub(super) fn of_lines(lines: &[CodeLine]) -> Self {
        let words = lines.iter().flat_map(|line| line.text.split(|c: char| !(c.is_alphanumeric() || c == '_')));
        let mut words: Vec<u32> = words.filter(|word| !word.is_empty()).map(hash).collect();
        if words.is_empty() {
            let lines = lines.iter().map(|line| line.text.trim()).filter(|line| !line.is_empty());
            words = lines.map(hash).collect();
        }
        Self::of(words)
    }

    /// The bag of texts in a row.
    pub(super) fn joined<'a>(bags: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::of(bags.into_iter().flat_map(|bag| &bag.words).copied().collect())
    }

    fn of(words: Vec<u32>) -> Self {
        Self { words, index: OnceCell::new() }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.words))
    }

    /// How many words it holds.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Dice's coefficient of the words, order left out: twice the common ones by all.
    pub(super) fn overlap(&self, other: &Self) -> f32 {
        let (mine, others) = (&self.index().sorted, &other.index().sorted);
        let (mut a, mut b, mut common) = (0, 0, 0);
        while let (Some(x), Some(y)) = (mine.get(a), others.get(b)) {
            // Without branches: which is less cannot be foretold.
            common += usize::from(x == y);
            a += usize::from(x <= y);
            b += usize::from(y <= x);
        }
        share(common, self.len() + other.len())
    }

    /// How alike two texts are: twice the words of their longest common subsequence by all words. Zero if it is below
    /// [`ALIKE`].
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        self.likeness_of(other, self.overlap(other))
    }

    /// The same where their [`overlap`](Self::overlap), an upper bound, is known.
    pub(super) fn likeness_of(&self, other: &Self, overlap: f32) -> f32 {
        if overlap < ALIKE {
            return 0.0;
        }
        // Of texts so long the order of words tells little more, and to look for it costs the product of their lengths.
        if self.len().saturating_mul(other.len()) > ORDERED {
            return overlap;
        }
        let likeness = share(self.common_subsequence(other), self.len() + other.len());
        if likeness < ALIKE { 0.0 } else { likeness }
    }

    /// The length of the longest common subsequence, 64 words at a time: Hyyrö, "Bit-parallel LCS-length computation
    /// revisited" (2004).
    fn common_subsequence(&self, other: &Self) -> usize {
        let all = &self.index().masks;
        let mut unmatched = vec![u64::MAX; self.len().div_ceil(64)];
        for &word in &other.words {
            let Ok(found) = all.binary_search_by_key(&word, |mask| mask.word) else { continue };
            let first = all[..found].iter().rev().take_while(|mask| mask.word == word).count();
            let mut masks = all[found - first..].iter().take_while(|mask| mask.word == word).peekable();
            let mut carry = false;
            for (index, row) in unmatched.iter_mut().enumerate() {
                let matched = masks.next_if(|mask| mask.block as usize == index).map_or(0, |mask| mask.bits);
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
        // Bits past the end stay set, since nothing matches there.
        unmatched.iter().map(|row| row.count_zeros() as usize).sum()
    }
}

/// A number for a word of code. Two words may have the same one, which makes two lines a little more alike.
fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    let hash = hasher.finish();
    u32::try_from(hash >> 32).unwrap_or(u32::MAX)
}

/// Twice `common` by `all`; one of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of words are far below what a float holds")]
fn share(common: usize, all: usize) -> f32 {
    if all == 0 { 1.0 } else { 2.0 * common as f32 / all as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_counts_in_likeness_and_not_in_overlap() {
        let (a, b) = (Bag::of(vec![1, 2, 3, 4]), Bag::of(vec![3, 4, 1, 2]));
        let is = |likeness: f32, expected: f32| (likeness - expected).abs() < 1e-6;
        assert!(is(a.overlap(&b), 1.0) && is(a.likeness(&b), 0.5));
        assert!(is(a.likeness(&Bag::of(vec![9, 8, 7, 4])), 0.25));
        assert!(is(a.likeness(&Bag::of(vec![9, 8, 7, 6])), 0.0));
    }

    #[test]
    fn order_counts_up_to_a_length() {
        let there: Vec<u32> = (0..3000).collect();
        let back: Vec<u32> = there.iter().rev().copied().collect();
        let likeness = Bag::of(there.clone()).likeness(&Bag::of(back.clone()));
        assert!((likeness - 1.0).abs() < 1e-6, "{likeness}");
        assert!(Bag::of(there[..1000].to_vec()).likeness(&Bag::of(back[2000..].to_vec())) < 0.1);
    }

    #[test]
    fn long_texts_are_compared_across_machine_words() {
        let numbers = |step: usize| Bag::of((0..1000).step_by(step).collect());
        assert_eq!(numbers(1).common_subsequence(&numbers(3)), 334);
        assert_eq!(numbers(3).common_subsequence(&numbers(1)), 334);
        assert_eq!(numbers(2).common_subsequence(&numbers(3)), 167);
        let repeated = Bag::of([5; 130].to_vec());
        assert_eq!(repeated.common_subsequence(&Bag::of([5; 100].to_vec())), 100);
    }
}
