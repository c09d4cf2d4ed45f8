//! Index of the literals of all rules, looked up by word.

use rustc_hash::FxHashMap;

use super::regex::{Literal, Lookbehind};
use redline_text::{Span, WordHash, is_of_word};

/// A literal of a rule, found in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) rule: u32,
    pub(super) start: usize,
    pub(super) order: u32,
    pub(super) end: usize,
    pub(super) key: usize,
    /// Whether it only starts a match, which a regex of the rule must confirm.
    pub(super) is_prefix: bool,
}

impl Hit {
    /// The bytes of the text.
    pub(super) fn span(&self) -> Span {
        self.start..self.end
    }

    /// The same hit, relative to `from`.
    pub(super) fn shifted(&self, from: usize) -> Self {
        Self { start: self.start - from, end: self.end - from, ..*self }
    }
}

/// A literal of a rule. It begins and ends as a word.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) rule: u32,
    pub(super) order: u32,
    pub(super) key: usize,
    pub(super) is_prefix: bool,
    pub(super) literal: Literal,
    /// The lookbehind prefilter of the regex that it starts.
    pub(super) lookbehind: Lookbehind,
}

/// The literals of all rules, by their first word and, if the second one is complete, by both.
#[derive(Debug, Default)]
pub(super) struct WordIndex {
    entries: FxHashMap<Key, Vec<Entry>>,
    /// Whether hits are used for sentences as well, which have no text before them.
    is_split: bool,
}

impl WordIndex {
    pub(super) fn new(entries: Vec<Entry>, is_split: bool) -> Self {
        let mut index = Self { entries: FxHashMap::default(), is_split };
        for entry in entries {
            index.entries.entry(Key::of(&entry.literal.text)).or_default().push(entry);
        }
        index
    }

    /// The hits in a text, by rule, place and rank. `lower` is the text in ASCII lower case. Only rules that `is_enabled`
    /// are reported.
    pub(super) fn hits(&self, (text, lower): (&str, &str), is_enabled: impl Fn(u32) -> bool, hits: &mut Vec<Hit>) {
        hits.clear();
        if self.entries.is_empty() {
            return;
        }
        let mut tokens = Tokens { text, at: 0 }.peekable();
        while let Some((start, first)) = tokens.next() {
            let second = tokens.peek().map(|(_, hash)| *hash);
            for second in [NO_WORD].into_iter().chain(second) {
                for entry in self.entries.get(&Key { first, second }).into_iter().flatten() {
                    if is_enabled(entry.rule) && entry.occurs_at(text, lower, start, self.is_split) {
                        let Entry { rule, order, key, is_prefix, .. } = *entry;
                        let end = start + entry.literal.text.len();
                        hits.push(Hit { rule, start: start + entry.literal.skip, order, end, key, is_prefix });
                    }
                }
            }
        }
        hits.sort_unstable();
    }
}

/// Stands for a second word that is missing or incomplete.
const NO_WORD: u32 = u32::MAX;

/// Hashes of the first and the second word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    first: u32,
    second: u32,
}

impl Key {
    /// The key of a literal.
    fn of(text: &str) -> Self {
        let mut hashes = Tokens { text, at: 0 }.map(|(_, hash)| hash);
        Self { first: hashes.next().unwrap_or(NO_WORD), second: hashes.next().unwrap_or(NO_WORD) }
    }
}

impl Entry {
    fn occurs_at(&self, text: &str, lower: &str, start: usize, is_split: bool) -> bool {
        let bytes = self.literal.text.as_bytes();
        let read = if self.literal.fold { lower } else { text };
        read.as_bytes()[start..].starts_with(bytes)
            && self.lookbehind.may_fit(&text[..start], is_split)
            && !text[start + bytes.len()..].chars().next().is_some_and(is_of_word)
    }
}

/// The words of a text as regexes define them, underscores included: the start of each, and a hash of its lower case.
struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = (usize, u32);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        let beyond_ascii = |at: usize| self.text[at..].chars().next().filter(|c| !c.is_ascii());
        let class = |at: usize| bytes.get(at).map_or(0, |byte| CLASS[usize::from(*byte)]);
        let mut at = self.at;
        while class(at) == 0 {
            match bytes.get(at)? {
                byte if byte.is_ascii() => at += 1,
                _ => match beyond_ascii(at) {
                    Some(c) if !is_of_word(c) => at += c.len_utf8(),
                    _ => break,
                },
            }
        }
        let start = at;
        let mut hash = WordHash::START;
        loop {
            while class(at) != 0 {
                hash = hash.and(class(at));
                at += 1;
            }
            let Some(c) = bytes.get(at).and_then(|_| beyond_ascii(at)).filter(|c| is_of_word(*c)) else { break };
            for byte in &bytes[at..at + c.len_utf8()] {
                hash = hash.and(*byte);
            }
            at += c.len_utf8();
        }
        self.at = at;
        Some((start, hash.number()))
    }
}

/// For each ASCII word character its lower case, zero for all others.
static CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            class[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    class
};
