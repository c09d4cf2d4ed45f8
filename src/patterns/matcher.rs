//! All places where the alternatives of a rule match, found together with those of all other rules.
//!
//! Most of what styles hold are lists of words. Those of all rules are looked up at once, by the
//! first word of each, as a text is read; the rest are expressions, which are run only over texts
//! that hold the characters that they need.

use super::expression::{
    Alternative, Behind, Expression, ExpressionError, InSentences, Mask, Pairs, Scratch, StepLimit, Way, Words, after,
    is_word,
};
use crate::source::Span;

/// A match of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// Bytes of the text.
    pub(super) span: Span,
    /// Which key of the rule matched.
    pub(super) key: usize,
}

/// The alternatives of one rule that are not in the [`WordIndex`].
#[derive(Debug, Default)]
pub(super) struct Matcher {
    expressions: Vec<Ordered>,
    /// How what is found in a sentence relates to what is found in the paragraph.
    pub(super) in_sentences: InSentences,
}

/// An expression with its place among the alternatives: at one place of a text, the lowest wins.
#[derive(Debug)]
struct Ordered {
    order: u32,
    key: usize,
    expression: Box<Expression>,
    /// Whether it is tried only where words of the index begin.
    is_led: bool,
}

/// A word of a rule, found in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) rule: u32,
    start: usize,
    order: u32,
    end: usize,
    key: usize,
    /// Whether an expression of the rule must go on from here.
    leads: bool,
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

impl Matcher {
    /// The matcher of rule number `rule`, whose words go into `index`.
    ///
    /// # Errors
    /// If `source` is not an expression.
    pub(super) fn new(source: &str, rule: u32, index: &mut Vec<Entry>) -> Result<Self, ExpressionError> {
        let mut matcher = Self::default();
        let mut order = 0;
        for Alternative { group, way } in Expression::alternatives(source)? {
            let key = group.map_or(0, |group| group - 1);
            match way {
                Way::Words(words) => {
                    for words in words {
                        index.push(Entry { rule, order, key, leads: false, words, behind: Behind::default() });
                        order += 1;
                    }
                }
                Way::Expression(expression, leading) => {
                    matcher.in_sentences = matcher.in_sentences.max(expression.in_sentences());
                    let is_led = !leading.is_empty();
                    let behind = expression.behind();
                    index.extend(leading.into_iter().map(|words| {
                        // Words that begin before the match hold what is behind it.
                        let behind = if words.skip == 0 { behind.clone() } else { Behind::default() };
                        Entry { rule, order, key, leads: true, words, behind }
                    }));
                    matcher.expressions.push(Ordered { order, key, expression, is_led });
                    order += 1;
                }
            }
        }
        Ok(matcher)
    }

    /// What each expression that is tried without a word of the index needs: see [`Expression::needs`].
    pub(super) fn needs(&self) -> Vec<&[u128]> {
        self.expressions.iter().filter(|ordered| !ordered.is_led).map(|ordered| ordered.expression.needs()).collect()
    }

    /// Whether an expression could match in a text with these characters.
    pub(super) fn may_match(&self, mask: Mask) -> bool {
        self.expressions.iter().any(|ordered| !ordered.is_led && ordered.expression.may_match(mask))
    }

    /// The matches in a text, from left to right, none inside another.
    ///
    /// # Errors
    /// If an expression takes too many steps.
    pub(super) fn matches(&self, view: View<'_>, scratch: &mut Scratch) -> Result<Vec<Match>, StepLimit> {
        let View { text, lower, mask, pairs, hits } = view;
        scratch.begin(text.len());
        let mut live = Vec::new();
        let may_match = |ordered: &&Ordered| {
            let expression = &ordered.expression;
            !ordered.is_led && expression.may_match(mask) && expression.holds_literals(text, lower, pairs)
        };
        for ordered in self.expressions.iter().filter(may_match) {
            if let Some(span) = ordered.expression.find(text, 0, scratch)? {
                live.push((ordered, span));
            }
        }
        let mut found: Vec<Match> = Vec::new();
        let mut hits = hits.iter().peekable();
        let mut from = 0;
        loop {
            while hits.next_if(|hit| hit.start < from).is_some() {}
            for index in (0..live.len()).rev() {
                if live[index].1.start < from {
                    match live[index].0.expression.find(text, from, scratch)? {
                        Some(span) => live[index].1 = span,
                        None => drop(live.remove(index)),
                    }
                }
            }
            let best = live.iter().map(|(ordered, span)| (span.start, ordered.order, span.end, ordered.key)).min();
            let hit = hits.peek().filter(|hit| best.is_none_or(|best| (hit.start, hit.order) < (best.0, best.1)));
            let (start, end, key) = match (hit, best) {
                (Some(hit), _) if hit.leads => {
                    let Some(span) = self.led(hit, view, scratch)? else {
                        hits.next();
                        continue;
                    };
                    (span.start, span.end, hit.key)
                }
                (Some(hit), _) => (hit.start, hit.end, hit.key),
                (None, Some((start, _, end, key))) => (start, end, key),
                (None, None) => return Ok(found),
            };
            from = after(text, &(start..end));
            found.push(Match { span: start..end, key });
            if from > text.len() {
                return Ok(found);
            }
        }
    }
}

