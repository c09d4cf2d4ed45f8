//! The words of all rules, looked up as a text is read.

use super::expression::{Behind, Words};
use crate::language::{Word, WordHash, is_of_word};
use crate::source::Span;

/// A word of a rule, found in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) rule: u32,
    pub(super) start: usize,
    pub(super) order: u32,
    pub(super) end: usize,
    pub(super) key: usize,
    /// Whether an expression of the rule must go on from here.
    pub(super) leads: bool,
}

impl Hit {
    /// Where it is.
    pub(super) fn span(&self) -> Span {
        self.start..self.end
    }

    /// The same hit in a part of the text that begins at `from`.
    pub(super) fn shifted(&self, from: usize) -> Self {
        Self { start: self.start - from, end: self.end - from, ..*self }
    }
}

/// A text of a rule that begins and ends as a word.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) rule: u32,
    pub(super) order: u32,
    pub(super) key: usize,
    pub(super) leads: bool,
    pub(super) words: Words,
    /// What must stand before it.
    pub(super) behind: Behind,
}

/// The words of all rules, by their first word and, if they have a second one that is whole, by both.
#[derive(Debug, Default)]
pub(super) struct WordIndex {
    /// Where the entries of each bucket, which is told by the [`Key`], begin, and at last where they end.
    buckets: Vec<u32>,
    keys: Vec<Key>,
    entries: Vec<Entry>,
    /// Words that have entries by themselves, and those that begin pairs: most words of a text are neither.
    alone: Marks,
    first_of_pairs: Marks,
    /// Pairs of words that have entries.
    pairs: Marks,
    /// Whether what is found in a text is also used for each of its sentences, which nothing stands before.
    is_parted: bool,
}

/// A bit for each bucket, so that most look-ups end in a few kilobytes that stay near.
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
    pub(super) fn new(entries: Vec<Entry>, is_parted: bool) -> Self {
        let size = (entries.len() * 4).next_power_of_two();
        // Entries are large: their keys are sorted, and each entry is moved once.
        let mut places: Vec<(Key, usize)> =
            entries.iter().enumerate().map(|(place, entry)| (Key::of(&entry.words.text), place)).collect();
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
        Self { buckets, keys, entries, alone, first_of_pairs, pairs, is_parted }
    }

    /// The words found in a text, by rule, place and order; `lower` is the text with its ASCII letters in lower case, and
    /// `words` are its words, if they are known. Only rules that `is_wanted` are told.
    pub(super) fn hits(
        &self,
        (text, lower): (&str, &str),
        words: &[Word],
        is_wanted: impl Fn(u32) -> bool,
        hits: &mut Vec<Hit>,
    ) {
        hits.clear();
        if self.entries.is_empty() {
            return;
        }
        let size = self.buckets.len() - 1;
        let mut tokens = Tokens::of(text, words);
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
                    if is_wanted(entry.rule) && entry.stands_at(text, lower, start, self.is_parted) {
                        let Entry { rule, order, key, leads, .. } = *entry;
                        let end = start + entry.words.text.len();
                        hits.push(Hit { rule, start: start + entry.words.skip, order, end, key, leads });
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

/// The hashes of the first word and of the second; zero stands for none, or for one that is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    first: u32,
    second: u32,
}

impl Key {
    /// Those of a text.
    fn of(text: &str) -> Self {
        let mut hashes = Tokens::of(text, &[]).map(|(_, hash)| hash);
        Self { first: hashes.next().unwrap_or(0), second: hashes.next().unwrap_or(0) }
    }

    /// Which of `size` buckets, a power of two, it falls into.
    fn bucket(self, size: usize) -> usize {
        (self.first ^ self.second.rotate_left(7)) as usize & (size - 1)
    }
}

impl Entry {
    fn stands_at(&self, text: &str, lower: &str, start: usize, is_parted: bool) -> bool {
        let wanted = self.words.text.as_bytes();
        let read = if self.words.fold { lower } else { text };
        read.as_bytes()[start..].starts_with(wanted)
            && self.behind.may_fit(&text[..start], is_parted)
            && !text[start + wanted.len()..].chars().next().is_some_and(is_of_word)
    }
}

/// The words of a text as expressions have them, underscores among them: where each begins, and its hash in lower case.
///
/// Where the words of the text are known as readers have them, most are the same, and only others are read again.
struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// The words that are known and not passed.
    words: std::slice::Iter<'a, Word>,
    /// Up to where the text is read, letter by letter.
    until: usize,
}

