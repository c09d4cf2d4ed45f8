//! Headings, links, images and other elements, and the ranges that are not prose.

use crate::source::Span;

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// One to six.
    pub level: u8,
    /// From the first hash to the end of the line; for setext, to the end of the underline.
    pub span: Span,
    /// The inline content: no hashes, no attributes.
    pub content: Span,
    /// The content as shown: without markup, with code, on one line.
    pub title: String,
    /// The id that mdBook assigns; `None` if it assigns none.
    pub id: Option<String>,
    /// Whether the id is written out: `{#id}`.
    pub has_own_id: bool,
    /// The index of its block.
    pub block: usize,
    /// The index of its prose, if it has any.
    pub prose: Option<usize>,
}

/// A link written in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole link.
    pub span: Span,
    /// The resolved destination: that of the definition for reference links.
    pub destination: String,
    /// The title; often empty.
    pub title: String,
}

/// An image written in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The whole image.
    pub span: Span,
    /// The resolved address.
    pub source: String,
    /// The title; often empty.
    pub title: String,
}

/// Emphasised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emphasis {
    /// The text with its delimiters.
    pub span: Span,
    /// Whether it is strong.
    pub strong: bool,
}

/// An HTML comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `<!--` to `-->`.
    pub span: Span,
    /// The text between the delimiters, trimmed.
    pub body: Span,
}

/// The reason why a range is not prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names describe the range")]
pub enum ProtectedKind {
    FrontMatter,
    Code,
    Html,
    Directive,
    Destination,
    Label,
    Definition,
    Image,
    Url,
    Math,
    AlertMarker,
    Attributes,
    Shortcode,
}

/// A range that can neither be flagged as prose nor changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    /// The range.
    pub span: Span,
    /// The reason.
    pub kind: ProtectedKind,
}
