//! How often a book uses each word.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::document::{BlockProse, Document};
use crate::language::opens_sentence;

/// The words of a book in lower case, each with how often it is used; those with capitals that no
/// sentence gives them are names, and not counted.
#[derive(Debug, Default)]
pub struct WordCounts {
    counts: FxHashMap<Box<str>, u32>,
}

impl WordCounts {
    /// Counts the prose of the chapters.
    pub fn of(documents: &[&Document]) -> Self {
        // A few large parts: putting parts together costs as much as counting small ones.
        let part = documents.len().div_ceil(2 * rayon::current_num_threads()).max(1);
        let count = |documents: &[&Document]| {
            let mut counts = Self::default();
            documents.iter().flat_map(|document| &document.prose).for_each(|block| counts.add_block(block));
            counts
        };
        documents.par_chunks(part).map(count).reduce(Self::default, Self::merged)
    }

    /// The words that are wanted with their counts, in one line that [`WordCounts::add_line`] reads.
    pub(crate) fn to_line(&self, is_wanted: impl Fn(&str) -> bool) -> String {
        let mut words: Vec<_> = self.iter().filter(|(word, _)| is_wanted(word)).collect();
        words.sort_unstable();
        let mut line = String::new();
        for (word, count) in words {
            let gap = if line.is_empty() { "" } else { " " };
            // Most words of a chapter stand there once.
            line.extend([gap, word]);
            if count > 1 {
                line.extend([" ", &count.to_string()]);
            }
        }
        line
    }

    /// Adds words and counts as [`WordCounts::to_line`] writes them.
    pub(crate) fn add_line(&mut self, line: &str) {
        let mut parts = line.split(' ').filter(|part| !part.is_empty()).peekable();
        while let Some(word) = parts.next() {
            let count = parts.next_if(|next| next.starts_with(|c: char| c.is_ascii_digit()));
            self.add(word, count.and_then(|count| count.parse().ok()).unwrap_or(1));
        }
    }

    fn add_block(&mut self, block: &BlockProse) {
        let text = block.prose.text();
        for (span, word) in block.words() {
            if is_lower(word) {
                self.add(word, 1);
            } else if is_capitalised(word) && opens_sentence(&text[..span.start]) {
                self.add(&word.to_lowercase(), 1);
            }
        }
    }

    fn add(&mut self, word: &str, count: u32) {
        match self.counts.get_mut(word) {
            Some(known) => *known += count,
            None => {
                self.counts.insert(word.into(), count);
            }
        }
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
