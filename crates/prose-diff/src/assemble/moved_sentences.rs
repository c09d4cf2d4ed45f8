//! Sentences in another place of their block.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::text::JoinedText;
use crate::words::Op;

/// Number of words from which a sentence is recognized in another place.
const MIN_WORDS: usize = 4;

/// Sentences of both versions that are the same, as ranges of tokens.
pub(super) type Moved = (Range<usize>, Range<usize>);

/// The sentences that ops delete in one place and insert in another. Those that follow each other in both versions
/// moved together.
pub(super) fn moved_sentences(ops: &[Op], before: &JoinedText<'_>, after: &JoinedText<'_>) -> Vec<Moved> {
    if ops.iter().all(|op| op.equal || op.before.is_empty()) || ops.iter().all(|op| op.equal || op.after.is_empty()) {
        return Vec::new();
    }
    let deleted = whole_sentences(before, ops.iter().filter(|op| !op.equal).map(|op| &op.before));
    let inserted = whole_sentences(after, ops.iter().filter(|op| !op.equal).map(|op| &op.after));
    let mut places: FxHashMap<Vec<u32>, Vec<Range<usize>>> = FxHashMap::default();
    for (words, sentence) in inserted.into_iter().rev() {
        places.entry(words).or_default().push(sentence);
    }
    let mut moved: Vec<Moved> = Vec::new();
    for (words, sentence) in deleted {
        let Some(place) = places.get_mut(&words).and_then(Vec::pop) else { continue };
        match moved.last_mut() {
            Some(last) if last.0.end == sentence.start && last.1.end == place.start => {
                (last.0.end, last.1.end) = (sentence.end, place.end);
            }
            _ => moved.push((sentence, place)),
        }
    }
    moved
}

/// The sentences that are within one of these ascending ranges, with their words.
pub(super) fn whole_sentences<'a>(
    text: &JoinedText<'_>,
    ranges: impl Iterator<Item = &'a Range<usize>>,
) -> Vec<(Vec<u32>, Range<usize>)> {
    let mut ranges = ranges.filter(|range| !range.is_empty()).peekable();
    let mut found = Vec::new();
    for sentence in text.sentences() {
        while ranges.next_if(|range| range.end < sentence.end).is_some() {}
        if ranges.peek().is_none_or(|range| range.start > sentence.start) {
            continue;
        }
        let tokens = text.tokens[sentence.clone()].iter().filter(|token| token.is_word);
        let words: Vec<u32> = tokens.map(|token| token.folded).collect();
        if words.len() >= MIN_WORDS {
            found.push((words, sentence));
        }
    }
    found
}

/// The same ops, with the moved sentences of both versions as ops of their own.
pub(super) fn divided(ops: &[Op], mut befores: Vec<&Range<usize>>, mut afters: Vec<&Range<usize>>) -> Vec<Op> {
    befores.sort_unstable_by_key(|range| range.start);
    afters.sort_unstable_by_key(|range| range.start);
    let mut found = Vec::with_capacity(ops.len());
    for op in ops {
        if op.equal {
            found.push(op.clone());
            continue;
        }
        let mut deleted = pieces(&op.before, &befores).into_iter().peekable();
        let mut inserted = pieces(&op.after, &afters).into_iter().peekable();
        let nothing = (op.before.end..op.before.end, op.after.start..op.after.start);
        let mut push = |before: Option<Piece>, after: Option<Piece>| {
            let before = before.map_or(nothing.0.clone(), |(range, _)| range);
            let after = after.map_or(nothing.1.clone(), |(range, _)| range);
            found.push(Op { equal: false, before, after });
        };
        loop {
            while let Some(piece) = deleted.next_if(|(_, is_moved)| *is_moved) {
                push(Some(piece), None);
            }
            while let Some(piece) = inserted.next_if(|(_, is_moved)| *is_moved) {
                push(None, Some(piece));
            }
            // What is left of the one is replaced by what is left of the other.
            match (deleted.next(), inserted.next()) {
                (None, None) => break,
                (before, after) => push(before, after),
            }
        }
    }
    found
}

/// A part of a range of tokens, and whether it is a moved sentence.
type Piece = (Range<usize>, bool);

/// The parts of a range, cut where moved sentences begin and end.
fn pieces(range: &Range<usize>, moved: &[&Range<usize>]) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut from = range.start;
    let inside = moved.iter().filter(|part| part.start >= range.start && part.end <= range.end);
    for part in inside {
        if from < part.start {
            found.push((from..part.start, false));
        }
        found.push(((*part).clone(), true));
        from = part.end;
    }
    if from < range.end {
        found.push((from..range.end, false));
    }
    found
}
