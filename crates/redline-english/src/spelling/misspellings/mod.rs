//! Known misspellings: the entries of the `typos` project's list that have a single correction and are not words.

mod candidate;

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use candidate::{UNCERTAIN, is_candidate};

/// The number of entries, rounded up, so that the map never grows.
const CAPACITY: usize = 90_000;

/// Each misspelling with its correction. Nearly every word of a book is looked up, and few are found, so a hash map is
/// several times as fast as the transducer of the dictionary.
static MISSPELLINGS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let text = include_str!(concat!(env!("OUT_DIR"), "/misspellings.txt"));
    let mut misspellings = FxHashMap::with_capacity_and_hasher(CAPACITY, FxBuildHasher);
    misspellings.extend(text.lines().filter_map(|line| line.split_once(' ')));
    misspellings
});

/// The correction of a misspelled word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misspelling {
    /// The word that was most likely meant.
    pub correction: &'static str,
    /// Whether no other word is nearly as likely.
    pub is_certain: bool,
}

/// The correction of a word in lower case or with an initial capital; `None` unless it is a known misspelling of a single
/// word.
pub fn known_misspelling(word: &str) -> Option<Misspelling> {
    let is_lower = word.starts_with(|first: char| first.is_ascii_lowercase());
    let lower = if is_lower { Cow::Borrowed(word) } else { Cow::Owned(lower_initial(word)) };
    let correction = is_candidate(&lower).then(|| MISSPELLINGS.get(&*lower).copied()).flatten()?;
    let uncertain = correction.strip_prefix(UNCERTAIN);
    Some(Misspelling { correction: uncertain.unwrap_or(correction), is_certain: uncertain.is_none() })
}

fn lower_initial(word: &str) -> String {
    let mut lower = word.to_owned();
    if let Some(first) = lower.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of one of our lists.
    fn list(text: &'static str) -> std::collections::HashSet<&'static str> {
        text.lines().filter(|line| !line.starts_with('#')).collect()
    }

    #[test]
    fn the_map_has_the_entries_of_the_list_that_are_not_words() {
        let left_out = list(include_str!("../../../dictionaries/misspellings_left_out.txt"));
        let doubtful = list(include_str!("../../../dictionaries/misspellings_doubtful.txt"));
        let mut count = 0;
        for (word, corrections) in typos_dict::WORD.map.entries() {
            let word = word.into_inner();
            let lower = word.to_ascii_lowercase();
            let is_certain = !doubtful.contains(lower.as_str());
            let expected = match corrections {
                [one] if !one.is_empty() && is_candidate(&lower) && !left_out.contains(lower.as_str()) => {
                    Some(Misspelling { correction: one, is_certain })
                }
                _ => None,
            };
            assert_eq!(known_misspelling(word), expected, "{word}");
            count += usize::from(expected.is_some());
        }
        assert!(count > 50_000, "{count}");
    }

    #[test]
    fn words_and_names_are_not_misspellings() {
        for word in
            ["ratatui", "extendible", "requestors", "vertexes", "clonable", "synopsys", "mosquitto", "overlayed"]
        {
            assert_eq!(known_misspelling(word), None, "{word}");
        }
    }

    #[test]
    fn only_an_initial_capital_is_ignored() {
        let correction = |word: &str| known_misspelling(word).map(|found| found.correction);
        assert_eq!(correction("Recieve"), Some("receive"));
        assert_eq!(correction("reCieve"), None);
        assert_eq!(correction("receive"), None);
        assert_eq!(correction(""), None);
        assert_eq!(correction(&"recieve".repeat(9)), None);
    }

    #[test]
    fn a_correction_without_a_rival_is_certain() {
        assert!(known_misspelling("recieve").is_some_and(|found| found.is_certain));
        assert!(known_misspelling("languags").is_some_and(|found| !found.is_certain));
    }
}
