//! Known misspellings: the list of the `typos` project, as far as each has one correction and is no word itself.

mod candidate;

use super::lexicon::{Lexicon, MISSPELLINGS};
use crate::language::WordHash;
use candidate::{DOUBT, LETTERS, is_candidate};

static TABLE: Lexicon<'_> = Lexicon::new(MISSPELLINGS, include_bytes!(concat!(env!("OUT_DIR"), "/misspellings.bin")));

/// Whether a word with this key may be a known misspelling; most are told at once that they are none.
pub(crate) fn may_be_misspelled(key: WordHash) -> bool {
    TABLE.may_hold(key)
}

/// What a word is a misspelling of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Misspelling {
    /// The word that was most likely meant.
    pub(crate) correction: &'static str,
    /// Whether no other word is nearly as likely.
    pub(crate) is_certain: bool,
}

/// What a word, in small letters or with a capital first, is a misspelling of; `None` if it is none that is known, or
/// of more words than one.
pub(crate) fn known_misspelling(word: &str) -> Option<Misspelling> {
    let mut letters = [0; *LETTERS.end()];
    let lower = letters.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.get_mut(..1)?.make_ascii_lowercase();
    if !is_candidate(lower) {
        return None;
    }
    // A key minds no case.
    let entry = std::str::from_utf8(TABLE.find(lower, WordHash::of(word))?).ok()?;
    let certain = entry.strip_prefix(char::from(DOUBT));
    Some(Misspelling { correction: certain.unwrap_or(entry), is_certain: certain.is_none() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a list of ours.
    fn list(text: &'static str) -> std::collections::HashSet<&'static str> {
        text.lines().filter(|line| !line.starts_with('#')).collect()
    }

    #[test]
    fn the_table_holds_what_the_list_says_but_for_words() {
        let left_out = list(include_str!("../../../dictionaries/misspellings_left_out.txt"));
        let doubtful = list(include_str!("../../../dictionaries/misspellings_doubtful.txt"));
        let mut held = 0;
        for (word, corrections) in typos_dict::WORD.map.entries() {
            let word = word.into_inner();
            let lower = word.to_ascii_lowercase();
            let is_certain = !doubtful.contains(lower.as_str());
            let expected = match corrections {
                [one] if !one.is_empty() && is_candidate(lower.as_bytes()) && !left_out.contains(lower.as_str()) => {
                    Some(Misspelling { correction: one, is_certain })
                }
                _ => None,
            };
            assert_eq!(known_misspelling(word), expected, "{word}");
            assert!(expected.is_none() || may_be_misspelled(WordHash::of(word)), "{word}");
            held += usize::from(expected.is_some());
        }
        assert!(held > 50_000, "{held}");
        assert!(TABLE.marked_percent() < 17, "{} of 100", TABLE.marked_percent());
    }

    #[test]
    fn words_and_names_are_no_misspellings() {
        for word in
            ["ratatui", "extendible", "requestors", "vertexes", "clonable", "synopsys", "mosquitto", "overlayed"]
        {
            assert_eq!(known_misspelling(word), None, "{word}");
        }
    }

    #[test]
    fn a_capital_counts_only_in_front() {
        let correction = |word: &str| known_misspelling(word).map(|found| found.correction);
        assert_eq!(correction("Recieve"), Some("receive"));
        assert_eq!(correction("reCieve"), None);
        assert_eq!(correction("receive"), None);
        assert_eq!(correction(""), None);
        assert_eq!(correction(&"recieve".repeat(9)), None);
    }

    #[test]
    fn a_correction_that_is_as_near_as_another_is_not_certain() {
        assert!(known_misspelling("recieve").is_some_and(|found| found.is_certain));
        assert!(known_misspelling("languags").is_some_and(|found| !found.is_certain));
    }
}
