//! Comparison of code by lines, and by words within corresponding lines. White space counts.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::align::{Class, Indices, Unit, paired};
use crate::flatten::CodeLine;
use crate::model::Styles;
use crate::text::{Interner, Token, TokenKind, WordBag};
use crate::words::{Aligner, Cleanup, Op, Tokens, swapped, with_case};

/// A line of one version, or corresponding lines of both.
#[derive(Debug)]
pub(crate) struct LineOp {
    /// Index in the old version.
    pub(crate) before: Option<usize>,
    /// Index in the new version.
    pub(crate) after: Option<usize>,
    /// Changes inside corresponding lines; `None` for equal lines.
    pub(crate) changed: Option<Box<ChangedLine>>,
}

/// The words of corresponding lines with changes inside.
#[derive(Debug)]
pub(crate) struct ChangedLine {
    pub(crate) before: Vec<Token>,
    pub(crate) after: Vec<Token>,
    pub(crate) ops: Vec<Op>,
}

impl LineOp {
    fn new((before, after): Indices) -> Self {
        Self { before, after, changed: None }
    }

    pub(crate) fn swapped(self) -> Self {
        let swap = |line: Box<ChangedLine>| {
            Box::new(ChangedLine { before: line.after, after: line.before, ops: swapped(line.ops) })
        };
        Self { before: self.after, after: self.before, changed: self.changed.map(swap) }
    }
}

/// Compares code line by line.
pub(crate) fn compare(before: &[CodeLine], after: &[CodeLine], interner: &mut Interner, limit: usize) -> Vec<LineOp> {
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Histogram, &texts(before), &texts(after)) {
        let (old, new) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            found.extend(old.zip(new).map(|(a, b)| LineOp::new((Some(a), Some(b)))));
            continue;
        }
        let (bags_a, bags_b) = (bags(&before[old.clone()]), bags(&after[new.clone()]));
        for (a, b) in paired(&units(&bags_a, 0), &units(&bags_b, bags_a.len())) {
            let indices = (a.map(|a| old.start + a), b.map(|b| new.start + b));
            if let (Some(a), Some(b)) = indices {
                match changed_line(&before[a], &after[b], interner, limit) {
                    Some(line) => found.push(LineOp { changed: Some(Box::new(line)), ..LineOp::new(indices) }),
                    None => found.extend([LineOp::new((Some(a), None)), LineOp::new((None, Some(b)))]),
                }
            } else {
                found.push(LineOp::new(indices));
            }
        }
    }
    found
}

fn texts(lines: &[CodeLine]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

fn bags(lines: &[CodeLine]) -> Vec<WordBag> {
    lines.iter().map(|line| WordBag::of_lines(std::iter::once(line.text.as_str()))).collect()
}

/// Compares two lines; `None` if they are too long or have nothing in common.
fn changed_line(before: &CodeLine, after: &CodeLine, interner: &mut Interner, limit: usize) -> Option<ChangedLine> {
    let (before, after) = (tokens(before, interner), tokens(after, interner));
    let mut ops = Vec::new();
    let aligner = Aligner { before: &before, after: &after, interner };
    aligner.align(0..before.len(), 0..after.len(), limit, &mut ops).ok()?;
    let whole = |tokens| Tokens { tokens, sentences: &[] };
    let ops = Cleanup { before: whole(&before), after: whole(&after), interner }.clean(ops);
    let ops = with_case(ops, &before, &after);
    ops.iter().any(|op| op.equal).then_some(ChangedLine { before, after, ops })
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
