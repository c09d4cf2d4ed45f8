//! Which words a book writes as names, learned from the middle of its sentences.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::document::{BlockKind, BlockProse, Document, OBJECT_REPLACEMENT};
use crate::language::{Word, WordFilter, WordHash, WordPlaces, is_letter, words};
use crate::source::Span;

/// How often body text writes words with and without a capital in the middle of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The words asked for, each in the place of its count.
    asked: WordPlaces,
    counts: Vec<Count>,
    /// What tells the words asked for from most others.
    filter: WordFilter,
    /// Whether some of them have letters beyond ASCII, which in lower case may be other words to the filter.
    asks_beyond_ascii: bool,
    /// Words that the book has chosen to write with a capital.
    chosen: FxHashSet<String>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    lower: u32,
    capital: u32,
}

impl Count {
    fn of_one(is_capital: bool) -> Self {
        Self { lower: u32::from(!is_capital), capital: u32::from(is_capital) }
    }

    fn is_of_name(self) -> bool {
        self.capital >= 2 && self.capital * 10 >= (self.capital + self.lower) * 7
    }

    fn is_of_common(self) -> bool {
        self.lower > 0 && self.capital == 0
    }

    fn add(&mut self, other: Self) {
        self.lower += other.lower;
        self.capital += other.capital;
    }
}

impl Evidence {
    /// Evidence about the words asked for, which are in lower case; nothing else is counted.
    pub fn about(asked: impl IntoIterator<Item = String>) -> Self {
        let mut evidence = Self::default();
        let noted = asked.into_iter().inspect(|word| {
            debug_assert_eq!(*word, word.to_lowercase(), "a word is asked for in lower case");
            // A word with a hyphen is found by what stands before it.
            evidence.filter.insert(words(word).next().map_or("", |(_, first)| first));
            evidence.asks_beyond_ascii |= !word.is_ascii();
        });
        evidence.asked = WordPlaces::of(noted);
        evidence.counts = evidence.none();
        evidence
    }

    /// Takes words as names because the book has chosen to write them so.
    pub fn choose<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        self.chosen.extend(words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_owned));
    }

    /// Counts the body text of chapters.
    pub fn count(&mut self, documents: &[&Document]) {
        let add = |mut counts: Vec<Count>, document: &&Document| {
            self.seen(document, &mut |word, is_capital| counts[word].add(Count::of_one(is_capital)));
            counts
        };
        let sum = |mut counts: Vec<Count>, others: Vec<Count>| {
            counts.iter_mut().zip(others).for_each(|(count, other)| count.add(other));
            counts
        };
        let none = || self.none();
        let counted = documents.par_iter().fold(none, add).reduce(none, sum);
        self.counts = sum(std::mem::take(&mut self.counts), counted);
    }

    /// A count for each word asked for, before any was seen.
    fn none(&self) -> Vec<Count> {
        vec![Count::default(); self.asked.len()]
    }

    /// Tells the words asked for that a chapter uses in the middle of sentences, and whether each has a capital there.
    fn seen(&self, document: &Document, tell: &mut impl FnMut(usize, bool)) {
        let is_body = |(_, block): &(usize, &BlockProse)| {
            let kind = &document.blocks[block.block].kind;
            !matches!(kind, BlockKind::Heading | BlockKind::TableCell | BlockKind::DefinitionTerm)
        };
        for (_, block) in document.english_prose().filter(is_body) {
            let text = block.prose.text();
            let is_asked =
                |word: &Word| self.filter.may_hold(word.hash) || (self.asks_beyond_ascii && !word.class.is_ascii());
            let words = block.tokens();
            for (index, word) in words.iter().enumerate().filter(|(_, word)| is_asked(word)) {
                let before = index.checked_sub(1).map(|before| &words[before].span);
                let is_plain = before.is_some_and(|before| is_plain_between(text, before, &word.span));
                let is_lower = word.class.is_lower();
                let (key, found) = if is_plain {
                    (word.hash, &text[word.span.clone()])
                } else {
                    let Some(found) = mid_sentence(text, &word.span) else { continue };
                    (WordHash::of(found), found)
                };
                let is_capital = !is_lower && found.starts_with(char::is_uppercase);
                if let Some(place) = self.place(key, found, is_capital) {
                    tell(place, is_capital);
                }
            }
        }
    }

    /// The place of a word among those asked for; one with a capital stands there without it.
    fn place(&self, key: WordHash, word: &str, is_capital: bool) -> Option<usize> {
        if !is_capital {
            self.asked.place(key, |asked| asked == word)
        } else if word.is_ascii() {
            self.asked.place(key, |asked| asked.eq_ignore_ascii_case(word))
        } else {
            self.asked.place(key, |asked| asked == word.to_lowercase())
        }
    }

    fn of(&self, word: &str) -> Count {
        let is_lower = word.bytes().all(|byte| byte.is_ascii_lowercase());
        self.place(WordHash::of(word), word, !is_lower).map(|place| self.counts[place]).unwrap_or_default()
    }

    /// Whether the book writes `word` as a name: it is a term, or has a capital at least twice, and in at
    /// least 70 % of its uses in the middle of sentences.
    pub fn is_name(&self, word: &str) -> bool {
        self.chosen.contains(word) || self.of(word).is_of_name()
    }

    /// Whether the book writes `word` as a name nearly always: at least twenty times with a capital in
    /// the middle of sentences, and in at least 90 % of its uses there.
    pub fn is_settled_name(&self, word: &str) -> bool {
        let Count { lower, capital } = self.of(word);
        capital >= 20 && capital * 100 >= (capital + lower) * 90
    }

    /// Whether the book shows that `word` is no name: in lower case in the middle of a sentence, and
    /// never with a capital there.
    pub fn is_common(&self, word: &str) -> bool {
        self.of(word).is_of_common()
    }
}

