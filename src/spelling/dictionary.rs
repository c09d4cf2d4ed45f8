//! Dictionaries: the English ones, and any in Hunspell's format.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::english::{English, is_derived};
use crate::source::read_text;

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
pub struct Dictionary(Words);

/// Where the words of a dictionary are.
#[derive(Debug)]
enum Words {
    /// In the program.
    English(English),
    /// In files that were read.
    Hunspell(Box<spellbook::Dictionary>),
}

impl Dictionary {
    /// The one for American English.
    pub const AMERICAN: Self = Self(Words::English(English::American));

    /// The one for English as it is written elsewhere, which takes American spellings too: which of them a book uses is a
    /// matter of consistency.
    pub const BRITISH: Self = Self(Words::English(English::British));

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
            read_text(path).map_err(|source| DictionaryError::Unreadable { path: path.to_owned(), source })
        };
        let dictionary = spellbook::Dictionary::new(&text(affixes)?, &text(words)?)
            .map_err(|error| DictionaryError::Invalid { path: words.to_owned(), message: error.to_string() })?;
        Ok(Self(Words::Hunspell(Box::new(dictionary))))
    }

    /// Whether a word in lower case is made from one that it holds, as the words of a field are; it knows how
    /// English makes words.
    pub fn derives(&self, word: &str) -> bool {
        matches!(self.0, Words::English(_)) && is_derived(word)
    }

    /// Whether it holds a word, in the case in which it is given.
    pub fn knows(&self, word: &str) -> bool {
        let is_plain = word.is_ascii() || !word.contains('’');
        let word = if is_plain { Cow::Borrowed(word) } else { Cow::Owned(word.replace('’', "'")) };
        match &self.0 {
            Words::English(english) => english.knows(&word),
            Words::Hunspell(dictionary) => dictionary.check(&word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_dictionary_is_one() {
        let english = Dictionary::AMERICAN;
        for word in ["library", "libraries", "don’t", "interchangeable", "England", "unlocking"] {
            assert!(english.knows(word), "{word}");
        }
        for word in ["libary", "interchangable", "england", "dont"] {
            assert!(!english.knows(word), "{word}");
        }
        let british = Dictionary::BRITISH;
        for word in ["colour", "grey", "analyse", "library", "organisation"] {
            assert!(british.knows(word), "{word}");
        }
        assert!(!british.knows("coulour"));
    }

    #[test]
    fn a_missing_dictionary_is_named() {
        let error = Dictionary::read(Path::new("no/such/de_DE")).unwrap_err().to_string();
        assert!(error.starts_with("no/such/de_DE.aff cannot be read"), "{error}");
    }
}
