//! Code: compared by lines, and by words only within lines that belong together. White space counts.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::align::{Class, Item, align};
use super::aligner::Aligner;
use super::cleanup::{Passage, clean};
use super::compare::swapped;
use super::flatten::CodeLine;
use super::intern::Interner;
use super::likeness::Bag;
use super::styles::Styles;
use super::token::{Token, TokenKind};
use super::words::{Op, Words};

/// A line, or two that belong together.
#[derive(Debug)]
pub(super) enum LineOp {
    /// The same line, by its index in each version.
    Equal(usize, usize),
    Deleted(usize),
    Inserted(usize),
    Changed(Box<ChangedLine>),
}

/// A line that is in both versions with changes in it.
#[derive(Debug)]
pub(super) struct ChangedLine {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) tokens_before: Vec<Token>,
    pub(super) tokens_after: Vec<Token>,
    pub(super) ops: Vec<Op>,
}

impl LineOp {
    pub(super) fn swapped(self) -> Self {
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
pub(super) fn compare(before: &[CodeLine], after: &[CodeLine], interner: &mut Interner, limit: usize) -> Vec<LineOp> {
    let mut ids = |lines: &[CodeLine]| lines.iter().map(|line| interner.whole(&line.text)).collect::<Vec<_>>();
    let (a, b) = (ids(before), ids(after));
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Histogram, &a, &b) {
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

/// Lines that stand for other lines.
struct Hunk<'a> {
    before: &'a [CodeLine],
    after: &'a [CodeLine],
    interner: &'a mut Interner,
    limit: usize,
}

impl Hunk<'_> {
    fn compare(&mut self, old: std::ops::Range<usize>, new: std::ops::Range<usize>, found: &mut Vec<LineOp>) {
        let bags = |lines: &[CodeLine]| -> Vec<Bag> {
            lines.iter().map(|line| Bag::of_lines(std::slice::from_ref(line))).collect()
        };
        let (bags_a, bags_b) = (bags(&self.before[old.clone()]), bags(&self.after[new.clone()]));
        let (from, to) = (old.start, new.start);
        let (mut a, mut b) = (from, to);
        for bead in align(&items(&bags_a, 0), &items(&bags_b, bags_a.len()), &mut Vec::new()) {
            let (line_a, line_b) = (from + bead.before.start, to + bead.after.start);
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

    /// Compares two lines; `None` if they are too long, or nothing of them is left.
    fn line(&mut self, before: usize, after: usize) -> Option<ChangedLine> {
        let tokens_before = tokens(&self.before[before], self.interner);
        let tokens_after = tokens(&self.after[after], self.interner);
        let mut ops = Vec::new();
        let aligner = Aligner { before: &tokens_before, after: &tokens_after, interner: self.interner };
        aligner.align(0..tokens_before.len(), 0..tokens_after.len(), self.limit, &mut ops).ok()?;
        let words = |tokens| Words { tokens, sentences: &[] };
        let passage = Passage { before: words(&tokens_before), after: words(&tokens_after), interner: self.interner };
        let ops = clean(&passage, ops);
        ops.iter().any(|op| op.equal).then_some(ChangedLine { before, after, tokens_before, tokens_after, ops })
    }
}

/// The lines as texts of which none is equal to another.
fn items(bags: &[Bag], first: usize) -> Vec<Item<'_>> {
    let key = |index: usize| u32::try_from(first + index).unwrap_or(u32::MAX);
    bags.iter().enumerate().map(|(index, bag)| Item { key: key(index), class: Class::Other(0), bag }).collect()
}

/// The words and marks of a line, and the white space between them.
fn tokens(line: &CodeLine, interner: &mut Interner) -> Vec<Token> {
    let verbatim = line.text.len() == line.span.len();
    line.text
        .split_word_bound_indices()
        .map(|(at, word)| {
            let id = interner.code(word);
            let text = at..at + word.len();
            let span = if verbatim { line.span.start + at..line.span.start + text.end } else { line.span.clone() };
            let kind = if word.trim().is_empty() { TokenKind::Space } else { TokenKind::Code };
            let folded = interner.folded(id);
            Token { kind, id, folded, span, text, spaced: false, styles: Styles::default(), link: None, is_word: false }
        })
        .collect()
}
