//! The words of a text: letters and digits in a row, apostrophes between letters among them.

use crate::{Span, WordHash, is_letter};

/// A word of a text.
#[derive(Clone, Debug)]
pub struct Word {
    /// Bytes of the text.
    pub span: Span,
    /// Its hash, which does not depend on case.
    pub hash: WordHash,
    /// The classes of its characters.
    pub class: CharClass,
}

/// The classes of characters in a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CharClass(u8);

impl CharClass {
    const LOWER: u8 = 1;
    const UPPER: u8 = 2;
    const DIGIT: u8 = 4;
    const APOSTROPHE: u8 = 8;
    const BEYOND_ASCII: u8 = 16;

    /// Whether all characters are lower-case letters of ASCII.
    pub fn is_lower(self) -> bool {
        self.0 == Self::LOWER
    }

    /// Whether there is a digit of ASCII.
    pub fn has_digit(self) -> bool {
        self.0 & Self::DIGIT != 0
    }

    /// Whether all characters are letters and digits of ASCII: there is no apostrophe.
    pub fn is_plain(self) -> bool {
        self.0 & (Self::APOSTROPHE | Self::BEYOND_ASCII) == 0
    }

    /// Whether all characters are ASCII.
    pub fn is_ascii(self) -> bool {
        self.0 & Self::BEYOND_ASCII == 0
    }
}

/// An iterator over the words of a text.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The words of a text with their hashes and classes.
pub fn find_words(text: &str) -> Vec<Word> {
    // Those of an English word and a space, about.
    const BYTES_PER_WORD: usize = 5;
    let mut found = Vec::with_capacity(text.len() / BYTES_PER_WORD + 1);
    let mut words = words(text);
    while let Some(word) = words.next_word() {
        found.push(word);
    }
    if found.len() < found.capacity() / 2 {
        found.shrink_to_fit();
    }
    found
}

/// An iterator over the words of a text with their spans.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = (Span, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.next_word().map(|Word { span, .. }| (span.clone(), &self.text[span]))
    }
}

impl Words<'_> {
    /// The next word, hashed in the same pass.
    #[inline]
    fn next_word(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            let byte = *bytes.get(at)?;
            if CHARACTERS[usize::from(byte)].letter != 0 || (!byte.is_ascii() && letter(self.text, at) > 0) {
                break;
            }
            at += char_len(byte);
        }
        let start = at;
        let mut hash = WordHash::START;
        let mut class = 0;
        loop {
            // Nearly all letters are ASCII.
            while let Some(&byte) = bytes.get(at)
                && CHARACTERS[usize::from(byte)].letter != 0
            {
                let Character { letter, class: own } = CHARACTERS[usize::from(byte)];
                hash = hash.and(letter);
                class |= own;
                at += 1;
            }
            at += match bytes.get(at) {
                Some(b'\'') if letter(self.text, at + 1) > 0 => {
                    hash = hash.and(b'\'');
                    class |= CharClass::APOSTROPHE;
                    1
                }
                Some(0x80..) => match beyond_ascii(self.text, at) {
                    0 => break,
                    length => {
                        class |= CharClass::BEYOND_ASCII;
                        length
                    }
                },
                _ => break,
            };
        }
        self.at = at;
        let class = CharClass(class);
        let hash = if class.is_ascii() { hash } else { WordHash::of(&self.text[start..at]) };
        Some(Word { span: start..at, hash, class })
    }
}

/// The number of words that a reader counts in a text: those that hyphens, underscores or apostrophes join are one.
pub fn word_count(text: &str) -> usize {
    count_words(text, &find_words(text))
}

/// The number of words of a text with these words, as a reader counts them.
pub fn count_words(text: &str, words: &[Word]) -> usize {
    let is_joint = |c: char| matches!(c, '\'' | '’' | '-' | '_');
    let mut count = 0;
    let mut end = 0;
    for Word { span, .. } in words {
        if count == 0 || !text[end..span.start].chars().all(is_joint) {
            count += 1;
        }
        end = span.end;
    }
    count
}

/// A letter or digit of ASCII.
#[derive(Clone, Copy)]
struct Character {
    /// In lower case; zero for other bytes.
    letter: u8,
    class: u8,
}

static CHARACTERS: [Character; 256] = {
    let mut characters = [Character { letter: 0, class: 0 }; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let class = match byte {
            b'a'..=b'z' => CharClass::LOWER,
            b'A'..=b'Z' => CharClass::UPPER,
            b'0'..=b'9' => CharClass::DIGIT,
            _ => 0,
        };
        if class != 0 {
            characters[byte as usize] = Character { letter: byte.to_ascii_lowercase(), class };
        }
        byte += 1;
    }
    characters
};

/// The length of the letter or digit at `at`; zero if there is none.
fn letter(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii_alphanumeric() => 1,
        Some(byte) if byte.is_ascii() => 0,
        Some(_) => text[at..].chars().next().filter(|c| is_letter(*c)).map_or(0, char::len_utf8),
        None => 0,
    }
}

/// The length of the character beyond ASCII at `at` if it continues a word; zero if it ends the word.
fn beyond_ascii(text: &str, at: usize) -> usize {
    const CURLY: char = '’';
    let is_joint = || text[at..].starts_with(CURLY) && letter(text, at + CURLY.len_utf8()) > 0;
    match letter(text, at) {
        0 if is_joint() => CURLY.len_utf8(),
        length => length,
    }
}

/// The length of the character whose first byte is `lead`.
fn char_len(lead: u8) -> usize {
    match lead {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_between_letters_are_part_of_the_word() {
        let found: Vec<&str> = words("It’s the users' “co-op”, isn't it? über-x2 'a'").map(|(_, word)| word).collect();
        assert_eq!(found, ["It’s", "the", "users", "co", "op", "isn't", "it", "über", "x2", "a"]);
        assert!(words("").next().is_none() && words(" -– ").next().is_none());
    }

    #[test]
    fn joined_words_are_counted_once() {
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
    fn hashes_are_those_of_the_words() {
        let text = "It’s THE users' Über-x2, isn't it? İx";
        let hashes: Vec<WordHash> = find_words(text).into_iter().map(|word| word.hash).collect();
        assert_eq!(hashes, words(text).map(|(_, word)| WordHash::of(word)).collect::<Vec<_>>());
    }

    #[test]
    fn classes_are_those_of_the_characters() {
        let classes: Vec<[bool; 3]> = find_words("so So s0 it's it’s é")
            .into_iter()
            .map(|Word { class, .. }| [class.is_lower(), class.is_plain(), class.is_ascii()])
            .collect();
        let (plain, marked, beyond) = ([false, true, true], [false, false, true], [false; 3]);
        assert_eq!(classes, [[true; 3], plain, plain, marked, beyond, beyond]);
    }
}
