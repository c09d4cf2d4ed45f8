//! Known misspellings: the list of the `typos` project, as far as each has one correction.

mod candidate;

use super::lexicon::{Lexicon, MISSPELLINGS};
use crate::language::WordKey;
use candidate::{LETTERS, is_candidate};

static TABLE: Lexicon<'_> = Lexicon::new(MISSPELLINGS, include_bytes!(concat!(env!("OUT_DIR"), "/misspellings.bin")));

/// Whether a word with this key may be a known misspelling; most are told at once that they are none.
pub(crate) fn may_be_misspelled(key: WordKey) -> bool {
    TABLE.may_hold(key)
}

/// What a word, in small letters or with a capital first, is a misspelling of; `None` if it is none that is known, or
/// of more words than one.
pub(crate) fn known_misspelling(word: &str) -> Option<&'static str> {
    let mut letters = [0; *LETTERS.end()];
    let lower = letters.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.get_mut(..1)?.make_ascii_lowercase();
    if !is_candidate(lower) {
        return None;
    }
    // A key minds no case.
    std::str::from_utf8(TABLE.find(lower, WordKey::of(word))?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_what_the_list_says() {
        let mut held = 0;
        for (word, corrections) in typos_dict::WORD.map.entries() {
            let word = word.into_inner();
            let expected = match corrections {
                [one] if !one.is_empty() && is_candidate(word.to_ascii_lowercase().as_bytes()) => Some(*one),
                _ => None,
            };
            assert_eq!(known_misspelling(word), expected, "{word}");
            assert!(expected.is_none() || may_be_misspelled(WordKey::of(word)), "{word}");
            held += usize::from(expected.is_some());
        }
        assert!(held > 50_000, "{held}");
        assert!(TABLE.marked_percent() < 17, "{} of 100", TABLE.marked_percent());
    }

    #[test]
    fn a_capital_counts_only_in_front() {
        assert_eq!(known_misspelling("Recieve"), Some("receive"));
        assert_eq!(known_misspelling("reCieve"), None);
        assert_eq!(known_misspelling("receive"), None);
        assert_eq!(known_misspelling(""), None);
        assert_eq!(known_misspelling(&"recieve".repeat(9)), None);
    }
}
