//! Cleanup of word diffs: fewer, larger changes that begin and end where readers pause.

use std::ops::Range;

use super::boundaries::{at_sentence_ends, with_whole_compounds};
use super::op::{Op, Tokens, push};
use crate::text::{Interner, Token, TokenKind, count_words};

/// Number of changes in a sentence past which all of it counts as replaced.
const CHANGES_PER_SENTENCE: usize = 8;

/// Share of equal words in a sentence below which all of it counts as replaced.
const EQUAL_SHARE: f32 = 0.2;

/// Number of words at the start or end of a replaced sentence that are kept if they are equal.
const PHRASE: usize = 3;

/// Cleanup of the ops between two texts.
pub(crate) struct Cleanup<'a> {
    pub(crate) before: Tokens<'a>,
    pub(crate) after: Tokens<'a>,
    pub(crate) interner: &'a Interner,
}

impl Cleanup<'_> {
    /// Cleans up ops without gaps, and leaves no gaps.
    pub(crate) fn clean(&self, ops: Vec<Op>) -> Vec<Op> {
        let ops = self.without_small_equalities(ops);
        let ops = self.slid(ops);
        let ops = at_sentence_ends(ops, self.before, self.after);
        let ops = with_whole_compounds(&ops, self.before, self.after, self.interner);
        self.by_sentence(&ops)
    }

    /// Merges changes separated by equal words that are no longer than the change on either side, or are stop words,
    /// until there are none. A change never crosses the end of a sentence.
    fn without_small_equalities(&self, mut ops: Vec<Op>) -> Vec<Op> {
        let mut from = 1;
        loop {
            let small = (from..ops.len().saturating_sub(1)).find(|&at| {
                let (back, op, ahead) = (&ops[at - 1], &ops[at], &ops[at + 1]);
                op.equal && !back.equal && !ahead.equal && !self.crosses_sentence(op) && self.is_noise(back, op, ahead)
            });
            let Some(at) = small else { return ops };
            let merged = Op {
                equal: false,
                before: ops[at - 1].before.start..ops[at + 1].before.end,
                after: ops[at - 1].after.start..ops[at + 1].after.end,
            };
            ops.splice(at - 1..=at + 1, [merged]);
            // The equal words before the merged change now have a longer neighbour; earlier ones do not.
            from = at.saturating_sub(2).max(1);
        }
    }

    fn is_noise(&self, back: &Op, op: &Op, ahead: &Op) -> bool {
        if self.is_one_word(back) && self.is_one_word(ahead) {
            return false;
        }
        let has_no_content =
            self.before.tokens[op.before.clone()].iter().all(|token| !self.interner.is_content(token.folded));
        let length = self.length(op);
        has_no_content || (2 * length <= self.length(back) && 2 * length <= self.length(ahead))
    }

    /// Whether one word was replaced by one. That is a correction of its own, however near the next.
    fn is_one_word(&self, op: &Op) -> bool {
        let is_one = |text: Tokens<'_>, range: &Range<usize>| {
            let tokens = &text.tokens[range.clone()];
            tokens.len() == 1 && tokens[0].kind == TokenKind::Word
        };
        is_one(self.before, &op.before) && is_one(self.after, &op.after)
    }

    /// Length of an op in bytes, on its longer side.
    fn length(&self, op: &Op) -> usize {
        let (before, after) = (self.before.tokens, self.after.tokens);
        let length = |tokens: &[Token]| tokens.iter().map(|token| token.text.len() + 1).sum::<usize>();
        length(&before[op.before.clone()]).max(length(&after[op.after.clone()]))
    }

    /// Whether a sentence ends within or at the ends of an op in both versions.
    fn crosses_sentence(&self, op: &Op) -> bool {
        let crosses = |words: Tokens<'_>, range: &Range<usize>| {
            let next = words.sentences.partition_point(|sentence| sentence.start <= range.start);
            words.sentences.get(next).is_some_and(|sentence| sentence.start <= range.end)
        };
        crosses(self.before, &op.before) && crosses(self.after, &op.after)
    }

    /// Shifts pure deletions and insertions to where readers pause, if the surrounding words allow it.
    fn slid(&self, mut ops: Vec<Op>) -> Vec<Op> {
        let mut next = 0;
        while let Some(op) = ops.get(next) {
            let at = next;
            next += 1;
            if op.equal || (!op.before.is_empty() && !op.after.is_empty()) {
                continue;
            }
            let is_deletion = op.after.is_empty();
            let (words, range) = if is_deletion { (self.before, &op.before) } else { (self.after, &op.after) };
            let room = |neighbour: Option<&Op>| neighbour.filter(|op| op.equal).map_or(0, |op| op.before.len());
            let back = room(at.checked_sub(1).and_then(|at| ops.get(at)));
            let ahead = room(ops.get(at + 1));
            let shift = best_shift(words, range, back, ahead);
            if shift != 0 {
                shift_op(&mut ops, at, shift);
            }
        }
        let mut joined = Vec::with_capacity(ops.len());
        for op in ops {
            push(&mut joined, op.equal, op.before, op.after);
        }
        joined
    }

    /// Turns each sentence with few equal words or too many changes into one replacement.
    fn by_sentence(&self, ops: &[Op]) -> Vec<Op> {
        let mut cleaned = Vec::with_capacity(ops.len());
        for part in self.parts(ops) {
            let changes = part.iter().filter(|op| !op.equal).count();
            let length =
                |equal: bool| -> usize { part.iter().filter(|op| op.equal == equal).map(|op| self.length(op)).sum() };
            let (equal, replaced) = (length(true), length(false));
            #[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
            let share = equal as f32 / (equal + replaced).max(1) as f32;
            let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
            let (before, after) = (first.before.start..last.before.end, first.after.start..last.after.end);
            let sentences = sentences_in(self.before, &before).max(sentences_in(self.after, &after)).max(1);
            let is_whole = changes > 0 && (share < EQUAL_SHARE || changes > CHANGES_PER_SENTENCE * sentences);
            if is_whole {
                // Words at its start and end are still kept, if they are a phrase.
                let (start, end) = (self.is_phrase(first), part.len() > 1 && self.is_phrase(last));
                let head = if start { (first.before.end, first.after.end) } else { (before.start, after.start) };
                let tail = if end { (last.before.start, last.after.start) } else { (before.end, after.end) };
                push(&mut cleaned, true, before.start..head.0, after.start..head.1);
                push(&mut cleaned, false, head.0..tail.0, head.1..tail.1);
                push(&mut cleaned, true, tail.0..before.end, tail.1..after.end);
            } else {
                for op in part {
                    push(&mut cleaned, op.equal, op.before, op.after);
                }
            }
        }
        cleaned
    }

    /// Whether an op is equal words that are a phrase of their own.
    fn is_phrase(&self, op: &Op) -> bool {
        let tokens = &self.before.tokens[op.before.clone()];
        let has_content = tokens.iter().any(|token| self.interner.is_content(token.folded));
        op.equal && has_content && count_words(tokens) >= PHRASE
    }

    /// The ops, divided where a sentence ends in both versions, and within changes that have the ends of sentences.
    fn parts(&self, ops: &[Op]) -> Vec<Vec<Op>> {
        let is_start =
            |words: Tokens<'_>, at: usize| words.sentences.binary_search_by_key(&at, |sentence| sentence.start).is_ok();
        let mut parts = vec![Vec::new()];
        for op in ops {
            let mut from = 0;
            if is_start(self.before, op.before.start) && is_start(self.after, op.after.start) {
                parts.push(Vec::new());
            }
            for at in 1..op.before.len().min(op.after.len()) {
                let (a, b) = (op.before.start + at, op.after.start + at);
                if op.equal && is_start(self.before, a) && is_start(self.after, b) {
                    push_part(&mut parts, op, from..at);
                    parts.push(Vec::new());
                    from = at;
                }
            }
            if op.equal {
                push_part(&mut parts, op, from..op.before.len());
            } else {
                self.push_change(&mut parts, op);
            }
        }
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// Adds a change to the last part, or what belongs to its first sentences. What belongs to its last sentences begins a
    /// new part.
    fn push_change(&self, parts: &mut Vec<Vec<Op>>, op: &Op) {
        let starts = |words: Tokens<'_>, range: &Range<usize>| -> Option<Range<usize>> {
            let first = words.sentences.partition_point(|sentence| sentence.start <= range.start);
            let end = words.sentences.partition_point(|sentence| sentence.start < range.end);
            (first < end).then(|| words.sentences[first].start..words.sentences[end - 1].start)
        };
        let (before, after) = (starts(self.before, &op.before), starts(self.after, &op.after));
        let cuts = match before.zip(after) {
            Some((a, b)) => vec![(a.start, b.start), (a.end, b.end)],
            None => Vec::new(),
        };
        let (mut from, mut to) = (op.before.start, op.after.start);
        for (a, b) in cuts {
            if let Some(part) = parts.last_mut() {
                push(part, false, from..a, to..b);
            }
            parts.push(Vec::new());
            (from, to) = (a, b);
        }
        if let Some(part) = parts.last_mut() {
            push(part, false, from..op.before.end, to..op.after.end);
        }
    }

    /// Turns everything into one replacement if most sentences were replaced.
    pub(crate) fn replace_if_mostly_changed(&self, ops: &mut Vec<Op>, before: usize, after: usize) {
        let replaced: usize = ops
            .iter()
            .filter(|op| !op.equal && !op.before.is_empty() && !op.after.is_empty())
            .map(|op| sentences_in(self.before, &op.before).min(sentences_in(self.after, &op.after)))
            .sum();
        let all = self.before.sentences.len().max(self.after.sentences.len());
        if all > 1 && 2 * replaced > all {
            *ops = vec![Op::replace_all(before, after)];
        } else {
            // Rejoins the equal words that were divided at the ends of sentences.
            let mut joined: Vec<Op> = Vec::with_capacity(ops.len());
            for op in ops.drain(..) {
                match joined.last_mut() {
                    Some(last) if last.equal && op.equal => {
                        last.before.end = op.before.end;
                        last.after.end = op.after.end;
                    }
                    _ => joined.push(op),
                }
            }
            *ops = joined;
        }
    }
}

