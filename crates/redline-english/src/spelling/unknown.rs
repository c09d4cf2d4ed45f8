//! The words of a book that the lexicon, or another dictionary, does not have, with suggestions.

use std::ops::RangeInclusive;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use redline_document::document::{Document, ProtectedKind};
use redline_text::words;

use super::book_words::BookWords;
use super::counts::WordCounts;
use super::dictionary::Dictionary;
use super::judge::{BookFacts, Capitals, suggestions};
use super::{lexicon, suggest};

/// The number of uses that make a word part of the book's own vocabulary.
const MIN_OWN_USES: u32 = 3;

/// The number of letters in a word that is looked up: shorter ones are abbreviations, longer ones data.
const LETTERS: RangeInclusive<usize> = 3..=32;

/// The number of suggestions for an unknown word.
const MAX_SUGGESTIONS: usize = 3;

/// Unknown words with their suggestions, the best first.
pub type UnknownWords = FxHashMap<String, Vec<String>>;

/// The words of a book that neither the lexicon nor the book itself vouches for: they are not derived from known words, used
/// rarely, never as a name, and not in its code or addresses; `accepts` is true for further words in lower case.
pub fn unknown_words(book: &BookWords<'_>, accepts: impl Fn(&str) -> bool + Sync) -> UnknownWords {
    let mut words: Vec<&str> = book
        .unknown_forms()
        .iter()
        .filter(|form| matches!(form.capitals, Capitals::None | Capitals::Opening))
        .map(|form| form.word.as_str())
        .collect();
    words.dedup();
    let is_unknown = |word: &&str| {
        let is_misspelled = lexicon::is_misspelling(word);
        LETTERS.contains(&word.len())
            && (is_misspelled
                || (book.uses(word) < MIN_OWN_USES && !lexicon::is_name(word) && !lexicon::is_derived(word)))
            && book.as_name(word) == 0
            && book.in_code(word) == 0
            && !book.is_in_address(word)
            && word.strip_suffix('s').is_none_or(|one| book.in_code(one) == 0)
            && !accepts(word)
    };
    let with_suggestions = |word: &str| {
        let mut found = suggestions(word, book);
        found.truncate(MAX_SUGGESTIONS);
        (word.to_owned(), found)
    };
    words.into_par_iter().filter(is_unknown).map(with_suggestions).collect()
}

/// The words of a book that a dictionary does not have: rare, not accepted, and not in the book's code.
pub fn words_not_in(
    dictionary: &Dictionary,
    documents: &[&Document],
    counts: &WordCounts<'_>,
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
