//! The built-in English dictionaries, and dictionaries in Hunspell's format.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::english::{English, web_contains};
use redline_document::source::read_text;

/// The reason why a dictionary cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The files are not a dictionary.
    #[error("{} is no dictionary of Hunspell's format: {message}", path.display())]
    Invalid {
        /// The file of words.
        path: PathBuf,
        /// The error of the parser.
        message: String,
    },
}

/// A dictionary.
#[derive(Debug)]
pub struct Dictionary(Words);

/// How a dictionary looks up a word with hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hyphens {
    /// Each part is a word, unless the dictionary states otherwise, as in Hunspell.
    Split,
    /// The word is one, as in Vale.
    Keep,
}

/// The source of a dictionary's words.
#[derive(Debug)]
enum Words {
    /// The built-in map.
    English(English),
    /// `en_US-web`.
    Web,
    /// A pair of files.
    Hunspell(Box<spellbook::Dictionary>),
}

impl Dictionary {
    /// The dictionary of American English.
    pub const AMERICAN: Self = Self(Words::English(English::American));

    /// The dictionary of other varieties of English. It contains American spellings too: the choice between them is a matter
    /// of consistency.
    pub const BRITISH: Self = Self(Words::English(English::British));

    /// The American dictionary that Vale embeds, `en_US-web`, looked up as Vale does: words are in it exactly as written.
    /// Its licence lies beside its file.
    pub const WEB: Self = Self(Words::Web);

    /// Reads the dictionary in `path.aff` and `path.dic`; `path` may have either extension.
    ///
    /// # Errors
    /// If one of the files cannot be read, or they are not a dictionary.
    pub fn read(path: &Path, hyphens: Hyphens) -> Result<Self, DictionaryError> {
        let has_extension = path.extension().is_some_and(|extension| extension == "dic" || extension == "aff");
        let with = |extension: &str| {
            if has_extension {
                path.with_extension(extension)
            } else {
                PathBuf::from(format!("{}.{extension}", path.display()))
            }
        };
        Self::read_pair(&with("aff"), &with("dic"), hyphens)
    }

    /// Reads the dictionary in a pair of files.
    ///
    /// # Errors
    /// If one of the files cannot be read, or they are not a dictionary.
    pub fn read_pair(affixes: &Path, words: &Path, hyphens: Hyphens) -> Result<Self, DictionaryError> {
        let text = |path: &Path| {
            read_text(path).map_err(|source| DictionaryError::Unreadable { path: path.to_owned(), source })
        };
        let mut rules = text(affixes)?;
        if hyphens == Hyphens::Keep {
            rules.push_str("\nBREAK 0\n");
        }
        let dictionary = spellbook::Dictionary::new(&rules, &text(words)?)
            .map_err(|error| DictionaryError::Invalid { path: words.to_owned(), message: error.to_string() })?;
        Ok(Self(Words::Hunspell(Box::new(dictionary))))
    }

    /// Whether it contains a word in the given case.
    pub fn contains(&self, word: &str) -> bool {
        let is_plain = word.is_ascii() || !word.contains('’');
        let word = if is_plain { Cow::Borrowed(word) } else { Cow::Owned(word.replace('’', "'")) };
        match &self.0 {
            Words::English(english) => english.contains(&word),
            Words::Web => web_contains(&word),
            Words::Hunspell(dictionary) => dictionary.check(&word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionaries_contain_their_variety_of_english() {
        let english = Dictionary::AMERICAN;
        for word in ["library", "libraries", "don’t", "interchangeable", "England", "unlocking"] {
            assert!(english.contains(word), "{word}");
        }
        for word in ["libary", "interchangable", "england", "dont"] {
            assert!(!english.contains(word), "{word}");
        }
        let british = Dictionary::BRITISH;
        for word in ["colour", "grey", "analyse", "library", "organisation"] {
            assert!(british.contains(word), "{word}");
        }
        assert!(!british.contains("coulour"));
    }

    #[test]
    fn the_dictionary_of_vale_has_words_of_software_and_no_rules_for_capitals() {
        for word in ["backend", "whitespace", "struct", "runnable", "Structs", "behaviour", "Boolean", "library’s"] {
            let lower = word.to_lowercase();
            assert!(Dictionary::WEB.contains(word) || Dictionary::WEB.contains(&lower), "{word}");
        }
        for word in ["boolean", "well-known", "enum", "preprocessor", "England's's", "Spartanburg", "resampling"] {
            assert!(!Dictionary::WEB.contains(word), "{word}");
        }
    }

    #[test]
    fn hyphens_split_words_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        std::fs::write(path.with_extension("aff"), "SET UTF-8\n").unwrap();
        std::fs::write(path.with_extension("dic"), "3\nhuman\nfriendly\nco-op\n").unwrap();
        let contains = |word: &str| {
            [Hyphens::Split, Hyphens::Keep].map(|hyphens| Dictionary::read(&path, hyphens).unwrap().contains(word))
        };
        assert_eq!(contains("human"), [true, true]);
        assert_eq!(contains("human-friendly"), [true, false]);
        assert_eq!(contains("co-op"), [true, true]);
    }

    #[test]
    fn the_error_names_a_missing_file() {
        let error = Dictionary::read(Path::new("no/such/de_DE"), Hyphens::Split).unwrap_err().to_string();
        assert!(error.starts_with("no/such/de_DE.aff cannot be read"), "{error}");
    }
}
