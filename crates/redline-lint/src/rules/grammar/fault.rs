//! A fault of grammar.

use redline_document::edit::Applicability;
use redline_document::source::Span;
use redline_english::grammar::Word;

/// A fault in a sentence.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The words at fault, in the text of the sentence.
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// The words in their place.
    pub(super) replacement: Option<String>,
    pub(super) applicability: Applicability,
}

impl Fault {
    /// A fault in one word, without a fix.
    pub(crate) fn at(word: Word<'_>, message: impl Into<String>) -> Self {
        let applicability = Applicability::Unsafe;
        Self { span: word.span(), message: message.into(), help: None, replacement: None, applicability }
    }

    /// Extends the fault through a later word.
    #[must_use]
    pub(crate) fn through(mut self, last: Word<'_>) -> Self {
        self.span.end = self.span.end.max(last.span().end);
        self
    }

    /// Adds what the author can do.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the words that replace those at fault, to be reviewed. They are in lower case and become capitalised where a sentence
    /// begins.
    #[must_use]
    pub(crate) fn write(mut self, replacement: impl Into<String>) -> Self {
        self.replacement = Some(replacement.into());
        self
    }

    /// Adds the words that replace those at fault, which leave no other reading.
    #[must_use]
    pub(crate) fn write_safely(mut self, replacement: impl Into<String>) -> Self {
        self.applicability = Applicability::Safe;
        self.write(replacement)
    }
}
