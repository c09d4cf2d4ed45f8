//! Rows in reading order, made of corresponding sections and blocks.

mod body;
mod change_log;
mod code;
mod describe;
mod elsewhere;
mod entries;
mod moved_sentences;
mod moves;
mod outline;
mod runs;
mod side;
mod table;
mod text;

use crate::alignment::Alignment;
use crate::compare::Comparison;
use crate::flatten::Version;
use crate::model::{Block, BlockKind, Body, Change, ChangeKind, Fallback, Mark, Relation, Row, Section, WordCounts};
use crate::pair::Pair;
use crate::text::Interner;
use body::{shared_body, single_body};
use change_log::{ChangeLog, Location};
use describe::{attributes, kinds};
use elsewhere::{Collector, Elsewhere};
use entries::{Entries, Entry};
use moves::Moves;
use outline::Outline;
use redline_text::Span;
use runs::RunContext;
use text::BodyWriter;

/// Everything a diff consists of, except its statistics.
pub(crate) struct Assembled {
    pub(crate) before: Vec<Block>,
    pub(crate) after: Vec<Block>,
    pub(crate) sections: Vec<Section>,
    pub(crate) rows: Vec<Row>,
    pub(crate) changes: Vec<Change>,
    pub(crate) words: WordCounts,
    /// Deleted and inserted lines of code, HTML and front matter.
    pub(crate) lines: (usize, usize),
    /// Equal bytes as spans of both versions.
    pub(crate) equal: Vec<(Span, Span)>,
}

/// Assembles rows and changes.
pub(crate) fn assemble(
    before: &Version<'_>,
    after: &Version<'_>,
    alignment: Alignment,
    interner: &mut Interner,
    fallbacks: &mut Vec<Fallback>,
) -> Assembled {
    let Alignment { sections, pairs, comparisons } = alignment;
    let outline = Outline::new(before, after, &sections, &pairs);
    let log = ChangeLog::new(before, after, outline);
    let moves = Moves::new(before, after, &sections, &pairs);
    let mut assembler = Assembler {
        writer: BodyWriter { before, after, interner, log, fallbacks, elsewhere: Elsewhere::default() },
        entries: Entries { before, after, sections: &sections, pairs: &pairs, moves: &moves },
        comparisons,
        move_changes: vec![None; moves.moves.len()],
        is_paired: is_paired([before, after], &pairs),
        added_sections: vec![None; after.sections.len()],
        removed_sections: vec![None; before.sections.len()],
        last_lists: None,
    };
    let rows = assembler.rows();
    let ChangeLog { outline: Outline { sections, of_before }, changes, words, lines, equal, .. } = assembler.writer.log;
    Assembled {
        before: outline::blocks(before, |section| of_before[section]),
        after: outline::blocks(after, |section| section),
        sections,
        rows,
        changes,
        words,
        lines,
        equal,
    }
}

/// Whether each block of the old and of the new version has a counterpart.
fn is_paired([before, after]: [&Version<'_>; 2], pairs: &[Pair]) -> [Vec<bool>; 2] {
    let mut found = [vec![false; before.leaves.len()], vec![false; after.leaves.len()]];
    for pair in pairs {
        found[0][pair.before.clone()].fill(true);
        found[1][pair.after.clone()].fill(true);
    }
    found
}

/// The rows of a move.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// The first row at its new place.
    first: Option<usize>,
    /// The row at its old place.
    stub: Option<usize>,
}

struct Assembler<'a> {
    writer: BodyWriter<'a>,
    entries: Entries<'a>,
    comparisons: Vec<Comparison>,
    /// The change of each move.
    move_changes: Vec<Option<usize>>,
    /// Whether each block of the old and of the new version has a counterpart.
    is_paired: [Vec<bool>; 2],
    /// The change of each added section.
    added_sections: Vec<Option<usize>>,
    /// The change of each removed section.
    removed_sections: Vec<Option<usize>>,
    /// The lists of the last item whose list changed its kind.
    last_lists: Option<(Option<usize>, Option<usize>)>,
}

