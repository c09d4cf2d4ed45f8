//! Alignment of tokens by weight: a content word counts for more than two stop words.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::op::{Op, TooLarge, push};
use crate::text::{Interner, Token};

/// Product of word counts up to which the best of all alignments is found.
const EXACT_CELLS: usize = 1 << 19;

/// Aligner of the tokens of two versions. Words that differ only in their capitals are aligned as equal ones are, with a
/// little less weight; [`with_case`] separates them.
pub(crate) struct Aligner<'a> {
    pub(crate) before: &'a [Token],
    pub(crate) after: &'a [Token],
    pub(crate) interner: &'a Interner,
}

impl Aligner<'_> {
    /// Adds the ops of these tokens.
    ///
    /// # Errors
    /// If the product of the numbers of differing tokens exceeds `limit`.
    pub(crate) fn align(
        &self,
        before: Range<usize>,
        after: Range<usize>,
        limit: usize,
        ops: &mut Vec<Op>,
    ) -> Result<(), TooLarge> {
        let (a, b) = (&self.before[before.clone()], &self.after[after.clone()]);
        let prefix = a.iter().zip(b).take_while(|(a, b)| a.id == b.id).count();
        let (rest_a, rest_b) = (&a[prefix..], &b[prefix..]);
        let suffix = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(a, b)| a.id == b.id).count();
        let (a, b) = (&rest_a[..rest_a.len() - suffix], &rest_b[..rest_b.len() - suffix]);
        let product = a.len() * b.len();
        if product > limit {
            return Err(TooLarge { product });
        }
        push(ops, true, before.start..before.start + prefix, after.start..after.start + prefix);
        let (from, to) = (before.start + prefix, after.start + prefix);
        let inner = if product > EXACT_CELLS { align_roughly(a, b) } else { self.align_exactly(a, b) };
        for op in inner {
            let (before, after) =
                (from + op.before.start..from + op.before.end, to + op.after.start..to + op.after.end);
            push(ops, op.equal, before, after);
        }
        push(ops, true, before.end - suffix..before.end, after.end - suffix..after.end);
        Ok(())
    }

    /// The alignment with the largest weight of equal words, and among those one with few interruptions.
    fn align_exactly(&self, a: &[Token], b: &[Token]) -> Vec<Op> {
        let mut ops = Vec::new();
        if a.is_empty() || b.is_empty() {
            push(&mut ops, false, 0..a.len(), 0..b.len());
            return ops;
        }
        let steps = self.steps(a, b);
        let width = b.len() + 1;
        let (mut row, mut column) = (a.len(), b.len());
        let mut matches = Vec::new();
        let mut in_match = steps[row * width + column] & ENDS_IN_MATCH != 0;
        while row > 0 && column > 0 {
            let step = steps[row * width + column];
            if in_match {
                (row, column) = (row - 1, column - 1);
                matches.push((row, column));
                in_match = step & AFTER_MATCH != 0;
            } else {
                let up = step & GAP_UP != 0;
                let (next_row, next_column) = if up { (row - 1, column) } else { (row, column - 1) };
                (row, column) = (next_row, next_column);
                in_match = steps[row * width + column] & ENDS_IN_MATCH != 0;
            }
        }
        matches.reverse();
        let (mut at, mut bt) = (0, 0);
        for (row, column) in matches {
            push(&mut ops, false, at..row, bt..column);
            push(&mut ops, true, row..row + 1, column..column + 1);
            (at, bt) = (row + 1, column + 1);
        }
        push(&mut ops, false, at..a.len(), bt..b.len());
        ops
    }

    /// For each cell, how the best path to it ends.
    fn steps(&self, a: &[Token], b: &[Token]) -> Vec<u8> {
        const IMPOSSIBLE: i32 = i32::MIN / 2;
        const CONTIGUOUS: i32 = 3;
        let width = b.len() + 1;
        let mut steps = vec![0_u8; (a.len() + 1) * width];
        // Best score of the paths that end in a match at the cell, and of all paths to it.
        let (mut matched_above, mut best_above) = (vec![IMPOSSIBLE; width], vec![0; width]);
        for row in 1..=a.len() {
            let (mut matched, mut best) = (vec![IMPOSSIBLE; width], vec![0; width]);
            let word = &a[row - 1];
            let weight = i32::from(self.interner.weight(word.id));
            for column in 1..width {
                let mut step = 0;
                if word.folded == b[column - 1].folded {
                    let weight = if word.id == b[column - 1].id { weight } else { weight - 1 };
                    let continued = matched_above[column - 1] + CONTIGUOUS;
                    let begun = best_above[column - 1];
                    matched[column] = weight + continued.max(begun);
                    if continued >= begun {
                        step |= AFTER_MATCH;
                    }
                }
                let up = best_above[column] >= best[column - 1];
                let gap = if up { best_above[column] } else { best[column - 1] };
                if up {
                    step |= GAP_UP;
                }
                if matched[column] >= gap && matched[column] > IMPOSSIBLE {
                    step |= ENDS_IN_MATCH;
                }
                best[column] = gap.max(matched[column]);
                steps[row * width + column] = step;
            }
            (matched_above, best_above) = (matched, best);
        }
        steps
    }
}

/// Marks words that differ in their capitals as changed.
pub(crate) fn with_case(ops: Vec<Op>, before: &[Token], after: &[Token]) -> Vec<Op> {
    let mut found = Vec::with_capacity(ops.len());
    for op in ops {
        if !op.equal {
            push(&mut found, false, op.before, op.after);
            continue;
        }
        for (a, b) in op.before.zip(op.after) {
            push(&mut found, before[a].id == after[b].id, a..a + 1, b..b + 1);
        }
    }
    found
}

/// Alignment by rare words first: close to linear, and good enough for large texts.
fn align_roughly(a: &[Token], b: &[Token]) -> Vec<Op> {
    let ids = |tokens: &[Token]| tokens.iter().map(|token| token.id).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Histogram, &ids(a), &ids(b)).into_iter();
    ops.map(|op| Op { equal: matches!(op, DiffOp::Equal { .. }), before: op.old_range(), after: op.new_range() })
        .collect()
}

/// The best path to the cell ends in a match.
const ENDS_IN_MATCH: u8 = 1;
/// The best path that ends in a match here has one right before it.
const AFTER_MATCH: u8 = 2;
/// The best path that does not end in a match comes from above, not from the left.
const GAP_UP: u8 = 4;
