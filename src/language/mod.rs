//! What is known of English: words, how they begin to the ear, how items open.

mod lead;
mod sound;

use crate::document::TOKEN;
use crate::source::Span;

pub use lead::{Lead, lead, opens_without_verb};
pub use sound::{Sound, certain_sound, starts_with_vowel_sound};

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
        let bytes = self.text.as_bytes();
        let start = loop {
            let byte = *bytes.get(self.at)?;
            if byte.is_ascii_alphanumeric() || (!byte.is_ascii() && letter(self.text, self.at) > 0) {
                break self.at;
            }
            self.at += char_len(byte);
        };
        loop {
            // Nearly all letters are ASCII.
            let ascii = bytes[self.at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            self.at += ascii;
            if !matches!(bytes.get(self.at), Some(b'\'' | 0x80..)) {
                break;
            }
            let length = letter(self.text, self.at);
            let mark = if length > 0 { 0 } else { apostrophe(self.text, self.at) };
            if length == 0 && (mark == 0 || letter(self.text, self.at + mark) == 0) {
                break;
            }
            self.at += length + mark;
        }
        Some((start..self.at, &self.text[start..self.at]))
    }
}

/// The length of the letter or digit at a place; zero if there is none.
fn letter(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii_alphanumeric() => 1,
        Some(byte) if byte.is_ascii() => 0,
        Some(_) => text[at..].chars().next().filter(|c| c.is_alphanumeric()).map_or(0, char::len_utf8),
        None => 0,
    }
}

fn apostrophe(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(b'\'') => 1,
        Some(0xe2) if text[at..].starts_with('’') => '’'.len_utf8(),
        _ => 0,
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
}
