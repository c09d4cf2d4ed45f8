//! From what belongs together to rows in reading order.

use super::change::{ChangeKind, Fallback};
use super::compare::Comparison;
use super::describe::{attributes, kinds};
use super::flatten::Version;
use super::intern::Interner;
use super::ledger::{Ledger, Place};
use super::model::{BlockKind, Body, Mark, Relation, Row};
use super::pairing::Pair;
use super::sections::Sections;

/// What is shown in one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    /// Blocks of both versions, at their place after.
    Pair(usize),
    /// The place where blocks stood that stand elsewhere now.
    Stub(usize),
    Removed(usize),
    Added(usize),
}

/// Everything that rows are made of.
pub(super) struct Assembly<'a, 'b> {
    pub(super) before: &'a Version<'a>,
    pub(super) after: &'a Version<'a>,
    pub(super) sections: &'a Sections,
    pub(super) pairs: &'a [Pair],
    pub(super) comparisons: Vec<Comparison>,
    pub(super) interner: &'a mut Interner,
    pub(super) ledger: &'a mut Ledger<'b>,
    pub(super) fallbacks: &'a mut Vec<Fallback>,
}

/// The rows that exist already, and what later ones refer to.
#[derive(Default)]
struct Progress {
    /// The change of each pair that moved.
    moved: Vec<Option<usize>>,
    /// The change of each section that was added or removed.
    added: Vec<Option<usize>>,
    removed: Vec<Option<usize>>,
    /// The lists of the last item whose list changed.
    lists: Option<(Option<usize>, Option<usize>)>,
}

impl Assembly<'_, '_> {
    /// Makes the rows.
    pub(super) fn rows(mut self) -> Vec<Row> {
        let entries = self.entries();
        let mut row_of_pair = vec![0; self.pairs.len()];
        let mut row_of_stub = vec![None; self.pairs.len()];
        for (row, entry) in entries.iter().enumerate() {
            match *entry {
                Entry::Pair(pair) => row_of_pair[pair] = row,
                Entry::Stub(pair) => row_of_stub[pair] = Some(row),
                _ => {}
            }
        }
        let mut progress = Progress {
            moved: vec![None; self.pairs.len()],
            added: vec![None; self.after.sections.len()],
            removed: vec![None; self.before.sections.len()],
            lists: None,
        };
        let mut rows = Vec::with_capacity(entries.len());
        for (row, entry) in entries.iter().enumerate() {
            rows.push(match *entry {
                Entry::Pair(pair) => self.pair(pair, row, row_of_stub[pair], &mut progress),
                Entry::Stub(pair) => self.stub(pair, row_of_pair[pair], &mut progress),
                Entry::Removed(leaf) => self.alone(leaf, row, Mark::Deleted, &mut progress),
                Entry::Added(leaf) => self.alone(leaf, row, Mark::Inserted, &mut progress),
            });
        }
        rows
    }

    /// What is shown, in the order of the version after. Between two blocks that stay, what was there before comes
    /// first.
    fn entries(&self) -> Vec<Entry> {
        let mut pair_before = vec![None; self.before.leaves.len()];
        let mut pair_after = vec![None; self.after.leaves.len()];
        for (index, pair) in self.pairs.iter().enumerate() {
            pair_before[pair.before.clone()].fill(Some(index));
            pair_after[pair.after.clone()].fill(Some(index));
        }
        let mut entries = Vec::new();
        let (mut from, mut to) = (0, 0);
        let ends = (self.before.leaves.len(), self.after.leaves.len());
        let spine = self.pairs.iter().enumerate().filter(|(_, pair)| !pair.out_of_order);
        let spine = spine.map(|(index, pair)| (pair.before.start, pair.after.start, Some(index)));
        for (before, after, index) in spine.chain([(ends.0, ends.1, None)]) {
            for (leaf, pair) in pair_before.iter().copied().enumerate().take(before).skip(from) {
                match pair {
                    None => entries.push(Entry::Removed(leaf)),
                    Some(pair) if self.pairs[pair].before.start == leaf && self.leaves_a_stub(pair) => {
                        entries.push(Entry::Stub(pair));
                    }
                    Some(_) => {}
                }
            }
            for (leaf, pair) in pair_after.iter().copied().enumerate().take(after).skip(to) {
                match pair {
                    None => entries.push(Entry::Added(leaf)),
                    Some(pair) if self.pairs[pair].after.start == leaf => entries.push(Entry::Pair(pair)),
                    Some(_) => {}
                }
            }
            if let Some(index) = index {
                entries.push(Entry::Pair(index));
                (from, to) = (self.pairs[index].before.end, self.pairs[index].after.end);
            }
        }
        entries
    }

    /// The section pair whose headings these are.
    fn section_of(&self, pair: &Pair) -> Option<usize> {
        let after = self.after.leaves[pair.after.start].section;
        let at = self.sections.pairs.binary_search_by_key(&after, |pair| pair.1).ok()?;
        let (a, b) = self.sections.pairs[at];
        let headings = (self.before.sections[a].heading, self.after.sections[b].heading);
        (headings == (Some(pair.before.start), Some(pair.after.start))).then_some(at)
    }

    fn leaves_a_stub(&self, pair: usize) -> bool {
        let pair = &self.pairs[pair];
        pair.moved || self.section_of(pair).is_some_and(|section| self.sections.moved_alone[section])
    }

