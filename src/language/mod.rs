//! What is known of English: words, how they begin to the ear, how items open.

mod lead;
mod participle;
mod sound;

pub use redline_document::document::EnglishTexts;
pub use redline_text::detect::{self, OtherLanguage};
pub use redline_text::step::{EACH, HIGH, STEP};
pub use redline_text::{
    Word, WordFilter, WordKey, WordList, WordPlaces, WordTable, Words, capitalised, cased_as, find_words, is_joined,
    is_letter, is_of_word, opens_sentence, word_count, words,
};

pub(crate) use lead::is_verb;
pub use lead::{Lead, lead, opens_without_verb};
pub use participle::{is_any_participle, is_participle};
pub use sound::{Sound, certain_sound, starts_with_vowel_sound};
