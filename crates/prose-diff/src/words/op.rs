//! Steps of a comparison of two token sequences.

use std::ops::Range;

use crate::text::Token;

/// Consecutive tokens of both versions: equal ones, or some that replaced others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Op {
    pub(crate) equal: bool,
    pub(crate) before: Range<usize>,
    pub(crate) after: Range<usize>,
}

impl Op {
    /// The op that replaces this many tokens by that many.
    pub(crate) fn replace_all(before: usize, after: usize) -> Self {
        Self { equal: false, before: 0..before, after: 0..after }
    }
}

/// The tokens of one or more blocks of a version, and their sentences.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokens<'a> {
    pub(crate) tokens: &'a [Token],
    pub(crate) sentences: &'a [Range<usize>],
}

/// The product of differing words that exceeded the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge {
    pub(crate) product: usize,
}

/// Adds an op, or extends the last one.
pub(super) fn push(ops: &mut Vec<Op>, equal: bool, before: Range<usize>, after: Range<usize>) {
    if before.is_empty() && after.is_empty() {
        return;
    }
    match ops.last_mut() {
        Some(last) if last.equal == equal && last.before.end == before.start && last.after.end == after.start => {
            last.before.end = before.end;
            last.after.end = after.end;
        }
        _ => ops.push(Op { equal, before, after }),
    }
}

/// Ops with the versions exchanged.
pub(crate) fn swapped(ops: Vec<Op>) -> Vec<Op> {
    ops.into_iter().map(|op| Op { equal: op.equal, before: op.after, after: op.before }).collect()
}
