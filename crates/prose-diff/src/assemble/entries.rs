//! What each row shows, in reading order.

use super::moves::Moves;
use crate::flatten::Version;
use crate::model::ChangeKind;
use crate::pair::{Pair, SectionPair, Sections};

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// Corresponding blocks, at their place in the new version.
    Pair(usize),
    /// The old place of a move.
    Stub(usize),
    /// A block of the old version.
    Removed(usize),
    /// A block of the new version.
    Added(usize),
}

/// The blocks of both versions and their correspondence.
pub(super) struct Entries<'a> {
    pub(super) before: &'a Version<'a>,
    pub(super) after: &'a Version<'a>,
    pub(super) sections: &'a Sections,
    pub(super) pairs: &'a [Pair],
    pub(super) moves: &'a Moves,
}

impl Entries<'_> {
    /// The entries in the order of the new version. A block of the old version follows the block that it followed
    /// there: a removed block of a moved section is at the new place of the section.
    pub(super) fn in_reading_order(&self) -> Vec<Entry> {
        let kept = self.of_new_version();
        let mut place_of_pair = vec![0; self.pairs.len()];
        for (place, entry) in kept.iter().enumerate() {
            if let Entry::Pair(pair) = *entry {
                // Zero is the place before the first entry.
                place_of_pair[pair] = place + 1;
            }
        }
        let mut inserted: Vec<Vec<Entry>> = vec![Vec::new(); kept.len() + 1];
        let mut pair_of: Vec<Option<usize>> = vec![None; self.before.leaves.len()];
        for (index, pair) in self.pairs.iter().enumerate() {
            pair_of[pair.before.clone()].fill(Some(index));
        }
        let mut has_stub = vec![false; self.moves.moves.len()];
        // The places after the last block that stays, and after the last one of the move that a block is part of.
        let (mut place, mut moved_place) = (0, None);
        for (leaf, pair) in pair_of.into_iter().enumerate() {
            let Some(pair) = pair else {
                let within = moved_place.filter(|&(moved, _)| self.is_within(moved, leaf));
                let at = within.map_or(place, |(_, at)| at);
                let at = if self.begins_removed_section(leaf) { self.end_of_section(&kept, at) } else { at };
                inserted[at].push(Entry::Removed(leaf));
                match within {
                    Some((moved, _)) => moved_place = Some((moved, at)),
                    None => place = at,
                }
                continue;
            };
            if !self.pairs[pair].out_of_order {
                place = place_of_pair[pair];
                continue;
            }
            let Some(moved) = self.moves.of_pair[pair].filter(|&moved| self.moves.moves[moved].leaves_stub()) else {
                continue;
            };
            moved_place = Some((moved, place_of_pair[pair]));
            if !std::mem::replace(&mut has_stub[moved], true) {
                if self.moves.moves[moved].kind == ChangeKind::SectionMoved {
                    place = self.end_of_section(&kept, place);
                }
                inserted[place].push(Entry::Stub(moved));
            }
        }
        let (first, rest) = inserted.split_at(1);
        let rest =
            kept.into_iter().zip(rest).flat_map(|(entry, after)| [entry].into_iter().chain(after.iter().copied()));
        first[0].iter().copied().chain(rest).collect()
    }

    /// The entries with blocks of the new version, in its order.
    fn of_new_version(&self) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(self.after.leaves.len());
        let mut at = 0;
        for (index, pair) in self.pairs.iter().enumerate() {
            entries.extend((at..pair.after.start).map(Entry::Added));
            entries.push(Entry::Pair(index));
            at = pair.after.end;
        }
        entries.extend((at..self.after.leaves.len()).map(Entry::Added));
        entries
    }

    /// Whether a block of the old version is among those of a move.
    fn is_within(&self, moved: usize, leaf: usize) -> bool {
        self.moves.moves[moved].before.contains(&leaf)
    }

    /// Whether a removed block is the heading of a section.
    fn begins_removed_section(&self, leaf: usize) -> bool {
        self.before.sections[self.before.leaves[leaf].section].heading == Some(leaf)
    }

    /// The place after the added blocks that continue the section at a place.
    fn end_of_section(&self, kept: &[Entry], place: usize) -> usize {
        let section_of = |entry: &Entry| match *entry {
            Entry::Pair(pair) => Some(self.after.leaves[self.pairs[pair].after.end - 1].section),
            Entry::Added(leaf) => Some(self.after.leaves[leaf].section),
            Entry::Stub(_) | Entry::Removed(_) => None,
        };
        let section = place.checked_sub(1).map_or(Some(0), |last| section_of(&kept[last]));
        let continues = |entry: &&Entry| matches!(entry, Entry::Added(_)) && section_of(entry) == section;
        place + kept[place..].iter().take_while(continues).count()
    }

    /// The pair of sections whose headings these blocks are.
    pub(super) fn section_pair(&self, pair: &Pair) -> Option<&SectionPair> {
        self.sections.of_headings(self.before, self.after, pair)
    }
}
