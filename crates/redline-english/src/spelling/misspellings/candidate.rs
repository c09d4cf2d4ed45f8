//! Entries of the list of misspellings: shared by the build script, which writes it, and the code that reads it.

use std::ops::RangeInclusive;

/// Shorter words are too often abbreviations and names, and the list has no longer ones.
const LETTERS: RangeInclusive<usize> = 5..=24;

/// Whether the list may contain a word.
pub(super) fn is_candidate(word: &str) -> bool {
    LETTERS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Precedes a correction when others are nearly as likely.
pub(super) const UNCERTAIN: &str = "?";
