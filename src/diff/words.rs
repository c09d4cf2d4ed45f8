//! Which words of two texts are the same.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::align::{Class, Item, align};
use super::aligner::Aligner;
use super::cleanup::{Passage, clean};
use super::intern::Interner;
use super::likeness::Bag;
use super::token::Token;

/// A paragraph of so many sentences that is less alike than this is compared sentence by sentence.
const SENTENCES: usize = 3;
const SENTENCE_LIKENESS: f32 = 0.6;

/// Tokens of both versions: the same ones, or some that stand for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Op {
    pub(super) equal: bool,
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// The tokens of one or more blocks of a version, with where sentences stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) sentences: &'a [Range<usize>],
}

/// The words of one text times those of the other are more than the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLarge {
    pub(super) product: usize,
}

/// Compares two texts word by word: all words at once, or sentence by sentence, whichever reads better. Paragraphs that
/// are little alike are compared by sentences, so that words of one are not found scattered over others.
///
/// # Errors
/// If the words of one times the words of the other are more than `limit`, where they differ.
pub(super) fn compare(
    before: Words<'_>,
    after: Words<'_>,
    interner: &Interner,
    limit: usize,
) -> Result<Vec<Op>, TooLarge> {
    let is_same = before.tokens.iter().map(|token| token.id).eq(after.tokens.iter().map(|token| token.id));
    if is_same {
        let all = Op { equal: true, before: 0..before.tokens.len(), after: 0..after.tokens.len() };
        return Ok(with_spacing(&[all], before.tokens, after.tokens));
    }
    let comparer = Comparer { before, after, interner, limit };
    let sentences = before.sentences.len().max(after.sentences.len());
    let likeness = Bag::new(before.tokens.iter(), interner).likeness(&Bag::new(after.tokens.iter(), interner));
    let ops = if sentences >= SENTENCES && likeness < SENTENCE_LIKENESS {
        comparer.by_sentence()?
    } else {
        let whole = match comparer.whole() {
            // What is too much at once may be little sentence by sentence.
            Err(_) if limit > 0 && sentences > 1 => {
                return Ok(with_spacing(&comparer.by_sentence()?, before.tokens, after.tokens));
            }
            whole => whole?,
        };
        let changes = whole.iter().filter(|op| !op.equal).count();
        if changes < 2 || sentences < 2 {
            whole
        } else {
            match comparer.by_sentence() {
                Ok(by_sentence) if comparer.effort(&by_sentence) < comparer.effort(&whole) => by_sentence,
                _ => whole,
            }
        }
    };
    Ok(with_spacing(&ops, before.tokens, after.tokens))
}

/// Two texts that differ, and what may be spent on them.
struct Comparer<'a> {
    before: Words<'a>,
    after: Words<'a>,
    interner: &'a Interner,
    limit: usize,
}

impl Comparer<'_> {
    fn whole(&self) -> Result<Vec<Op>, TooLarge> {
        self.passages(vec![(0..self.before.tokens.len(), 0..self.after.tokens.len())])
    }

    fn by_sentence(&self) -> Result<Vec<Op>, TooLarge> {
        self.passages(sentence_pairs(self.before, self.after, self.interner))
    }

    fn passages(&self, passages: Vec<(Range<usize>, Range<usize>)>) -> Result<Vec<Op>, TooLarge> {
        let (before, after, interner) = (self.before, self.after, self.interner);
        let passage = Passage { before, after, interner };
        let mut ops = Vec::new();
        for (a, b) in passages {
            let mut found = Vec::new();
            let aligner = Aligner { before: before.tokens, after: after.tokens, interner };
            aligner.align(a, b, self.limit, &mut found)?;
            ops.extend(clean(&passage, found));
        }
        passage.replace_if_most_fell(&mut ops, before.tokens.len(), after.tokens.len());
        Ok(ops)
    }

    /// What a reader has to take in: each change, and the characters in it.
    fn effort(&self, ops: &[Op]) -> usize {
        const EACH: usize = 10;
        let length = |tokens: &[Token]| tokens.iter().map(|token| token.text.len() + 1).sum::<usize>();
        let effort = |op: &Op| {
            EACH + length(&self.before.tokens[op.before.clone()]) + length(&self.after.tokens[op.after.clone()])
        };
        ops.iter().filter(|op| !op.equal).map(effort).sum()
    }
}

/// The sentences that belong together, and those between.
fn sentence_pairs(before: Words<'_>, after: Words<'_>, interner: &Interner) -> Vec<(Range<usize>, Range<usize>)> {
    let mut keys: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
    let mut read = |words: Words<'_>| -> Vec<(u32, Bag)> {
        let sentences = words.sentences.iter().map(|sentence| {
            let tokens = &words.tokens[sentence.clone()];
            let next = u32::try_from(keys.len()).unwrap_or(u32::MAX);
            let key = *keys.entry(tokens.iter().map(|token| token.id).collect()).or_insert(next);
            (key, Bag::new(tokens.iter(), interner))
        });
        sentences.collect()
    };
    let (a, b) = (read(before), read(after));
    let beads = align(&items(&a), &items(&b), &mut Vec::new());
    let tokens = |words: Words<'_>, sentences: Range<usize>| -> Range<usize> {
        let start = words.sentences.get(sentences.start).map_or(words.tokens.len(), |sentence| sentence.start);
        let end = words.sentences.get(sentences.end).map_or(words.tokens.len(), |sentence| sentence.start);
        start..end
    };
    let mut passages = Vec::new();
    let (mut from, mut to) = (0, 0);
    for bead in beads {
        if bead.before.start > from || bead.after.start > to {
            passages.push((tokens(before, from..bead.before.start), tokens(after, to..bead.after.start)));
        }
        (from, to) = (bead.before.end, bead.after.end);
        passages.push((tokens(before, bead.before), tokens(after, bead.after)));
    }
    if from < before.sentences.len() || to < after.sentences.len() {
        passages.push((tokens(before, from..before.sentences.len()), tokens(after, to..after.sentences.len())));
    }
    passages
}

fn items(sentences: &[(u32, Bag)]) -> Vec<Item<'_>> {
    sentences.iter().map(|(key, bag)| Item { key: *key, class: Class::Prose(0), bag }).collect()
}

/// Adds an op, or makes the last one longer.
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

/// Where white space came or went between two equal words, the second is another word: `foo (bar)`, `foo(bar)`. How
/// much of it stands there, and what, is no difference.
fn with_spacing(ops: &[Op], before: &[Token], after: &[Token]) -> Vec<Op> {
    let mut found = Vec::with_capacity(ops.len());
    let mut is_after_equal = false;
    for op in ops {
        if !op.equal {
            found.push(op.clone());
            is_after_equal = false;
            continue;
        }
        let mut from = 0;
        for at in 0..op.before.len() {
            let (a, b) = (op.before.start + at, op.after.start + at);
            let is_inner = at > 0 || is_after_equal;
            if is_inner && before[a].spaced != after[b].spaced {
                push(&mut found, true, op.before.start + from..a, op.after.start + from..b);
                found.push(Op { equal: false, before: a..a + 1, after: b..b + 1 });
                from = at + 1;
            }
        }
        push(&mut found, true, op.before.start + from..op.before.end, op.after.start + from..op.after.end);
        is_after_equal = true;
    }
    found
}
