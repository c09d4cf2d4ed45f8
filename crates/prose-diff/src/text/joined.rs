//! Consecutive texts joined, so that words can be compared across block boundaries.

use std::borrow::Cow;
use std::ops::Range;

use super::sentence::sentences;
use super::token::{Text, Token};

/// The tokens of one or more consecutive texts.
pub(crate) struct JoinedText<'a> {
    pub(crate) tokens: Cow<'a, [Token]>,
    pub(crate) texts: Vec<&'a Text>,
    /// Index of the first token of each text.
    pub(crate) starts: Vec<usize>,
}

impl<'a> JoinedText<'a> {
    /// Joins texts.
    pub(crate) fn new(texts: Vec<&'a Text>) -> Self {
        if let [text] = texts.as_slice() {
            return Self { tokens: Cow::Borrowed(&text.tokens), starts: vec![0], texts };
        }
        let (mut tokens, mut starts) = (Vec::new(), Vec::new());
        for text in &texts {
            starts.push(tokens.len());
            let first = tokens.len();
            tokens.extend_from_slice(&text.tokens);
            // The end of a block separates words like white space.
            if let Some(token) = tokens.get_mut(first).filter(|_| first > 0) {
                token.spaced = true;
            }
        }
        Self { tokens: Cow::Owned(tokens), texts, starts }
    }

    /// Index of the text with a token.
    pub(crate) fn text_index(&self, token: usize) -> usize {
        self.starts.partition_point(|&start| start <= token).saturating_sub(1)
    }

    /// Sentences as ranges of tokens.
    pub(crate) fn sentences(&self) -> Vec<Range<usize>> {
        sentences(&self.texts, &self.starts)
    }
}
