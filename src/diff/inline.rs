//! The inline half of flattening: words, code, images, formulas, and how they look.

use std::borrow::Cow;

use super::draft::code_text;
use super::leaves::Leaves;
use super::model;
use super::styles::Styles;
use super::token::{Piece, TokenKind};
use crate::document::BlockKind;
use crate::source::Span;

impl Leaves<'_> {
    /// The description of an image is the text of its token.
    pub(super) fn closed_image(&mut self, span: &Span) {
        let Some(((image, start), leaf)) = self.image.take().zip(self.leaf()) else { return };
        let id = self.interner.image(&self.document.images[image].source);
        let styles = Styles(self.style().0 | Styles::IMAGE.0);
        let link = self.links.last().copied();
        let flat = self.flat(leaf);
        while flat.pieces.last().is_some_and(|piece| piece.text.start >= start && piece.source.start >= span.start) {
            flat.pieces.pop();
        }
        let text = start..flat.text.len();
        let whole = Some((TokenKind::Image(image), id));
        flat.pieces.push(Piece { text, source: span.clone(), verbatim: false, styles, link, whole });
        self.grow(leaf, span.end);
    }

    fn style(&self) -> Styles {
        let bit = |index: usize, style: Styles| if self.styles[index] > 0 { style.0 } else { 0 };
        Styles(bit(0, Styles::STRONG) | bit(1, Styles::EMPHASIS) | bit(2, Styles::STRIKETHROUGH))
    }

    fn grow(&mut self, leaf: usize, end: usize) {
        let span = &mut self.drafts[leaf].span;
        span.end = span.end.max(end);
    }

    /// Adds to the leaf that is open: what cannot be divided comes with what it is and its id.
    pub(super) fn push(&mut self, text: &str, source: Span, whole: Option<(TokenKind, u32)>) {
        let Some(leaf) = self.leaf() else { return };
        let mark = match whole {
            Some((TokenKind::Code, _)) => Styles::CODE.0,
            Some((TokenKind::Html, _)) => Styles::HTML.0,
            Some((TokenKind::Math, _)) => Styles::MATH.0,
            _ => 0,
        };
        let styles = Styles(self.style().0 | mark);
        let link = self.links.last().copied();
        if self.drafts[leaf].span.is_empty() && self.drafts[leaf].kind == model::BlockKind::Paragraph {
            self.drafts[leaf].span = source.clone();
        }
        self.grow(leaf, source.end);
        let verbatim = whole.is_none() && self.document.text()[source.clone()] == *text;
        let flat = self.flat(leaf);
        let start = flat.text.len();
        flat.text.push_str(text);
        flat.pieces.push(Piece { text: start..flat.text.len(), source, verbatim, styles, link, whole });
    }

    /// A code span: line breaks and rows of spaces in it read as one space.
    pub(super) fn code(&mut self, span: Span) {
        let source = &self.document.text()[span.clone()];
        let ticks = source.len() - source.trim_start_matches('`').len();
        let code = source.get(ticks..source.len() - ticks).unwrap_or(source);
        // In a quote the marks of its lines are no code.
        let is_quoted = self.open.iter().any(|open| matches!(open.kind, BlockKind::Quote | BlockKind::Alert));
        let code =
            if is_quoted && code.contains('\n') { code.replace("\n>", "\n").into() } else { Cow::Borrowed(code) };
        // In a cell a bar is escaped, even in code.
        let is_cell = self.open.last().is_some_and(|open| open.kind == BlockKind::TableCell);
        let code = if is_cell && code.contains("\\|") { code.replace("\\|", "|").into() } else { code };
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = self.interner.code(&code);
        self.push(&code, span, Some((TokenKind::Code, id)));
    }

    /// Something that cannot be divided and is compared byte for byte.
    pub(super) fn whole(&mut self, kind: TokenKind, span: Span) {
        let source = &self.document.text()[span.clone()];
        let id = self.interner.whole(source);
        self.push(source, span, Some((kind, id)));
    }

    /// Whether something stands in a formula or a directive, which is one token.
    pub(super) fn is_opaque(&mut self, span: &Span) -> bool {
        self.opaque_at(span).is_some_and(|(opaque, _)| opaque.start <= span.start)
    }

    fn opaque_at(&mut self, span: &Span) -> Option<(Span, TokenKind)> {
        while self.opaque.get(self.next_opaque).is_some_and(|(opaque, _)| opaque.end <= span.start) {
            self.next_opaque += 1;
        }
        self.opaque.get(self.next_opaque).filter(|(opaque, _)| opaque.start < span.end).cloned()
    }

    /// Words, or a part of code. `text` is what they read as, if the source spells them otherwise.
    pub(super) fn text(&mut self, text: Option<&str>, mut span: Span) {
        let document = self.document;
        let Some(open) = self.open.last() else { return };
        if open.kind == BlockKind::Code {
            if let Some(leaf) = open.leaf {
                let text = text.unwrap_or(&document.text()[span.clone()]);
                code_text(&mut self.drafts[leaf].lines, text, &span);
            }
            return;
        }
        let mut is_cut = false;
        while let Some((opaque, kind)) = self.opaque_at(&span) {
            is_cut = true;
            if span.start < opaque.start {
                self.push(&document.text()[span.start..opaque.start], span.start..opaque.start, None);
            }
            self.opaque(kind, &opaque);
            if opaque.end >= span.end {
                return;
            }
            span.start = opaque.end;
        }
        let source = &document.text()[span.clone()];
        self.push(text.filter(|_| !is_cut).unwrap_or(source), span, None);
    }

    /// A formula or directive, unless the text before was a part of it, too.
    fn opaque(&mut self, kind: TokenKind, opaque: &Span) {
        let Some(leaf) = self.leaf() else { return };
        let last = self.flat(leaf).pieces.last();
        if last.is_none_or(|piece| piece.whole.is_none() || piece.source != *opaque) {
            self.whole(kind, opaque.clone());
        }
    }
}
