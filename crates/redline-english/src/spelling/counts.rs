//! Word frequencies of a book.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use redline_document::document::{BlockProse, Document};
use redline_text::{Word, opens_sentence};

/// The frequencies of words in lower case. Words with a capital in mid-sentence are names and are not counted.
#[derive(Debug, Default)]
pub struct WordCounts<'a> {
    counts: FxHashMap<Cow<'a, str>, u32>,
}

impl<'a> WordCounts<'a> {
    /// Counts the prose of chapters; with `in_english`, without the parts in other languages.
    pub fn of(documents: &[&'a Document], in_english: bool) -> Self {
        Self::count(documents, |_| true, in_english)
    }

    /// Counts the English words of chapters that match a filter in lower case.
    pub fn filtered(documents: &[&'a Document], filter: fn(&str) -> bool) -> Self {
        Self::count(documents, filter, true)
    }

    fn count(documents: &[&'a Document], filter: fn(&str) -> bool, in_english: bool) -> Self {
        // A few large parts: merging costs as much as counting small parts.
        let part = documents.len().div_ceil(2 * rayon::current_num_threads()).max(1);
        let count = |documents: &[&'a Document]| {
            let mut counts = Self::default();
            for document in documents {
                let mut add = |block| counts.add_block(block, filter);
                if in_english {
                    document.english_prose().for_each(|(_, block)| add(block));
                } else {
                    document.prose.iter().for_each(add);
                }
            }
            counts
        };
        documents.par_chunks(part).map(count).reduce(Self::default, Self::merged)
    }

    fn add_block(&mut self, block: &'a BlockProse, filter: fn(&str) -> bool) {
        let text = block.prose.text();
        for Word { span, class, .. } in block.tokens() {
            let word = &text[span.clone()];
            let lower = if class.is_lower() || is_lower(word) {
                Cow::Borrowed(word)
            } else if is_capitalised(word) && opens_sentence(&text[..span.start]) {
                Cow::Owned(word.to_lowercase())
            } else {
                continue;
            };
            if filter(&lower) {
                self.add(lower, 1);
            }
        }
    }

    fn add(&mut self, word: Cow<'a, str>, count: u32) {
        *self.counts.entry(word).or_default() += count;
    }

    /// The sum of both.
    #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
    fn merged(self, other: Self) -> Self {
        let (mut more, fewer) = if self.counts.len() < other.counts.len() { (other, self) } else { (self, other) };
        for (word, count) in fewer.counts {
            *more.counts.entry(word).or_default() += count;
        }
        more
    }

    /// The frequency of a word in lower case.
    pub fn of_word(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or_default()
    }

    /// All words with their frequencies, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.counts.iter().map(|(word, count)| (&**word, *count))
    }
}

/// Whether a word has an initial capital and otherwise lower-case letters only.
pub fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && is_lower(letters.as_str())
}

/// Whether a word has lower-case letters only, apart from apostrophes.
fn is_lower(word: &str) -> bool {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return !word.is_empty();
    }
    word.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’'))
}
