//! From a document to a row of blocks: containers become attributes of what they hold.

use super::intern::Interner;
use super::leaves::Leaves;
use super::likeness::Bag;
use super::model::BlockKind;
use super::sentence::sentences;
use super::styles::Styles;
use super::token::{Flat, Piece, Token};
use crate::document::Document;
use crate::source::Span;

/// One version of a chapter, ready to be compared.
#[derive(Debug)]
pub(super) struct Version<'a> {
    pub(super) document: &'a Document,
    pub(super) leaves: Vec<Leaf>,
    /// What stands before any heading, then the sections of the document in order.
    pub(super) sections: Vec<SectionLeaves>,
}

/// The blocks of a section.
#[derive(Debug, Default)]
pub(super) struct SectionLeaves {
    /// The section around it.
    pub(super) parent: Option<usize>,
    /// The leaf of its heading.
    pub(super) heading: Option<usize>,
    /// The leaves below the heading, without those of sections in it.
    pub(super) own: std::ops::Range<usize>,
}

/// A block without blocks in it.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) kind: BlockKind,
    pub(super) depth: usize,
    pub(super) span: Span,
    /// By its index in [`Version::sections`].
    pub(super) section: usize,
    pub(super) content: Content,
    /// Equal blocks have equal keys.
    pub(super) key: u32,
    pub(super) bag: Bag,
    pub(super) words: usize,
    /// The list of an item, by the index of its block.
    pub(super) list: Option<usize>,
}

/// What a block holds.
#[derive(Debug)]
pub(super) enum Content {
    Text(Text),
    Lines(Vec<CodeLine>),
    /// Cells by row.
    Table(Vec<Vec<Text>>),
    Nothing,
}

/// Words.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
}

/// A line of code.
#[derive(Debug)]
pub(super) struct CodeLine {
    pub(super) text: String,
    pub(super) span: Span,
}

impl Text {
    /// What it says, white space as single spaces.
    pub(super) fn words(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A text without markup.
    pub(super) fn plain(text: &str, interner: &mut Interner) -> Self {
        let whole = 0..text.len();
        let styles = Styles::default();
        let piece = Piece { text: whole.clone(), source: whole, verbatim: true, styles, link: None, whole: None };
        let flat = Flat { text: text.to_owned(), pieces: vec![piece] };
        let tokens = flat.tokens(interner);
        Self { text: flat.text, tokens }
    }
}

impl Leaf {
    /// The class of its kind: kinds without their attributes.
    pub(super) fn class(&self) -> u8 {
        match self.kind {
            BlockKind::FrontMatter => 0,
            BlockKind::Heading { .. } => 1,
            BlockKind::Paragraph => 2,
            BlockKind::Item { .. } => 3,
            BlockKind::Quote => 4,
            BlockKind::Admonition { .. } => 5,
            BlockKind::Term => 6,
            BlockKind::Definition => 7,
            BlockKind::Footnote { .. } => 8,
            BlockKind::Table => 9,
            BlockKind::Code { .. } => 10,
            BlockKind::Html => 11,
            BlockKind::Image => 12,
            BlockKind::Rule => 13,
        }
    }

    /// What it says, on one line if it is a text: markup left out, white space as single spaces.
    pub(super) fn words_of(&self, source: &str) -> String {
        match &self.content {
            Content::Text(text) => text.words(),
            Content::Lines(lines) => lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"),
            Content::Table(rows) => {
                let row = |row: &Vec<Text>| row.iter().map(Text::words).collect::<Vec<_>>().join(" | ");
                rows.iter().map(row).collect::<Vec<_>>().join("\n")
            }
            Content::Nothing => source[self.span.clone()].to_owned(),
        }
    }

    /// The words of a block that is one text.
    pub(super) fn tokens(&self) -> &[Token] {
        match &self.content {
            Content::Text(text) => &text.tokens,
            _ => &[],
        }
    }
}

impl<'a> Version<'a> {
    /// Flattens a document that was parsed with its markup.
    pub(super) fn new(document: &'a Document, interner: &mut Interner) -> Self {
        let mut leaves = Leaves::read(document, interner);
        leaves.sort_by_key(|leaf| leaf.span.start);
        let mut sections = vec![SectionLeaves::default()];
        for section in &document.sections {
            let parent = section.parent.map_or(0, |parent| parent + 1);
            sections.push(SectionLeaves { parent: Some(parent), ..SectionLeaves::default() });
        }
        let mut current = 0;
        for (index, leaf) in leaves.iter_mut().enumerate() {
            // A section begins with its heading, and ends where the next begins.
            while document.sections.get(current).is_some_and(|section| section.span.start <= leaf.span.start) {
                current += 1;
                sections[current].own = index..index;
            }
            leaf.section = current;
            let section = &mut sections[current];
            if current > 0 && section.heading.is_none() && section.own.is_empty() {
                section.heading = Some(index);
                section.own = index + 1..index + 1;
            } else {
                section.own.end = index + 1;
            }
        }
        Self { document, leaves, sections }
    }

    /// How many sentences it has.
    pub(super) fn sentences(&self) -> usize {
        let sentences = |leaf: &Leaf| match &leaf.content {
            Content::Text(text) => sentences(&[text], &[0]).len(),
            Content::Table(rows) => rows.iter().flatten().map(|cell| sentences(&[cell], &[0]).len()).sum(),
            _ => 0,
        };
        self.leaves.iter().map(sentences).sum()
    }

    /// The source.
    pub(super) fn text(&self) -> &'a str {
        self.document.text()
    }
}
