//! What is known of English: words, how they begin to the ear, how items open.

mod lead;
mod participle;
mod sound;
mod word_key;
mod word_list;

use crate::document::TOKEN;
use crate::source::Span;

pub use lead::{Lead, lead, opens_without_verb};
pub use participle::{is_any_participle, is_participle};
pub use sound::{Sound, certain_sound, starts_with_vowel_sound};
pub(crate) use word_key::{WordFilter, WordKey};
pub(crate) use word_list::WordList;

/// The words of a text: letters and digits in a row, apostrophes between letters among them.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// An iterator over the words of a text and where they stand.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = (Span, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.next_keyed().map(|(span, _)| (span.clone(), &self.text[span]))
    }
}

impl Words<'_> {
    /// The next word and its key, which costs next to nothing while its letters are looked at anyway.
    #[inline]
    fn next_keyed(&mut self) -> Option<(Span, WordKey)> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            let byte = *bytes.get(at)?;
            if LETTER[usize::from(byte)] != 0 || (!byte.is_ascii() && letter(self.text, at) > 0) {
                break;
            }
            at += char_len(byte);
        }
        let start = at;
        let mut key = WordKey::START;
        let mut is_ascii = true;
        loop {
            // Nearly all letters are ASCII.
            while let Some(letter) = bytes.get(at).map(|&byte| LETTER[usize::from(byte)]).filter(|&letter| letter != 0)
            {
                key = key.and(letter);
                at += 1;
            }
            at += match bytes.get(at) {
                Some(b'\'') if letter(self.text, at + 1) > 0 => {
                    key = key.and(b'\'');
                    1
                }
                Some(0x80..) => match beyond_ascii(self.text, at) {
                    0 => break,
                    length => {
                        is_ascii = false;
                        length
                    }
                },
                _ => break,
            };
        }
        self.at = at;
        let key = if is_ascii { key } else { WordKey::of(&self.text[start..at]) };
        Some((start..at, key))
    }
}

/// The words of a text with their keys.
pub(crate) fn keyed_words(text: &str) -> impl Iterator<Item = (Span, WordKey)> {
    let mut words = words(text);
    std::iter::from_fn(move || words.next_keyed())
}

/// How many words a reader counts in a text: those that hyphens, underscores or apostrophes join are one.
pub fn word_count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut count, mut at) = (0, 0);
    // Whether a letter here would go on a word.
    let mut is_inside = false;
    while let Some(&byte) = bytes.get(at) {
        let (is_letter, joins) = if byte.is_ascii() {
            at += 1;
            (LETTER[usize::from(byte)] != 0, matches!(byte, b'\'' | b'-' | b'_'))
        } else {
            let length = letter(text, at);
            let joins = text[at..].starts_with('’');
            at += char_len(byte);
            (length > 0, joins)
        };
        // Without branches: where words end cannot be guessed.
        count += usize::from(is_letter & !is_inside);
        is_inside = is_letter | (joins & is_inside);
    }
    count
}

/// For each byte that is an ASCII letter or digit, the same in lower case; zero for the others.
static LETTER: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            letters[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    letters
};

/// Whether a character is a letter or a digit. Prose is full of marks that are neither, which are told
/// apart without a search in the tables of Unicode.
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        // General punctuation.
        TOKEN | '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// The length of the letter or digit at a place; zero if there is none.
fn letter(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii_alphanumeric() => 1,
        Some(byte) if byte.is_ascii() => 0,
        Some(_) => text[at..].chars().next().filter(|c| is_letter(*c)).map_or(0, char::len_utf8),
        None => 0,
    }
}

/// The length of what goes on a word at a place, a character beyond ASCII; zero if it ends the word.
fn beyond_ascii(text: &str, at: usize) -> usize {
    const CURLY: char = '’';
    let is_joint = || text[at..].starts_with(CURLY) && letter(text, at + CURLY.len_utf8()) > 0;
    match letter(text, at) {
        0 if is_joint() => CURLY.len_utf8(),
        length => length,
    }
}

/// The length of the character that begins with this byte.
fn char_len(lead: u8) -> usize {
    match lead {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_their_apostrophes() {
        let found: Vec<&str> = words("It’s the users' “co-op”, isn't it? über-x2 'a'").map(|(_, word)| word).collect();
        assert_eq!(found, ["It’s", "the", "users", "co", "op", "isn't", "it", "über", "x2", "a"]);
        assert!(words("").next().is_none() && words(" -– ").next().is_none());
    }

    #[test]
    fn joined_words_count_once() {
        for (count, text) in [
            (0, ""),
            (0, "-- \u{fffc} …"),
            (3, "a \u{fffc}c d"),
            (4, "It's well-known snake_case über’s"),
            (2, "users' a--b"),
            (3, "-one two- -three"),
        ] {
            assert_eq!(word_count(text), count, "{text}");
        }
    }

    #[test]
    fn keys_are_those_of_the_words() {
        let text = "It’s THE users' Über-x2, isn't it? İx";
        let keys: Vec<WordKey> = keyed_words(text).map(|(_, key)| key).collect();
        assert_eq!(keys, words(text).map(|(_, word)| WordKey::of(word)).collect::<Vec<_>>());
    }
}
