//! A leaf block under construction.

use super::leaf::{CodeLine, Content, Leaf};
use crate::model::BlockKind;
use crate::text::{FlatText, Interner, TokenKind, WordBag, count_words};
use redline_text::Span;

/// A leaf block under construction.
pub(super) struct LeafBuilder {
    pub(super) kind: BlockKind,
    pub(super) depth: usize,
    pub(super) span: Span,
    pub(super) list: Option<usize>,
    text: FlatText,
    lines: Vec<CodeLine>,
    cells: Vec<Vec<FlatText>>,
    /// Whether another block began inside, so that nothing more belongs to it.
    pub(super) closed: bool,
}

impl LeafBuilder {
    pub(super) fn new(kind: BlockKind, depth: usize, span: Span) -> Self {
        let (text, lines, cells) = (FlatText::default(), Vec::new(), Vec::new());
        Self { kind, depth, span, list: None, text, lines, cells, closed: false }
    }

    /// Whether it has no inline content of its own yet.
    pub(super) fn has_no_text(&self) -> bool {
        self.text.pieces.is_empty()
    }

    pub(super) fn begin_row(&mut self) {
        self.cells.push(Vec::new());
    }

    pub(super) fn begin_cell(&mut self) {
        if let Some(row) = self.cells.last_mut() {
            row.push(FlatText::default());
        }
    }

    /// The text that inline content goes to: its own, or that of its last cell.
    pub(super) fn inline(&mut self) -> &mut FlatText {
        self.cells.last_mut().and_then(|row| row.last_mut()).unwrap_or(&mut self.text)
    }

    /// Adds code; the last line may be continued.
    pub(super) fn push_code(&mut self, code: &str, span: &Span) {
        let mut at = span.start;
        let verbatim = code.len() == span.len();
        for part in code.split_inclusive('\n') {
            let source = if verbatim { at..at + part.len() } else { span.clone() };
            at += part.len();
            let body = part.trim_end_matches(['\n', '\r']);
            let body_end = if verbatim { source.start + body.len() } else { source.end };
            match self.lines.last_mut() {
                Some(last) if !last.text.ends_with('\n') => {
                    last.text.push_str(part);
                    last.span.end = last.span.end.max(body_end);
                }
                _ => self.lines.push(CodeLine { text: part.to_owned(), span: source.start..body_end }),
            }
        }
    }

    /// The finished block.
    pub(super) fn finish(self, interner: &mut Interner) -> Leaf {
        let Self { mut kind, depth, span, list, text, mut lines, cells, .. } = self;
        for line in &mut lines {
            line.text.truncate(line.text.trim_end_matches(['\n', '\r']).len());
        }
        let content = match &kind {
            BlockKind::Rule => Content::Nothing,
            BlockKind::Code { .. } | BlockKind::Html | BlockKind::FrontMatter => Content::Lines(lines),
            BlockKind::Table => {
                let mut row = |row: Vec<FlatText>| row.into_iter().map(|cell| cell.tokenize(interner)).collect();
                Content::Table(cells.into_iter().map(&mut row).collect())
            }
            _ => Content::Text(text.tokenize(interner)),
        };
        if let (BlockKind::Paragraph, Content::Text(text)) = (&kind, &content)
            && matches!(text.tokens.as_slice(), [token] if matches!(token.kind, TokenKind::Image(_)))
        {
            kind = BlockKind::Image;
        }
        let words = content.texts().map(|text| count_words(&text.tokens)).sum();
        let (ids, bag) = match &content {
            Content::Lines(lines) => (
                lines.iter().map(|line| interner.atom(&line.text)).collect(),
                WordBag::of_lines(lines.iter().map(|line| line.text.as_str())),
            ),
            _ => {
                (Interner::ids(content.texts()), WordBag::new(content.texts().flat_map(|text| &text.tokens), interner))
            }
        };
        let key = interner.block(Some(&kind), ids);
        Leaf { kind, depth, span, section: 0, content, key, bag, words, list }
    }
}
