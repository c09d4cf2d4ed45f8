//! Findings and their places.

use serde::Serialize;

use redline_document::diagnostic::Severity;

/// A place in the book and in its sources.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PlaceRow {
    /// The index of the chapter.
    pub chapter: Option<usize>,
    /// The id of the nearest heading above.
    pub anchor: Option<String>,
    /// The file, relative to the root of the book.
    pub file: String,
    /// The line, from one; `None` if the text is in no file.
    pub line: Option<usize>,
    /// The address of that line, if the repository is known.
    pub source: Option<String>,
}

/// A finding.
#[derive(Clone, Debug, Serialize)]
pub struct FindingRow {
    /// The rule.
    pub rule: String,
    /// The severity.
    pub level: Severity,
    /// The message.
    pub message: String,
    /// Advice on what to do.
    pub help: Option<String>,
    /// The enclosing sections, outermost first.
    pub section: Vec<String>,
    /// The place.
    pub place: PlaceRow,
    /// The sentence around it.
    pub quote: Quote,
    /// The fix, if there is one.
    pub fix: Option<FixRow>,
    /// Whether the baseline contains it.
    pub known: bool,
}

/// A sentence of the source, split at the flagged words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Quote {
    /// The text before the flagged words.
    pub before: String,
    /// The flagged words.
    pub words: String,
    /// The text after them.
    pub after: String,
}

/// A fix.
#[derive(Clone, Debug, Serialize)]
pub struct FixRow {
    /// The title.
    pub title: String,
    /// `safe` or `unsafe`.
    pub level: &'static str,
    /// The replacement for the flagged words, if the fix is nothing else.
    pub replacement: Option<String>,
}
