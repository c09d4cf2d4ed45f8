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
fn whole_sentences<'a>(
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

/// The same ops, with the moved sentences as ops of their own.
pub(super) fn divided(ops: &[Op], moved: &[Moved]) -> Vec<Op> {
    let mut sorted: Vec<&Range<usize>> = moved.iter().map(|(_, after)| after).collect();
    sorted.sort_unstable_by_key(|range| range.start);
    let befores: Vec<&Range<usize>> = moved.iter().map(|(before, _)| before).collect();
    let mut found = Vec::with_capacity(ops.len());
    for op in ops {
        if op.equal {
            found.push(op.clone());
            continue;
        }
        let mut deleted = pieces(&op.before, &befores);
        let mut inserted = pieces(&op.after, &sorted).into_iter().peekable();
        // What is left of the end of the one and of the start of the other is still a replacement.
        let last = deleted.pop_if(|(_, is_moved)| !*is_moved);
        let first = inserted.next_if(|(_, is_moved)| last.is_some() && !is_moved);
        let deletion = |range: Range<usize>| Op { equal: false, before: range, after: op.after.start..op.after.start };
        found.extend(deleted.into_iter().map(|(range, _)| deletion(range)));
        found.extend(last.map(|(range, _)| Op {
            after: first.clone().map_or(op.after.start..op.after.start, |(range, _)| range),
            ..deletion(range)
        }));
        let insertion = |range: Range<usize>| Op { equal: false, before: op.before.end..op.before.end, after: range };
        found.extend(inserted.map(|(range, _)| insertion(range)));
    }
    found
}

/// The parts of a range, cut where moved sentences begin and end, and whether each is a moved sentence.
fn pieces(range: &Range<usize>, moved: &[&Range<usize>]) -> Vec<(Range<usize>, bool)> {
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
