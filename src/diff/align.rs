//! Two rows of texts aligned: which text became which, in order.
//!
//! Equal texts are anchors. What stands between two anchors is aligned as a whole, by dynamic programming over beads of
//! one text to one, one to two, two to one, and one to the items of a list: Gale and Church's alignment of sentences
//! (1993) with likeness in place of length.

use std::ops::Range;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::band::{Band, Overlaps};
use super::likeness::{ALIKE, Bag};

/// From here on texts of different kinds may be versions of each other, and texts that were moved.
pub(super) const VERY_ALIKE: f32 = 0.5;

/// From here on two texts in a row may be one text of the other version.
const ALIKE_TOGETHER: f32 = 0.6;

/// A text to be aligned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'a> {
    /// Equal texts have equal keys.
    pub(super) key: u32,
    pub(super) class: Class,
    pub(super) bag: &'a Bag,
}

/// What a text may become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Words: text of its own kind if alike, of another if very alike.
    Prose(u8),
    /// An item of a list: so may a paragraph.
    Item,
    /// Code and the like: only its own kind.
    Other(u8),
    /// An image: any other image.
    Image,
}

/// Texts that belong together: one or more of each version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bead {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// A gap that was too wide to compare each text with each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Narrowed {
    pub(super) before: usize,
    pub(super) after: usize,
}

/// The beads of two rows, in order; what is in none has no counterpart.
pub(super) fn align(before: &[Item<'_>], after: &[Item<'_>], narrowed: &mut Vec<Narrowed>) -> Vec<Bead> {
    let keys = |items: &[Item<'_>]| items.iter().map(|item| item.key).collect::<Vec<_>>();
    let mut beads = Vec::new();
    let (mut from, mut to) = (0, 0);
    for op in capture_diff_slices(Algorithm::Patience, &keys(before), &keys(after)) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            let gap = Gap { before: &before[from..old_index], after: &after[to..new_index] };
            gap.align(from, to, &mut beads, narrowed);
            beads.extend((0..len).map(|at| Bead {
                before: old_index + at..old_index + at + 1,
                after: new_index + at..new_index + at + 1,
            }));
            (from, to) = (old_index + len, new_index + len);
        }
    }
    Gap { before: &before[from..], after: &after[to..] }.align(from, to, &mut beads, narrowed);
    beads
}

/// What stands between two anchors.
struct Gap<'a> {
    before: &'a [Item<'a>],
    after: &'a [Item<'a>],
}

/// A way into a cell of the table.
#[derive(Clone, Copy, Debug)]
struct Step {
    before: u32,
    after: u32,
    score: f32,
}

const SKIP_BEFORE: Step = Step { before: 1, after: 0, score: 0.0 };
const SKIP_AFTER: Step = Step { before: 0, after: 1, score: 0.0 };

/// Beads other than one to one, by the cell that they lead to.
type Beads = FxHashMap<(usize, usize), Vec<Step>>;

