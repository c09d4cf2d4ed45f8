//! What is the same in blocks that belong together.

use std::borrow::Cow;
use std::ops::Range;

use super::flatten::{Content, Leaf, Text};
use super::intern::Interner;
use super::lines::{self, LineOp};
use super::sentence::sentences;
use super::table::{self, TableOps};
use super::token::Token;
use super::words::{self, Op, TooLarge, Words};

/// How two sides that belong together compare.
#[derive(Debug)]
pub(super) enum Comparison {
    Words(Vec<Op>),
    /// Not compared: too large, or in a chapter that is.
    Replaced(Option<TooLarge>),
    Lines(Vec<LineOp>),
    Table(TableOps),
    Nothing,
}

/// The words of one or more blocks in a row.
pub(super) struct Joined<'a> {
    pub(super) tokens: Cow<'a, [Token]>,
    pub(super) texts: Vec<&'a Text>,
    /// The first token of each text.
    pub(super) starts: Vec<usize>,
}

impl<'a> Joined<'a> {
    /// Joins blocks of words; others have none.
    pub(super) fn new(leaves: &'a [Leaf]) -> Self {
        let texts: Vec<&Text> = leaves
            .iter()
            .filter_map(|leaf| match &leaf.content {
                Content::Text(text) => Some(text),
                _ => None,
            })
            .collect();
        Self::of(texts)
    }

    /// Joins texts.
    pub(super) fn of(texts: Vec<&'a Text>) -> Self {
        if let [text] = texts.as_slice() {
            return Self { tokens: Cow::Borrowed(&text.tokens), starts: vec![0], texts };
        }
        let (mut tokens, mut starts) = (Vec::new(), Vec::new());
        for text in &texts {
            starts.push(tokens.len());
            let first = tokens.len();
            tokens.extend_from_slice(&text.tokens);
            // The end of a block parts words as white space does.
            if let Some(token) = tokens.get_mut(first).filter(|_| first > 0) {
                token.spaced = true;
            }
        }
        Self { tokens: Cow::Owned(tokens), texts, starts }
    }

    /// The text that a token is in.
    pub(super) fn text_of(&self, token: usize) -> usize {
        self.starts.partition_point(|&start| start <= token).saturating_sub(1)
    }

    fn sentences(&self) -> Vec<Range<usize>> {
        sentences(&self.texts, &self.starts)
    }
}

/// Compares two texts word by word.
pub(super) fn compare_words(
    before: &Joined<'_>,
    after: &Joined<'_>,
    interner: &Interner,
    limit: usize,
) -> Result<Vec<Op>, TooLarge> {
    let (sentences_a, sentences_b) = (before.sentences(), after.sentences());
    let a = Words { tokens: &before.tokens, sentences: &sentences_a };
    let b = Words { tokens: &after.tokens, sentences: &sentences_b };
    words::compare(a, b, interner, limit)
}

/// Compares blocks that belong together. `limit` is the largest product of words that is looked into.
pub(super) fn compare(before: &[Leaf], after: &[Leaf], interner: &mut Interner, limit: usize) -> Comparison {
    match (&before[0].content, &after[0].content) {
        (Content::Lines(a), Content::Lines(b)) => Comparison::Lines(lines::compare(a, b, interner, limit)),
        (Content::Table(a), Content::Table(b)) => Comparison::Table(table::compare(a, b, interner, limit)),
        (Content::Text(_), Content::Text(_)) => {
            match compare_words(&Joined::new(before), &Joined::new(after), interner, limit) {
                Ok(ops) => Comparison::Words(ops),
                // With no limit to meet, that words are not compared is told of the chapter.
                Err(too_large) => Comparison::Replaced((limit > 0).then_some(too_large)),
            }
        }
        _ => Comparison::Nothing,
    }
}

impl Comparison {
    /// The same with the sides exchanged.
    pub(super) fn swapped(self) -> Self {
        match self {
            Self::Words(ops) => Self::Words(swapped(ops)),
            Self::Lines(lines) => Self::Lines(lines.into_iter().map(LineOp::swapped).collect()),
            Self::Table(table) => Self::Table(table.swapped()),
            other @ (Self::Replaced(_) | Self::Nothing) => other,
        }
    }
}

/// Ops with the sides exchanged.
pub(super) fn swapped(ops: Vec<Op>) -> Vec<Op> {
    ops.into_iter().map(|op| Op { equal: op.equal, before: op.after, after: op.before }).collect()
}