impl Assembler<'_> {
    fn rows(&mut self) -> Vec<Row> {
        let entries = self.entries.in_reading_order();
        let mut places = vec![Place::default(); self.move_changes.len()];
        for (row, entry) in entries.iter().enumerate() {
            match *entry {
                Entry::Pair(pair) => {
                    if let Some(moved) = self.entries.moves.of_pair[pair] {
                        places[moved].first.get_or_insert(row);
                    }
                }
                Entry::Stub(moved) => places[moved].stub = Some(row),
                Entry::Removed(_) | Entry::Added(_) => {}
            }
        }
        self.writer.elsewhere = self.sentences_elsewhere(&entries);
        let rows = entries.iter().enumerate().map(|(row, entry)| match *entry {
            Entry::Pair(pair) => self.pair(pair, row, &places),
            Entry::Stub(moved) => self.stub(moved, places[moved]),
            Entry::Removed(leaf) => self.single(leaf, row, Mark::Deleted),
            Entry::Added(leaf) => self.single(leaf, row, Mark::Inserted),
        });
        rows.collect()
    }

    /// The sentences that were deleted from one block and inserted in another.
    fn sentences_elsewhere(&self, entries: &[Entry]) -> Elsewhere {
        let versions = [self.writer.before, self.writer.after];
        let mut collector = Collector::default();
        for (row, entry) in entries.iter().enumerate() {
            let of = |before, after| Location { row, before, after };
            match *entry {
                Entry::Pair(pair) => {
                    let blocks = &self.entries.pairs[pair];
                    if let Comparison::Words(ops) = &self.comparisons[pair] {
                        collector.add_pair(versions, &of(blocks.before.clone(), blocks.after.clone()), ops);
                    }
                }
                Entry::Stub(_) => {}
                Entry::Removed(leaf) => collector.add_single(0, versions[0], &of(leaf..leaf + 1, 0..0)),
                Entry::Added(leaf) => collector.add_single(1, versions[1], &of(0..0, leaf..leaf + 1)),
            }
        }
        collector.finish()
    }

    /// The change of a move, recorded where it is met first.
    fn move_change(&mut self, moved: usize, place: Place) -> usize {
        if let Some(id) = self.move_changes[moved] {
            return id;
        }
        let id = self.writer.log.record_move(place.first.unwrap_or_default(), &self.entries.moves.moves[moved]);
        self.move_changes[moved] = Some(id);
        id
    }

    fn stub(&mut self, moved: usize, place: Place) -> Row {
        let id = self.move_change(moved, place);
        let before = self.entries.moves.moves[moved].before.clone();
        let relation = Relation::MovedTo(place.first.unwrap_or_default());
        Row { relation, before, after: 0..0, body: Body::Empty, changes: vec![id] }
    }

    fn pair(&mut self, index: usize, row: usize, places: &[Place]) -> Row {
        let pair = self.entries.pairs[index].clone();
        let location = Location { row, before: pair.before.clone(), after: pair.after.clone() };
        let mut changes = Vec::new();
        let moved = self.entries.moves.of_pair[index];
        if let Some(moved) = moved {
            changes.push(self.move_change(moved, places[moved]));
        }
        let relation = match (moved.and_then(|moved| places[moved].stub), pair.before.len(), pair.after.len()) {
            (Some(stub), ..) => Relation::MovedFrom(stub),
            (None, a, b) if a == b => Relation::Kept,
            (None, a, b) if a < b => Relation::Split,
            (None, ..) => Relation::Merged,
        };
        let enclosing = if self.entries.section_pair(&pair).is_some() {
            self.record_heading(&location, &mut changes)
        } else {
            self.record_reshaped(&location, &mut changes);
            None
        };
        let comparison = std::mem::replace(&mut self.comparisons[index], Comparison::Nothing);
        let context = RunContext { enclosing, moved: pair.out_of_order };
        let body = shared_body(&mut self.writer, &location, comparison, context, &mut changes);
        changes.sort_unstable();
        changes.dedup();
        Row { relation, before: pair.before, after: pair.after, body, changes }
    }

    /// Records a new title and level of a section. Returns the change of the title.
    fn record_heading(&mut self, location: &Location, changes: &mut Vec<usize>) -> Option<usize> {
        let (a, b) =
            (&self.writer.before.leaves[location.before.start], &self.writer.after.leaves[location.after.start]);
        let mut title = None;
        if a.key != b.key {
            title = Some(self.writer.log.record_blocks(location, ChangeKind::SectionRenamed));
            changes.extend(title);
        }
        if let (BlockKind::Heading { level: before }, BlockKind::Heading { level: after }) = (&a.kind, &b.kind)
            && before != after
        {
            let kind = ChangeKind::SectionLevel { before: *before, after: *after };
            changes.push(self.writer.log.record_blocks(location, kind));
        }
        title
    }

    /// Records changes of blocks apart from their words: split, merged, another kind, other attributes.
    fn record_reshaped(&mut self, location: &Location, changes: &mut Vec<usize>) {
        let a = &self.writer.before.leaves[location.before.clone()];
        let b = &self.writer.after.leaves[location.after.clone()];
        if a.iter().chain(b).any(|leaf| !leaf.is_same_kind(&a[0])) {
            let kind = ChangeKind::BlockKind { before: kinds(a), after: kinds(b) };
            changes.push(self.writer.log.record_blocks(location, kind));
            return;
        }
        if a.len() != b.len() {
            let kind = if a.len() < b.len() { ChangeKind::BlockSplit } else { ChangeKind::BlockMerged };
            changes.push(self.writer.log.record_blocks(location, kind));
            return;
        }
        for kind in attributes(&a[0], &b[0]) {
            // A list that became numbered is one change, not one for each item.
            if matches!((&kind, &a[0].kind), (ChangeKind::BlockKind { .. }, BlockKind::Item { .. })) {
                let lists = Some((a[0].list, b[0].list));
                if self.last_lists == lists {
                    let mut recorded = self.writer.log.changes.iter().rev();
                    changes.extend(recorded.find(|change| change.kind == kind).map(|change| change.id));
                    continue;
                }
                self.last_lists = lists;
            }
            changes.push(self.writer.log.record_blocks(location, kind));
        }
    }

    /// A block of one version.
    fn single(&mut self, leaf: usize, row: usize, mark: Mark) -> Row {
        let is_deleted = mark == Mark::Deleted;
        let (version, sections, before, after) = if is_deleted {
            (self.writer.before, &mut self.removed_sections, leaf..leaf + 1, 0..0)
        } else {
            (self.writer.after, &mut self.added_sections, 0..0, leaf..leaf + 1)
        };
        let location = Location { row, before: before.clone(), after: after.clone() };
        let section = version.leaves[leaf].section;
        let is_paired = &self.is_paired[usize::from(!is_deleted)];
        // The heading may be further below: of a removed section that others were moved into.
        let heading = version.sections[section].heading.filter(|&heading| !is_paired[heading]);
        let id = match (sections[section], heading) {
            (Some(id), _) => id,
            (None, Some(heading)) => {
                let kind = if is_deleted { ChangeKind::SectionRemoved } else { ChangeKind::SectionAdded };
                let (before, after) =
                    if is_deleted { (heading..heading + 1, 0..0) } else { (0..0, heading..heading + 1) };
                let id = self.writer.log.record_blocks(&Location { row, before, after }, kind);
                sections[section] = Some(id);
                id
            }
            (None, None) => {
                let kind = if is_deleted { ChangeKind::BlockRemoved } else { ChangeKind::BlockAdded };
                self.writer.log.record_blocks(&location, kind)
            }
        };
        let mut changes = vec![id];
        let body = single_body(&mut self.writer, &location, mark, id, &mut changes);
        changes.sort_unstable();
        changes.dedup();
        let relation = if is_deleted { Relation::Removed } else { Relation::Added };
        Row { relation, before, after, body, changes }
    }
}
