//! Lists of function words: the short words that every text of a language is full of.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::OtherLanguage;
use crate::{Span, WordHash};

/// The lists, a language to a line: its tag, its name, its words. None has `a`, which is a word of too many languages, and
/// in English often the only one of its kind in a short text.
const DATA: &str = include_str!("function_words.tsv");

/// The number of lists.
pub(super) const LISTS: usize = 16;

/// The index of the English list.
pub(super) const ENGLISH: usize = 0;

struct Lists {
    languages: Vec<OtherLanguage>,
    /// Each word with the lists that have it, a bit for each. No two words have one hash.
    words: FxHashMap<WordHash, (&'static str, u32)>,
}

static ALL: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { languages: Vec::new(), words: FxHashMap::default() };
    for (list, line) in DATA.lines().enumerate() {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        lists.languages.push(OtherLanguage { tag: column(), name: column() });
        for word in column().split(' ') {
            lists.words.entry(WordHash::of(word)).or_insert((word, 0)).1 |= 1 << list;
        }
    }
    lists
});

/// The language of a list.
pub(super) fn language(list: usize) -> OtherLanguage {
    ALL.languages[list]
}

/// The lists, a bit for each, that have the word with this hash for which `is_same` holds.
pub(super) fn lists_with(hash: WordHash, is_same: impl Fn(&str) -> bool) -> u32 {
    ALL.words.get(&hash).filter(|(word, _)| is_same(word)).map_or(0, |(_, lists)| *lists)
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
        for (list, line) in DATA.lines().enumerate() {
            let words: Vec<&str> = line.split('\t').nth(2).unwrap().split(' ').collect();
            assert!(words.len() > 20, "{:?}", language(list));
            for word in words {
                assert!(lists_with(WordHash::of(word), |known| known == word) & 1 << list != 0, "{word}");
            }
        }
    }
}
