//! Findings, and where things are.

use serde::Serialize;

use crate::diagnostic::Severity;

/// A place in the book and in its sources.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PlaceRow {
    /// The chapter, by its index.
    pub chapter: Option<usize>,
    /// The id of the nearest heading above, if there is one.
    pub anchor: Option<String>,
    /// The file relative to the root of the book.
    pub file: String,
    /// Its line, from one; `None` if the text is in no file.
    pub line: Option<usize>,
    /// The link to that line, if the repository is known.
    pub source: Option<String>,
}

/// A finding.
#[derive(Clone, Debug, Serialize)]
pub struct FindingRow {
    /// The rule.
    pub rule: String,
    /// How serious it is.
    pub level: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The sections around it, outermost first.
    pub section: Vec<String>,
    /// Where it is.
    pub place: PlaceRow,
    /// The sentence around it.
    pub quote: Quote,
    /// What its fix does, and how far that may be trusted.
    pub fix: Option<FixRow>,
    /// Whether it is in the baseline.
    pub known: bool,
}

/// A sentence as it stands in the source, with the words that are wrong.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Quote {
    /// What stands before them.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands behind them.
    pub after: String,
}

/// A fix.
#[derive(Clone, Debug, Serialize)]
pub struct FixRow {
    /// What it does.
    pub title: String,
    /// `safe` or `unsafe`.
    pub level: &'static str,
    /// What comes instead of the words, if that is all it does.
    pub replacement: Option<String>,
}
