//! Which misspellings are listed: shared by the build script, which writes the table, and the code that reads it.

use std::ops::RangeInclusive;

/// Shorter words are too often abbreviations and names, and longer ones no list holds.
pub(super) const LETTERS: RangeInclusive<usize> = 5..=24;

/// Whether the table may hold a word.
pub(super) fn is_candidate(word: &[u8]) -> bool {
    LETTERS.contains(&word.len()) && word.iter().all(u8::is_ascii_lowercase)
}

/// Precedes a correction that is not certain.
pub(super) const DOUBT: u8 = b'?';
