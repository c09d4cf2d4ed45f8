//! Capitalization of words in the middle of sentences, which shows what a book writes as names.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use redline_document::document::{BlockKind, BlockProse, Document};
use redline_document::source::Span;
use redline_text::{Word, WordFilter, is_letter, is_replacement, words};

/// Numbers of uses of words with and without a capital in the middle of sentences of body text.
#[derive(Clone, Debug, Default)]
pub struct CapitalizationStats {
    /// Index in `counts` of each word that is counted, in lower case.
    words: FxHashMap<String, usize>,
    counts: Vec<Count>,
    /// Prefilter for the words that are counted.
    filter: WordFilter,
    /// Whether some of them have letters beyond ASCII, for which the prefilter is not exact.
    has_non_ascii: bool,
    /// Words that the configuration capitalizes.
    chosen: FxHashSet<String>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    lower: u32,
    capital: u32,
}

impl Count {
    fn is_of_name(self) -> bool {
        self.capital >= 2 && self.capital * 10 >= (self.capital + self.lower) * 7
    }

    fn add(&mut self, other: Self) {
        self.lower += other.lower;
        self.capital += other.capital;
    }
}

impl CapitalizationStats {
    /// Statistics about the given words in lower case; no others are counted.
    pub fn for_words(counted: impl IntoIterator<Item = String>) -> Self {
        let mut stats = Self::default();
        for word in counted {
            debug_assert_eq!(word, word.to_lowercase(), "words are counted in lower case");
            // A word with a hyphen is found by its first part.
            stats.filter.insert(words(&word).next().map_or("", |(_, first)| first));
            stats.has_non_ascii |= !word.is_ascii();
            let index = stats.words.len();
            stats.words.entry(word).or_insert(index);
        }
        stats.counts = stats.zero_counts();
        stats
    }

    /// Treats words as names, if they start with a capital.
    pub fn add_chosen<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        self.chosen.extend(words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_owned));
    }

    /// Counts the body text of chapters.
    pub fn count(&mut self, documents: &[&Document]) {
        let add = |mut counts: Vec<Count>, document: &&Document| {
            self.count_chapter(document, &mut counts);
            counts
        };
        let sum = |mut counts: Vec<Count>, others: Vec<Count>| {
            counts.iter_mut().zip(others).for_each(|(count, other)| count.add(other));
            counts
        };
        let zero = || self.zero_counts();
        self.counts = documents.par_iter().fold(zero, add).reduce(zero, sum);
    }

    fn zero_counts(&self) -> Vec<Count> {
        vec![Count::default(); self.words.len()]
    }

    /// Counts the words that a chapter uses in the middle of sentences.
    fn count_chapter(&self, document: &Document, counts: &mut [Count]) {
        let is_body = |(_, block): &(usize, &BlockProse)| {
            let kind = &document.blocks[block.block].kind;
            !matches!(kind, BlockKind::Heading | BlockKind::TableCell | BlockKind::DefinitionTerm)
        };
        let may_be_counted =
            |word: &Word| self.filter.may_hold(word.hash) || (self.has_non_ascii && !word.class.is_ascii());
        for (_, block) in document.english_prose().filter(is_body) {
            let text = block.prose.text();
            let words = block.tokens();
            for (index, word) in words.iter().enumerate().filter(|(_, word)| may_be_counted(word)) {
                let before = index.checked_sub(1).map(|before| &words[before].span);
                let found = if before.is_some_and(|before| is_between_plain_words(text, before, &word.span)) {
                    &text[word.span.clone()]
                } else {
                    let Some(found) = mid_sentence(text, &word.span) else { continue };
                    found
                };
                let is_capital = found.starts_with(char::is_uppercase);
                if let Some(index) = self.index(found, is_capital) {
                    counts[index].add(Count { lower: u32::from(!is_capital), capital: u32::from(is_capital) });
                }
            }
        }
    }

    /// Index of a word, with a capital or without.
    fn index(&self, word: &str, is_capital: bool) -> Option<usize> {
        let word = if is_capital { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) };
        self.words.get(&*word).copied()
    }

    fn count_of(&self, word: &str) -> Count {
        let is_lower = word.bytes().all(|byte| byte.is_ascii_lowercase());
        self.index(word, !is_lower).map(|index| self.counts[index]).unwrap_or_default()
    }

    /// Whether the book writes `word` as a name: it is chosen, or has a capital at least twice and in at least 70 % of
    /// its uses.
    pub fn is_name(&self, word: &str) -> bool {
        self.chosen.contains(word) || self.count_of(word).is_of_name()
    }

    /// Whether the book nearly always writes `word` as a name: with a capital at least twenty times and in at least 90 %
    /// of its uses.
    pub fn is_settled_name(&self, word: &str) -> bool {
        let Count { lower, capital } = self.count_of(word);
        capital >= 20 && capital * 100 >= (capital + lower) * 90
    }

    /// Whether the book mostly writes `word` as a name: with a capital at least five times and in at least 70 % of its uses.
    pub fn is_preferred_name(&self, word: &str) -> bool {
        let count = self.count_of(word);
        count.capital >= 5 && count.is_of_name()
    }

    /// Whether the book writes `word` with a capital in sentences, and at least as often as without.
    pub fn may_be_name(&self, word: &str) -> bool {
        let Count { lower, capital } = self.count_of(word);
        capital > 0 && capital >= lower
    }

    /// Whether the book writes `word` as a common word: at least once in lower case, and never with a capital.
    pub fn is_common(&self, word: &str) -> bool {
        let Count { lower, capital } = self.count_of(word);
        lower > 0 && capital == 0
    }
}

