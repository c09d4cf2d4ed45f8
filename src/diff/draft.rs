//! A leaf while it is read, and what is known of it once it was.

use super::flatten::{CodeLine, Content, Leaf, Text};
use super::intern::Interner;
use super::likeness::Bag;
use super::model::BlockKind;
use super::token::{Flat, TokenKind};
use crate::source::Span;

/// A leaf that is being read.
pub(super) struct Draft {
    pub(super) kind: BlockKind,
    pub(super) depth: usize,
    pub(super) span: Span,
    pub(super) list: Option<usize>,
    pub(super) flat: Flat,
    pub(super) lines: Vec<CodeLine>,
    pub(super) cells: Vec<Vec<Flat>>,
    /// Nothing more belongs to it: another block began in its item.
    pub(super) closed: bool,
}

impl Draft {
    /// What was read.
    pub(super) fn finish(mut self, interner: &mut Interner) -> Leaf {
        for line in &mut self.lines {
            line.text.truncate(line.text.trim_end_matches(['\n', '\r']).len());
        }
        let read = |flat: Flat, interner: &mut Interner| {
            let tokens = flat.tokens(interner);
            Text { text: flat.text, tokens }
        };
        let mut kind = self.kind;
        let content = match &kind {
            BlockKind::Rule => Content::Nothing,
            BlockKind::Code { .. } | BlockKind::Html | BlockKind::FrontMatter => Content::Lines(self.lines),
            BlockKind::Table => {
                let rows = self.cells.into_iter();
                Content::Table(rows.map(|row| row.into_iter().map(|cell| read(cell, interner)).collect()).collect())
            }
            _ => Content::Text(read(self.flat, interner)),
        };
        if let (BlockKind::Paragraph, Content::Text(text)) = (&kind, &content)
            && matches!(text.tokens.as_slice(), [token] if matches!(token.kind, TokenKind::Image(_)))
        {
            kind = BlockKind::Image;
        }
        let texts: Vec<&Text> = match &content {
            Content::Text(text) => vec![text],
            Content::Table(rows) => rows.iter().flatten().collect(),
            _ => Vec::new(),
        };
        let words = texts.iter().flat_map(|text| &text.tokens).filter(|token| token.is_word).count();
        let ids = match &content {
            Content::Lines(lines) => lines.iter().map(|line| interner.whole(&line.text)).collect(),
            // Cells are kept apart by a number that no token has.
            _ => texts.iter().flat_map(|text| text.tokens.iter().map(|token| token.id).chain([u32::MAX])).collect(),
        };
        let bag = match &content {
            Content::Lines(lines) => Bag::of_lines(lines),
            _ => Bag::new(texts.iter().flat_map(|text| &text.tokens), interner),
        };
        let mut leaf =
            Leaf { kind, depth: self.depth, span: self.span, section: 0, content, key: 0, bag, words, list: self.list };
        leaf.key = interner.block(leaf.class(), ids);
        leaf
    }
}

/// Adds code to lines; the last of them may go on.
pub(super) fn code_text(lines: &mut Vec<CodeLine>, text: &str, span: &Span) {
    let mut at = span.start;
    let verbatim = text.len() == span.len();
    for part in text.split_inclusive('\n') {
        let place = if verbatim { at..at + part.len() } else { span.clone() };
        at += part.len();
        let body = part.trim_end_matches(['\n', '\r']);
        let body_end = if verbatim { place.start + body.len() } else { place.end };
        match lines.last_mut() {
            Some(last) if !last.text.ends_with('\n') => {
                last.text.push_str(part);
                last.span.end = last.span.end.max(body_end);
            }
            _ => lines.push(CodeLine { text: part.to_owned(), span: place.start..body_end }),
        }
    }
}
