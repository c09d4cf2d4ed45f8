//! Tables of words that the build script makes.
//!
//! A table is one row of bytes, read where it lies. As a static map it would hold an address for each word, which the
//! loader of the system writes anew whenever the program starts; as text it would have to be read into a map.

mod layout;

use crate::language::WordHash;
pub(super) use layout::{ENGLISH, Layout, MISSPELLINGS};

/// A table of words, with something said of each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexicon<'a> {
    layout: Layout,
    table: &'a [u8],
}

impl<'a> Lexicon<'a> {
    /// The words of a table that is laid out so. One that is cut off holds fewer.
    pub(super) const fn new(layout: Layout, table: &'a [u8]) -> Self {
        Self { layout, table }
    }

    /// Whether a word with this key may be one of them; of most others it is told at once that they are none.
    pub(super) fn may_hold(self, key: WordHash) -> bool {
        let mark = self.layout.mark(key.number());
        self.table.get(mark / 8).is_some_and(|marks| marks & 1 << (mark % 8) != 0)
    }

    /// What is said of a word, which has this key. Case matters, though keys mind none.
    pub(super) fn find(self, word: &[u8], key: WordHash) -> Option<&'a [u8]> {
        if !self.may_hold(key) {
            return None;
        }
        let bucket = self.layout.bucket(key.number());
        let mut entries = self.table.get(self.offset(bucket)?..self.offset(bucket + 1)?)?;
        while let [word_len, said_len, rest @ ..] = entries {
            let (found, rest) = rest.split_at_checked(usize::from(*word_len))?;
            let (said, rest) = rest.split_at_checked(usize::from(*said_len))?;
            if found == word {
                return Some(said);
            }
            entries = rest;
        }
        None
    }

    /// How many of a hundred marks are set: so many of a hundred strangers are looked up.
    #[cfg(test)]
    pub(super) fn marked_percent(self) -> usize {
        let set = |marks: &u8| marks.count_ones() as usize;
        self.table[..self.layout.marks / 8].iter().map(set).sum::<usize>() * 100 / self.layout.marks
    }

    /// Where the entries of a bucket begin.
    fn offset(self, bucket: usize) -> Option<usize> {
        let (offsets, _) = self.table.get(self.layout.marks / 8..)?.as_chunks::<4>();
        let offset = u32::from_le_bytes(*offsets.get(..=self.layout.buckets)?.get(bucket)?);
        usize::try_from(offset).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Layout = Layout { marks: 8, buckets: 1 };

    /// A table with two words in its one bucket.
    fn table() -> Vec<u8> {
        let mut table = vec![255, 9, 0, 0, 0, 24, 0, 0, 0];
        table.extend(b"\x02\x01bea\x05\x03Hellohey");
        table
    }

    fn find<'a>(table: &'a [u8], word: &str) -> Option<&'a [u8]> {
        Lexicon::new(SMALL, table).find(word.as_bytes(), WordHash::of(word))
    }

    #[test]
    fn words_are_found_as_they_are_written() {
        let table = table();
        assert_eq!((find(&table, "be"), find(&table, "Hello")), (Some(&b"a"[..]), Some(&b"hey"[..])));
        assert_eq!((find(&table, "hello"), find(&table, "b"), find(&table, "")), (None, None, None));
    }

    #[test]
    fn a_table_that_is_cut_off_holds_fewer_words() {
        let table = table();
        for len in 0..table.len() {
            assert_eq!(find(&table[..len], "Hello"), None, "{len}");
        }
        for offset in [1..5, 5..9] {
            let mut turned = table.clone();
            turned[offset].fill(255);
            assert_eq!(find(&turned, "Hello"), None);
        }
        for len_of_first in [9, 10] {
            let mut turned = table.clone();
            turned[len_of_first] = 255;
            assert_eq!(find(&turned, "Hello"), None);
        }
        let mut unmarked = table.clone();
        unmarked[0] = 0;
        assert_eq!(find(&unmarked, "be"), None);
    }
}
