//! Options of a comparison.

use redline_document::document::Dialect;

/// Options of a comparison.
#[derive(Clone, Debug)]
pub struct Options {
    /// Markdown dialect of both versions.
    pub dialect: Dialect,
    /// Whether straight and curly quotes are equal, and dashes and ellipses equal to what is typed for them.
    pub fold_punctuation: bool,
    /// Bounds on the work.
    pub limits: Limits,
}

impl Options {
    /// Default options for a dialect: punctuation is folded if the renderer typesets it.
    pub fn new(dialect: Dialect) -> Self {
        Self { fold_punctuation: dialect.smart_punctuation, dialect, limits: Limits::default() }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new(Dialect::default())
    }
}

/// Bounds on the work. Past a limit less is compared, and a [`Fallback`](crate::Fallback) reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a version, past which words are not compared.
    pub bytes: usize,
    /// Words of a version, past which words are not compared.
    pub words: usize,
    /// Differing words of a block times those of its counterpart, past which the whole block counts as replaced.
    pub word_product: usize,
    /// Number of unmatched blocks in a version that are searched for moves, unless they moved unchanged.
    pub move_candidates: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 * 1024, words: 40_000, word_product: 4_000_000, move_candidates: 100 }
    }
}
