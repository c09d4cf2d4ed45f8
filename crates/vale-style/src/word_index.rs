//! Index of the literals of all rules, looked up by word.

use super::regex::{Literal, Lookbehind};
use redline_text::Span;
use redline_text::{WordHash, is_of_word};

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
    /// The start of each bucket's entries, with the end of the last one.
    buckets: Vec<u32>,
    keys: Vec<Key>,
    entries: Vec<Entry>,
    /// Single words with entries, and first words of pairs with entries: most words of a text are neither.
    alone: Marks,
    first_of_pairs: Marks,
    /// Pairs of words with entries.
    pairs: Marks,
    /// Whether hits are used for sentences as well, which have no text before them.
    is_split: bool,
}

/// One bit for each bucket, small enough to stay in the cache.
#[derive(Debug, Default)]
struct Marks(Vec<u64>);

impl Marks {
    /// For `size` buckets, a power of two.
    fn new(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)])
    }

    fn set(&mut self, bucket: usize) {
        self.0[bucket / 64] |= 1 << (bucket % 64);
    }

    fn holds(&self, bucket: usize) -> bool {
        self.0[bucket / 64] & (1 << (bucket % 64)) != 0
    }
}

impl WordIndex {
    pub(super) fn new(entries: Vec<Entry>, is_split: bool) -> Self {
        let size = (entries.len() * 4).next_power_of_two();
        // Entries are large, so their keys are sorted and each entry is moved once.
        let mut places: Vec<(Key, usize)> =
            entries.iter().enumerate().map(|(place, entry)| (Key::of(&entry.literal.text), place)).collect();
        places.sort_unstable_by_key(|(key, place)| (key.bucket(size), *place));
        let mut unsorted: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
        let entries: Vec<Entry> = places.iter().filter_map(|(_, place)| unsorted[*place].take()).collect();
        let keys: Vec<Key> = places.into_iter().map(|(key, _)| key).collect();
        let mut buckets = vec![0_u32; size + 1];
        for key in &keys {
            buckets[key.bucket(size) + 1] += 1;
        }
        for index in 0..size {
            buckets[index + 1] += buckets[index];
        }
        let [mut alone, mut first_of_pairs, mut pairs] = [(); 3].map(|()| Marks::new(size));
        for key in &keys {
            if key.second == 0 {
                alone.set(key.bucket(size));
            } else {
                first_of_pairs.set(Key { second: 0, ..*key }.bucket(size));
                pairs.set(key.bucket(size));
            }
        }
        Self { buckets, keys, entries, alone, first_of_pairs, pairs, is_split }
    }

    /// The hits in a text, by rule, place and rank. `lower` is the text in ASCII lower case; `words` are its words, if
    /// known. Only rules that `is_enabled` are reported.
    pub(super) fn hits(&self, (text, lower): (&str, &str), is_enabled: impl Fn(u32) -> bool, hits: &mut Vec<Hit>) {
        hits.clear();
        if self.entries.is_empty() {
            return;
        }
        let size = self.buckets.len() - 1;
        let mut tokens = Tokens { text, at: 0 };
        let mut token = tokens.next();
        while let Some((start, first)) = token {
            token = tokens.next();
            let alone = Key { first, second: 0 };
            let pair = Key { first, second: token.map_or(0, |(_, hash)| hash) };
            let bucket = alone.bucket(size);
            let is_pair = pair.second != 0 && self.first_of_pairs.holds(bucket) && self.pairs.holds(pair.bucket(size));
            for (is_held, key) in [(self.alone.holds(bucket), alone), (is_pair, pair)] {
                if !is_held {
                    continue;
                }
                for entry in self.entries_of(key) {
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

    fn entries_of(&self, key: Key) -> impl Iterator<Item = &Entry> {
        let bucket = key.bucket(self.buckets.len() - 1);
        let range = self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize;
        self.keys[range.clone()].iter().zip(&self.entries[range]).filter(move |(it, _)| **it == key).map(|(_, it)| it)
    }
}

/// Hashes of the first and the second word; zero for no word, or an incomplete one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    first: u32,
    second: u32,
}

impl Key {
    /// The key of a literal.
    fn of(text: &str) -> Self {
        let mut hashes = Tokens { text, at: 0 }.map(|(_, hash)| hash);
        Self { first: hashes.next().unwrap_or(0), second: hashes.next().unwrap_or(0) }
    }

    /// The bucket among `size`, a power of two.
    fn bucket(self, size: usize) -> usize {
        (self.first ^ self.second.rotate_left(7)) as usize & (size - 1)
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
