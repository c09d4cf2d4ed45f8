//! Where the words of a text stand, and what tells each from others.

use crate::step::{EACH, HIGH, STEP};
use crate::{Span, WordKey, is_letter};

/// A word of a text.
#[derive(Clone, Debug)]
pub struct Word {
    /// Bytes of the text.
    pub span: Span,
    /// What tells it from most others.
    pub key: WordKey,
    /// What it is made of.
    pub shape: Shape,
}

/// Which kinds of characters a word is made of, known without another look at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(u8);

impl Shape {
    const LOWER: u8 = 1;
    const UPPER: u8 = 2;
    const DIGIT: u8 = 4;
    const APOSTROPHE: u8 = 8;
    const BEYOND_ASCII: u8 = 16;

    /// Whether it has small letters of ASCII and nothing else.
    pub fn is_lower(self) -> bool {
        self.0 == Self::LOWER
    }

    /// Whether a capital of ASCII is among its letters.
    pub fn has_upper(self) -> bool {
        self.0 & Self::UPPER != 0
    }

    /// Whether a digit is among its letters.
    pub fn has_digit(self) -> bool {
        self.0 & Self::DIGIT != 0
    }

    /// Whether it has letters and digits of ASCII and nothing else: no apostrophe.
    pub fn is_plain(self) -> bool {
        self.0 & (Self::APOSTROPHE | Self::BEYOND_ASCII) == 0
    }

    /// Whether it is ASCII.
    pub fn is_ascii(self) -> bool {
        self.0 & Self::BEYOND_ASCII == 0
    }
}

/// The words of a text: letters and digits in a row, apostrophes between letters among them.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The words of a text with all that is known of them.
pub fn find_words(text: &str) -> Vec<Word> {
    // About as much as an English word and a space have.
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

/// An iterator over the words of a text and where they stand.
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
    /// The next word. Its key and shape cost next to nothing while its letters are looked at anyway.
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
        let mut key = WordKey::START;
        let mut shape = 0;
        loop {
            // Nearly all letters are ASCII.
            while let Some(&byte) = bytes.get(at)
                && CHARACTERS[usize::from(byte)].letter != 0
            {
                let Character { letter, shape: own } = CHARACTERS[usize::from(byte)];
                key = key.and(letter);
                shape |= own;
                at += 1;
            }
            at += match bytes.get(at) {
                Some(b'\'') if letter(self.text, at + 1) > 0 => {
                    key = key.and(b'\'');
                    shape |= Shape::APOSTROPHE;
                    1
                }
                Some(0x80..) => match beyond_ascii(self.text, at) {
                    0 => break,
                    length => {
                        shape |= Shape::BEYOND_ASCII;
                        length
                    }
                },
                _ => break,
            };
        }
        self.at = at;
        let shape = Shape(shape);
        let key = if shape.is_ascii() { key } else { WordKey::of(&self.text[start..at]) };
        Some(Word { span: start..at, key, shape })
    }
}

