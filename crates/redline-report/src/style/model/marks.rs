//! Marks of findings, by which a record distinguishes them without their text.

use std::fmt::Write;

use redline_lint::fingerprint::digest;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

/// The most flagged words that a mark distinguishes. Longer ones are whole sentences, whose text changes while the finding
/// stays.
const MAX_WORDS: usize = 4;

/// The digits of a mark in a record.
const DIGITS: usize = 4;

/// The marks of the findings of one rule in one chapter, sorted: 16 bits of a hash of the flagged words, zero for long ones.
/// In a record they are four hexadecimal digits each, without separators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(Vec<u16>);

impl Marks {
    /// Adds a finding with these flagged words.
    pub(in crate::style) fn add(&mut self, words: &str) {
        let is_long = words.split_whitespace().nth(MAX_WORDS).is_some();
        let mark = if is_long { 0 } else { mark(words) };
        let at = self.0.partition_point(|other| *other < mark);
        self.0.insert(at, mark);
    }

    /// The number of findings.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no findings.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The findings that are only here, and those that are only in `earlier`.
    pub(in crate::style) fn new_and_fixed(&self, earlier: &Self) -> (usize, usize) {
        let (mut common, mut before) = (0, earlier.0.iter().peekable());
        for mark in &self.0 {
            while before.next_if(|other| *other < mark).is_some() {}
            common += usize::from(before.next_if_eq(&mark).is_some());
        }
        (self.len() - common, earlier.len() - common)
    }
}

fn mark(words: &str) -> u16 {
    let id = digest(&[words.as_bytes()]).to_string();
    id.get(..DIGITS).and_then(|digits| u16::from_str_radix(digits, 16).ok()).unwrap_or(0)
}

impl Serialize for Marks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(self.len() * DIGITS);
        for mark in &self.0 {
            write!(text, "{mark:04x}").map_err(ser::Error::custom)?;
        }
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || de::Error::custom("the marks of findings have four hexadecimal digits each");
        let parse = |digits: &[u8]| {
            let is_mark = digits.len() == DIGITS && digits.iter().all(u8::is_ascii_hexdigit);
            let digits = std::str::from_utf8(digits).ok().filter(|_| is_mark)?;
            u16::from_str_radix(digits, 16).ok()
        };
        let marks: Option<Vec<u16>> = text.as_bytes().chunks(DIGITS).map(parse).collect();
        let mut marks = marks.ok_or_else(wrong)?;
        marks.sort_unstable();
        Ok(Self(marks))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(words: &[&str]) -> Marks {
        let mut marks = Marks::default();
        for words in words {
            marks.add(words);
        }
        marks
    }

    #[test]
    fn findings_are_compared_by_their_words() {
        let (before, after) =
            (marks(&["teh", "teh", "recieve", "adress"]), marks(&["teh", "occured", "recieve", "untill"]));
        assert_eq!(after.new_and_fixed(&before), (2, 2));
        assert_eq!(before.new_and_fixed(&before), (0, 0));
        assert_eq!(marks(&[]).new_and_fixed(&before), (0, 4));
        let long = |end: &str| marks(&[&format!("a sentence that is too {end}")]);
        assert_eq!(long("long").new_and_fixed(&long("wordy")), (0, 0), "an edited sentence is still too long");
    }

    #[test]
    fn marks_survive_a_file() {
        let marks = marks(&["teh", "recieve", ""]);
        let text = serde_json::to_string(&marks).unwrap();
        assert_eq!(text.len(), 3 * DIGITS + 2, "{text}");
        assert_eq!(serde_json::from_str::<Marks>(&text).unwrap(), marks);
        assert_eq!(serde_json::from_str::<Marks>("\"\"").unwrap(), Marks::default());
        for wrong in ["\"12\"", "\"12345\"", "\"+123\"", "\"xyzw\"", "\"äö\"", "3"] {
            assert!(serde_json::from_str::<Marks>(wrong).is_err(), "{wrong}");
        }
    }
}
