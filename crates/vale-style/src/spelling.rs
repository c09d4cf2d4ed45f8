//! Spelling rules: words that are in no dictionary, found as Vale finds them.

use std::path::{Path, PathBuf};

use regex::{Regex, RegexBuilder};
use rustc_hash::{FxHashMap, FxHashSet};

use super::definition::{DefinitionError, SpellingKeys};
use super::error::StyleError;
use redline_document::source::{Span, read_text};
use redline_english::spelling::{Dictionary, Hyphens};

/// Go regexes for words that are not looked up: camel case, a capital at the end, and anything but ASCII letters.
const FILTERS: [&str; 3] = ["[A-Z]{1}[a-z]+[A-Z]+\\w+", "[A-Z]+$", "[^a-zA-Z_']"];

/// A spelling rule with its dictionaries and exempt words.
#[derive(Debug)]
pub(super) struct Spelling {
    filters: Vec<Regex>,
    ignored: FxHashSet<String>,
    accepted: Option<Regex>,
    phrases: Vec<Regex>,
    own: Vec<Dictionary>,
    /// Whether the dictionary that Vale embeds is used too.
    with_english: bool,
    /// Word lists that the rule names and that do not exist; Vale ignores them.
    missing: Vec<String>,
}

impl Spelling {
    /// Loads the files that a rule names below the styles paths. `file` is the rule's own.
    ///
    /// # Errors
    /// If a filter is not a valid regex, or a dictionary or a word list cannot be read.
    pub(super) fn load(
        keys: &SpellingKeys,
        file: &Path,
        paths: &[PathBuf],
        accepted: &[String],
    ) -> Result<Self, StyleError> {
        let fault = |message: String| StyleError::from(DefinitionError { file: file.to_owned(), line: 1, message });
        let defaults = FILTERS.iter().copied().filter(|_| !keys.custom).map(str::to_owned);
        let filters = keys.filters.iter().cloned().chain(defaults).map(|filter| {
            Regex::new(&filter).map_err(|_| fault(format!("`{filter}` in `filters` is no expression of Go's kind")))
        });
        let (mut ignored, mut missing) = (FxHashSet::default(), Vec::new());
        for name in &keys.ignore {
            let places = std::iter::once(PathBuf::from(name))
                .chain(paths.iter().flat_map(|path| [path.join(name), path.join("config").join("ignore").join(name)]));
            let Some(path) = places.into_iter().find(|path| path.is_file()) else {
                missing.push(name.clone());
                continue;
            };
            let text = read_text(&path).map_err(|source| StyleError::Unreadable { path, source })?;
            ignored.extend(text.lines().map(|line| line.trim().to_owned()).filter(|word| !word.is_empty()));
        }
        let own = own_dictionaries(keys, paths).map_err(fault)?;
        let insensitive = |source: &str| RegexBuilder::new(source).case_insensitive(true).build().ok();
        let (phrases, words): (Vec<&String>, Vec<&String>) = accepted.iter().partition(|term| term.contains(' '));
        let words: Vec<String> = words.iter().map(|term| format!(r"\b{term}\b")).collect();
        Ok(Self {
            filters: filters.collect::<Result<_, _>>()?,
            ignored,
            accepted: if words.is_empty() { None } else { insensitive(&words.join("|")) },
            phrases: phrases.into_iter().filter_map(|term| insensitive(term)).collect(),
            with_english: own.is_empty() || keys.append,
            own,
            missing,
        })
    }

    /// The word lists that the rule names and that do not exist.
    pub(super) fn missing(&self) -> &[String] {
        &self.missing
    }

    /// Vale's own rule: the embedded dictionary, and all files in the dictionary folders.
    ///
    /// # Errors
    /// If a dictionary or a word list cannot be read.
    pub(super) fn built_in(paths: &[PathBuf], accepted: &[String]) -> Result<Self, StyleError> {
        let files = |folder: &str, extension: &str| -> Vec<PathBuf> {
            let folders = paths.iter().map(|path| path.join("config").join(folder)).filter(|folder| folder.is_dir());
            let walk = folders.flat_map(|folder| ignore::WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build());
            let found = walk.flatten().map(ignore::DirEntry::into_path);
            found.filter(|path| path.extension().is_some_and(|it| it == extension)).collect()
        };
        let named = |path: PathBuf| path.to_string_lossy().into_owned();
        let keys = SpellingKeys {
            append: true,
            dictionaries: files("dictionaries", "dic").into_iter().map(named).collect(),
            ignore: files("ignore", "txt").into_iter().map(named).collect(),
            ..SpellingKeys::default()
        };
        Self::load(&keys, Path::new(""), paths, accepted)
    }

    /// The words of a text that are in no dictionary and not exempt. `words` are those that were looked up before.
    pub(super) fn unknown(&self, text: &str, words: &mut FxHashMap<Box<str>, bool>) -> Vec<Span> {
        let phrases: Vec<Span> =
            self.phrases.iter().flat_map(|phrase| phrase.find_iter(text)).map(|found| found.range()).collect();
        let is_in_phrase =
            |span: &Span| phrases.iter().any(|phrase| phrase.start < span.end && span.start < phrase.end);
        let mut is_known = |word: &str| {
            words.get(word).copied().unwrap_or_else(|| {
                let is_known = self.knows(&word.replace(['’', '‘'], "'"));
                words.insert(word.into(), is_known);
                is_known
            })
        };
        tokens(text).into_iter().filter(|span| !is_in_phrase(span) && !is_known(&text[span.clone()])).collect()
    }

