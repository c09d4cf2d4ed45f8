//! What changed, one by one, and where less was compared than could be.

use serde::Serialize;

use super::model::Run;
use super::styles::Styles;
use crate::source::Span;

/// One change, as a list tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its number: from one, in the order of the rows.
    pub id: usize,
    /// What changed.
    pub kind: ChangeKind,
    /// The row that shows it; of what moved, the row at the new place.
    pub row: usize,
    /// The titles of the sections around it before; `None` if it has no place there.
    pub section_before: Option<Vec<String>>,
    /// The titles of the sections around it after; `None` if it has no place there.
    pub section_after: Option<Vec<String>>,
    /// The bytes that it takes up before.
    pub before: Option<Span>,
    /// The bytes that it takes up after.
    pub after: Option<Span>,
    /// The words that go, or the words concerned before.
    pub deleted: String,
    /// The words that come, or the words concerned after.
    pub inserted: String,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Words of a block that is in both versions.
    Words,
    /// A formula.
    Math,
    /// The same words look otherwise.
    Formatting {
        /// How they looked.
        before: Styles,
        /// How they look.
        after: Styles,
    },
    /// The same words lead elsewhere.
    LinkTarget {
        /// Where they led, with the title if there is one; `None` if they were no link.
        before: Option<String>,
        /// Where they lead.
        after: Option<String>,
    },
    /// An image is another one, or is described otherwise.
    Image {
        /// The image before.
        before: ImageSide,
        /// The image after.
        after: ImageSide,
        /// Its description.
        alt: Vec<Run>,
    },
    /// Lines of code, HTML or front matter.
    Lines,
    /// Code has another language or other attributes.
    Info {
        /// The info string before.
        before: String,
        /// The info string after.
        after: String,
    },
    /// A block is new.
    BlockAdded,
    /// A block is gone.
    BlockRemoved,
    /// A block stands elsewhere.
    BlockMoved,
    /// One block became several.
    BlockSplit,
    /// Several blocks became one.
    BlockMerged,
    /// A block became one of another kind: a paragraph a list.
    BlockKind {
        /// What it was, for people: `paragraph`.
        before: String,
        /// What it is, for people: `list of 4 numbered items`.
        after: String,
    },
    /// A block stands in more or fewer lists and quotes.
    Depth {
        /// In how many it stood.
        before: usize,
        /// In how many it stands.
        after: usize,
    },
    /// A list begins with another number.
    ListStart {
        /// The number before.
        before: u64,
        /// The number after.
        after: u64,
    },
    /// A task was ticked or the tick taken away.
    Task {
        /// Whether it is done.
        done: bool,
    },
    /// A section is new, with the blocks in it.
    SectionAdded,
    /// A section is gone, with the blocks in it.
    SectionRemoved,
    /// A section has another title.
    SectionRenamed,
    /// A section stands elsewhere.
    SectionMoved,
    /// A heading has another level.
    SectionLevel {
        /// The level before.
        before: u8,
        /// The level after.
        after: u8,
    },
    /// A table has a new column.
    ColumnAdded,
    /// A table has lost a column.
    ColumnRemoved,
    /// A table has a new row.
    RowAdded,
    /// A table has lost a row.
    RowRemoved,
}

/// An image of one version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImageSide {
    /// Where it lies.
    pub source: String,
    /// Its description.
    pub alt: String,
    /// What shows when the pointer rests on it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// Where less was compared than could be. Which it is depends on the texts and the limits alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Fallback {
    /// A version is too large: blocks were compared, words were not.
    TooLarge {
        /// The bytes of the larger version.
        bytes: usize,
        /// The words of the version with more of them.
        words: usize,
    },
    /// Two blocks are too large to compare word by word: they are shown one after the other.
    WordProduct {
        /// The row.
        row: usize,
        /// The words of one times the words of the other.
        product: usize,
    },
    /// Between two unchanged blocks so much changed that each block was compared only with those near its place.
    NarrowedAlignment {
        /// The blocks before.
        before: usize,
        /// The blocks after.
        after: usize,
    },
    /// Only the largest sections without a counterpart were looked for under other titles.
    RenameCandidates {
        /// The candidates before.
        before: usize,
        /// The candidates after.
        after: usize,
    },
    /// Only the largest blocks without a counterpart were looked for elsewhere.
    MoveCandidates {
        /// The candidates before.
        before: usize,
        /// The candidates after.
        after: usize,
    },
}
