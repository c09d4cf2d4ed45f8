//! Numbers for texts: equal texts have equal numbers, so that comparing costs one step.

use rustc_hash::{FxHashMap, FxHashSet};

use super::token::normalized;

/// Gives numbers to words, lines and blocks of both versions.
#[derive(Debug)]
pub(super) struct Interner {
    fold: bool,
    ids: FxHashMap<Box<str>, u32>,
    /// By id: the id of the same word in lower case.
    folded: Vec<u32>,
    /// By id: how much a match is worth, see [`weight_of`].
    weights: Vec<u8>,
    blocks: FxHashMap<(u8, Vec<u32>), u32>,
    shared_images: FxHashSet<String>,
}

impl Interner {
    /// `fold`: marks of typography are the same as what is typed for them. `shared_images`: the places of images that
    /// both versions have.
    pub(super) fn new(fold: bool, shared_images: FxHashSet<String>) -> Self {
        Self {
            fold,
            shared_images,
            ids: FxHashMap::default(),
            folded: Vec::new(),
            weights: Vec::new(),
            blocks: FxHashMap::default(),
        }
    }

    /// The number of a word, and of the word in lower case.
    pub(super) fn word(&mut self, word: &str) -> (u32, u32) {
        let id = match self.ids.get(word) {
            Some(&id) => id,
            None if word.is_ascii() => self.exact(word),
            None => self.exact(&normalized(word, self.fold)),
        };
        (id, self.folded[id as usize])
    }

    /// The number of code, which is compared byte for byte; a word that is written as code reads the same.
    pub(super) fn code(&mut self, code: &str) -> u32 {
        self.exact(code)
    }

    /// The number of something else that is compared byte for byte: a formula, a tag, a line.
    pub(super) fn whole(&mut self, text: &str) -> u32 {
        // The mark keeps it apart from words that read the same.
        self.marked(&format!("\u{1}{text}"))
    }

    /// The number of an image that lies at `source`. Images that only one version has are all the same: one may be a
    /// new version of another.
    pub(super) fn image(&mut self, source: &str) -> u32 {
        let shared = if self.shared_images.contains(source) { source } else { "" };
        self.marked(&format!("\u{2}{shared}"))
    }

    /// The number of something that is no word and has no lower case.
    fn marked(&mut self, text: &str) -> u32 {
        match self.ids.get(text) {
            Some(&id) => id,
            None => self.insert(text, WHOLE),
        }
    }

    /// The number of the same word in lower case.
    pub(super) fn folded(&self, id: u32) -> u32 {
        self.folded[id as usize]
    }

    /// The number of a block of these tokens, or lines.
    pub(super) fn block(&mut self, class: u8, ids: Vec<u32>) -> u32 {
        let next = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
        *self.blocks.entry((class, ids)).or_insert(next)
    }

    /// How much a match of this word is worth when words are aligned.
    pub(super) fn weight(&self, id: u32) -> u8 {
        self.weights[id as usize]
    }

    /// Whether the word says something by itself: no mark, no stop word.
    pub(super) fn is_content(&self, id: u32) -> bool {
        self.weights[id as usize] > STOP_WORD
    }

    fn exact(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let lower = text.to_lowercase();
        let id = self.insert(text, weight_of(&lower));
        if lower != text {
            let folded = self.exact(&lower);
            self.folded[id as usize] = folded;
        }
        id
    }

    fn insert(&mut self, text: &str, weight: u8) -> u32 {
        let id = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.insert(text.into(), id);
        self.folded.push(id);
        self.weights.push(weight);
        id
    }
}

/// A formula, a tag, an image: as good as a word of middling length.
const WHOLE: u8 = 12;
const MARK: u8 = 2;
const STOP_WORD: u8 = 4;

/// A word that says something is worth more than two that do not, and a long one a little more.
fn weight_of(lower: &str) -> u8 {
    if !lower.contains(char::is_alphanumeric) {
        return MARK;
    }
    if STOP_WORDS.binary_search(&lower).is_ok() {
        return STOP_WORD;
    }
    let length = lower.chars().take(12).count();
    10 + u8::try_from(length / 2).unwrap_or(0)
}

/// Words that hold sentences together and say little: a match of them alone is no likeness.
const STOP_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before",
    "but", "by", "can", "could", "did", "do", "does", "each", "for", "from", "had", "has", "have", "how", "i", "if",
    "in", "into", "is", "it", "it's", "its", "it’s", "may", "might", "more", "most", "must", "no", "not", "of", "on",
    "one", "only", "or", "other", "our", "out", "over", "should", "so", "some", "such", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "to", "up", "was", "we", "were", "what", "when",
    "where", "which", "while", "who", "will", "with", "would", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_equal_numbers() {
        let mut interner = Interner::new(true, FxHashSet::default());
        assert_eq!(interner.word("it’s"), interner.word("it's"));
        let (upper, lower) = (interner.word("Word"), interner.word("word"));
        assert_ne!(upper.0, lower.0);
        assert_eq!(upper.1, lower.1);
        assert_ne!(interner.whole("word"), lower.0);
        assert!(interner.is_content(lower.0) && !interner.is_content(interner.ids["it's"]));
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }
}
