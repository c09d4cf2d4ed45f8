//! The lexicon of technical English: words with their frequency, names, misspellings with their corrections, and what words
//! near an unknown one cost.
//!
//! A word of a text is looked up first in the words, which nearly all are; everything else costs more and is for the rest.

mod candidate;
mod cost;
mod derivation;
mod misspelled;
mod shape;

use std::sync::LazyLock;

use fst::{Map, Set};

pub use candidate::{Candidate, MAX_LETTERS, likely_words, score};
pub use cost::cost;
pub use derivation::is_derived;
pub use misspelled::{closed_correction, is_misspelling, listed_corrections, run_together};
pub use shape::{is_coined, is_coined_from, is_variant};

/// The words with their frequency classes.
static WORDS: LazyLock<Option<Map<&[u8]>>> =
    LazyLock::new(|| Map::new(&include_bytes!(concat!(env!("OUT_DIR"), "/lexicon_words.fst"))[..]).ok());

/// The names, in lower case.
static NAMES: LazyLock<Option<Set<&[u8]>>> =
    LazyLock::new(|| Set::new(&include_bytes!(concat!(env!("OUT_DIR"), "/lexicon_names.fst"))[..]).ok());

/// Words so rare that they are mostly misspellings of others, though dictionaries have them; those that resemble no word are
/// left out.
static RARE: LazyLock<Option<Set<&[u8]>>> =
    LazyLock::new(|| Set::new(&include_bytes!(concat!(env!("OUT_DIR"), "/lexicon_rare.fst"))[..]).ok());

/// The class of a word that is used about 20 times or more in the counted documentation.
const COMMON: u64 = 5;

/// Whether a word in lower case is in the lexicon, as it is or derived; misspellings and names are not.
pub fn is_known(word: &str) -> bool {
    contains(word) || (!is_misspelling(word) && is_derived(word))
}

/// Whether a word in lower case is in the lexicon as it is.
pub fn contains(word: &str) -> bool {
    class(word).is_some()
}

/// The approximate number of uses of a word in lower case in the counted documentation; `None` unless the word is in the
/// lexicon and so common that it can be a correction.
pub fn frequency(word: &str) -> Option<f64> {
    class(word).and_then(uses_of_class)
}

/// Whether a word in lower case is a name that is not a word.
pub fn is_name(word: &str) -> bool {
    NAMES.as_ref().is_some_and(|names| names.contains(word))
}

/// Whether a word in lower case, which is not in the lexicon, is in large dictionaries all the same.
pub fn is_rare(word: &str) -> bool {
    RARE.as_ref().is_some_and(|rare| rare.contains(word))
}

/// The frequency class of a word of the lexicon.
fn class(word: &str) -> Option<u64> {
    WORDS.as_ref()?.get(word)
}

/// Whether affixes can be added to a word, and it is a possible correction.
fn is_stem(word: &str) -> bool {
    word.len() > 2 && class(word).is_some_and(|class| class > 0)
}

/// Whether a word is a stem that is common.
fn is_common(word: &str) -> bool {
    word.len() > 2 && class(word).is_some_and(|class| class >= COMMON)
}

/// The number of uses in the middle of a class; words of class 0 are not counted.
fn uses_of_class(class: u64) -> Option<f64> {
    // Most words of the second class are not in the counted documentation at all.
    const UNCOUNTED: f64 = 1.2;
    match i32::try_from(class).ok()? {
        0 => None,
        ..3 => Some(UNCOUNTED),
        class => Some(2_f64.powi(class - 1) * std::f64::consts::SQRT_2 - 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn technical_and_british_words_are_known() {
        for word in [
            "mutex",
            "usize",
            "turbofish",
            "datasheet",
            "datacentre",
            "minify",
            "monomorphise",
            "semver",
            "ratatui",
            "simpy",
            "filesystem",
            "codebase",
            "namespace",
            "behaviour",
            "visualised",
            "reentrant",
            "megamorphic",
            "containerd",
        ] {
            assert!(is_known(word), "{word}");
        }
    }

    #[test]
    fn misspellings_are_not_known() {
        for word in
            ["occurence", "accomodate", "refered", "developement", "wether", "resistent", "arbitary", "identifer"]
        {
            assert!(!is_known(word), "{word}");
        }
    }

    #[test]
    fn names_are_no_words() {
        assert!(is_name("kowalski") && !is_known("kowalski"));
        assert!(!is_name("library"));
    }

    #[test]
    fn the_lexicon_takes_three_megabytes_at_most() {
        let words = WORDS.as_ref().map(|words| words.as_fst().size());
        let sets = [&NAMES, &RARE].map(|set| set.as_ref().map(|set| set.as_fst().size()));
        let sizes: Vec<usize> = sets.into_iter().chain([words, Some(misspelled::size())]).flatten().collect();
        assert!(sizes.len() == 4 && sizes.iter().sum::<usize>() < 3_000_000, "{sizes:?}");
    }

    #[test]
    fn common_words_are_more_frequent_than_rare_ones() {
        let of = |word| frequency(word).unwrap_or_default();
        assert!(of("the") > of("library") && of("library") > of("quagmire"), "{}", of("library"));
        assert_eq!(frequency("no-word"), None);
    }
}
