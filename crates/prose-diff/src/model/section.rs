//! Sections of both versions.

use serde::Serialize;

use redline_text::Span;

/// A section of both versions, or of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The section in the old version; `None` if it was added.
    pub before: Option<SectionSide>,
    /// The section in the new version; `None` if it was removed.
    pub after: Option<SectionSide>,
    /// Whether its position among the other sections changed.
    pub moved: bool,
    /// For an added section: index of the section that most of its words come from.
    pub split_from: Option<usize>,
    /// For a removed section: index of the section that most of its words went to.
    pub merged_into: Option<usize>,
}

/// A section of one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionSide {
    /// Titles of the enclosing sections and its own; empty for the text before the first heading.
    pub path: Vec<String>,
    /// Level of its heading; zero for the text before the first heading.
    pub level: u8,
    /// Bytes from its heading to the next heading of the same or a higher level.
    pub span: Span,
}