impl Gap<'_> {
    fn align(&self, from: usize, to: usize, beads: &mut Vec<Bead>, narrowed: &mut Vec<Narrowed>) {
        let (rows, columns) = (self.before.len(), self.after.len());
        if rows == 0 || columns == 0 {
            return;
        }
        let band = Band::new(rows, columns);
        if band.is_narrow() {
            narrowed.push(Narrowed { before: rows, after: columns });
        }
        let steps = self.steps(&band);
        let (mut row, mut column) = (rows, columns);
        let mut found = Vec::new();
        while row > 0 && column > 0 {
            let step = steps[row][column - band.columns(row).start];
            let (before, after) = (row - step.before as usize, column - step.after as usize);
            if step.before > 0 && step.after > 0 {
                found.push(Bead { before: from + before..from + row, after: to + after..to + column });
            }
            (row, column) = (before, after);
        }
        found.reverse();
        beads.extend(found);
    }

    /// The best step into each cell.
    fn steps(&self, band: &Band) -> Vec<Vec<Step>> {
        let overlaps = Overlaps::new(band, |row, column| self.before[row].bag.overlap(self.after[column].bag));
        let others = self.other_beads(band, &overlaps);
        let mut best: Vec<Vec<f32>> = Vec::with_capacity(band.rows + 1);
        let mut steps: Vec<Vec<Step>> = Vec::with_capacity(band.rows + 1);
        for row in 0..=band.rows {
            let columns = band.columns(row);
            best.push(vec![f32::NEG_INFINITY; columns.len()]);
            steps.push(vec![SKIP_AFTER; columns.len()]);
            for column in columns.clone() {
                if row == 0 && column == 0 {
                    best[0][0] = 0.0;
                    continue;
                }
                let one = (row > 0 && column > 0).then(|| {
                    let score = self.one_to_one(row - 1, column - 1, overlaps.at(row - 1, column - 1));
                    Step { before: 1, after: 1, score }
                });
                let found = others.get(&(row, column)).map_or(&[][..], Vec::as_slice);
                let ways = one.iter().filter(|step| step.score > 0.0).chain(found);
                let (mut score, mut step) = (f32::NEG_INFINITY, SKIP_AFTER);
                for way in ways.chain([&SKIP_BEFORE, &SKIP_AFTER]) {
                    let (before, after) = (way.before as usize, way.after as usize);
                    let Some((row, column)) = row.checked_sub(before).zip(column.checked_sub(after)) else { continue };
                    let known = band.columns(row);
                    if known.contains(&column) && best[row][column - known.start] + way.score > score {
                        score = best[row][column - known.start] + way.score;
                        step = *way;
                    }
                }
                best[row][column - columns.start] = score;
                steps[row][column - columns.start] = step;
            }
        }
        steps
    }

    /// What a bead of one text to one is worth; not more than zero if it may not be.
    fn one_to_one(&self, row: usize, column: usize, overlap: f32) -> f32 {
        let (before, after) = (&self.before[row], &self.after[column]);
        if before.class == Class::Image && after.class == Class::Image {
            return before.bag.likeness_of(after.bag, overlap).max(ALIKE);
        }
        let needed = match (before.class, after.class) {
            (a, b) if a == b => ALIKE,
            (Class::Other(_) | Class::Image, _) | (_, Class::Other(_) | Class::Image) => return 0.0,
            _ => VERY_ALIKE,
        };
        let likeness = if overlap < needed { 0.0 } else { before.bag.likeness_of(after.bag, overlap) };
        if likeness < needed { 0.0 } else { likeness - ALIKE / 2.0 }
    }

    fn other_beads(&self, band: &Band, overlaps: &Overlaps) -> Beads {
        let mut beads = Beads::default();
        for row in 0..band.rows {
            for column in band.columns(row).start..band.columns(row).end.min(band.columns) {
                if overlaps.at(row, column) < ALIKE / 2.0 {
                    continue;
                }
                if overlaps.at(row, column + 1) >= ALIKE / 2.0 {
                    self.together(&mut beads, overlaps, row..row + 1, column..column + 2);
                }
                if overlaps.at(row + 1, column) >= ALIKE / 2.0 {
                    self.together(&mut beads, overlaps, row..row + 2, column..column + 1);
                }
            }
        }
        self.list_beads(&mut beads);
        beads
    }

    /// Two texts of one kind in a row that were or became one.
    fn together(&self, beads: &mut Beads, overlaps: &Overlaps, before: Range<usize>, after: Range<usize>) {
        let (Some(rows), Some(columns)) = (self.before.get(before.clone()), self.after.get(after.clone())) else {
            return;
        };
        let class = rows[0].class;
        let is_prose = matches!(class, Class::Prose(_) | Class::Item);
        if !is_prose || rows.iter().chain(columns).any(|item| item.class != class) {
            return;
        }
        let cells: Vec<(usize, usize, f32)> = before
            .clone()
            .flat_map(|row| after.clone().map(move |column| (row, column)))
            .map(|(row, column)| (self.before[row].bag.len(), self.after[column].bag.len(), overlaps.at(row, column)))
            .collect();
        // What both have in common with the one is no more than what each has.
        let count = |items: &[Item<'_>]| items.iter().map(|item| item.bag.len()).sum::<usize>();
        let most: f32 = cells.iter().map(|&(row, column, overlap)| overlap * as_float(row + column)).sum();
        if most < ALIKE_TOGETHER * as_float(count(rows) + count(columns)) {
            return;
        }
        let likeness = bag_of(rows).likeness(&bag_of(columns));
        let alone = rows.iter().flat_map(|row| columns.iter().map(|column| row.bag.likeness(column.bag)));
        let alone = alone.fold(0.0, f32::max);
        if likeness >= ALIKE_TOGETHER && likeness > alone + 0.05 {
            push(beads, &before, &after, likeness);
        }
    }

    /// Paragraphs that became a list, or were one; perhaps with the words that lead to it.
    fn list_beads(&self, beads: &mut Beads) {
        let paragraphs = |items: &[Item<'_>]| -> Vec<usize> {
            (0..items.len()).filter(|&at| matches!(items[at].class, Class::Prose(_))).collect()
        };
        let may_be = |one: &Bag, list: &Bag| 2 * one.len().min(list.len()) * 2 >= one.len() + list.len();
        for list in lists(self.after) {
            let bag = bag_of(&self.after[list.clone()]);
            for row in paragraphs(self.before) {
                let one = self.before[row].bag;
                let likeness = if may_be(one, &bag) { one.likeness(&bag) } else { 0.0 };
                if likeness >= VERY_ALIKE {
                    push(beads, &(row..row + 1), &list, likeness);
                }
            }
        }
        for list in lists(self.before) {
            let bag = bag_of(&self.before[list.clone()]);
            for column in paragraphs(self.after) {
                let one = self.after[column].bag;
                let likeness = if may_be(one, &bag) { bag.likeness(one) } else { 0.0 };
                if likeness >= VERY_ALIKE {
                    push(beads, &list, &(column..column + 1), likeness);
                }
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below what a float holds")]
fn as_float(count: usize) -> f32 {
    count as f32
}

fn bag_of(items: &[Item<'_>]) -> Bag {
    Bag::joined(items.iter().map(|item| item.bag))
}

fn push(beads: &mut Beads, before: &Range<usize>, after: &Range<usize>, score: f32) {
    let length = |range: &Range<usize>| u32::try_from(range.len()).unwrap_or(u32::MAX);
    let step = Step { before: length(before), after: length(after), score };
    beads.entry((before.end, after.end)).or_default().push(step);
}

/// The ranges of two or more items in a row, with and without the paragraph before them.
fn lists(items: &[Item<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let length = items[at..].iter().take_while(|item| item.class == Class::Item).count();
        if length > 1 {
            found.push(at..at + length);
        }
        if length > 0 && at > 0 && matches!(items[at - 1].class, Class::Prose(_)) {
            found.push(at - 1..at + length);
        }
        at += length.max(1);
    }
    found
}
