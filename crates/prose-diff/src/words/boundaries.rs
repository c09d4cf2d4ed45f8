//! Changes that begin and end with whole sentences and compounds.

use std::ops::Range;

use super::op::{Op, Tokens, push};
use crate::text::{Interner, TokenKind};

/// Ops in which a deletion or insertion that ends within a sentence, but has the end of one inside, ends with a sentence
/// instead: the same mark ends both sentences. `A, b. C d` inserted before a full stop becomes `, b` and `C d.`.
pub(super) fn at_sentence_ends(ops: Vec<Op>, before: Tokens<'_>, after: Tokens<'_>) -> Vec<Op> {
    let mut found = Vec::with_capacity(ops.len());
    let mut ops = ops.into_iter().peekable();
    while let Some(op) = ops.next() {
        let end = if op.equal { None } else { inner_end(&op, before, after) };
        let (Some(end), Some(next)) = (end, ops.peek_mut().filter(|next| next.equal)) else {
            push(&mut found, op.equal, op.before, op.after);
            continue;
        };
        let (old, new) = (next.before.start, next.after.start);
        (next.before.start, next.after.start) = (old + 1, new + 1);
        if op.after.is_empty() {
            push(&mut found, false, op.before.start..end, new..new);
            push(&mut found, true, end..end + 1, new..new + 1);
            push(&mut found, false, end + 1..old + 1, new + 1..new + 1);
        } else {
            push(&mut found, false, old..old, op.after.start..end);
            push(&mut found, true, old..old + 1, end..end + 1);
            push(&mut found, false, old + 1..old + 1, end + 1..new + 1);
        }
    }
    found
}

/// The mark at the end of a sentence inside a deletion or insertion, if the same mark ends the sentence right after it.
fn inner_end(op: &Op, before: Tokens<'_>, after: Tokens<'_>) -> Option<usize> {
    let (text, range) = match (op.before.is_empty(), op.after.is_empty()) {
        (false, true) => (before, &op.before),
        (true, false) => (after, &op.after),
        _ => return None,
    };
    let mark = text.tokens.get(range.end).filter(|mark| mark.kind == TokenKind::Punctuation)?;
    let is_start = |at: usize| text.sentences.binary_search_by_key(&at, |sentence| sentence.start).is_ok();
    if !is_start(range.end + 1) && range.end + 1 < text.tokens.len() {
        return None;
    }
    // If it begins with a sentence, it can be shifted as a whole.
    let inside = range.start + 1..range.end;
    inside.into_iter().find(|&at| text.tokens[at].id == mark.id && is_start(at + 1) && !is_start(range.start))
}

/// Ops in which a change of more than one word covers the whole of a compound that it covers in part: `us-west1-a`.
pub(super) fn with_whole_compounds(ops: &[Op], before: Tokens<'_>, after: Tokens<'_>, interner: &Interner) -> Vec<Op> {
    let Some(hyphen) = interner.known("-") else { return ops.to_vec() };
    let compounds = Compounds { before, after, hyphen };
    let mut found: Vec<Op> = Vec::with_capacity(ops.len());
    for (at, op) in ops.iter().enumerate() {
        if !op.equal {
            push(&mut found, false, op.before.clone(), op.after.clone());
            continue;
        }
        let is_large =
            |op: &Op| !op.equal && op.before.len().min(op.after.len()) > 0 && op.before.len().max(op.after.len()) > 1;
        let taken =
            if at.checked_sub(1).and_then(|at| ops.get(at)).is_some_and(is_large) { compounds.tail(op) } else { 0 };
        let rest = op.before.len() - taken;
        let head = if ops.get(at + 1).is_some_and(is_large) { compounds.head(op).min(rest) } else { 0 };
        let (old, new) = (op.before.start + taken, op.after.start + taken);
        let (old_end, new_end) = (op.before.end - head, op.after.end - head);
        push(&mut found, false, op.before.start..old, op.after.start..new);
        push(&mut found, true, old..old_end, new..new_end);
        push(&mut found, false, old_end..op.before.end, new_end..op.after.end);
    }
    found
}

struct Compounds<'a> {
    before: Tokens<'a>,
    after: Tokens<'a>,
    /// Id of a hyphen.
    hyphen: u32,
}

impl Compounds<'_> {
    /// Number of tokens at the start of equal words that continue the compound before them.
    fn tail(&self, op: &Op) -> usize {
        let mut count = 0;
        while count + 1 < op.before.len()
            && self.joins(op.before.start + count, self.before)
            && self.joins(op.after.start + count, self.after)
        {
            count += 2;
        }
        count
    }

    /// Number of tokens at the end of equal words that begin the compound after them.
    fn head(&self, op: &Op) -> usize {
        let mut count = 0;
        while count + 1 < op.before.len()
            && self.joins(op.before.end - count - 1, self.before)
            && self.joins(op.after.end - count - 1, self.after)
        {
            count += 2;
        }
        count
    }

    /// Whether the token at `at` is a hyphen within a compound.
    fn joins(&self, at: usize, text: Tokens<'_>) -> bool {
        let around: Range<usize> = at.saturating_sub(1)..at + 2;
        let Some([left, mark, right]) = text.tokens.get(around) else { return false };
        mark.id == self.hyphen && !mark.spaced && !right.spaced && left.is_word && right.is_word
    }
}
