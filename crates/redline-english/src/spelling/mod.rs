//! Spelling: dictionaries, the lexicon with the judgement of misspellings, the vocabulary of the book itself, and suggestions
//! for unknown words.
//!
//! Frequency in the book is evidence: a frequent word is not a misspelling, and a rare word that differs by one letter from
//! a frequent one most likely is.

mod book_words;
mod counts;
mod dictionary;
mod english;
mod forms;
mod in_code;
pub mod judge;
mod label;
pub mod lexicon;
mod misspelled;
mod suggest;
mod unknown;
mod usage;

pub use book_words::BookWords;
pub use counts::{WordCounts, is_capitalised};
pub use dictionary::{Dictionary, DictionaryError, Hyphens};
pub use english::may_be_english;
pub use forms::UnknownForm;
pub use label::is_in_label;
pub use misspelled::{Misspelled, MisspelledWords, is_mostly_unknown};
pub use unknown::{UnknownWords, unknown_words, words_not_in};
pub use usage::{Usage, capitals, usage};

/// Whether a word in lower case is in the English dictionary, American or British.
pub fn is_common_english(word: &str) -> bool {
    english::English::British.contains(word)
}
