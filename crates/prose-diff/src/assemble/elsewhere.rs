//! Sentences in another block.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::change_log::{ChangeLog, Details, Location};
use super::moved_sentences::{moved_sentences, whole_sentences};
use super::side::TextSide;
use crate::flatten::{Content, Version, joined};
use crate::model::ChangeKind;
use crate::text::JoinedText;
use crate::words::Op;

/// Number of words from which a sentence is recognized in another block.
const MIN_WORDS: usize = 8;

/// Ranges of tokens of a text that are in another block of the other version, ascending, each with the id of its change.
pub(super) type Parts = Vec<(Range<usize>, usize)>;

/// The sentences that were deleted from one block and inserted in another.
#[derive(Default)]
pub(super) struct Elsewhere {
    moved: Vec<MovedSentence>,
    /// Indices of moved sentences by the first block of the text that they were or are in.
    by_block: [FxHashMap<usize, Vec<usize>>; 2],
}

/// A sentence in another block, or several that follow each other in both versions.
struct MovedSentence {
    location: Location,
    /// Its tokens in the text of the old and of the new version.
    tokens: [Range<usize>; 2],
    change: Option<usize>,
}

/// A sentence that one version has in this block, and the other one not.
struct Candidate {
    location: Location,
    tokens: Range<usize>,
}

/// Collector of sentences that may have moved to another block.
#[derive(Default)]
pub(super) struct Collector {
    /// By their words: the sentences deleted and inserted.
    found: FxHashMap<Vec<u32>, [Vec<Candidate>; 2]>,
}

impl Collector {
    /// Adds the deleted and inserted sentences of corresponding blocks, except those that only moved within them.
    pub(super) fn add_pair(&mut self, versions: [&Version<'_>; 2], location: &Location, ops: &[Op]) {
        if ops.iter().all(|op| op.equal) {
            return;
        }
        let before = joined(&versions[0].leaves[location.before.clone()]);
        let after = joined(&versions[1].leaves[location.after.clone()]);
        let within = moved_sentences(ops, &before, &after);
        let changed = || ops.iter().filter(|op| !op.equal);
        let is_within = |side: usize, tokens: &Range<usize>| {
            within.iter().any(|moved| {
                let whole = if side == 0 { &moved.0 } else { &moved.1 };
                whole.start <= tokens.start && tokens.end <= whole.end
            })
        };
        let deleted = whole_sentences(&before, changed().map(|op| &op.before));
        let inserted = whole_sentences(&after, changed().map(|op| &op.after));
        for (side, sentences) in [deleted, inserted].into_iter().enumerate() {
            for (words, tokens) in sentences {
                if !is_within(side, &tokens) {
                    self.add(side, words, location, tokens);
                }
            }
        }
    }

    /// Adds the sentences of a block of one version: the old one has the side 0, the new one the side 1.
    pub(super) fn add_single(&mut self, side: usize, version: &Version<'_>, location: &Location) {
        let leaves = if side == 0 { &location.before } else { &location.after };
        let leaf = &version.leaves[leaves.start];
        if let Content::Text(text) = &leaf.content {
            let text = JoinedText::new(vec![text]);
            for (words, tokens) in whole_sentences(&text, std::iter::once(&(0..text.tokens.len()))) {
                self.add(side, words, location, tokens);
            }
        }
    }

    fn add(&mut self, side: usize, words: Vec<u32>, location: &Location, tokens: Range<usize>) {
        if words.len() >= MIN_WORDS {
            self.found.entry(words).or_default()[side].push(Candidate { location: location.clone(), tokens });
        }
    }

    /// The sentences that each version has once, in different blocks.
    pub(super) fn finish(self) -> Elsewhere {
        let mut pairs: Vec<(Candidate, Candidate)> = Vec::new();
        for [mut deleted, mut inserted] in self.found.into_values() {
            if let (1, Some(from), Some(to)) = (deleted.len().max(inserted.len()), deleted.pop(), inserted.pop()) {
                pairs.push((from, to));
            }
        }
        pairs.sort_by_key(|(_, to)| (to.location.after.start, to.tokens.start));
        let mut elsewhere = Elsewhere::default();
        for (from, to) in pairs {
            elsewhere.add(&from, &to);
        }
        elsewhere
    }
}

impl Elsewhere {
    fn add(&mut self, from: &Candidate, to: &Candidate) {
        let location =
            Location { row: to.location.row, before: from.location.before.clone(), after: to.location.after.clone() };
        if let Some(last) = self.moved.last_mut() {
            let [before, after] = &mut last.tokens;
            let is_same_place = last.location.before == location.before && last.location.after == location.after;
            if is_same_place && before.end == from.tokens.start && after.end == to.tokens.start {
                (before.end, after.end) = (from.tokens.end, to.tokens.end);
                return;
            }
        }
        for (side, block) in [location.before.start, location.after.start].into_iter().enumerate() {
            self.by_block[side].entry(block).or_default().push(self.moved.len());
        }
        let tokens = [from.tokens.clone(), to.tokens.clone()];
        self.moved.push(MovedSentence { location, tokens, change: None });
    }

    /// The parts of the text at `location` that moved to or from another block. Their changes are recorded where they
    /// are met first.
    pub(super) fn parts(&mut self, location: &Location, log: &mut ChangeLog<'_>) -> [Parts; 2] {
        let mut side = |side: usize, blocks: &Range<usize>| -> Parts {
            let moved = if blocks.is_empty() { None } else { self.by_block[side].get(&blocks.start) };
            let mut parts: Parts = Vec::new();
            for &at in moved.map_or(&[][..], Vec::as_slice) {
                let sentence = &mut self.moved[at];
                let change = *sentence.change.get_or_insert_with(|| record(log, &sentence.location, &sentence.tokens));
                parts.push((sentence.tokens[side].clone(), change));
            }
            parts.sort_by_key(|(tokens, _)| tokens.start);
            parts
        };
        [side(0, &location.before), side(1, &location.after)]
    }
}

/// Records a sentence in another block.
fn record(log: &mut ChangeLog<'_>, location: &Location, tokens: &[Range<usize>; 2]) -> usize {
    let side = |version: &Version<'_>, blocks: &Range<usize>, tokens: &Range<usize>| {
        let joined = joined(&version.leaves[blocks.clone()]);
        let side = TextSide { version, joined: &joined, block: blocks.start, one_block: false };
        (side.span(tokens), side.words(tokens.clone()))
    };
    let (before, deleted) = side(log.before, &location.before, &tokens[0]);
    let (after, inserted) = side(log.after, &location.after, &tokens[1]);
    log.record(location, ChangeKind::SentenceMoved, Details { before, after, deleted, inserted })
}
