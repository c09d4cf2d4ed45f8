//! Where a limit reduced the comparison.

use serde::Serialize;

/// Where a limit reduced the comparison. It depends on the texts and the limits alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Fallback {
    /// A version is too large: blocks were compared, words were not.
    TooLarge {
        /// Bytes of the larger version.
        bytes: usize,
        /// Words of the version with more of them.
        words: usize,
    },
    /// Two blocks are too large to compare word by word: the whole block counts as replaced.
    WordProduct {
        /// Index of the row.
        row: usize,
        /// Words of one block times the words of the other.
        product: usize,
    },
    /// Too much changed between two unchanged blocks: each block was compared only with those near its place.
    NarrowedAlignment {
        /// Blocks of the old version.
        before: usize,
        /// Blocks of the new version.
        after: usize,
    },
    /// Only the largest unmatched sections were searched for renames.
    RenameCandidates {
        /// Candidates in the old version.
        before: usize,
        /// Candidates in the new version.
        after: usize,
    },
    /// Only the largest unmatched blocks were searched for moves.
    MoveCandidates {
        /// Candidates in the old version.
        before: usize,
        /// Candidates in the new version.
        after: usize,
    },
}
