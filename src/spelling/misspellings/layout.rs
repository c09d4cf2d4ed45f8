//! How the table of known misspellings is laid out: shared by the build script, which writes it, and the code that
//! reads it.
//!
//! First come marks, a bit each, which most words do not have that are not in the table. Then come the places where the
//! entries of each bucket begin, and at last where they end, as little-endian numbers of 32 bits, counted from the
//! beginning of the table. Then come the entries by bucket: the lengths of the misspelling and of its correction, a byte
//! each, and both words.

use std::ops::RangeInclusive;

/// How many buckets there are: two entries to each.
pub(super) const BUCKETS: usize = 1 << 15;

/// How many marks there are: six to each entry, in no more bytes than a processor keeps at hand.
pub(super) const MARKS: usize = 1 << 19;

/// The mark of a word by its key.
pub(super) fn mark(key: u32) -> usize {
    (key ^ (key >> 13)) as usize % MARKS
}

/// Shorter words are too often abbreviations and names, and longer ones no list holds.
pub(super) const LETTERS: RangeInclusive<usize> = 5..=24;

/// Whether the table may hold a word.
pub(super) fn is_candidate(word: &[u8]) -> bool {
    LETTERS.contains(&word.len()) && word.iter().all(u8::is_ascii_lowercase)
}

/// The bucket of a word by its key.
pub(super) fn bucket(key: u32) -> usize {
    (key ^ (key >> 15)) as usize % BUCKETS
}
