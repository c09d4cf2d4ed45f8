//! Spelling: which words a dictionary or the book itself knows, and what others were meant to be.
//!
//! The book is a witness: a word that it uses often is no slip, and a rare word that differs by one
//! letter from a frequent one most likely is.

mod counts;
mod dictionary;
mod elsewhere;
mod english;
mod label;
mod lexicon;
mod likely;
mod misspellings;
mod suggest;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

pub use counts::WordCounts;
pub(crate) use counts::is_capitalised;
pub use dictionary::{Dictionary, DictionaryError};
pub(crate) use elsewhere::{misspellings_in_code, misspellings_of};
pub(crate) use english::may_be_english;
pub(crate) use label::is_in_label;
pub use likely::likely_misspellings;
pub(crate) use likely::may_be_slip;
pub(crate) use misspellings::{known_misspelling, may_be_misspelled};

use crate::document::{Document, ProtectedKind};
use crate::language::words;

/// How often a book must use a word for it to be the book's own.
const MIN_OWN_USES: u32 = 4;

/// How many letters a word has; what is longer is data.
const MIN_LETTERS: usize = 3;
const MAX_LETTERS: usize = 32;

/// How many suggestions are told.
const MAX_SUGGESTIONS: usize = 3;

/// Whether a word in lower case is in the English dictionary, American or British.
pub(crate) fn is_common_english(word: &str) -> bool {
    english::English::British.knows(word)
}

/// Words that no dictionary and nobody else knows, each with what was most likely meant, the best first.
pub type Unknown = FxHashMap<String, Vec<String>>;

/// The words of the book that are unknown: not in the dictionary, not accepted, used seldom, and not in
/// the book's code.
pub fn unknown_words(
    documents: &[&Document],
    counts: &WordCounts<'_>,
    dictionary: &Dictionary,
    accepts: impl Fn(&str) -> bool + Sync,
) -> Unknown {
    let code = code_words(documents);
    let is_unknown = |(word, count): &(&str, u32)| {
        let stem = word.split(['\'', '’']).next().unwrap_or(word);
        (MIN_LETTERS..=MAX_LETTERS).contains(&stem.chars().count())
            && *count < MIN_OWN_USES
            && !code.contains(stem)
            && !accepts(stem)
            && !dictionary.knows(word)
            && !dictionary.knows(stem)
            && !dictionary.derives(stem)
    };
    let suggested = |(word, _): &(&str, u32)| {
        let mut suggestions = suggest::suggestions(word, counts, dictionary);
        suggestions.truncate(MAX_SUGGESTIONS);
        ((*word).to_owned(), suggestions)
    };
    let words: Vec<(&str, u32)> = counts.iter().collect();
    words.par_iter().filter(|word| is_unknown(word)).map(suggested).collect()
}

/// The words in the code of the book, in lower case; parts of names are words.
fn code_words(documents: &[&Document]) -> FxHashSet<String> {
    let of_document = |document: &&Document| {
        let mut found = FxHashSet::default();
        let code = document.protected.iter().filter(|range| range.kind == ProtectedKind::Code);
        for range in code {
            for (_, name) in words(&document.text()[range.span.clone()]) {
                found.extend(parts(name));
            }
        }
        found
    };
    documents.par_iter().map(of_document).reduce(FxHashSet::default, |mut all, some| {
        all.extend(some);
        all
    })
}

/// A name and the words in it, in lower case: `readLine` has `read` and `line`.
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
