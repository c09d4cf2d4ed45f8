//! What a diff says: blocks, rows, runs, sections and changes.

use std::ops::Range;

use serde::Serialize;

use super::Statistics;
use super::change::{Change, Fallback};
use super::script::Script;
use super::styles::Styles;
use crate::source::Span;

/// How two versions of a chapter differ.
///
/// [`rows`](Self::rows) is all there is to show, in reading order, unchanged blocks included.
/// [`changes`](Self::changes) is the same as a numbered list. Spans are bytes of the version that they belong to.
#[derive(Clone, Debug, Serialize)]
pub struct Diff {
    /// The blocks of the version before, in order.
    pub before: Vec<Block>,
    /// The blocks of the version after, in order.
    pub after: Vec<Block>,
    /// The sections of both versions: those after in order, then those that were removed. The first is what stands
    /// before any heading.
    pub sections: Vec<Section>,
    /// Every block of both versions, in the order of the version after; what was removed stands where it stood.
    pub rows: Vec<Row>,
    /// What changed, in the order of the rows.
    pub changes: Vec<Change>,
    /// How much changed.
    pub statistics: Statistics,
    /// Where less was compared than could be, and why.
    pub fallbacks: Vec<Fallback>,
    #[serde(skip)]
    pub(super) script: Script,
}

/// A block of one version: containers are flattened into attributes of what they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// How many lists, quotes and the like it stands in.
    pub depth: usize,
    /// Its source; of an item, without the blocks below it.
    pub span: Span,
    /// The index of its section in [`Diff::sections`].
    pub section: usize,
    /// Words, as the statistics count them.
    pub words: usize,
}

/// The kinds of blocks.
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
        /// The number of the first item of its list, if that is ordered and this is the first item.
        start: Option<u64>,
        ordered: bool,
        /// Whether its task is done, if it is one.
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
    /// A paragraph that is nothing but an image.
    Image,
    Rule,
}

impl BlockKind {
    /// Its name for people.
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

/// A section that is in both versions or in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The section before; `None` if it was added.
    pub before: Option<SectionSide>,
    /// The section after; `None` if it was removed.
    pub after: Option<SectionSide>,
    /// It stands elsewhere among the other sections.
    pub moved: bool,
    /// It was added, and most of its words come from this section, by its index.
    pub split_from: Option<usize>,
    /// It was removed, and most of its words went to this section, by its index.
    pub merged_into: Option<usize>,
}

/// A section of one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionSide {
    /// The titles of the sections around it and its own; empty before the first heading.
    pub path: Vec<String>,
    /// The level of its heading; zero before the first heading.
    pub level: u8,
    /// From its heading to the next heading of its level or above.
    pub span: Span,
}

impl Section {
    /// Whether it has another title.
    pub fn is_renamed(&self) -> bool {
        self.both().is_some_and(|(before, after)| before.path.last() != after.path.last())
    }

    /// Whether its heading has another level.
    pub fn is_level_changed(&self) -> bool {
        self.both().is_some_and(|(before, after)| before.level != after.level)
    }

    fn both(&self) -> Option<(&SectionSide, &SectionSide)> {
        self.before.as_ref().zip(self.after.as_ref())
    }
}

/// Blocks of both versions that belong together, or a block of one.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// How its sides belong together.
    pub relation: Relation,
    /// Its blocks in [`Diff::before`].
    pub before: Range<usize>,
    /// Its blocks in [`Diff::after`].
    pub after: Range<usize>,
    /// What it holds.
    pub body: Body,
    /// The ids of its changes, ascending. A row without any may be folded.
    pub changes: Vec<usize>,
}

/// How the sides of a row belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", content = "row", rename_all = "kebab-case")]
pub enum Relation {
    /// The same block in the same place.
    Kept,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stood elsewhere: at the row with this index.
    MovedFrom(usize),
    /// It stands elsewhere: at the row with this index, which has its words. This row is a stub.
    MovedTo(usize),
    /// One block became several.
    Split,
    /// Several blocks became one.
    Merged,
}

/// What a row holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Body {
    /// Words.
    Text {
        /// In order: at each place what was deleted, then what was inserted.
        runs: Vec<Run>,
    },
    /// Code, HTML and front matter.
    Lines {
        /// In order: at each place what was deleted, then what was inserted.
        lines: Vec<Line>,
    },
    /// A table.
    Table {
        /// Columns in order.
        columns: Vec<Cells>,
        /// Rows in order, the heads of the columns first.
        rows: Vec<TableRow>,
    },
    /// A rule, or a stub.
    Empty,
}

/// Which versions a thing is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// In both.
    Equal,
    /// Before only.
    Deleted,
    /// After only.
    Inserted,
}

/// Words in a row that are alike in all that is compared: mark, formatting, link, block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Which versions they are in.
    pub mark: Mark,
    /// The words as they read, code without its backticks, white space as single spaces; if equal, of the version
    /// after.
    pub text: String,
    /// Where they stand before, unless inserted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Place>,
    /// Where they stand after, unless deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Place>,
    /// The change that it belongs to, by its id; of words that look otherwise and lead elsewhere, the latter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<usize>,
}

impl Run {
    /// Whether a space parts it from what is shown before it: equal words have two places, and what went or came in front of
    /// them leaves its space in one.
    pub fn is_spaced(&self) -> bool {
        let spaced = |place: &Option<Place>| place.as_ref().is_some_and(|place| place.spaced);
        spaced(&self.after) || spaced(&self.before)
    }
}

/// Where a run stands in one version, and how it looks there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The bytes from its first word to its last.
    pub span: Span,
    /// Its block, by its index.
    pub block: usize,
    /// White space stands before it.
    pub spaced: bool,
    /// How it looks.
    #[serde(skip_serializing_if = "Styles::is_empty")]
    pub styles: Styles,
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// A line of code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Which versions it is in; [`Mark::Equal`] also of a line that was changed, which has runs.
    pub mark: Mark,
    /// Its place before.
    pub before: Option<Span>,
    /// Its place after.
    pub after: Option<Span>,
    /// Its pieces, white space among them, if it is in both versions and was changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<Run>,
    /// The change that it belongs to, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<usize>,
}

/// A column or a row that is in both versions or in one, by its index in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cells {
    /// Its index before.
    pub before: Option<usize>,
    /// Its index after.
    pub after: Option<usize>,
    /// The change that it belongs to as a whole, by its id.
    pub change: Option<usize>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// Which row.
    pub row: Cells,
    /// The runs of its cells, one cell for each of the table's columns.
    pub cells: Vec<Vec<Run>>,
}