impl<'a> Tokens<'a> {
    fn of(text: &'a str, words: &'a [Word]) -> Self {
        Self { text, at: 0, words: words.iter(), until: 0 }
    }

    /// The next word, if it is one here too: what is before it and behind is of no word.
    #[inline]
    fn known(&mut self) -> Option<(usize, u32)> {
        let bytes = self.text.as_bytes();
        let Word { span, hash, class } = self.words.as_slice().first()?;
        let is_same = self.at == self.until
            && class.is_plain()
            && bytes[self.at..span.start].iter().all(|byte| is_apart(*byte))
            && bytes.get(span.end).is_none_or(|byte| is_apart(*byte));
        if !is_same {
            return None;
        }
        self.words.next();
        (self.at, self.until) = (span.end, span.end);
        Some((span.start, hash.number()))
    }

    /// The next word, read letter by letter, up to where the next known one can be the same.
    fn read_on(&mut self) -> Option<(usize, u32)> {
        loop {
            if let Some(token) = self.read() {
                return Some(token);
            }
            let bytes = self.text.as_bytes();
            if self.until == bytes.len() {
                return None;
            }
            let mut next = || self.words.next().map_or(bytes.len(), |word| word.span.end);
            let mut end = next();
            while !bytes.get(end).is_none_or(|byte| is_apart(*byte)) {
                end = next();
            }
            self.until = end;
        }
    }

    /// The next word before `until`, which is then reached if there is none.
    fn read(&mut self) -> Option<(usize, u32)> {
        let bytes = &self.text.as_bytes()[..self.until];
        let beyond_ascii = |at: usize| self.text[at..].chars().next().filter(|c| !c.is_ascii());
        let class = |at: usize| bytes.get(at).map_or(0, |byte| CLASS[usize::from(*byte)]);
        let mut at = self.at;
        while class(at) == 0 {
            match bytes.get(at) {
                Some(byte) if byte.is_ascii() => at += 1,
                Some(_) => match beyond_ascii(at) {
                    Some(c) if !is_of_word(c) => at += c.len_utf8(),
                    _ => break,
                },
                None => {
                    self.at = at;
                    return None;
                }
            }
        }
        let start = at;
        let mut key = WordHash::START;
        loop {
            while class(at) != 0 {
                key = key.and(class(at));
                at += 1;
            }
            let Some(c) = bytes.get(at).and_then(|_| beyond_ascii(at)).filter(|c| is_of_word(*c)) else { break };
            for byte in &bytes[at..at + c.len_utf8()] {
                key = key.and(*byte);
            }
            at += c.len_utf8();
        }
        self.at = at;
        Some((start, key.number()))
    }
}

impl Iterator for Tokens<'_> {
    type Item = (usize, u32);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.known().or_else(|| self.read_on())
    }
}

/// Whether a byte is ASCII and of no word.
fn is_apart(byte: u8) -> bool {
    byte.is_ascii() && CLASS[usize::from(byte)] == 0
}

/// For each ASCII character, the lower-case one if it is of a word, else zero.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::find_words;

    proptest::proptest! {
        #[test]
        fn words_that_are_known_are_those_that_are_read(
            parts in proptest::collection::vec(
                proptest::sample::select(vec![
                    "a", "B2", "do", "é", "e\u{301}", "𝐀", "日本", "'", "’", "-", "_", "\u{203f}", "–", " ", ". ", "\u{fffc}",
                ]),
                0..12,
            )
        ) {
            let text = parts.concat();
            let read: Vec<_> = Tokens::of(&text, &[]).collect();
            proptest::prop_assert_eq!(Tokens::of(&text, &find_words(&text)).collect::<Vec<_>>(), read, "{}", text);
        }
    }
}
