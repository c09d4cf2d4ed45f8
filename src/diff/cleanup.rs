//! Word diffs made readable: fewer, larger changes that begin and end where readers pause.

use super::intern::Interner;
use super::token::TokenKind;
use super::words::{Op, Words, push};

/// With more changes than this in a sentence, it is replaced as a whole.
const CHANGES_PER_SENTENCE: usize = 5;

/// If less of a sentence than this is kept, it is replaced as a whole.
const KEPT: f32 = 0.2;

/// Two texts that are being compared.
pub(super) struct Passage<'a> {
    pub(super) before: Words<'a>,
    pub(super) after: Words<'a>,
    pub(super) interner: &'a Interner,
}

/// Cleans up the ops of one passage. They stay without gaps.
pub(super) fn clean(passage: &Passage<'_>, ops: Vec<Op>) -> Vec<Op> {
    let ops = passage.without_small_equalities(ops);
    let ops = passage.slid(ops);
    passage.by_sentence(&ops)
}

impl Passage<'_> {
    /// Drops equal words between changes that are no longer than the change on either side, and those that say nothing,
    /// until none is left. The end of a sentence stays: a change does not cross it.
    fn without_small_equalities(&self, mut ops: Vec<Op>) -> Vec<Op> {
        let mut from = 1;
        loop {
            let doomed = (from..ops.len().saturating_sub(1)).find(|&at| {
                let (back, op, ahead) = (&ops[at - 1], &ops[at], &ops[at + 1]);
                op.equal && !back.equal && !ahead.equal && !self.crosses_sentence(op) && self.is_noise(back, op, ahead)
            });
            let Some(at) = doomed else { return ops };
            let merged = Op {
                equal: false,
                before: ops[at - 1].before.start..ops[at + 1].before.end,
                after: ops[at - 1].after.start..ops[at + 1].after.end,
            };
            ops.splice(at - 1..=at + 1, [merged]);
            // The words before now stand beside a longer change; those before them do not.
            from = at.saturating_sub(2).max(1);
        }
    }

    fn is_noise(&self, back: &Op, op: &Op, ahead: &Op) -> bool {
        if self.is_one_word(back) && self.is_one_word(ahead) {
            return false;
        }
        let says_nothing =
            self.before.tokens[op.before.clone()].iter().all(|token| !self.interner.is_content(token.folded));
        let length = self.length(op);
        says_nothing || (length <= self.length(back) && length <= self.length(ahead))
    }

    /// Whether one word was replaced by one: a correction of its own, however near the next.
    fn is_one_word(&self, op: &Op) -> bool {
        let is_one = |words: Words<'_>, range: &std::ops::Range<usize>| matches!(&words.tokens[range.clone()], [token] if token.kind == TokenKind::Word);
        is_one(self.before, &op.before) && is_one(self.after, &op.after)
    }

    /// The characters of an op on the side that has more of them.
    fn length(&self, op: &Op) -> usize {
        let (before, after) = (self.before.tokens, self.after.tokens);
        let length = |tokens: &[super::token::Token]| tokens.iter().map(|token| token.text.len() + 1).sum::<usize>();
        length(&before[op.before.clone()]).max(length(&after[op.after.clone()]))
    }

    /// Whether a sentence ends within or at the ends of an op, in both versions.
    fn crosses_sentence(&self, op: &Op) -> bool {
        let crosses = |words: Words<'_>, range: &std::ops::Range<usize>| {
            let next = words.sentences.partition_point(|sentence| sentence.start <= range.start);
            words.sentences.get(next).is_some_and(|sentence| sentence.start <= range.end)
        };
        crosses(self.before, &op.before) && crosses(self.after, &op.after)
    }

    /// Moves what was only deleted or only inserted to where readers pause, if the words around it allow.
    fn slid(&self, mut ops: Vec<Op>) -> Vec<Op> {
        for at in 0..ops.len() {
            let op = &ops[at];
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

    /// Replaces sentences as a whole in which little was kept or too much changed.
    fn by_sentence(&self, ops: &[Op]) -> Vec<Op> {
        let mut cleaned = Vec::with_capacity(ops.len());
        for part in self.parts(ops) {
            let changes = part.iter().filter(|op| !op.equal).count();
            let length =
                |equal: bool| -> usize { part.iter().filter(|op| op.equal == equal).map(|op| self.length(op)).sum() };
            let (kept, replaced) = (length(true), length(false));
            #[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
            let share = kept as f32 / (kept + replaced).max(1) as f32;
            let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
            let (before, after) = (first.before.start..last.before.end, first.after.start..last.after.end);
            let sentences = sentences_in(self.before, &before).max(sentences_in(self.after, &after)).max(1);
            let is_whole = changes > 0 && (share < KEPT || changes > CHANGES_PER_SENTENCE * sentences);
            if is_whole {
                cleaned.push(Op { equal: false, before, after });
            } else {
                cleaned.extend(part);
            }
        }
        cleaned
    }

    /// The ops cut where a sentence ends in both versions.
    fn parts(&self, ops: &[Op]) -> Vec<Vec<Op>> {
        let is_start =
            |words: Words<'_>, at: usize| words.sentences.binary_search_by_key(&at, |sentence| sentence.start).is_ok();
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
            } else if let Some(part) = parts.last_mut() {
                part.push(op.clone());
            }
        }
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// Replaces everything if most sentences were replaced.
    pub(super) fn replace_if_most_fell(&self, ops: &mut Vec<Op>, before: usize, after: usize) {
        let fell: usize = ops
            .iter()
            .filter(|op| !op.equal && !op.before.is_empty() && !op.after.is_empty())
            .map(|op| sentences_in(self.before, &op.before).min(sentences_in(self.after, &op.after)))
            .sum();
        let all = self.before.sentences.len().max(self.after.sentences.len());
        if all > 1 && 2 * fell > all {
            *ops = vec![Op { equal: false, before: 0..before, after: 0..after }];
        } else {
            // Equal words that were cut at the ends of sentences belong together again.
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

fn push_part(parts: &mut [Vec<Op>], op: &Op, range: std::ops::Range<usize>) {
    if let Some(part) = parts.last_mut().filter(|_| !range.is_empty()) {
        part.push(Op {
            equal: true,
            before: op.before.start + range.start..op.before.start + range.end,
            after: op.after.start + range.start..op.after.start + range.end,
        });
    }
}

/// How many sentences lie wholly in a range.
fn sentences_in(words: Words<'_>, range: &std::ops::Range<usize>) -> usize {
    let first = words.sentences.partition_point(|sentence| sentence.start < range.start);
    words.sentences[first..].iter().take_while(|sentence| sentence.end <= range.end).count()
}

/// How far to the right, or to the left if negative, a deletion or insertion should stand. The words that it passes are
/// the same as its own, so that only its place changes.
fn best_shift(words: Words<'_>, range: &std::ops::Range<usize>, back: usize, ahead: usize) -> isize {
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
    // Of equal places the one where it stands, then the nearest.
    let mut best = (score(0), 0);
    for shift in left.chain(right) {
        if score(shift) > best.0 {
            best = (score(shift), shift);
        }
    }
    best.1
}

/// How much of a pause there is before a token.
fn boundary(words: Words<'_>, at: usize) -> u32 {
    let is_sentence = words.sentences.binary_search_by_key(&at, |sentence| sentence.start).is_ok();
    let Some(token) = words.tokens.get(at).filter(|_| !is_sentence) else { return 6 };
    let is_mark = |token: &super::token::Token| token.kind == TokenKind::Punctuation;
    let after_mark = at > 0 && is_mark(&words.tokens[at - 1]);
    match (token.spaced, after_mark) {
        (true, true) => 3,
        (true, false) => 2,
        (false, _) if is_mark(token) => 1,
        _ => 0,
    }
}

fn shift_op(ops: &mut [Op], at: usize, shift: isize) {
    let moved = |range: &std::ops::Range<usize>| {
        range.start.saturating_add_signed(shift)..range.end.saturating_add_signed(shift)
    };
    ops[at].before = moved(&ops[at].before);
    ops[at].after = moved(&ops[at].after);
    let (before, after) = (ops[at].before.clone(), ops[at].after.clone());
    if let Some(back) = at.checked_sub(1).and_then(|back| ops.get_mut(back)) {
        back.before.end = before.start;
        back.after.end = after.start;
    }
    if let Some(ahead) = ops.get_mut(at + 1) {
        ahead.before.start = before.end;
        ahead.after.start = after.end;
    }
}