/// Whether two words are surrounded by spaces and separated by one, which is the common case in the middle of a sentence.
fn is_between_plain_words(text: &str, before: &Span, word: &Span) -> bool {
    let bytes = text.as_bytes();
    let is_space = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b' ' | b'\n'));
    let is_first = |at: usize| is_space(at.checked_sub(1).map(|before| &bytes[before]));
    before.end + 1 == word.start
        && is_first(word.start)
        && is_space(bytes.get(word.end))
        && is_first(before.start)
        && bytes[before.start].is_ascii_alphanumeric()
        && bytes[before.end - 1].is_ascii_alphanumeric()
}

/// Chunk between white space that starts with the word at `span`, without punctuation, if it is in the middle of a
/// sentence and not quoted.
fn mid_sentence<'a>(text: &'a str, span: &Span) -> Option<&'a str> {
    let start = chunk_start(text, span.start);
    let end = text[span.end..].find(char::is_whitespace).map_or(text.len(), |at| span.end + at);
    let (chunk, marks) = (&text[start..end], &text[start..span.start]);
    let is_quoted = marks.starts_with(['“', '"', '(', '‘', '\'', '[']);
    if is_quoted || marks.contains(is_letter) {
        return None;
    }
    let before = text[..start].trim_end();
    let is_inside = !before.is_empty() && continues_after(&before[chunk_start(before, before.len())..]);
    is_inside.then(|| without_marks(chunk))
}

/// Start of the chunk between white space that contains `at` or ends there.
fn chunk_start(text: &str, at: usize) -> usize {
    text[..at].trim_end_matches(|c: char| !c.is_whitespace()).len()
}

fn without_marks(chunk: &str) -> &str {
    chunk.trim_matches(|c: char| !is_letter(c))
}

/// Whether a sentence continues after a chunk.
fn continues_after(chunk: &str) -> bool {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    if is_plain(chunk.as_bytes().first()) && is_plain(chunk.as_bytes().last()) {
        return true;
    }
    let ends = chunk.trim_end_matches([')', '"', '”', '’', '\'', ']']).ends_with(['.', '!', '?', ':', '…', '—', '–']);
    !ends && !chunk.ends_with(is_replacement) && !without_marks(chunk).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    #[test]
    fn names_are_learned_from_the_middle_of_sentences() {
        let mut stats = CapitalizationStats::for_words(["zulip", "library", "type"].map(str::to_owned));
        let text = "Ask on Zulip. Zulip is a chat, and on Zulip we talk. The library. Library of a type or a Type.";
        stats.count(&[&Document::of_text(text, &Dialect::default())]);
        assert!(stats.is_name("Zulip") && !stats.is_common("Zulip"));
        assert!(!stats.is_name("Library") && stats.is_common("Library"));
        assert!(!stats.is_name("Type") && !stats.is_common("Type"));
    }

    #[test]
    fn a_sentence_ends_or_breaks_at_its_marks() {
        for mark in ['.', '!', '?', ':', '…', '—', '–'] {
            assert!(!continues_after(&format!("word{mark}")) && !continues_after(&format!("(word{mark})")), "{mark}");
        }
        for chunk in ["word", "word,", "(word)", "“word”", "word-", "well-known"] {
            assert!(continues_after(chunk), "{chunk}");
        }
        for chunk in ["-", "…", "\u{fffc}"] {
            assert!(!continues_after(chunk), "{chunk}");
        }
    }
}
