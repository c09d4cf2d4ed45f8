//! One version of a text that is converted to runs.

use std::ops::Range;

use crate::flatten::Version;
use crate::model::{ImageSide, RunSide};
use crate::text::{JoinedText, Token, TokenKind};
use redline_text::Span;

/// One version of a text that is converted to runs.
pub(super) struct TextSide<'a> {
    pub(super) version: &'a Version<'a>,
    pub(super) joined: &'a JoinedText<'a>,
    /// Index of the block of the first text.
    pub(super) block: usize,
    /// Whether all texts are in that block, like the cells of a table, and not in consecutive blocks.
    pub(super) one_block: bool,
}

impl<'a> TextSide<'a> {
    fn block_of(&self, token: usize) -> usize {
        if self.one_block { self.block } else { self.block + self.joined.text_index(token) }
    }

    pub(super) fn tokens(&self, tokens: &Range<usize>) -> &'a [Token] {
        &self.joined.tokens[tokens.clone()]
    }

    fn text(&self, token: usize) -> &str {
        let text = self.joined.texts[self.joined.text_index(token)];
        &text.text[self.joined.tokens[token].text.clone()]
    }

    /// The text of some tokens, white space as single spaces.
    pub(super) fn words(&self, tokens: Range<usize>) -> String {
        let mut words = String::new();
        for at in tokens {
            if self.joined.tokens[at].spaced && !words.is_empty() && !words.ends_with('\n') {
                words.push(' ');
            }
            words.push_str(self.text(at));
        }
        words
    }

    /// Source bytes of some tokens.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Option<Span> {
        let tokens = self.tokens(tokens);
        tokens.first().zip(tokens.last()).map(|(first, last)| first.span.start..last.span.end.max(first.span.start))
    }

    /// Destination of a link, with its title.
    pub(super) fn target(&self, link: Option<usize>) -> Option<String> {
        let link = &self.version.document.links[link?];
        Some(if link.title.is_empty() {
            link.destination.clone()
        } else {
            format!("{} \"{}\"", link.destination, link.title)
        })
    }

    /// A run of some tokens in this version; `None` if there are none.
    pub(super) fn run(&self, tokens: &Range<usize>) -> Option<RunSide> {
        let span = self.span(tokens)?;
        let first = &self.joined.tokens[tokens.start];
        Some(RunSide {
            span,
            block: self.block_of(tokens.start),
            spaced: first.spaced,
            styles: first.styles,
            link: self.target(first.link),
        })
    }

    /// Whether two adjacent tokens may be in one run.
    pub(super) fn is_uniform(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.joined.tokens[a], &self.joined.tokens[b]);
        let is_plain = |token: &Token| !matches!(token.kind, TokenKind::Image(_) | TokenKind::Break);
        x.styles == y.styles
            && x.link == y.link
            && is_plain(x)
            && is_plain(y)
            && self.joined.text_index(a) == self.joined.text_index(b)
    }

    /// The image that a token is.
    pub(super) fn image(&self, token: usize) -> ImageSide {
        let TokenKind::Image(image) = self.joined.tokens[token].kind else { return ImageSide::default() };
        let image = &self.version.document.images[image];
        ImageSide { source: image.source.clone(), alt: self.text(token).to_owned(), title: image.title.clone() }
    }
}