    fn knows(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.filters.iter().any(|filter| filter.is_match(word))
            || self.ignored.contains(word)
            || self.ignored.contains(&lower)
            || self.accepted.as_ref().is_some_and(|accepted| accepted.is_match(word))
            || word.parse::<f64>().is_ok()
            || self.own.iter().any(|dictionary| dictionary.contains(word) || dictionary.contains(&lower))
            || self.with_english && (Dictionary::WEB.contains(word) || Dictionary::WEB.contains(&lower))
    }
}

/// The dictionaries that a rule names: a pair of files, or names in a dictionary folder.
fn own_dictionaries(keys: &SpellingKeys, paths: &[PathBuf]) -> Result<Vec<Dictionary>, String> {
    let read = |path: &Path| {
        Dictionary::read(path, Hyphens::Keep).map_err(|error| {
            let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
            format!("{error}{cause}")
        })
    };
    let resolve = |name: &str| {
        let places = std::iter::once(PathBuf::from(name)).chain(paths.iter().map(|path| path.join(name)));
        places.into_iter().find(|path| path.is_file())
    };
    if let (Some(aff), Some(dic)) = (keys.aff.as_deref().and_then(resolve), keys.dic.as_deref().and_then(resolve)) {
        return Dictionary::read_pair(&aff, &dic, Hyphens::Keep)
            .map(|dictionary| vec![dictionary])
            .map_err(|error| error.to_string());
    }
    let folders: Vec<PathBuf> = match &keys.dicpath {
        Some(folder) => {
            std::iter::once(PathBuf::from(folder)).chain(paths.iter().map(|path| path.join(folder))).collect()
        }
        None => paths.iter().map(|path| path.join("config").join("dictionaries")).collect(),
    };
    let find = |name: &String| {
        let file = format!("{}.dic", name.trim_end_matches(".dic"));
        let place = folders.iter().map(|folder| folder.join(&file)).find(|path| path.is_file());
        place.ok_or_else(|| format!("there is no dictionary `{name}`")).and_then(|path| read(&path))
    };
    keys.dictionaries.iter().map(find).collect()
}

/// Marks that are cut off the beginning of a token, one at a time.
const OPENING: [char; 8] = ['$', '(', '"', '[', '\'', '“', '‘', '’'];

/// Marks that are cut off its end.
const CLOSING: [char; 13] = [',', ')', '"', ']', '!', ';', '.', '?', ':', '\'', '”', '’', '‘'];

/// The words of a text as Vale splits them: at white space, without surrounding punctuation; hyphens, dots and slashes
/// inside do not split. Tokens without a letter are skipped.
fn tokens(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let token = token(chunk.trim_end());
        if text[at..][token.clone()].contains(char::is_alphabetic) {
            found.push(at + token.start..at + token.end);
        }
        at += chunk.len();
    }
    found
}

/// The part of a chunk without white space that is a word.
fn token(chunk: &str) -> Span {
    let (mut start, mut end) = (0, chunk.len());
    while let inner = &chunk[start..end]
        && inner.chars().nth(1).is_some()
        && !is_abbreviation(inner)
    {
        let edge = |c: Option<char>, marks: &[char]| c.filter(|c| marks.contains(c)).map(char::len_utf8);
        if let Some(len) = edge(inner.chars().next(), &OPENING) {
            start += len;
        } else if let Some(len) = edge(inner.chars().next_back(), &CLOSING) {
            end -= len;
        } else {
            break;
        }
    }
    start..end
}

/// Whether a token keeps its punctuation: initials such as `U.S.` and short titles such as `Mr.`.
fn is_abbreviation(token: &str) -> bool {
    let Some(body) = token.strip_suffix('.') else { return false };
    let is_initials = body.contains('.') && body.split('.').all(|part| part.len() == 1 && is_letters(part));
    let is_title = (2..=3).contains(&body.len())
        && body.starts_with(|c: char| c.is_ascii_uppercase())
        && body[1..].bytes().all(|byte| byte.is_ascii_lowercase());
    is_initials || is_title
}

fn is_letters(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(text: &str, accepted: &[&str]) -> Vec<String> {
        let accepted: Vec<String> = accepted.iter().map(|&term| term.to_owned()).collect();
        let spelling = Spelling::load(&SpellingKeys::default(), Path::new("x.yml"), &[], &accepted).unwrap();
        spelling.unknown(text, &mut FxHashMap::default()).into_iter().map(|span| text[span].to_owned()).collect()
    }

    #[test]
    fn words_are_split_and_filtered_as_by_vale() {
        assert_eq!(unknown("The (wrold) is “fine”, isn’t it? A recieve.", &[]), ["wrold", "recieve"]);
        assert_eq!(unknown("e-mial foo.bra x86 OAuth2 APIS GitHbu naïev", &[]), Vec::<String>::new());
        assert_eq!(unknown("The wrold of Foobarian things", &["wrold", "foobarian things"]), Vec::<String>::new());
    }

    #[test]
    fn punctuation_inside_a_token_is_kept() {
        let text = "$(“e-mail”), U.S.A. and/or it's: 12 … x. (e.g., Mr. Foo. Four. é’s’";
        let found: Vec<&str> = tokens(text).into_iter().map(|span| &text[span]).collect();
        let expected = ["e-mail", "U.S.A.", "and/or", "it's", "x", "e.g.", "Mr.", "Foo.", "Four", "é’s"];
        assert_eq!(found, expected);
    }
}
