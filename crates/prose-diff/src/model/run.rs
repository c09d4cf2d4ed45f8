//! Runs: consecutive words with the same mark, formatting, link and block.

use serde::Serialize;

use super::styles::Styles;
use redline_text::Span;

/// Which versions something occurs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Both versions.
    Equal,
    /// Only the old version.
    Deleted,
    /// Only the new version.
    Inserted,
}

/// Consecutive words with the same mark, formatting, link and block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Which versions the words occur in.
    pub mark: Mark,
    /// The words as rendered: code without its backticks, white space as single spaces. For equal words, those of the
    /// new version.
    pub text: String,
    /// Occurrence in the old version; `None` if inserted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<RunSide>,
    /// Occurrence in the new version; `None` if deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<RunSide>,
    /// Id of the change it belongs to. Words with a new format and a new link target belong to the change of the link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<usize>,
    /// Whether a space precedes it where both versions are shown.
    #[serde(skip)]
    pub(crate) spaced: bool,
}

impl Run {
    /// Whether a space precedes it where both versions are shown. An equal run has the space that each version has
    /// before it, unless the words deleted or inserted before it already have that space before them.
    pub fn is_spaced(&self) -> bool {
        self.spaced
    }
}

/// A run in one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunSide {
    /// Source bytes from its first word to its last.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
    /// Whether white space precedes it.
    pub spaced: bool,
    /// Formatting.
    #[serde(skip_serializing_if = "Styles::is_empty")]
    pub styles: Styles,
    /// Destination of the link around it, with the link's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}
