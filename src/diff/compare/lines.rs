//! Comparison of code by lines, and by words within corresponding lines. White space counts.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::diff::align::{Class, Unit, align};
use crate::diff::flatten::leaf::CodeLine;
use crate::diff::model::styles::Styles;
use crate::diff::text::intern::Interner;
use crate::diff::text::likeness::WordBag;
use crate::diff::text::token::{Token, TokenKind};
use crate::diff::words::aligner::Aligner;
use crate::diff::words::cleanup::Cleanup;
use crate::diff::words::op::{Op, Tokens, swapped};

/// A line of one version, or corresponding lines of both.
#[derive(Debug)]
pub(crate) enum LineOp {
    /// An equal line, by its index in each version.
    Equal(usize, usize),
    Deleted(usize),
    Inserted(usize),
    Changed(Box<ChangedLine>),
}

/// Corresponding lines with changes inside.
#[derive(Debug)]
pub(crate) struct ChangedLine {
    pub(crate) before: usize,
    pub(crate) after: usize,
    pub(crate) tokens_before: Vec<Token>,
    pub(crate) tokens_after: Vec<Token>,
    pub(crate) ops: Vec<Op>,
}

impl LineOp {
    pub(crate) fn swapped(self) -> Self {
        match self {
            Self::Equal(before, after) => Self::Equal(after, before),
            Self::Deleted(line) => Self::Inserted(line),
            Self::Inserted(line) => Self::Deleted(line),
            Self::Changed(line) => Self::Changed(Box::new(ChangedLine {
                before: line.after,
                after: line.before,
                tokens_before: line.tokens_after,
                tokens_after: line.tokens_before,
                ops: swapped(line.ops),
            })),
        }
    }
}

/// Compares code line by line.
pub(crate) fn compare(before: &[CodeLine], after: &[CodeLine], interner: &mut Interner, limit: usize) -> Vec<LineOp> {
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Histogram, &texts(before), &texts(after)) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                found.extend((0..len).map(|at| LineOp::Equal(old_index + at, new_index + at)));
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                found.extend((old_index..old_index + old_len).map(LineOp::Deleted));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                found.extend((new_index..new_index + new_len).map(LineOp::Inserted));
            }
            DiffOp::Replace { .. } => {
                let (old, new) = (op.old_range(), op.new_range());
                let mut hunk = Hunk { before, after, interner, limit };
                hunk.compare(old, new, &mut found);
            }
        }
    }
    found
}

fn texts(lines: &[CodeLine]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

/// Lines that replaced other lines.
struct Hunk<'a> {
    before: &'a [CodeLine],
    after: &'a [CodeLine],
    interner: &'a mut Interner,
    limit: usize,
}

impl Hunk<'_> {
    fn compare(&mut self, old: Range<usize>, new: Range<usize>, found: &mut Vec<LineOp>) {
        let bags = |lines: &[CodeLine]| -> Vec<WordBag> {
            lines.iter().map(|line| WordBag::of_lines(std::iter::once(line.text.as_str()))).collect()
        };
        let (bags_a, bags_b) = (bags(&self.before[old.clone()]), bags(&self.after[new.clone()]));
        let (from, to) = (old.start, new.start);
        let (mut a, mut b) = (from, to);
        for matched in align(&units(&bags_a, 0), &units(&bags_b, bags_a.len()), &mut Vec::new()) {
            let (line_a, line_b) = (from + matched.before.start, to + matched.after.start);
            found.extend((a..line_a).map(LineOp::Deleted));
            found.extend((b..line_b).map(LineOp::Inserted));
            match self.line(line_a, line_b) {
                Some(line) => found.push(LineOp::Changed(Box::new(line))),
                None => found.extend([LineOp::Deleted(line_a), LineOp::Inserted(line_b)]),
            }
            (a, b) = (line_a + 1, line_b + 1);
        }
        found.extend((a..old.end).map(LineOp::Deleted));
        found.extend((b..new.end).map(LineOp::Inserted));
    }

    /// Compares two lines; `None` if they are too long or have nothing in common.
    fn line(&mut self, before: usize, after: usize) -> Option<ChangedLine> {
        let tokens_before = tokens(&self.before[before], self.interner);
        let tokens_after = tokens(&self.after[after], self.interner);
        let mut ops = Vec::new();
        let aligner = Aligner { before: &tokens_before, after: &tokens_after, interner: self.interner };
        aligner.align(0..tokens_before.len(), 0..tokens_after.len(), self.limit, &mut ops).ok()?;
        let whole = |tokens| Tokens { tokens, sentences: &[] };
        let cleanup = Cleanup { before: whole(&tokens_before), after: whole(&tokens_after), interner: self.interner };
        let ops = cleanup.clean(ops);
        ops.iter().any(|op| op.equal).then_some(ChangedLine { before, after, tokens_before, tokens_after, ops })
    }
}

/// The lines as units, none of them equal to another.
fn units(bags: &[WordBag], first: usize) -> Vec<Unit<'_>> {
    let key = |index: usize| u32::try_from(first + index).unwrap_or(u32::MAX);
    bags.iter().enumerate().map(|(index, bag)| Unit { key: key(index), class: Class::Other(None), bag }).collect()
}

/// Words, punctuation and white space of a line.
fn tokens(line: &CodeLine, interner: &mut Interner) -> Vec<Token> {
    let verbatim = line.text.len() == line.span.len();
    line.text
        .split_word_bound_indices()
        .map(|(at, word)| {
            let id = interner.exact(word);
            let text = at..at + word.len();
            let span = if verbatim { line.span.start + at..line.span.start + text.end } else { line.span.clone() };
            let kind = if word.trim().is_empty() { TokenKind::Space } else { TokenKind::Code };
            let folded = interner.folded(id);
            Token { kind, id, folded, span, text, spaced: false, styles: Styles::default(), link: None, is_word: false }
        })
        .collect()
}
