//! What a book vouches for.

use rustc_hash::FxHashMap;

use super::own::{MIN_USES_OF_WORD, OwnWords, WordUse};

/// The facts about a book that the judgement of a word in lower case needs. Only unknown words are looked up, and words near
/// to them.
pub trait BookFacts {
    /// The number of uses of a word in prose, with any capitals.
    fn uses(&self, word: &str) -> u32;

    /// The number of uses in code and identifiers.
    fn in_code(&self, word: &str) -> u32;

    /// Whether an address has the word.
    fn is_in_address(&self, word: &str) -> bool;

    /// The number of uses with a capital that does not open a sentence.
    fn as_name(&self, word: &str) -> u32;

    /// The words and names that this book uses often.
    fn own_words(&self) -> &OwnWords;
}

/// The uses of a word in a book.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// In prose, with any capitals.
    pub in_prose: u32,
    /// With a capital that does not open a sentence; part of those in prose.
    pub as_name: u32,
    /// In code and identifiers.
    pub in_code: u32,
    /// Whether an address has it.
    pub is_in_address: bool,
}

/// The facts about all words of a book, counted beforehand.
#[derive(Clone, Debug, Default)]
pub struct CountedWords {
    words: FxHashMap<String, Uses>,
    own: OwnWords,
}

impl CountedWords {
    /// The facts about words in lower case. `form` gives the way in which the book mostly writes a word.
    pub fn new(words: FxHashMap<String, Uses>, form: impl Fn(&str) -> String) -> Self {
        let frequent = words.iter().filter(|(_, uses)| uses.in_prose >= MIN_USES_OF_WORD);
        let forms: Vec<(String, &Uses)> = frequent.map(|(word, uses)| (form(word), uses)).collect();
        let own = OwnWords::new(forms.iter().map(|(form, uses)| WordUse {
            form,
            uses: uses.in_prose,
            as_name: uses.as_name,
        }));
        Self { words, own }
    }
}

impl BookFacts for CountedWords {
    fn uses(&self, word: &str) -> u32 {
        self.words.get(word).map_or(0, |uses| uses.in_prose)
    }

    fn in_code(&self, word: &str) -> u32 {
        self.words.get(word).map_or(0, |uses| uses.in_code)
    }

    fn is_in_address(&self, word: &str) -> bool {
        self.words.get(word).is_some_and(|uses| uses.is_in_address)
    }

    fn as_name(&self, word: &str) -> u32 {
        self.words.get(word).map_or(0, |uses| uses.as_name)
    }

    fn own_words(&self) -> &OwnWords {
        &self.own
    }
}