impl Matcher {
    /// The match of the expression that goes on from a word.
    fn led(&self, hit: &Hit, view: View<'_>, scratch: &mut Scratch) -> Result<Option<Span>, StepLimit> {
        let Ok(index) = self.expressions.binary_search_by_key(&hit.order, |ordered| ordered.order) else {
            return Ok(None);
        };
        let expression = &self.expressions[index].expression;
        if !expression.holds_literals(view.text, view.lower, view.pairs) {
            return Ok(None);
        }
        expression.match_at(view.text, hit.start, scratch)
    }
}

/// A text of a rule that begins and ends as a word.
#[derive(Debug)]
pub(super) struct Entry {
    rule: u32,
    order: u32,
    key: usize,
    leads: bool,
    words: Words,
    /// What must stand before it.
    behind: Behind,
}

/// A text with what is known of it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    /// The text with its ASCII letters in lower case.
    pub(super) lower: &'a str,
    pub(super) mask: Mask,
    /// The neighbours in it, or in a text that it is a part of.
    pub(super) pairs: &'a Pairs,
    /// Words of the rule that were found in it, by place and order.
    pub(super) hits: &'a [Hit],
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

    /// The words found in a text, by rule, place and order; `lower` is the text with its ASCII letters in lower case. Only
    /// rules that `is_wanted` are told.
    pub(super) fn hits(&self, text: &str, lower: &str, is_wanted: impl Fn(u32) -> bool, hits: &mut Vec<Hit>) {
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
        let mut hashes = Tokens { text, at: 0 }.map(|(_, hash)| hash);
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
            && !text[start + wanted.len()..].chars().next().is_some_and(is_word)
    }
}

/// The words of a text: where each begins, and its hash in lower case.
struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = (usize, u32);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            if byte.is_ascii() {
                if CLASS[usize::from(byte)] != 0 {
                    break;
                }
                self.at += 1;
            } else {
                let c = self.text[self.at..].chars().next()?;
                if is_word(c) {
                    break;
                }
                self.at += c.len_utf8();
            }
        }
        let start = self.at;
        let mut hash = SEED;
        while let Some(&byte) = bytes.get(self.at) {
            if byte.is_ascii() {
                let lower = CLASS[usize::from(byte)];
                if lower == 0 {
                    break;
                }
                hash = mix(hash, lower);
                self.at += 1;
            } else {
                let Some(c) = self.text[self.at..].chars().next().filter(|c| is_word(*c)) else { break };
                for byte in &bytes[self.at..self.at + c.len_utf8()] {
                    hash = mix(hash, *byte);
                }
                self.at += c.len_utf8();
            }
        }
        Some((start, hash))
    }
}

const SEED: u32 = 0x811c_9dc5;

/// One step of FNV-1a.
fn mix(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// For each ASCII character, the lower-case one if it is of a word, else zero.
static CLASS: [u8; 128] = {
    let mut class = [0; 128];
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
pub(super) mod tests {
    use super::*;

    /// What a rule with this expression finds.
    pub(in crate::patterns) fn matcher(source: &str) -> impl Fn(&str) -> Vec<Span> + use<> {
        let mut entries = Vec::new();
        let matcher = Matcher::new(source, 0, &mut entries).expect("an expression");
        let index = WordIndex::new(entries, false);
        move |text| {
            let mut hits = Vec::new();
            index.hits(text, &text.to_ascii_lowercase(), |_| true, &mut hits);
            let lower = &text.to_ascii_lowercase();
            let view = View { text, lower, mask: Mask::of(text), pairs: &Pairs::of(lower), hits: &hits };
            let found = matcher.matches(view, &mut Scratch::default());
            found.expect("a small text").into_iter().map(|found| found.span).collect()
        }
    }

    #[test]
    fn words_and_expressions_of_one_rule_keep_their_order() {
        let find = matcher(r"(?i)(?m)\b(?:a few|\w+ly|a|few of)\b");
        assert_eq!(find("A few of us, really a"), [0..5, 13..19, 20..21]);
        assert!(find("few off").is_empty());
    }

    #[test]
    fn what_stands_before_words_is_looked_up_with_them() {
        let find = matcher(r"(?m)\b(?:(?<=[a-z]: )we(?= )|(?<=so )so on\b(?= \w))");
        assert_eq!(find("note: we do; W: we go, 1: we go, or: we go, and: we"), [6..8, 37..39]);
        assert_eq!(find("so so on it, so on it; so so on x"), [3..8, 26..31]);
    }
}
