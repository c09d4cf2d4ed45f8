//! Ids of words, lines and blocks: equal texts have equal ids.

use std::mem::{Discriminant, discriminant};

use rustc_hash::{FxHashMap, FxHashSet};

use super::normalize::normalized;
use super::token::Text;
use crate::model::BlockKind;

/// Assigns ids to words, lines and blocks of both versions.
#[derive(Debug)]
pub(crate) struct Interner {
    fold: bool,
    ids: FxHashMap<Box<str>, u32>,
    /// By id: id of the same word in lower case.
    folded: Vec<u32>,
    /// By id: weight of a match, see [`weight_of`].
    weights: Vec<u8>,
    blocks: FxHashMap<(Option<Discriminant<BlockKind>>, Vec<u32>), u32>,
    shared_images: FxHashSet<String>,
}

impl Interner {
    /// `fold`: whether typographic punctuation equals what is typed for it. `shared_images`: sources of the images that
    /// both versions have.
    pub(crate) fn new(fold: bool, shared_images: FxHashSet<String>) -> Self {
        Self {
            fold,
            shared_images,
            ids: FxHashMap::default(),
            folded: Vec::new(),
            weights: Vec::new(),
            blocks: FxHashMap::default(),
        }
    }

    /// Ids of a word, and of the word in lower case.
    pub(crate) fn word(&mut self, word: &str) -> (u32, u32) {
        // Code may have interned the same bytes as they are.
        let id = if word.is_ascii() { self.exact(word) } else { self.exact(&normalized(word, self.fold)) };
        (id, self.folded[id as usize])
    }

    /// Id of a formula, a tag, a line or the like, which is compared byte for byte.
    pub(crate) fn atom(&mut self, text: &str) -> u32 {
        // The prefix distinguishes it from equal words.
        self.prefixed(&format!("\u{1}{text}"))
    }

    /// Id of an image with this source. Images of only one version are all equal: one may replace another.
    pub(crate) fn image(&mut self, source: &str) -> u32 {
        let shared = if self.shared_images.contains(source) { source } else { "" };
        self.prefixed(&format!("\u{2}{shared}"))
    }

    fn prefixed(&mut self, text: &str) -> u32 {
        match self.ids.get(text) {
            Some(&id) => id,
            None => self.insert(text, ATOM),
        }
    }

    /// Id of the same word in lower case.
    pub(crate) fn folded(&self, id: u32) -> u32 {
        self.folded[id as usize]
    }

    /// Id of a block with these tokens or lines; without a kind, of a row of table cells.
    pub(crate) fn block(&mut self, kind: Option<&BlockKind>, ids: Vec<u32>) -> u32 {
        let next = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
        *self.blocks.entry((kind.map(discriminant), ids)).or_insert(next)
    }

    /// Ids of the tokens of some texts, separated by a number that is no id.
    pub(crate) fn ids<'a>(texts: impl Iterator<Item = &'a Text>) -> Vec<u32> {
        texts.flat_map(|text| text.tokens.iter().map(|token| token.id).chain([u32::MAX])).collect()
    }

    /// Weight of a match of this word when words are aligned.
    pub(crate) fn weight(&self, id: u32) -> u8 {
        self.weights[id as usize]
    }

    /// Whether it is a content word: neither punctuation nor a stop word.
    pub(crate) fn is_content(&self, id: u32) -> bool {
        self.weights[id as usize] > STOP_WORD
    }

    /// Id of a word that occurs in a text.
    pub(crate) fn known(&self, word: &str) -> Option<u32> {
        self.ids.get(word).copied()
    }

    /// Id of a word or of code, compared byte for byte. A word and the same word formatted as code are equal.
    pub(crate) fn exact(&mut self, text: &str) -> u32 {
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

/// Weight of a formula, a tag or an image: that of a word of medium length.
const ATOM: u8 = 12;
const PUNCTUATION: u8 = 2;
const STOP_WORD: u8 = 4;

/// A content word weighs more than two stop words, and a long one a little more.
fn weight_of(lower: &str) -> u8 {
    if !lower.contains(char::is_alphanumeric) {
        return PUNCTUATION;
    }
    if STOP_WORDS.binary_search(&lower).is_ok() {
        return STOP_WORD;
    }
    let length = lower.chars().take(12).count();
    10 + u8::try_from(length / 2).unwrap_or(0)
}

/// Function words: a match of them alone is no similarity.
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
    fn equal_texts_have_equal_ids() {
        let mut interner = Interner::new(true, FxHashSet::default());
        assert_eq!(interner.word("it’s"), interner.word("it's"));
        let (upper, lower) = (interner.word("Word"), interner.word("word"));
        assert_ne!(upper.0, lower.0);
        assert_eq!(upper.1, lower.1);
        assert_ne!(interner.atom("word"), lower.0);
        assert!(interner.is_content(lower.0) && !interner.is_content(interner.ids["it's"]));
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }
}
