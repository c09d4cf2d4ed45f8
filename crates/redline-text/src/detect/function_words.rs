//! Lists of function words: the short words that every text of a language is full of.

use std::sync::LazyLock;

use super::OtherLanguage;
use crate::Span;
use crate::{WordHash, WordPlaces};

/// The lists, a language to a line: its tag, its name, its words. None has `a`, which is a word of too many languages, and in
/// English often the only one of its kind in a short text.
const DATA: &str = include_str!("function_words.tsv");

/// How many lists there are.
pub(super) const LISTS: usize = 16;

/// The list of English.
pub(super) const ENGLISH: usize = 0;

/// The lists, ready to be looked up.
struct Lists {
    languages: Vec<OtherLanguage>,
    words: WordPlaces,
    /// For each word the lists that have it, a bit for each.
    by_word: Vec<u32>,
}

static ALL: LazyLock<Lists> = LazyLock::new(|| {
    let mut languages = Vec::new();
    let mut entries = Vec::new();
    for (list, line) in DATA.lines().enumerate() {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        languages.push(OtherLanguage { tag: column(), name: column() });
        entries.extend(column().split(' ').map(|word| (word, list)));
    }
    let words = WordPlaces::of(entries.iter().map(|(word, _)| (*word).to_owned()));
    let mut lists = vec![0; words.len()];
    for (word, list) in entries {
        if let Some(place) = words.place(WordHash::of(word), |known| known == word) {
            lists[place] |= 1 << list;
        }
    }
    Lists { languages, words, by_word: lists }
});

/// The language of a list.
pub(super) fn language(list: usize) -> OtherLanguage {
    ALL.languages[list]
}

/// The lists, a bit for each, that have the word with this key that is the one.
pub(super) fn lists_with(key: WordHash, is_it: impl Fn(&str) -> bool) -> u32 {
    ALL.words.place(key, is_it).map_or(0, |place| ALL.by_word[place])
}

/// Whether an underscore joins a word to others.
pub(super) fn is_part_of_identifier(text: &str, word: &Span) -> bool {
    let bytes = text.as_bytes();
    let is_underscore = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b'_');
    is_underscore(word.start.checked_sub(1)) || is_underscore(Some(word.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_a_language_and_words() {
        assert_eq!((ALL.languages.len(), ALL.languages[ENGLISH].tag), (LISTS, "en"));
        for list in 0..LISTS {
            assert!(ALL.by_word.iter().filter(|lists| **lists & 1 << list != 0).count() > 20, "{:?}", language(list));
        }
        assert!(ALL.by_word.iter().all(|lists| *lists != 0));
    }
}
