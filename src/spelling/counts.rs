//! How often a book uses each word.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::document::{BlockProse, Document};
use crate::language::{Word, WordTable, opens_sentence};

/// The words of a book in lower case, each with how often it is used; those with capitals that no
/// sentence gives them are names, and not counted.
#[derive(Debug, Default)]
pub struct WordCounts<'a> {
    counts: FxHashMap<Cow<'a, str>, u32>,
}

/// How many words are counted at hand before they go into the map: a power of two.
const LATELY: usize = 2048;

impl<'a> WordCounts<'a> {
    /// Counts the prose of the chapters; `in_english`, as far as it is not in another language.
    pub fn of(documents: &[&'a Document], in_english: bool) -> Self {
        Self::count(documents, |_| true, in_english)
    }

    /// Counts the words of the chapters that are wanted, as far as they are not in another language than English; they are
    /// asked for in lower case.
    pub(crate) fn among(documents: &[&'a Document], is_wanted: fn(&str) -> bool) -> Self {
        Self::count(documents, is_wanted, true)
    }

    fn count(documents: &[&'a Document], is_wanted: fn(&str) -> bool, in_english: bool) -> Self {
        // A few large parts: putting parts together costs as much as counting small ones.
        let part = documents.len().div_ceil(2 * rayon::current_num_threads()).max(1);
        let count = |documents: &[&'a Document]| {
            let mut counts = Self::default();
            let mut lately = WordTable::new(LATELY);
            for document in documents {
                let mut add = |block| counts.add_block(block, is_wanted, &mut lately);
                if in_english {
                    document.english_prose().for_each(|(_, block)| add(block));
                } else {
                    document.prose.iter().for_each(add);
                }
            }
            lately.into_values().for_each(|(word, count)| counts.add(Cow::Borrowed(word), count));
            counts
        };
        documents.par_chunks(part).map(count).reduce(Self::default, Self::merged)
    }

    /// Adds the words of a block that are wanted, except for those that are counted in `lately`.
    fn add_block(&mut self, block: &'a BlockProse, is_wanted: fn(&str) -> bool, lately: &mut WordTable<'a, u32>) {
        let text = block.prose.text();
        for Word { span, class, hash } in block.tokens() {
            let word = &text[span.clone()];
            let lower = if class.is_lower() || is_lower(word) {
                Cow::Borrowed(word)
            } else if is_capitalised(word) && opens_sentence(&text[..span.start]) {
                Cow::Owned(word.to_lowercase())
            } else {
                continue;
            };
            match lower {
                word if !is_wanted(&word) => {}
                Cow::Borrowed(_) if class.is_lower() => {
                    let leave = |word, count| self.add(Cow::Borrowed(word), count);
                    *lately.value(hash.number(), (text, span.clone()), |_| 0, leave) += 1;
                }
                word => self.add(word, 1),
            }
        }
    }

    fn add(&mut self, word: Cow<'a, str>, count: u32) {
        *self.counts.entry(word).or_default() += count;
    }

    /// The sums of both.
    #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
    pub(crate) fn merged(self, other: Self) -> Self {
        let (mut more, fewer) = if self.counts.len() < other.counts.len() { (other, self) } else { (self, other) };
        for (word, count) in fewer.counts {
            *more.counts.entry(word).or_default() += count;
        }
        more
    }

    /// How often a word, in lower case, is used.
    pub fn of_word(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or_default()
    }

    /// All words with their counts, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.counts.iter().map(|(word, count)| (&**word, *count))
    }
}

/// Whether a word has a capital, and after it letters in lower case alone.
pub(crate) fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && is_lower(letters.as_str())
}

/// Whether a word has letters in lower case alone, apostrophes aside.
fn is_lower(word: &str) -> bool {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return !word.is_empty();
    }
    word.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’'))
}
