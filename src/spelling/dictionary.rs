//! Dictionaries in Hunspell's format.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

/// The affixes of the English dictionary: `en_US` of SCOWL, version 2020.12.07, whose licence lies beside.
const AFFIXES: &str = include_str!("../../dictionaries/en_US.aff");

/// Its words, sorted by their stems, which the build script inflates.
const WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/en_US.dic"));

/// What British English adds, a word a line.
const BRITISH: &str = include_str!("../../dictionaries/en_GB.txt");

/// Why a dictionary cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The files are no dictionary.
    #[error("{} is no dictionary of Hunspell's format: {message}", path.display())]
    Invalid {
        /// The file of words.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
}

/// A dictionary.
#[derive(Debug)]
pub struct Dictionary {
    inner: spellbook::Dictionary,
    is_english: bool,
}

impl Dictionary {
    /// The one for American English.
    ///
    /// # Panics
    /// Never: tests read it.
    pub fn english() -> Self {
        Self { inner: spellbook::Dictionary::new(AFFIXES, WORDS).expect("the dictionary is tested"), is_english: true }
    }

    /// The one for English as it is written elsewhere, which takes American spellings too: which of them a book uses is a
    /// matter of consistency.
    ///
    /// # Panics
    /// Never: tests read it.
    pub fn british() -> Self {
        let mut english = Self::english();
        for word in BRITISH.lines().filter(|line| !line.starts_with('#')) {
            english.inner.add(word).expect("the dictionary is tested");
        }
        english
    }

    /// The dictionary in `path.aff` and `path.dic`; `path` may end as either.
    ///
    /// # Errors
    /// If one of the files cannot be read, or they are no dictionary.
    pub fn read(path: &Path) -> Result<Self, DictionaryError> {
        let is_named = path.extension().is_some_and(|extension| extension == "dic" || extension == "aff");
        let with = |extension: &str| {
            if is_named {
                path.with_extension(extension)
            } else {
                PathBuf::from(format!("{}.{extension}", path.display()))
            }
        };
        Self::read_pair(&with("aff"), &with("dic"))
    }

    /// The dictionary in two files.
    ///
    /// # Errors
    /// If one of the files cannot be read, or they are no dictionary.
    pub fn read_pair(affixes: &Path, words: &Path) -> Result<Self, DictionaryError> {
        let text = |path: &Path| {
            std::fs::read_to_string(path)
                .map_err(|source| DictionaryError::Unreadable { path: path.to_owned(), source })
        };
        let inner = spellbook::Dictionary::new(&text(affixes)?, &text(words)?)
            .map_err(|error| DictionaryError::Invalid { path: words.to_owned(), message: error.to_string() })?;
        Ok(Self { inner, is_english: false })
    }

    /// Whether a word in lower case is made from one that it holds, as the words of a field are; it knows how
    /// English makes words.
    pub fn derives(&self, word: &str) -> bool {
        self.is_english && is_derived(word)
    }

    /// Whether it holds a word, in the case in which it is given.
    pub fn knows(&self, word: &str) -> bool {
        if word.contains('’') { self.inner.check(&word.replace('’', "'")) } else { self.inner.check(word) }
    }
}

/// Endings that stems take, with what they take the place of.
const ENDINGS: &[(&str, &[&str])] = &[
    ("s", &["", "'s"]),
    ("es", &["", "e"]),
    ("ies", &["y"]),
    ("iers", &["y"]),
    ("d", &["e"]),
    ("ed", &["", "e"]),
    ("ied", &["y"]),
    ("ing", &["", "e"]),
    ("ings", &["", "e"]),
    ("er", &["", "e"]),
    ("ers", &["", "e"]),
    ("or", &["", "e"]),
    ("ors", &["", "e"]),
    ("est", &["", "e"]),
    ("ier", &["y"]),
    ("iest", &["y"]),
    ("ly", &["", "le"]),
    ("ily", &["y"]),
    ("able", &["", "e"]),
    ("ability", &["", "e", "able"]),
    ("ible", &["", "e"]),
    ("ness", &[""]),
    ("less", &[""]),
    ("ful", &[""]),
    ("ment", &[""]),
    ("ments", &[""]),
    ("ion", &["", "e"]),
    ("ions", &["", "e"]),
    ("ation", &["", "e"]),
    ("ations", &["", "e"]),
    ("ive", &["", "e"]),
    ("ization", &["ize"]),
    ("al", &["", "e"]),
    ("ally", &["", "al"]),
    ("ic", &["", "y"]),
    ("ish", &["", "e"]),
    ("ize", &[""]),
    ("izes", &[""]),
    ("ized", &[""]),
    ("izing", &[""]),
];