/// How many words a reader counts in a text: those that hyphens, underscores or apostrophes join are one.
pub fn word_count(text: &str) -> usize {
    let mut count = 0;
    // Whether a letter here would go on a word.
    let mut is_inside = false;
    let (steps, rest) = text.as_bytes().as_chunks::<STEP>();
    for (index, step) in steps.iter().enumerate() {
        if let Some(letters) = letters_of_step(*step) {
            // A word begins at each letter that none stands before.
            let begun = letters & !(letters << 8 | u64::from(is_inside) << 7);
            count += (begun >> 7).wrapping_mul(EACH) >> (u64::BITS - 8);
            is_inside = letters >> (u64::BITS - 1) != 0;
        } else {
            let at = index * STEP;
            count += count_slowly(text, at..at + STEP, &mut is_inside);
        }
    }
    count += count_slowly(text, text.len() - rest.len()..text.len(), &mut is_inside);
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The high bit of each byte that is a letter or digit; `None` if one of them is beyond ASCII or joins words.
fn letters_of_step(step: [u8; STEP]) -> Option<u64> {
    let bytes = u64::from_le_bytes(step);
    let equal = |byte: u8| HIGH - (bytes ^ (u64::from(byte) * EACH));
    if bytes & HIGH != 0 || (equal(b'\'') | equal(b'-') | equal(b'_')) & HIGH != 0 {
        return None;
    }
    let from = |bytes: u64, byte: u8| bytes + u64::from(0x80 - byte) * EACH;
    let lower = bytes | (0x20 * EACH);
    let letters = from(lower, b'a') & !from(lower, b'z' + 1);
    let digits = from(bytes, b'0') & !from(bytes, b'9' + 1);
    Some((letters | digits) & HIGH)
}

/// The words that begin in a stretch, byte by byte.
fn count_slowly(text: &str, stretch: Span, is_inside: &mut bool) -> u64 {
    let mut count = 0;
    let mut inside = u8::from(*is_inside);
    for at in stretch {
        let mut part = PARTS[usize::from(text.as_bytes()[at])];
        if part == LEAD {
            part = part_beyond_ascii(text, at);
        }
        // Without branches: where words end cannot be guessed.
        let is_letter = part & LETTER;
        count += u64::from(is_letter & !inside);
        inside = is_letter | (part >> 1 & inside);
    }
    *is_inside = inside != 0;
    count
}

/// How many words a reader counts in a text whose words were found, as [`word_count`] does: those with nothing but joints between them are one.
pub fn count_of_words(text: &str, words: &[Word]) -> usize {
    let is_joint = |byte: u8| matches!(byte, b'\'' | b'-' | b'_');
    let joins = |gap: Span| match text.as_bytes()[gap.clone()] {
        [byte] => is_joint(byte),
        _ => text[gap].chars().all(|c| c == '’' || u8::try_from(c).is_ok_and(is_joint)),
    };
    let parted = words.windows(2).filter(|pair| !joins(pair[0].span.end..pair[1].span.start)).count();
    parted + usize::from(!words.is_empty())
}

/// What a byte is to the words that a reader counts: a letter or digit.
const LETTER: u8 = 1;
/// It neither begins nor ends a word: a hyphen, an apostrophe, or what goes on a character.
const JOINT: u8 = 2;
/// The first of a character beyond ASCII, which tells.
const LEAD: u8 = 4;

static PARTS: [u8; 256] = {
    let mut parts = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        parts[byte] = match byte {
            0x80..0xc0 | 0x27 | 0x2d | 0x5f => JOINT,
            0xc0.. => LEAD,
            _ if CHARACTERS[byte].letter != 0 => LETTER,
            _ => 0,
        };
        byte += 1;
    }
    parts
};

fn part_beyond_ascii(text: &str, at: usize) -> u8 {
    match () {
        () if letter(text, at) > 0 => LETTER,
        () if text[at..].starts_with('’') => JOINT,
        () => 0,
    }
}

/// What is known of a byte that is a letter or a digit of ASCII.
#[derive(Clone, Copy)]
struct Character {
    /// It in lower case; zero for other bytes.
    letter: u8,
    shape: u8,
}

static CHARACTERS: [Character; 256] = {
    let mut characters = [Character { letter: 0, shape: 0 }; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let shape = match byte {
            b'a'..=b'z' => Shape::LOWER,
            b'A'..=b'Z' => Shape::UPPER,
            b'0'..=b'9' => Shape::DIGIT,
            _ => 0,
        };
        if shape != 0 {
            characters[byte as usize] = Character { letter: byte.to_ascii_lowercase(), shape };
        }
        byte += 1;
    }
    characters
};

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

    proptest::proptest! {
        #[test]
        fn words_are_counted_alike_whether_they_were_found_or_not(
            parts in proptest::collection::vec(
                proptest::sample::select(vec![
                    "a", "B2", "é", "e\u{301}", "𝐀", "日本", "'", "’", "-", "_", "\u{2011}", "–", " ", "\n", ".", "\u{fffc}", "\u{a0}", "so it goes on", "an endless word",
                ]),
                0..12,
            )
        ) {
            let text = parts.concat();
            proptest::prop_assert_eq!(word_count(&text), count_of_words(&text, &find_words(&text)), "{}", text);
        }
    }

    #[test]
    fn keys_are_those_of_the_words() {
        let text = "It’s THE users' Über-x2, isn't it? İx";
        let keys: Vec<WordKey> = find_words(text).into_iter().map(|word| word.key).collect();
        assert_eq!(keys, words(text).map(|(_, word)| WordKey::of(word)).collect::<Vec<_>>());
    }

    #[test]
    fn shapes_tell_what_words_are_made_of() {
        let shapes: Vec<[bool; 3]> = find_words("so So s0 it's it’s é")
            .into_iter()
            .map(|Word { shape, .. }| [shape.is_lower(), shape.is_plain(), shape.is_ascii()])
            .collect();
        let (plain, marked, beyond) = ([false, true, true], [false, false, true], [false; 3]);
        assert_eq!(shapes, [[true; 3], plain, plain, marked, beyond, beyond]);
    }
}
