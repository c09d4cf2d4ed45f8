//! Comparison of two texts word by word.

mod aligner;
mod boundaries;
mod cleanup;
mod op;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::align::{Class, Unit, with_gaps};
use crate::text::{Interner, JoinedText, Token, WordBag};
use op::push;

pub(crate) use aligner::{Aligner, with_case};
pub(crate) use cleanup::Cleanup;
pub(crate) use op::{Op, Tokens, TooLarge, swapped};

/// Paragraphs with at least this many sentences and at most this likeness are compared sentence by sentence.
const MIN_SENTENCES: usize = 3;
const MAX_LIKENESS: f32 = 0.6;

/// Compares two texts word by word: all words at once, or sentence by sentence, whichever reads better. Paragraphs with
/// little in common are compared by sentences, so that the words of one sentence are not found scattered over others.
///
/// # Errors
/// If the product of the numbers of differing words exceeds `limit`.
pub(crate) fn compare(
    before: &JoinedText<'_>,
    after: &JoinedText<'_>,
    interner: &Interner,
    limit: usize,
) -> Result<Vec<Op>, TooLarge> {
    let (sentences_before, sentences_after) = (before.sentences(), after.sentences());
    let before = Tokens { tokens: &before.tokens, sentences: &sentences_before };
    let after = Tokens { tokens: &after.tokens, sentences: &sentences_after };
    let is_same = before.tokens.iter().map(|token| token.id).eq(after.tokens.iter().map(|token| token.id));
    let ops = if is_same {
        vec![Op { equal: true, before: 0..before.tokens.len(), after: 0..after.tokens.len() }]
    } else {
        Comparer { before, after, interner, limit }.compare()?
    };
    let ops = with_case(ops, before.tokens, after.tokens);
    Ok(with_spacing(&ops, before.tokens, after.tokens))
}

/// Two texts that differ, and the bound on the work.
struct Comparer<'a> {
    before: Tokens<'a>,
    after: Tokens<'a>,
    interner: &'a Interner,
    limit: usize,
}

impl Comparer<'_> {
    fn compare(&self) -> Result<Vec<Op>, TooLarge> {
        let sentences = self.before.sentences.len().max(self.after.sentences.len());
        let bag = |text: Tokens<'_>| WordBag::new(text.tokens.iter(), self.interner);
        if sentences >= MIN_SENTENCES && bag(self.before).likeness(&bag(self.after)) < MAX_LIKENESS {
            return self.by_sentence();
        }
        let whole = match self.whole() {
            // Too much at once may be little sentence by sentence.
            Err(_) if self.limit > 0 && sentences > 1 => return self.by_sentence(),
            whole => whole?,
        };
        let changes = whole.iter().filter(|op| !op.equal).count();
        if changes < 2 || sentences < 2 {
            return Ok(whole);
        }
        match self.by_sentence() {
            Ok(by_sentence) if self.effort(&by_sentence) < self.effort(&whole) => Ok(by_sentence),
            _ => Ok(whole),
        }
    }

    fn whole(&self) -> Result<Vec<Op>, TooLarge> {
        self.compare_ranges(vec![(0..self.before.tokens.len(), 0..self.after.tokens.len())])
    }

    fn by_sentence(&self) -> Result<Vec<Op>, TooLarge> {
        self.compare_ranges(sentence_pairs(self.before, self.after, self.interner))
    }

    fn compare_ranges(&self, ranges: Vec<(Range<usize>, Range<usize>)>) -> Result<Vec<Op>, TooLarge> {
        let (before, after, interner) = (self.before, self.after, self.interner);
        let cleanup = Cleanup { before, after, interner };
        let mut ops = Vec::new();
        for (a, b) in ranges {
            let mut found = Vec::new();
            let aligner = Aligner { before: before.tokens, after: after.tokens, interner };
            aligner.align(a, b, self.limit, &mut found)?;
            ops.extend(cleanup.clean(found));
        }
        cleanup.replace_if_mostly_changed(&mut ops, before.tokens.len(), after.tokens.len());
        Ok(ops)
    }

    /// What a reader has to take in: a constant for each change, and its length.
    fn effort(&self, ops: &[Op]) -> usize {
        const EACH: usize = 10;
        let length = |tokens: &[Token]| tokens.iter().map(|token| token.text.len() + 1).sum::<usize>();
        let effort = |op: &Op| {
            EACH + length(&self.before.tokens[op.before.clone()]) + length(&self.after.tokens[op.after.clone()])
        };
        ops.iter().filter(|op| !op.equal).map(effort).sum()
    }
}

/// Ranges of tokens: matched sentences, and the sentences between them.
fn sentence_pairs(before: Tokens<'_>, after: Tokens<'_>, interner: &Interner) -> Vec<(Range<usize>, Range<usize>)> {
    let mut keys: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
    let mut read = |words: Tokens<'_>| -> Vec<(u32, WordBag)> {
        let sentences = words.sentences.iter().map(|sentence| {
            let tokens = &words.tokens[sentence.clone()];
            let next = u32::try_from(keys.len()).unwrap_or(u32::MAX);
            let key = *keys.entry(tokens.iter().map(|token| token.id).collect()).or_insert(next);
            (key, WordBag::new(tokens.iter(), interner))
        });
        sentences.collect()
    };
    let (a, b) = (read(before), read(after));
    let tokens = |words: Tokens<'_>, sentences: Range<usize>| -> Range<usize> {
        let start = |sentence: usize| words.sentences.get(sentence).map_or(words.tokens.len(), |range| range.start);
        start(sentences.start)..start(sentences.end)
    };
    let segments = with_gaps(&units(&a), &units(&b)).into_iter();
    segments.map(|(segment, _)| (tokens(before, segment.before), tokens(after, segment.after))).collect()
}

fn units(sentences: &[(u32, WordBag)]) -> Vec<Unit<'_>> {
    sentences.iter().map(|(key, bag)| Unit { key: *key, class: Class::Prose(None), bag }).collect()
}

/// Marks the second of two equal words as changed where white space was added or removed between them: `foo (bar)`,
/// `foo(bar)`. The amount and kind of white space make no difference.
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
