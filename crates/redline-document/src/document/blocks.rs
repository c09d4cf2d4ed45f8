//! Blocks and their prose.

use std::sync::OnceLock;

use redline_text::detect::Tally;
use redline_text::{Word, count_words, find_words};

use super::Prose;
use crate::source::Span;

/// A block of Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The kind.
    pub kind: BlockKind,
    /// Its source, without a final line ending.
    pub span: Span,
    /// The index of the block around it.
    pub parent: Option<usize>,
}

/// The kinds of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are Markdown's own")]
pub enum BlockKind {
    Paragraph,
    Heading,
    Quote,
    Alert,
    Code,
    Html,
    /// A text in an HTML block.
    HtmlText,
    /// A fenced block of the `admonish` preprocessor.
    Admonition,
    List {
        ordered: bool,
    },
    Item,
    Footnote,
    Definitions,
    DefinitionTerm,
    DefinitionText,
    Table,
    TableHead,
    TableRow,
    TableCell,
    Break,
}

/// The prose of one block.
#[derive(Clone, Debug)]
pub struct BlockProse {
    /// The index of the block.
    pub block: usize,
    /// The text and its map back to the source.
    pub prose: Prose,
    /// The tokens, which many rules read; found on first use.
    words: OnceLock<Vec<Word>>,
}

impl BlockProse {
    /// The prose of a block.
    pub fn new(block: usize, prose: Prose) -> Self {
        Self { block, prose, words: OnceLock::new() }
    }

    /// The words of the text with their spans, as [`words`](redline_text::words) finds them.
    pub fn words(&self) -> impl Iterator<Item = (Span, &str)> {
        let text = self.prose.text();
        self.tokens().iter().map(|word| (word.span.clone(), &text[word.span.clone()]))
    }

    /// The words with their hashes and classes.
    pub fn tokens(&self) -> &[Word] {
        self.words.get_or_init(|| find_words(self.prose.text()))
    }

    /// The number of words as a reader counts them.
    pub fn word_count(&self) -> usize {
        count_words(self.prose.text(), self.tokens())
    }

    /// The counts for the detection of its language.
    pub fn tally(&self) -> Tally {
        Tally::of(self.prose.text(), self.tokens())
    }
}
