//! Hashes of words, and a prefilter for words of interest.

/// A hash of a word that does not depend on case: FNV-1a of the word in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WordHash(u32);

impl WordHash {
    /// The hash of a word.
    pub fn of(word: &str) -> Self {
        let (mut hash, mut all) = (SEED, 0);
        for byte in word.bytes() {
            hash = step(hash, LOWER[usize::from(byte)]);
            all |= byte;
        }
        Self(if all.is_ascii() { hash } else { word.to_lowercase().bytes().fold(SEED, step) })
    }

    /// The hash of no characters.
    pub const START: Self = Self(SEED);

    /// The hash of a word of ASCII extended by a character in lower case.
    #[must_use]
    pub fn and(self, character: u8) -> Self {
        Self(step(self.0, character))
    }

    /// The hash as a number.
    pub fn number(self) -> u32 {
        self.0
    }
}

const SEED: u32 = 0x811c_9dc5;

fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// Maps each byte to itself, upper-case letters of ASCII to lower case.
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

/// A prefilter for a set of words, a Bloom filter with one hash: it rejects most others without a lookup.
#[derive(Clone, Debug)]
pub struct WordFilter {
    bits: Box<[u64; WORDS]>,
}

/// The number of words of bits. They fit into the first-level cache.
const WORDS: usize = 512;

impl Default for WordFilter {
    fn default() -> Self {
        Self { bits: Box::new([0; WORDS]) }
    }
}

impl<'a> FromIterator<&'a str> for WordFilter {
    fn from_iter<T: IntoIterator<Item = &'a str>>(words: T) -> Self {
        let mut filter = Self::default();
        for word in words {
            filter.insert(word);
        }
        filter
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
    fn a_filter_ignores_case() {
        let mut filter = WordFilter::default();
        filter.insert("behaviour");
        filter.insert("İx");
        let may_hold = |word: &str| filter.may_hold(WordHash::of(word));
        assert!(may_hold("Behaviour") && may_hold("BEHAVIOUR") && may_hold("İX") && may_hold("i\u{307}x"));
        assert!(!may_hold("behavior") && !may_hold(""));
    }
}
