//! Lists of words that nearly every word of a text is looked up in, and seldom found.

/// A sorted list of words in lower case.
#[derive(Debug)]
pub struct WordList<const N: usize> {
    words: [&'static str; N],
    /// The lengths of the words with each first letter, a bit for each: most other words are told by them.
    lengths: [u32; 26],
}

impl<const N: usize> WordList<N> {
    /// The list of these words.
    ///
    /// # Panics
    /// If one does not begin with a letter of ASCII in lower case or has 32 bytes or more, or they are not sorted.
    pub const fn new(words: [&'static str; N]) -> Self {
        let mut lengths = [0; 26];
        let mut index = 0;
        while index < N {
            let word = words[index].as_bytes();
            assert!(word[0].is_ascii_lowercase() && word.len() < 32, "a word that cannot be listed");
            assert!(index == 0 || is_before(words[index - 1].as_bytes(), word), "words that are not sorted");
            lengths[(word[0] - b'a') as usize] |= 1 << word.len();
            index += 1;
        }
        Self { words, lengths }
    }

    /// Its words.
    pub fn words(&self) -> &[&'static str] {
        &self.words
    }

    /// Whether `word`, which is in lower case, is listed.
    pub fn holds(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next().filter(u8::is_ascii_lowercase) else { return false };
        let lengths = self.lengths[usize::from(first - b'a')];
        word.len() < 32 && lengths & (1 << word.len()) != 0 && self.words.binary_search(&word).is_ok()
    }
}

/// Whether a text comes before another.
const fn is_before(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() {
        if one[index] != other[index] {
            return one[index] < other[index];
        }
        index += 1;
    }
    one.len() < other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_listed_is_held() {
        static LIST: WordList<4> = WordList::new(["be", "been", "isn't", "was"]);
        for word in LIST.words {
            assert!(LIST.holds(word));
        }
        for word in ["", "b", "bee", "beer", "wasn't", "Was", "été", "isn’t"] {
            assert!(!LIST.holds(word), "{word}");
        }
    }
}
