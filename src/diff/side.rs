//! One version of a text that is made into runs.

use super::change::ImageSide;
use super::compare::Joined;
use super::flatten::{Text, Version};
use super::model;
use super::token::{Token, TokenKind};
use crate::source::Span;

/// One side of a text that is made into runs.
pub(super) struct Side<'a> {
    pub(super) version: &'a Version<'a>,
    pub(super) joined: &'a Joined<'a>,
    /// The block of the first text; those of the others follow. Cells are all in one block.
    pub(super) block: usize,
    pub(super) one_block: bool,
}

impl Side<'_> {
    pub(super) fn block_of(&self, token: usize) -> usize {
        if self.one_block { self.block } else { self.block + self.joined.text_of(token) }
    }

    pub(super) fn text(&self, token: usize) -> &str {
        let text: &Text = self.joined.texts[self.joined.text_of(token)];
        &text.text[self.joined.tokens[token].text.clone()]
    }

    /// The words of tokens, white space as single spaces.
    pub(super) fn words(&self, tokens: std::ops::Range<usize>) -> String {
        let mut words = String::new();
        for at in tokens {
            if self.joined.tokens[at].spaced && !words.is_empty() && !words.ends_with('\n') {
                words.push(' ');
            }
            words.push_str(self.text(at));
        }
        words
    }

    pub(super) fn span(&self, tokens: &std::ops::Range<usize>) -> Option<Span> {
        let tokens = &self.joined.tokens[tokens.clone()];
        tokens.first().zip(tokens.last()).map(|(first, last)| first.span.start..last.span.end.max(first.span.start))
    }

    /// Where a link leads, with its title.
    pub(super) fn target(&self, link: Option<usize>) -> Option<String> {
        let link = &self.version.document.links[link?];
        Some(if link.title.is_empty() {
            link.destination.clone()
        } else {
            format!("{} \"{}\"", link.destination, link.title)
        })
    }

    pub(super) fn place(&self, tokens: &std::ops::Range<usize>) -> Option<model::Place> {
        let first = &self.joined.tokens[tokens.start];
        Some(model::Place {
            span: self.span(tokens)?,
            block: self.block_of(tokens.start),
            spaced: first.spaced,
            styles: first.styles,
            link: self.target(first.link),
        })
    }

    /// Whether two tokens beside each other may be in one run.
    pub(super) fn is_uniform(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.joined.tokens[a], &self.joined.tokens[b]);
        let is_plain = |token: &Token| !matches!(token.kind, TokenKind::Image(_) | TokenKind::Break);
        x.styles == y.styles
            && x.link == y.link
            && is_plain(x)
            && is_plain(y)
            && self.joined.text_of(a) == self.joined.text_of(b)
    }

    pub(super) fn image(&self, token: usize) -> ImageSide {
        let TokenKind::Image(image) = self.joined.tokens[token].kind else { return ImageSide::default() };
        let image = &self.version.document.images[image];
        ImageSide { source: image.source.clone(), alt: self.text(token).to_owned(), title: image.title.clone() }
    }
}
