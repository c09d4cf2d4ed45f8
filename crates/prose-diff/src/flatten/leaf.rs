//! Leaf blocks: blocks without blocks in them.

use std::mem::discriminant;

use crate::model::BlockKind;
use crate::text::{JoinedText, Text, Token, WordBag};
use redline_text::Span;

/// A block without blocks in it.
#[derive(Debug)]
pub(crate) struct Leaf {
    pub(crate) kind: BlockKind,
    pub(crate) depth: usize,
    pub(crate) span: Span,
    /// Index in [`Version::sections`](super::Version::sections).
    pub(crate) section: usize,
    pub(crate) content: Content,
    /// Equal blocks have equal keys.
    pub(crate) key: u32,
    pub(crate) bag: WordBag,
    pub(crate) words: usize,
    /// For an item: index of its list in the document.
    pub(crate) list: Option<usize>,
}

/// Content of a leaf block.
#[derive(Debug)]
pub(crate) enum Content {
    Text(Text),
    Lines(Vec<CodeLine>),
    /// Cells by row.
    Table(Vec<Vec<Text>>),
    Nothing,
}

/// A line of code.
#[derive(Debug)]
pub(crate) struct CodeLine {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Content {
    /// The texts in it: one, or one for each cell.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Text> + Clone {
        let (text, cells) = match self {
            Self::Text(text) => (Some(text), &[][..]),
            Self::Table(rows) => (None, rows.as_slice()),
            Self::Lines(_) | Self::Nothing => (None, &[][..]),
        };
        text.into_iter().chain(cells.iter().flatten())
    }
}

impl Leaf {
    /// Whether two blocks have the same kind, regardless of its attributes.
    pub(crate) fn is_same_kind(&self, other: &Self) -> bool {
        discriminant(&self.kind) == discriminant(&other.kind)
    }

    /// Its words without markup; lines of code and rows of a table on lines of their own.
    pub(crate) fn words_of(&self, source: &str) -> String {
        match &self.content {
            Content::Text(text) => text.words(),
            Content::Lines(lines) => lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"),
            Content::Table(rows) => rows.iter().map(|row| row_words(row)).collect::<Vec<_>>().join("\n"),
            Content::Nothing => source[self.span.clone()].to_owned(),
        }
    }

    /// Its lines without the white space around them: of code, or of the source, where a line may be a code span.
    pub(crate) fn trimmed_lines(&self, source: &str) -> Vec<String> {
        let trimmed = |line: &str| line.trim().to_owned();
        let lines: Vec<String> = match &self.content {
            Content::Lines(lines) => lines.iter().map(|line| trimmed(&line.text)).collect(),
            _ => source[self.span.clone()].lines().map(|line| trimmed(without_code_span(line.trim()))).collect(),
        };
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }

    /// The tokens of a block that is one text.
    pub(crate) fn tokens(&self) -> &[Token] {
        match &self.content {
            Content::Text(text) => &text.tokens,
            _ => &[],
        }
    }
}

/// A line of the source without the marks of a code span and of a hard break that are all of its markup.
fn without_code_span(line: &str) -> &str {
    let line = line.strip_suffix('\\').unwrap_or(line).trim_end();
    let code = line.strip_prefix('`').and_then(|line| line.strip_suffix('`'));
    code.filter(|code| !code.contains('`')).unwrap_or(line)
}

/// The words of a row of cells.
pub(crate) fn row_words(row: &[Text]) -> String {
    row.iter().map(Text::words).collect::<Vec<_>>().join(" | ")
}

/// The texts of consecutive blocks, joined.
pub(crate) fn joined(leaves: &[Leaf]) -> JoinedText<'_> {
    let texts = leaves.iter().filter_map(|leaf| match &leaf.content {
        Content::Text(text) => Some(text),
        _ => None,
    });
    JoinedText::new(texts.collect())
}
