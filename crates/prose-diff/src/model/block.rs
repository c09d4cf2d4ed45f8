//! Blocks of one version.

use serde::Serialize;

use redline_text::Span;

/// A block of one version. Containers are flattened into attributes of the blocks they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// Kind of the block.
    pub kind: BlockKind,
    /// Number of lists, quotes and other containers around it.
    pub depth: usize,
    /// Source bytes; for an item, without its nested blocks.
    pub span: Span,
    /// Index of its section in [`Diff::sections`](crate::Diff::sections).
    pub section: usize,
    /// Number of words, counted as in [`WordCounts`](super::statistics::WordCounts).
    pub words: usize,
}

/// Kinds of blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are Markdown's own")]
pub enum BlockKind {
    FrontMatter,
    Heading {
        level: u8,
    },
    Paragraph,
    Item {
        /// Number of the first item of an ordered list; `None` for the other items.
        start: Option<u64>,
        ordered: bool,
        /// Whether the task is done, for an item of a task list.
        task: Option<bool>,
    },
    Quote,
    Admonition {
        name: String,
    },
    Term,
    Definition,
    Footnote {
        label: String,
    },
    Table,
    Code {
        info: String,
    },
    Html,
    /// A paragraph that consists of one image.
    Image,
    Rule,
}

impl BlockKind {
    /// Human-readable name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::FrontMatter => "front matter",
            Self::Heading { .. } => "heading",
            Self::Paragraph => "paragraph",
            Self::Item { ordered: true, .. } => "numbered item",
            Self::Item { .. } => "bulleted item",
            Self::Quote => "quote",
            Self::Admonition { .. } => "admonition",
            Self::Term => "term",
            Self::Definition => "definition",
            Self::Footnote { .. } => "footnote",
            Self::Table => "table",
            Self::Code { .. } => "code",
            Self::Html => "HTML",
            Self::Image => "image",
            Self::Rule => "rule",
        }
    }
}
