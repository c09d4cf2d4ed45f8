//! Changes, as a numbered list.

use serde::Serialize;

use super::run::Run;
use super::styles::Styles;
use redline_text::Span;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Number of the change: from one, in the order of the rows.
    pub id: usize,
    /// Kind of change.
    pub kind: ChangeKind,
    /// Index of the row that shows it; for a move, the first row at the new place.
    pub row: usize,
    /// Titles of the enclosing sections in the old version; `None` if the section was added.
    pub section_before: Option<Vec<String>>,
    /// Titles of the enclosing sections in the new version; `None` if the section was removed.
    pub section_after: Option<Vec<String>>,
    /// For a moved section: title of the section before it in the old version, of the same level or around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follows_before: Option<String>,
    /// For a moved section: title of the section before it in the new version, of the same level or around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follows_after: Option<String>,
    /// Source bytes in the old version; of a move, everything that moved.
    pub before: Option<Span>,
    /// Source bytes in the new version; of a move, everything that moved.
    pub after: Option<Span>,
    /// Deleted words, or the affected words of the old version.
    pub deleted: String,
    /// Inserted words, or the affected words of the new version.
    pub inserted: String,
}

/// Kinds of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Words within a block of both versions.
    Words,
    /// A formula.
    Math,
    /// The formatting of words that stayed the same.
    Formatting {
        /// Old formatting.
        before: Styles,
        /// New formatting.
        after: Styles,
    },
    /// The link destination of words that stayed the same.
    LinkTarget {
        /// Old destination, with the link's title if there is one; `None` if they were no link.
        before: Option<String>,
        /// New destination.
        after: Option<String>,
    },
    /// The source, description or title of an image.
    Image {
        /// Old image.
        before: ImageSide,
        /// New image.
        after: ImageSide,
        /// Runs of its description.
        alt: Vec<Run>,
    },
    /// Lines of code, HTML or front matter.
    Lines,
    /// The info string of a code block: language and attributes.
    Info {
        /// Old info string.
        before: String,
        /// New info string.
        after: String,
    },
    /// A new block.
    BlockAdded,
    /// A removed block.
    BlockRemoved,
    /// A block in another place, or several that moved together.
    BlockMoved,
    /// Items of a list in another order.
    ListReordered,
    /// A sentence in another place of its block or in another block, or several that moved together: deleted and inserted
    /// runs with the id of this change.
    SentenceMoved,
    /// One block that became several, or several that became more.
    BlockSplit,
    /// Several blocks that became one, or fewer.
    BlockMerged,
    /// A block of another kind, such as a paragraph that became a list.
    BlockKind {
        /// Human-readable old kind: `paragraph`.
        before: String,
        /// Human-readable new kind: `list of 4 numbered items`.
        after: String,
    },
    /// The nesting of a block in lists and quotes.
    Depth {
        /// Old depth.
        before: usize,
        /// New depth.
        after: usize,
    },
    /// The first number of a list.
    ListStart {
        /// Old number.
        before: u64,
        /// New number.
        after: u64,
    },
    /// The state of a task.
    Task {
        /// Whether it is done.
        done: bool,
    },
    /// A new section, with its blocks.
    SectionAdded,
    /// A removed section, with its blocks.
    SectionRemoved,
    /// A section with another title.
    SectionRenamed,
    /// A section in another place, with everything under it, or several that moved together.
    SectionMoved,
    /// The level of a heading.
    SectionLevel {
        /// Old level.
        before: u8,
        /// New level.
        after: u8,
    },
    /// A new column of a table.
    ColumnAdded,
    /// A removed column of a table.
    ColumnRemoved,
    /// A new row of a table.
    RowAdded,
    /// A removed row of a table.
    RowRemoved,
    /// Columns of a table in another place, all of them one change.
    ColumnsMoved {
        /// Number of columns that moved.
        count: usize,
    },
    /// Rows of a table in another place, all of them one change.
    RowsMoved {
        /// Number of rows that moved.
        count: usize,
    },
}

/// An image of one version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImageSide {
    /// Path or URL.
    pub source: String,
    /// Alternative text.
    pub alt: String,
    /// Title, shown as a tooltip.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
}