    /// The change that says that blocks moved, noted where they are met first.
    fn moved(&mut self, pair: usize, row: usize, progress: &mut Progress) -> usize {
        if let Some(id) = progress.moved[pair] {
            return id;
        }
        let blocks = &self.pairs[pair];
        let kind = if self.section_of(blocks).is_some() { ChangeKind::SectionMoved } else { ChangeKind::BlockMoved };
        let place = Place { row, before: blocks.before.clone(), after: blocks.after.clone() };
        let id = self.ledger.note_blocks(&place, kind);
        progress.moved[pair] = Some(id);
        id
    }

    fn stub(&mut self, pair: usize, row_of_pair: usize, progress: &mut Progress) -> Row {
        let id = self.moved(pair, row_of_pair, progress);
        Row {
            relation: Relation::MovedTo(row_of_pair),
            before: self.pairs[pair].before.clone(),
            after: 0..0,
            body: Body::Empty,
            changes: vec![id],
        }
    }

    fn pair(&mut self, index: usize, row: usize, stub: Option<usize>, progress: &mut Progress) -> Row {
        let pair = self.pairs[index].clone();
        let place = Place { row, before: pair.before.clone(), after: pair.after.clone() };
        let mut changes = Vec::new();
        if stub.is_some() {
            changes.push(self.moved(index, row, progress));
        }
        let relation = match (stub, pair.before.len(), pair.after.len()) {
            (Some(stub), ..) => Relation::MovedFrom(stub),
            (None, 1, 1) => Relation::Kept,
            (None, 1, _) => Relation::Split,
            (None, ..) => Relation::Merged,
        };
        let title = self.reshaped(&pair, &place, progress, &mut changes);
        let comparison = std::mem::replace(&mut self.comparisons[index], Comparison::Nothing);
        let body = self.body(&pair, place, (comparison, title), &mut changes);
        changes.sort_unstable();
        changes.dedup();
        Row { relation, before: pair.before, after: pair.after, body, changes }
    }

    /// Notes what changed in blocks as wholes. Returns the change that a section's new title is.
    fn reshaped(
        &mut self,
        pair: &Pair,
        place: &Place,
        progress: &mut Progress,
        changes: &mut Vec<usize>,
    ) -> Option<usize> {
        let (a, b) = (&self.before.leaves[pair.before.clone()], &self.after.leaves[pair.after.clone()]);
        let mut title = None;
        if self.section_of(pair).is_some() {
            if a[0].key != b[0].key {
                title = Some(self.ledger.note_blocks(place, ChangeKind::SectionRenamed));
                changes.extend(title);
            }
            if let (BlockKind::Heading { level: before }, BlockKind::Heading { level: after }) =
                (&a[0].kind, &b[0].kind)
                && before != after
            {
                let kind = ChangeKind::SectionLevel { before: *before, after: *after };
                changes.push(self.ledger.note_blocks(place, kind));
            }
            return title;
        }
        let is_recast = a.iter().chain(b).any(|leaf| leaf.class() != a[0].class());
        if is_recast {
            let kind = ChangeKind::BlockKind { before: kinds(a), after: kinds(b) };
            changes.push(self.ledger.note_blocks(place, kind));
        } else if a.len() != b.len() {
            let kind = if a.len() < b.len() { ChangeKind::BlockSplit } else { ChangeKind::BlockMerged };
            changes.push(self.ledger.note_blocks(place, kind));
        } else {
            for kind in attributes(&a[0], &b[0]) {
                // A list that became numbered is told once, not for each item.
                if matches!((&kind, &a[0].kind), (ChangeKind::BlockKind { .. }, BlockKind::Item { .. })) {
                    let lists = Some((a[0].list, b[0].list));
                    if progress.lists == lists {
                        changes
                            .extend(self.ledger.changes.iter().rev().find(|change| change.kind == kind).map(|c| c.id));
                        continue;
                    }
                    progress.lists = lists;
                }
                changes.push(self.ledger.note_blocks(place, kind));
            }
        }
        title
    }

    /// A block that is in one version only.
    fn alone(&mut self, leaf: usize, row: usize, mark: Mark, progress: &mut Progress) -> Row {
        let is_deleted = mark == Mark::Deleted;
        let (version, before, after) =
            if is_deleted { (self.before, leaf..leaf + 1, 0..0) } else { (self.after, 0..0, leaf..leaf + 1) };
        let place = Place { row, before: before.clone(), after: after.clone() };
        let section = version.leaves[leaf].section;
        let known = if is_deleted { &mut progress.removed[section] } else { &mut progress.added[section] };
        let is_heading = version.sections[section].heading == Some(leaf);
        let id = if let (Some(id), false) = (*known, is_heading) {
            id
        } else {
            let kind = match (is_heading, is_deleted) {
                (true, true) => ChangeKind::SectionRemoved,
                (true, false) => ChangeKind::SectionAdded,
                (false, true) => ChangeKind::BlockRemoved,
                (false, false) => ChangeKind::BlockAdded,
            };
            let id = self.ledger.note_blocks(&place, kind);
            if is_heading {
                *known = Some(id);
            }
            id
        };
        let body = self.alone_body(&place, mark, id);
        let relation = if is_deleted { Relation::Removed } else { Relation::Added };
        Row { relation, before, after, body, changes: vec![id] }
    }
}
