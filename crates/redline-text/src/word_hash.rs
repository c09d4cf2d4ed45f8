//! A prefilter for words that need no lookup.

/// A hash of a word that does not depend on its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordHash(u32);

impl WordHash {
    /// The hash of a word: FNV-1a of its bytes in lower case.
    pub fn of(word: &str) -> Self {
        let (mut hash, mut all) = (SEED, 0);
        for byte in word.bytes() {
            hash = step(hash, LOWER[usize::from(byte)]);
            all |= byte;
        }
        Self(if all.is_ascii() { hash } else { word.to_lowercase().bytes().fold(SEED, step) })
    }

    /// The hash of the empty word.
    pub const START: Self = Self(SEED);

    /// The hash of an ASCII word with one more character in lower case.
    #[must_use]
    pub fn and(self, character: u8) -> Self {
        Self(step(self.0, character))
    }

    /// Its number.
    pub fn number(self) -> u32 {
        self.0
    }
}

const SEED: u32 = 0x811c_9dc5;

fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// Each byte, with ASCII letters in lower case.
static LOWER: [u8; 256] = {
    let mut lower = [0; 256];
    let mut byte = 0_u8;
    loop {
        lower[byte as usize] = byte.to_ascii_lowercase();
        if byte == u8::MAX {
            break lower;
        }
        byte += 1;
    }
};

/// A set of words as a Bloom filter of their hashes: it rejects most other words at less than the cost of a lookup.
#[derive(Clone, Debug)]
pub struct WordFilter {
    bits: Box<[u64; WORDS]>,
}

/// The number of words of bits: 4 KiB.
const WORDS: usize = 512;

impl Default for WordFilter {
    fn default() -> Self {
        Self { bits: Box::new([0; WORDS]) }
    }
}

impl WordFilter {
    /// Adds a word.
    pub fn insert(&mut self, word: &str) {
        let (index, bit) = Self::place(WordHash::of(word));
        self.bits[index] |= bit;
    }

    /// Whether a word with this hash may be in the set.
    pub fn may_hold(&self, hash: WordHash) -> bool {
        let (index, bit) = Self::place(hash);
        self.bits[index] & bit != 0
    }

    fn place(WordHash(hash): WordHash) -> (usize, u64) {
        ((hash >> 6) as usize % WORDS, 1 << (hash & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_match_in_any_case() {
        let mut filter = WordFilter::default();
        filter.insert("behaviour");
        filter.insert("İx");
        let may_hold = |word: &str| filter.may_hold(WordHash::of(word));
        assert!(may_hold("Behaviour") && may_hold("BEHAVIOUR") && may_hold("İX") && may_hold("i\u{307}x"));
        assert!(!may_hold("behavior") && !may_hold(""));
    }
}
