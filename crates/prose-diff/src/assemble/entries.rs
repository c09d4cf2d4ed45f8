//! What each row shows, in reading order.

use crate::flatten::Version;
use crate::pair::{Pair, SectionPair, Sections};

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// Corresponding blocks, at their place in the new version.
    Pair(usize),
    /// The old place of moved blocks.
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
}

impl Entries<'_> {
    /// The entries in the order of the new version. Between two blocks that stay in place, those of the old version come
    /// first.
    pub(super) fn in_reading_order(&self) -> Vec<Entry> {
        let mut pair_before = vec![None; self.before.leaves.len()];
        let mut pair_after = vec![None; self.after.leaves.len()];
        for (index, pair) in self.pairs.iter().enumerate() {
            pair_before[pair.before.clone()].fill(Some(index));
            pair_after[pair.after.clone()].fill(Some(index));
        }
        let mut entries = Vec::new();
        let (mut from, mut to) = (0, 0);
        let in_place = self.pairs.iter().enumerate().filter(|(_, pair)| !pair.out_of_order);
        let in_place = in_place.map(|(index, pair)| (pair.before.start, pair.after.start, Some(index)));
        for (before, after, index) in in_place.chain([(pair_before.len(), pair_after.len(), None)]) {
            entries.extend((from..before).filter_map(|leaf| match pair_before[leaf] {
                None => Some(Entry::Removed(leaf)),
                Some(pair) => {
                    (self.pairs[pair].before.start == leaf && self.leaves_stub(pair)).then_some(Entry::Stub(pair))
                }
            }));
            entries.extend((to..after).filter_map(|leaf| match pair_after[leaf] {
                None => Some(Entry::Added(leaf)),
                Some(pair) => (self.pairs[pair].after.start == leaf).then_some(Entry::Pair(pair)),
            }));
            if let Some(index) = index {
                entries.push(Entry::Pair(index));
                (from, to) = (self.pairs[index].before.end, self.pairs[index].after.end);
            }
        }
        entries
    }

    /// The pair of sections whose headings these blocks are.
    pub(super) fn section_pair(&self, pair: &Pair) -> Option<&SectionPair> {
        let section = self.sections.with_after(self.after.leaves[pair.after.start].section)?;
        let headings = (self.before.sections[section.before].heading, self.after.sections[section.after].heading);
        (headings == (Some(pair.before.start), Some(pair.after.start))).then_some(section)
    }

    /// Whether moved blocks get a row at their old place: not if they moved along with a section.
    fn leaves_stub(&self, pair: usize) -> bool {
        let pair = &self.pairs[pair];
        pair.moved || self.section_pair(pair).is_some_and(|section| section.moved)
    }
}
