//! Tokens: the units that words are compared by.

use std::ops::Range;

use crate::model::Styles;
use redline_text::Span;

/// Kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    Punctuation,
    Code,
    Math,
    Html,
    /// An image, by its index in the document.
    Image(usize),
    Footnote,
    Directive,
    /// A hard line break.
    Break,
    /// White space; occurs in code only.
    Space,
}

/// The unit that words are compared by.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    /// Equal tokens have equal ids.
    pub(crate) id: u32,
    /// Id of the same word in lower case.
    pub(crate) folded: u32,
    /// Bytes in the source.
    pub(crate) span: Span,
    /// Bytes in the text of its block.
    pub(crate) text: Span,
    /// Whether white space precedes it.
    pub(crate) spaced: bool,
    pub(crate) styles: Styles,
    /// Index of the link around it in the document.
    pub(crate) link: Option<usize>,
    /// Whether the statistics count it: a word or code with a letter or digit.
    pub(crate) is_word: bool,
}

/// Number of tokens that the statistics count.
pub(crate) fn count_words(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.is_word).count()
}

/// The text of one block, cell or description, with its tokens.
#[derive(Debug, Default)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
}

impl Text {
    /// The text of some tokens, white space as single spaces.
    pub(crate) fn words_of(&self, tokens: Range<usize>) -> String {
        let mut words = String::new();
        for token in &self.tokens[tokens] {
            if token.spaced && !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&self.text[token.text.clone()]);
        }
        words
    }

    /// The text with white space as single spaces.
    pub(crate) fn words(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
