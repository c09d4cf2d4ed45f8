//! What is known of English: words, how they begin to the ear, how items open; and which text is English (`detect`).

pub(crate) mod detect;
mod lead;
mod participle;
mod sound;
mod step;
mod word;
mod word_key;
mod word_places;
mod word_table;

use crate::document::TOKEN;

pub use detect::{EnglishTexts, OtherLanguage};
pub(crate) use lead::is_verb;
pub use lead::{Lead, lead, opens_without_verb};
pub use participle::{is_any_participle, is_participle};
pub use sound::{Sound, certain_sound, starts_with_vowel_sound};
pub(crate) use step::{EACH, HIGH, STEP};
pub(crate) use word::{Word, count_of_words, find_words};
pub use word::{Words, is_letter, word_count, words};
pub(crate) use word_key::{WordFilter, WordKey};
pub(crate) use word_places::WordPlaces;
pub(crate) use word_table::WordTable;

/// Whether `\w` of an expression holds the character: a letter with its marks, a digit, or what joins words.
pub(crate) fn is_of_word(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric() || c == '_',
        // Dashes, quotation marks and what stands for code: prose is full of them.
        '\u{2010}'..='\u{2027}' | TOKEN => false,
        _ => regex_syntax::is_word_character(c),
    }
}

/// Whether words are a part of a name, a path, an address or a compound.
pub fn is_joined(before: &str, after: &str) -> bool {
    let joins = |c: char| matches!(c, '_' | '/' | '\\' | '@' | '#' | '$' | '=' | '-' | '‑' | '+' | '~' | TOKEN);
    let mut next = after.chars();
    let (first, second) = (next.next(), next.next());
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let joined_before = before.ends_with(joins)
        || before.ends_with("::")
        // The label of a reference whose definition is missing.
        || before.ends_with("][")
        || before.ends_with(char::is_alphanumeric)
        || (before.ends_with('.') && !before.ends_with(".."));
    let joined_after = first.is_some_and(|c| c.is_alphanumeric() || (joins(c) && c != '-'))
        || (matches!(first, Some('-' | '.' | '‑')) && goes_on(second))
        || after.starts_with("::")
        || after.starts_with("()");
    joined_before || joined_after
}

/// Whether what follows `before` opens a sentence.
pub fn opens_sentence(before: &str) -> bool {
    let before = before.trim_end();
    let before = before.trim_end_matches(['"', '\'', '(', '[', '“', '‘', '”', '’', ')']).trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ':'])
}

/// `form` with a capital if `word` has one.
pub fn cased_as(word: &str, form: &str) -> String {
    if word.starts_with(char::is_uppercase) { capitalised(form) } else { form.to_owned() }
}

/// The word with its first letter in upper case.
pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
