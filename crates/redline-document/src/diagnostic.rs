//! Diagnostics: what is wrong, and where.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::edit::Fix;
use crate::source::{FileSpan, SourceFile, Span};

/// The severity of a finding, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a thought.
    Suggestion,
    /// Should be fixed.
    Warning,
    /// Must be fixed.
    Error,
}

impl Severity {
    /// The name in configuration and output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The place of a diagnostic.
#[derive(Clone, Debug)]
pub enum Place {
    /// Bytes of the document.
    Text(Span),
    /// Bytes of a file that the document no longer shows: a failed include.
    File(FileSpan),
}

/// A violation of a rule, found in one document.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule.
    pub rule: Cow<'static, str>,
    /// The severity.
    pub level: Severity,
    /// The place.
    pub place: Place,
    /// The message: one line, lower case, no full stop.
    pub message: String,
    /// Advice.
    pub help: Option<String>,
    /// The address of a page about it.
    pub link: Option<String>,
    /// A related place.
    pub related: Option<Related>,
    /// The fix.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Sets the advice.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the related place.
    pub fn related(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.related = Some(Related { span, message: message.into() });
        self
    }

    /// Sets the fix.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }
}

/// A place that explains a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The bytes.
    pub span: Span,
    /// The explanation.
    pub message: String,
}

/// A diagnostic at the place that the author edits.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: Cow<'static, str>,
    /// The severity.
    pub level: Severity,
    /// The message.
    pub message: String,
    /// Advice.
    pub help: Option<String>,
    /// The address of a page about it.
    pub link: Option<String>,
    /// The file, or a chapter's text that is in no file.
    pub file: Arc<SourceFile>,
    /// Whether `file` has the text on disk, so that positions in it are valid.
    pub on_disk: bool,
    /// Bytes of the file.
    pub span: Span,
    /// Another place in the same file.
    pub related: Option<Related>,
    /// The name of the chapter that was checked.
    pub chapter: String,
    /// The sections around the place, outermost first, without the chapter's title.
    pub section: Vec<String>,
    /// The fix, in bytes of the file.
    pub fix: Option<Fix>,
    /// Whether it is in the baseline, so that it fails nothing.
    pub is_known: bool,
}

impl Finding {
    /// The source of the finding.
    pub fn text(&self) -> &str {
        &self.file.text()[self.span.clone()]
    }

    /// Orders findings by file, place, rule and message.
    pub fn order(&self, other: &Self) -> Ordering {
        // Paths are compared part by part, which is slow, and most findings compared are of one file.
        let by_file =
            if self.file.id() == other.file.id() { Ordering::Equal } else { self.file.path().cmp(other.file.path()) };
        let place = |finding: &Self| (finding.span.start, finding.span.end);
        by_file
            .then_with(|| self.span.start.cmp(&other.span.start))
            .then_with(|| self.rule.cmp(&other.rule))
            .then_with(|| place(self).cmp(&place(other)))
            .then_with(|| self.message.cmp(&other.message))
    }
}

/// A failure to check a part of the book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunError {
    /// The file, where there is one.
    pub file: Option<PathBuf>,
    /// The reason: lower case, no full stop.
    pub message: String,
}

/// `source` as quoted in a message: on one line, without emphasis and code marks.
pub fn quoted(source: &str) -> String {
    let words: Vec<&str> = source.split_whitespace().collect();
    words.join(" ").replace(['*', '`'], "")
}
