//! Lists of function words: the short words that every text of a language is full of.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::OtherLanguage;
use crate::Span;

/// The lists, one language a line: its tag, its name, its words. None has `a`, which is a word of too many languages and, in a
/// short English text, often the only function word.
const DATA: &str = include_str!("function_words.tsv");

/// The number of lists.
pub(super) const LISTS: usize = 16;

/// The list of English.
pub(super) const ENGLISH: usize = 0;

/// The languages, and each word with the lists that have it, one bit for each.
struct Lists {
    languages: Vec<OtherLanguage>,
    words: FxHashMap<&'static str, u32>,
}

static ALL: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { languages: Vec::new(), words: FxHashMap::default() };
    for (list, line) in DATA.lines().enumerate() {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        lists.languages.push(OtherLanguage { tag: column(), name: column() });
        for word in column().split(' ') {
            *lists.words.entry(word).or_default() |= 1 << list;
        }
    }
    lists
});

/// The language of a list.
pub(super) fn language(list: usize) -> OtherLanguage {
    ALL.languages[list]
}

/// The lists, one bit for each, that have a word in lower case.
pub(super) fn lists_with(word: &str) -> u32 {
    ALL.words.get(word).copied().unwrap_or_default()
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
            assert!(ALL.words.values().filter(|lists| **lists & 1 << list != 0).count() > 20, "{:?}", language(list));
        }
        assert!(ALL.words.values().all(|lists| *lists != 0));
    }
}
