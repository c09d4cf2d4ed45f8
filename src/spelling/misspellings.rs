//! Known misspellings: the list of the `typos` project, as far as each has one correction.
//!
//! The build script makes one table of bytes of it. As a static map it would hold a quarter of a million addresses,
//! which the loader of the system writes anew whenever the program starts.

#[path = "misspellings/layout.rs"]
mod layout;

use crate::language::WordKey;
use layout::{BUCKETS, LETTERS, MARKS, bucket, is_candidate, mark};

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/misspellings.bin"));

/// Whether a word with this key may be a known misspelling; most are told at once that they are none.
pub(crate) fn may_be_misspelled(key: WordKey) -> bool {
    let mark = mark(key.number());
    TABLE.get(mark / 8).is_some_and(|marks| marks & 1 << (mark % 8) != 0)
}

/// What a word, in small letters or with a capital first, is a misspelling of; `None` if it is none that is known, or
/// of more words than one.
pub(crate) fn known_misspelling(word: &str) -> Option<&'static str> {
    let mut letters = [0; *LETTERS.end()];
    let lower = letters.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.get_mut(..1)?.make_ascii_lowercase();
    // A key minds no case.
    look_up(TABLE, lower, WordKey::of(word))
}

/// The correction of a word in small letters, by its key. A table that is cut off or damaged holds fewer words.
fn look_up<'a>(table: &'a [u8], word: &[u8], key: WordKey) -> Option<&'a str> {
    if !is_candidate(word) {
        return None;
    }
    let bucket = bucket(key.number());
    let mut entries = table.get(offset(table, bucket)?..offset(table, bucket + 1)?)?;
    while let [word_len, correction_len, rest @ ..] = entries {
        let (found, rest) = rest.split_at_checked(usize::from(*word_len))?;
        let (correction, rest) = rest.split_at_checked(usize::from(*correction_len))?;
        if found == word {
            return std::str::from_utf8(correction).ok();
        }
        entries = rest;
    }
    None
}

/// Where the entries of a bucket begin.
fn offset(table: &[u8], bucket: usize) -> Option<usize> {
    let (offsets, _) = table.get(MARKS / 8..)?.as_chunks::<4>();
    let offset = u32::from_le_bytes(*offsets.get(..=BUCKETS)?.get(bucket)?);
    usize::try_from(offset).ok()
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
        let marks: u32 = TABLE[..MARKS / 8].iter().map(|marks| marks.count_ones()).sum();
        assert!(marks as usize * 6 < MARKS, "{marks} of {MARKS} words would be looked up");
    }

    #[test]
    fn a_capital_counts_only_in_front() {
        assert_eq!(known_misspelling("Recieve"), Some("receive"));
        assert_eq!(known_misspelling("reCieve"), None);
        assert_eq!(known_misspelling("receive"), None);
        assert_eq!(known_misspelling(""), None);
        assert_eq!(known_misspelling(&"recieve".repeat(9)), None);
    }

    #[test]
    fn a_damaged_table_holds_fewer_words() {
        let (word, key) = (b"recieve", WordKey::of("recieve"));
        let start = offset(TABLE, bucket(key.number())).expect("a bucket");
        let place = MARKS / 8 + 4 * bucket(key.number());
        for len in [0, 3, place, MARKS / 8 + 4 * (BUCKETS + 1), start, start + 1, start + 3, TABLE.len() / 2] {
            look_up(&TABLE[..len], word, key);
        }
        assert_eq!(look_up(&TABLE[..=start], word, key), None);
        let mut turned = TABLE.to_vec();
        turned[start] = 255;
        look_up(&turned, word, key);
        turned[place..place + 4].fill(255);
        assert_eq!(look_up(&turned, word, key), None);
    }
}
