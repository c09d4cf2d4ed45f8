//! The markup of a document to leaf blocks: inline content and its formatting.

use std::borrow::Cow;

use super::blocks::Flattener;
use crate::model::{BlockKind as LeafKind, Styles};
use crate::text::{Piece, TokenKind};
use redline_document::document::BlockKind;
use redline_text::Span;

impl Flattener<'_> {
    /// Replaces the description of an image with one token that has it as its text.
    pub(super) fn close_image(&mut self, span: &Span) {
        let Some(((image, start), leaf)) = self.image.take().zip(self.leaf()) else { return };
        let id = self.interner.image(&self.document.images[image].source);
        let styles = self.style() | Styles::IMAGE;
        let link = self.links.last().copied();
        let flat = self.leaves[leaf].inline();
        while flat.pieces.last().is_some_and(|piece| piece.text.start >= start && piece.source.start >= span.start) {
            flat.pieces.pop();
        }
        let text = start..flat.text.len();
        let atom = Some((TokenKind::Image(image), id));
        flat.pieces.push(Piece { text, source: span.clone(), verbatim: false, styles, link, atom });
        self.grow(leaf, span.end);
    }

    fn style(&self) -> Styles {
        self.styles.iter().copied().collect()
    }

    /// Extends the current leaf over a span of the source.
    fn cover(&mut self, source: &Span) {
        let Some(leaf) = self.leaf() else { return };
        if self.leaves[leaf].span.is_empty() && self.leaves[leaf].kind == LeafKind::Paragraph {
            self.leaves[leaf].span = source.clone();
        }
        self.grow(leaf, source.end);
    }

    fn grow(&mut self, leaf: usize, end: usize) {
        let span = &mut self.leaves[leaf].span;
        span.end = span.end.max(end);
    }

    /// Adds text, or an indivisible piece with its kind and id, to the current leaf.
    pub(super) fn push(&mut self, text: &str, source: Span, atom: Option<(TokenKind, u32)>) {
        let kind = match atom {
            Some((TokenKind::Html, _)) => Styles::HTML,
            Some((TokenKind::Math, _)) => Styles::MATH,
            _ => Styles::empty(),
        };
        self.push_styled(text, source, atom, kind);
    }

    /// Adds text with these styles besides those around it.
    fn push_styled(&mut self, text: &str, source: Span, atom: Option<(TokenKind, u32)>, kind: Styles) {
        let Some(leaf) = self.leaf() else { return };
        let styles = self.style() | kind;
        let link = self.links.last().copied();
        self.cover(&source);
        let verbatim = atom.is_none() && self.document.text()[source.clone()] == *text;
        let flat = self.leaves[leaf].inline();
        let start = flat.text.len();
        flat.text.push_str(text);
        flat.pieces.push(Piece { text: start..flat.text.len(), source, verbatim, styles, link, atom });
    }

    /// Adds the words of a code span. Line breaks and consecutive spaces in it are rendered as one space.
    pub(super) fn code(&mut self, span: Span) {
        let source = &self.document.text()[span.clone()];
        let ticks = source.len() - source.trim_start_matches('`').len();
        let inner = span.start + ticks..(span.end - ticks).max(span.start + ticks);
        // The quote markers of continuation lines are not part of the code.
        let is_quoted = self.open_blocks.iter().any(|open| matches!(open.kind, BlockKind::Quote | BlockKind::Alert));
        // In a table cell a bar is escaped even in code.
        let is_cell = self.open_blocks.last().is_some_and(|open| open.kind == BlockKind::TableCell);
        self.cover(&span);
        let mut at = inner.start;
        let mut is_first = true;
        for (index, line) in self.document.text()[inner].split_inclusive('\n').enumerate() {
            let start = at;
            at += line.len();
            let code = if is_quoted && index > 0 { line.trim_start_matches([' ', '>']) } else { line };
            let mut word_at = start + line.len() - code.len();
            for part in code.split_inclusive(char::is_whitespace) {
                let word = part.trim_end();
                let place = word_at..word_at + word.len();
                word_at += part.len();
                if !word.is_empty() {
                    self.code_word(word, place, is_first, is_cell);
                    is_first = false;
                }
            }
        }
    }

    /// Adds a word of code without white space in it.
    fn code_word(&mut self, word: &str, place: Span, is_first: bool, is_cell: bool) {
        let word = if is_cell && word.contains("\\|") { Cow::Owned(word.replace("\\|", "|")) } else { word.into() };
        if !is_first && let Some(leaf) = self.leaf() {
            self.leaves[leaf].inline().text.push(' ');
        }
        self.push_styled(&word, place, None, Styles::CODE);
    }

    /// Adds an indivisible piece that is compared byte for byte.
    pub(super) fn atom(&mut self, kind: TokenKind, span: Span) {
        let source = &self.document.text()[span.clone()];
        let id = self.interner.atom(source);
        self.push(source, span, Some((kind, id)));
    }

    /// Whether a span is inside a formula or directive.
    pub(super) fn is_opaque(&mut self, span: &Span) -> bool {
        self.opaque_at(span).is_some_and(|(opaque, _)| opaque.start <= span.start)
    }

    fn opaque_at(&mut self, span: &Span) -> Option<(Span, TokenKind)> {
        while self.opaque.get(self.next_opaque).is_some_and(|(opaque, _)| opaque.end <= span.start) {
            self.next_opaque += 1;
        }
        self.opaque.get(self.next_opaque).filter(|(opaque, _)| opaque.start < span.end).cloned()
    }

    /// Adds text, or a part of a code block. `text` is the rendered text if it differs from the source.
    pub(super) fn text(&mut self, text: Option<&str>, mut span: Span) {
        let document = self.document;
        let Some(open) = self.open_blocks.last() else { return };
        if open.kind == BlockKind::Code {
            if let Some(leaf) = open.leaf {
                let text = text.unwrap_or(&document.text()[span.clone()]);
                self.leaves[leaf].push_code(text, &span);
            }
            return;
        }
        let mut is_cut = false;
        while let Some((opaque, kind)) = self.opaque_at(&span) {
            is_cut = true;
            if span.start < opaque.start {
                self.push(&document.text()[span.start..opaque.start], span.start..opaque.start, None);
            }
            self.push_opaque(kind, &opaque);
            if opaque.end >= span.end {
                return;
            }
            span.start = opaque.end;
        }
        let source = &document.text()[span.clone()];
        self.push(text.filter(|_| !is_cut).unwrap_or(source), span, None);
    }

    /// Adds a formula or directive, unless an earlier part of it already did.
    fn push_opaque(&mut self, kind: TokenKind, opaque: &Span) {
        let Some(leaf) = self.leaf() else { return };
        let last = self.leaves[leaf].inline().pieces.last();
        if last.is_none_or(|piece| piece.atom.is_none() || piece.source != *opaque) {
            self.atom(kind, opaque.clone());
        }
    }
}