/// Beginnings that stems take.
const BEGINNINGS: &[&str] = &[
    "un", "re", "in", "dis", "non", "pre", "de", "mis", "over", "under", "out", "sub", "super", "inter", "multi",
    "anti", "auto", "co", "meta", "semi", "up", "im", "en", "micro", "macro", "hyper", "mono", "poly", "trans", "post",
];

/// Whether a word in lower case may be English: a stem with any ending and beginning, or two of them. It
/// says yes too often rather than too seldom, and costs next to nothing.
pub(super) fn may_be_english(word: &str) -> bool {
    word.is_ascii() && (is_compound(word) || is_derived(word))
}

/// Whether a word is an English stem with any ending and beginning: `deinitialized`, `subexpression`.
pub(super) fn is_derived(word: &str) -> bool {
    if !word.is_ascii() {
        return false;
    }
    let heads = BEGINNINGS.iter().filter_map(|beginning| word.strip_prefix(beginning)).filter(|rest| rest.len() > 2);
    std::iter::once(word).chain(heads).any(|word| {
        let inflected = ENDINGS.iter().filter_map(|(ending, stems)| Some((word.strip_suffix(ending)?, stems)));
        is_stem(word)
            || inflected.filter(|(head, _)| head.len() > 1).any(|(head, stems)| {
                let undoubled =
                    head.as_bytes().last().filter(|last| head.as_bytes()[..head.len() - 1].ends_with(&[**last]));
                stems.iter().any(|stem| is_stem(&format!("{head}{stem}")))
                    || undoubled.is_some_and(|_| is_stem(&head[..head.len() - 1]))
            })
    })
}

/// How many letters each part of a compound has.
const MIN_PART: usize = 4;

/// Whether a word is two stems in a row, the second perhaps with an ending: `handcoded`.
fn is_compound(word: &str) -> bool {
    let is_tail = |tail: &str| {
        let endings = ["s", "ed", "d", "ing", "er", "ers"];
        is_stem(tail)
            || endings
                .iter()
                .any(|ending| tail.strip_suffix(ending).is_some_and(|tail| tail.len() > 2 && is_stem(tail)))
    };
    (MIN_PART..word.len().saturating_sub(MIN_PART - 1)).any(|at| is_stem(&word[..at]) && is_tail(&word[at..]))
}

/// Whether a word is a stem of the English word list. Its lines are sorted by their stems.
fn is_stem(word: &str) -> bool {
    let text = WORDS.as_bytes();
    let line_end = |at: usize| memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |length| at + length);
    // The first line says how many there are.
    let (mut from, mut to) = (line_end(0) + 1, text.len());
    while from < to {
        let middle = from.midpoint(to);
        let start = memchr::memrchr(b'\n', &text[from..middle]).map_or(from, |before| from + before + 1);
        let end = line_end(start);
        let line = &text[start..end];
        let stem = line.split(|byte| *byte == b'/').next().unwrap_or(line);
        match stem.cmp(word.as_bytes()) {
            Ordering::Equal => return true,
            Ordering::Less => from = end + 1,
            Ordering::Greater => to = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_dictionary_is_one() {
        let english = Dictionary::english();
        for word in ["library", "libraries", "don’t", "interchangeable", "England", "unlocking"] {
            assert!(english.knows(word), "{word}");
        }
        for word in ["libary", "interchangable", "england", "dont"] {
            assert!(!english.knows(word), "{word}");
        }
        let british = Dictionary::british();
        for word in ["colour", "grey", "analyse", "library", "organisation"] {
            assert!(british.knows(word), "{word}");
        }
        assert!(!british.knows("coulour"));
        let stems: Vec<&str> = WORDS.lines().skip(1).map(|line| line.split('/').next().unwrap_or(line)).collect();
        assert!(stems.is_sorted() && stems.len() > 49_000);
        assert!(stems.iter().all(|stem| is_stem(stem)) && !is_stem("") && !is_stem("zzzz") && !is_stem("49569"));
    }

    #[test]
    fn what_may_be_english_is_not_told_too_narrowly() {
        for word in
            ["running", "copied", "unlocking", "happiest", "stopped", "readability", "organizations", "basically"]
        {
            assert!(may_be_english(word), "{word}");
        }
        for word in ["discrimnant", "libary", "expresions", "speceified", "immediattely"] {
            assert!(!may_be_english(word), "{word}");
        }
    }

    #[test]
    fn a_missing_dictionary_is_named() {
        let error = Dictionary::read(Path::new("no/such/de_DE")).unwrap_err().to_string();
        assert!(error.starts_with("no/such/de_DE.aff cannot be read"), "{error}");
    }
}