fn push_part(parts: &mut [Vec<Op>], op: &Op, range: Range<usize>) {
    if let Some(part) = parts.last_mut().filter(|_| !range.is_empty()) {
        part.push(Op {
            equal: true,
            before: op.before.start + range.start..op.before.start + range.end,
            after: op.after.start + range.start..op.after.start + range.end,
        });
    }
}

/// Number of sentences entirely in a range.
fn sentences_in(words: Tokens<'_>, range: &Range<usize>) -> usize {
    let first = words.sentences.partition_point(|sentence| sentence.start < range.start);
    words.sentences[first..].iter().take_while(|sentence| sentence.end <= range.end).count()
}

/// How far to shift a deletion or insertion to the right, or to the left if negative. The words it passes are equal to
/// its own, so that only its position changes.
fn best_shift(words: Tokens<'_>, range: &Range<usize>, back: usize, ahead: usize) -> isize {
    let id = |at: usize| words.tokens[at].id;
    let left = (1..=back)
        .take_while(|&shift| id(range.start - shift) == id(range.end - shift))
        .map(usize::cast_signed)
        .map(|shift| -shift);
    let right = (1..=ahead)
        .take_while(|&shift| id(range.start + shift - 1) == id(range.end + shift - 1))
        .map(usize::cast_signed);
    let score = |shift: isize| {
        let boundary = |at: usize| boundary(words, at.saturating_add_signed(shift));
        boundary(range.start) + boundary(range.end)
    };
    // On a tie the current position wins, then the nearest.
    let mut best = (score(0), 0);
    for shift in left.chain(right) {
        if score(shift) > best.0 {
            best = (score(shift), shift);
        }
    }
    best.1
}

