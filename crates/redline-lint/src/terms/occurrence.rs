//! Occurrences of terms in texts.

use redline_document::document::{Document, Prose};
use redline_document::edit::Edit;
use redline_document::source::Span;
use redline_english::rewording::reworded_in;
use redline_text::Language;

/// The kind of an occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The term, in any case.
    Term,
    /// A forbidden variant.
    Forbidden,
}

/// An occurrence of a term or of a forbidden variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Index of the term in its base.
    pub term: usize,
    /// Bytes of the text.
    pub span: Span,
    /// Its kind.
    pub found: Found,
    /// The correct words, inflected like those found, in the term's own case.
    pub expected: String,
    /// Language of the text, if its articles and endings are known.
    pub language: Option<&'static Language>,
    /// Whether the words can be replaced: not if they are inflected in an unknown language, or so short that they may be part
    /// of other words.
    pub is_certain: bool,
}

impl Occurrence {
    /// The edits that replace the words with the expected ones; `None` if that is uncertain.
    pub fn edits(&self, document: &Document, prose: &Prose) -> Option<Vec<Edit>> {
        let is_certain = self.is_certain || self.found == Found::Term;
        let edits = || reworded_in(self.language, document, prose, &self.span, &self.expected);
        is_certain.then(edits).flatten()
    }
}