/// Whether a word stands between spaces, and before it another word between spaces: as most do that stand in the middle
/// of a sentence.
fn is_plain_between(text: &str, before: &Span, word: &Span) -> bool {
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

/// The stretch between white space that begins with the word at `span`, its marks left out, if it stands in the
/// middle of a sentence and shows how the word is written there.
fn mid_sentence<'a>(text: &'a str, span: &Span) -> Option<&'a str> {
    let start = chunk_start(text, span.start);
    let end = text[span.end..].find(char::is_whitespace).map_or(text.len(), |at| span.end + at);
    let (chunk, marks) = (&text[start..end], &text[start..span.start]);
    let is_quoted = marks.starts_with(['“', '"', '(', '‘', '\'', '[']);
    if is_quoted || marks.contains(is_letter) {
        return None;
    }
    let before = text[..start].trim_end();
    let is_inside = !before.is_empty() && goes_on(&before[chunk_start(before, before.len())..]);
    is_inside.then(|| without_marks(chunk))
}

/// Where the stretch between white space begins that `at` stands in or ends.
fn chunk_start(text: &str, at: usize) -> usize {
    text[..at].trim_end_matches(|c: char| !c.is_whitespace()).len()
}

fn without_marks(chunk: &str) -> &str {
    chunk.trim_matches(|c: char| !is_letter(c))
}

/// Whether a sentence goes on after a stretch between white space.
fn goes_on(chunk: &str) -> bool {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    if is_plain(chunk.as_bytes().first()) && is_plain(chunk.as_bytes().last()) {
        // No mark stands at its ends, as with most.
        return true;
    }
    let ends = chunk.trim_end_matches([')', '"', '”', '’', '\'', ']']).ends_with(['.', '!', '?', ':', '…', '—', '–']);
    !ends && !chunk.ends_with(OBJECT_REPLACEMENT) && !without_marks(chunk).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    #[test]
    fn names_are_learned_from_the_middle_of_sentences() {
        let mut evidence = Evidence::about(["zulip", "library", "type"].map(str::to_owned));
        let text = "Ask on Zulip. Zulip is a chat, and on Zulip we talk. The library. Library of a type or a Type.";
        evidence.count(&[&Document::of_text(text, &Dialect::default())]);
        assert!(evidence.is_name("Zulip") && !evidence.is_common("Zulip"));
        assert!(!evidence.is_name("Library") && evidence.is_common("Library"));
        assert!(!evidence.is_name("Type") && !evidence.is_common("Type"));
    }
}
