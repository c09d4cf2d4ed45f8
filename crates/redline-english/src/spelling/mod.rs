//! Spelling: dictionaries, the vocabulary of the book itself, and suggestions for unknown words.
//!
//! Frequency in the book is evidence: a frequent word is not a misspelling, and a rare word that differs by one letter from
//! a frequent one most likely is.

mod counts;
mod dictionary;
mod english;
mod in_code;
pub mod judge;
mod label;
pub mod lexicon;
mod likely;
mod misspellings;
mod suggest;

use std::ops::RangeInclusive;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

pub use counts::{WordCounts, is_capitalised};
pub use dictionary::{Dictionary, DictionaryError};
pub use english::may_be_english;
pub use in_code::{misspellings_in_code, misspellings_of};
pub use label::is_in_label;
pub use likely::{is_comparable, likely_misspellings};
pub use misspellings::{Misspelling, known_misspelling};

use redline_document::document::{Document, ProtectedKind};
use redline_text::words;

/// The number of uses that make a word part of the book's own vocabulary.
const MIN_OWN_USES: u32 = 4;

/// Shorter words are abbreviations, longer ones data.
const LETTERS: RangeInclusive<usize> = 3..=32;

/// The number of suggestions for an unknown word.
const MAX_SUGGESTIONS: usize = 3;

/// Whether a word in lower case is in the English dictionary, American or British.
pub fn is_common_english(word: &str) -> bool {
    english::English::British.contains(word)
}

/// Unknown words with their suggestions, the best first.
pub type UnknownWords = FxHashMap<String, Vec<String>>;

/// The unknown words of a book: rare, not in the dictionary, not accepted, and not in the book's code.
pub fn unknown_words(
    documents: &[&Document],
    counts: &WordCounts<'_>,
    dictionary: &Dictionary,
    accepts: impl Fn(&str) -> bool + Sync,
) -> UnknownWords {
    let code = code_words(documents);
    let is_unknown = |(word, count): &(&str, u32)| {
        let stem = word.split(['\'', '’']).next().unwrap_or(word);
        LETTERS.contains(&stem.chars().count())
            && *count < MIN_OWN_USES
            && !code.contains(stem)
            && !accepts(stem)
            && !dictionary.contains(word)
            && !dictionary.contains(stem)
            && !dictionary.can_derive(stem)
    };
    let with_suggestions = |(word, _): &(&str, u32)| {
        let mut suggestions = suggest::suggestions(word, counts, dictionary);
        suggestions.truncate(MAX_SUGGESTIONS);
        ((*word).to_owned(), suggestions)
    };
    let words: Vec<(&str, u32)> = counts.iter().collect();
    words.par_iter().filter(|word| is_unknown(word)).map(with_suggestions).collect()
}

/// The words in the code of a book, in lower case; the parts of identifiers are words too.
fn code_words(documents: &[&Document]) -> FxHashSet<String> {
    let of_document = |document: &&Document| {
        let mut found = FxHashSet::default();
        let code = document.protected.iter().filter(|range| range.kind == ProtectedKind::Code);
        for range in code {
            for (_, name) in words(&document.text()[range.span.clone()]) {
                // Most names repeat, and splitting them allocates.
                if !found.contains(name) {
                    found.extend(parts(name));
                }
            }
        }
        found
    };
    documents.par_iter().map(of_document).reduce(FxHashSet::default, |mut all, some| {
        all.extend(some);
        all
    })
}

/// An identifier and the words in it, in lower case: `readLine`, `read` and `line`.
fn parts(name: &str) -> Vec<String> {
    let mut found = vec![name.to_lowercase()];
    let starts: Vec<usize> =
        name.char_indices().filter(|(at, c)| *at > 0 && c.is_uppercase()).map(|(at, _)| at).collect();
    let mut from = 0;
    for at in starts.into_iter().chain([name.len()]) {
        if found.len() > 1 || at < name.len() {
            found.push(name[from..at].to_lowercase());
        }
        from = at;
    }
    found
}
