//! Words and languages, from the crates below.

pub use redline_document::document::EnglishTexts;
pub use redline_english::{
    ENGLISH, Lead, Sound, certain_sound, is_any_participle, is_participle, is_verb, lead, opens_without_verb,
    starts_with_vowel_sound,
};
pub use redline_text::detect::{self, OtherLanguage};
pub use redline_text::{
    Form, Language, Word, WordFilter, WordHash, Words, capitalised, cased_as, find_words, is_joined, is_letter,
    is_of_word, opens_sentence, word_count, words,
};
