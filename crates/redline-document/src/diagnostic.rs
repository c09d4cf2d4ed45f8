//! What is wrong, and where.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::edit::Fix;
use crate::source::{FileSpan, SourceFile, Span};

/// How serious a finding is, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a thought.
    Suggestion,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

impl Severity {
    /// The word for it in configuration and output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where a diagnostic is.
#[derive(Clone, Debug)]
pub enum Place {
    /// Bytes of the document.
    Text(Span),
    /// Bytes of a file that the document no longer shows: an include that gave nothing.
    File(FileSpan),
}

/// A violation of a rule, found in one document.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule.
    pub rule: Cow<'static, str>,
    /// How serious it is.
    pub level: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong: one line, lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// A page about it.
    pub link: Option<String>,
    /// Another place that explains this one.
    pub related: Option<Related>,
    /// How to mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Says what to do.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Points at another place.
    pub fn related(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.related = Some(Related { span, message: message.into() });
        self
    }

    /// Says how to mend it.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }
}

/// A place that explains another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A diagnostic at the place that the author edits.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: Cow<'static, str>,
    /// How serious it is.
    pub level: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// A page about it.
    pub link: Option<String>,
    /// The file, or a chapter's text that is in no file.
    pub file: Arc<SourceFile>,
    /// Whether `file` is what lies on disk, so that positions in it are true.
    pub on_disk: bool,
    /// Bytes of the file.
    pub span: Span,
    /// Another place in the same file.
    pub related: Option<Related>,
    /// The name of the chapter that the file was read for.
    pub chapter: String,
    /// The sections around the place, outermost first, without the chapter's title.
    pub section: Vec<String>,
    /// How to mend it, in bytes of the file.
    pub fix: Option<Fix>,
    /// Whether it is in the baseline: debt, which fails nothing.
    pub is_known: bool,
}

impl Finding {
    /// The words that are wrong, as they stand in the source.
    pub fn text(&self) -> &str {
        &self.file.text()[self.span.clone()]
    }

    /// The order of findings: by file, place and rule; at one place, by what they say.
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

/// Something that could not be checked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunError {
    /// The file, where there is one.
    pub file: Option<PathBuf>,
    /// Why: lower case, no full stop.
    pub message: String,
}

/// `source` as it is quoted in a message: on one line, markup left out.
pub fn quoted(source: &str) -> String {
    let words: Vec<&str> = source.split_whitespace().collect();
    words.join(" ").replace(['*', '`'], "")
}