/// Strength of the pause before a token.
fn boundary(words: Tokens<'_>, at: usize) -> u32 {
    let is_sentence = words.sentences.binary_search_by_key(&at, |sentence| sentence.start).is_ok();
    let Some(token) = words.tokens.get(at).filter(|_| !is_sentence) else { return 6 };
    let is_mark = |token: &Token| token.kind == TokenKind::Punctuation;
    let after_mark = at > 0 && is_mark(&words.tokens[at - 1]);
    match (token.spaced, after_mark) {
        (true, true) => 3,
        (true, false) => 2,
        (false, _) if is_mark(token) => 1,
        _ => 0,
    }
}

/// Shifts a change among equal words. What it leaves behind at the start or end is an op of its own.
fn shift_op(ops: &mut Vec<Op>, at: usize, shift: isize) {
    let (old, new) = (ops[at].before.clone(), ops[at].after.clone());
    let moved = |range: &Range<usize>| range.start.saturating_add_signed(shift)..range.end.saturating_add_signed(shift);
    ops[at].before = moved(&ops[at].before);
    ops[at].after = moved(&ops[at].after);
    let (before, after) = (ops[at].before.clone(), ops[at].after.clone());
    match ops.get_mut(at + 1) {
        Some(ahead) => (ahead.before.start, ahead.after.start) = (before.end, after.end),
        None => ops.push(Op { equal: true, before: before.end..old.end, after: after.end..new.end }),
    }
    match at.checked_sub(1).and_then(|back| ops.get_mut(back)) {
        Some(back) => (back.before.end, back.after.end) = (before.start, after.start),
        None => ops.insert(0, Op { equal: true, before: old.start..before.start, after: new.start..after.start }),
    }
}
