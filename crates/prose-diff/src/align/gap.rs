//! Alignment of the texts between two anchors.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::band::{Band, Overlaps};
use super::unit::{Class, Match, Narrowed, Unit, VERY_ALIKE};
use crate::text::{ALIKE, WordBag};

/// Likeness from which two consecutive texts may be one text of the other version.
const ALIKE_TOGETHER: f32 = 0.6;

/// The texts between two anchors.
pub(super) struct Gap<'a> {
    pub(super) before: &'a [Unit<'a>],
    pub(super) after: &'a [Unit<'a>],
}

/// A step into a cell of the table.
#[derive(Clone, Copy, Debug)]
struct Step {
    before: u32,
    after: u32,
    score: f32,
}

const SKIP_BEFORE: Step = Step { before: 1, after: 0, score: 0.0 };
const SKIP_AFTER: Step = Step { before: 0, after: 1, score: 0.0 };

/// Steps other than one to one, by the cell that they lead to.
type WideSteps = FxHashMap<(usize, usize), Vec<Step>>;

impl Gap<'_> {
    /// Adds the matches, counted from the texts with the indices `from` and `to`.
    pub(super) fn align(&self, from: usize, to: usize, matches: &mut Vec<Match>, narrowed: &mut Vec<Narrowed>) {
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
                found.push(Match { before: from + before..from + row, after: to + after..to + column });
            }
            (row, column) = (before, after);
        }
        found.reverse();
        matches.extend(found);
    }

    /// The best step into each cell of the band.
    fn steps(&self, band: &Band) -> Vec<Vec<Step>> {
        let overlaps = Overlaps::new(band, |row, column| self.before[row].bag.overlap(self.after[column].bag));
        let wide = self.wide_steps(band, &overlaps);
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
                let found = wide.get(&(row, column)).map_or(&[][..], Vec::as_slice);
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

    /// Score of a match of one text to one; zero or less if it is not allowed.
    fn one_to_one(&self, row: usize, column: usize, overlap: f32) -> f32 {
        let (before, after) = (&self.before[row], &self.after[column]);
        if before.class == Class::Image && after.class == Class::Image {
            return before.bag.likeness_within(after.bag, overlap).max(ALIKE);
        }
        let needed = match (before.class, after.class) {
            (a, b) if a == b => ALIKE,
            (Class::Other(_) | Class::Image, _) | (_, Class::Other(_) | Class::Image) => return 0.0,
            _ => VERY_ALIKE,
        };
        let likeness = if overlap < needed { 0.0 } else { before.bag.likeness_within(after.bag, overlap) };
        if likeness < needed { 0.0 } else { likeness - ALIKE / 2.0 }
    }

    fn wide_steps(&self, band: &Band, overlaps: &Overlaps) -> WideSteps {
        let mut steps = WideSteps::default();
        for row in 0..band.rows {
            for column in band.columns(row).start..band.columns(row).end.min(band.columns) {
                if overlaps.at(row, column) < ALIKE / 2.0 {
                    continue;
                }
                if overlaps.at(row, column + 1) >= ALIKE / 2.0 {
                    self.add_pair(&mut steps, overlaps, row..row + 1, column..column + 2);
                }
                if overlaps.at(row + 1, column) >= ALIKE / 2.0 {
                    self.add_pair(&mut steps, overlaps, row..row + 2, column..column + 1);
                }
            }
        }
        self.add_lists(&mut steps);
        steps
    }

    /// Adds the step of two consecutive texts of one kind that were or became one text.
    fn add_pair(&self, steps: &mut WideSteps, overlaps: &Overlaps, before: Range<usize>, after: Range<usize>) {
        let (Some(rows), Some(columns)) = (self.before.get(before.clone()), self.after.get(after.clone())) else {
            return;
        };
        let class = rows[0].class;
        let is_prose = matches!(class, Class::Prose(_) | Class::Item);
        if !is_prose || rows.iter().chain(columns).any(|unit| unit.class != class) {
            return;
        }
        let cells: Vec<(usize, usize, f32)> = before
            .clone()
            .flat_map(|row| after.clone().map(move |column| (row, column)))
            .map(|(row, column)| (self.before[row].bag.len(), self.after[column].bag.len(), overlaps.at(row, column)))
            .collect();
        // Two texts together have no more in common with the one than each of them alone, added up.
        let count = |units: &[Unit<'_>]| units.iter().map(|unit| unit.bag.len()).sum::<usize>();
        let most: f32 = cells.iter().map(|&(row, column, overlap)| overlap * as_float(row + column)).sum();
        if most < ALIKE_TOGETHER * as_float(count(rows) + count(columns)) {
            return;
        }
        let likeness = bag_of(rows).likeness(&bag_of(columns));
        let alone = rows.iter().flat_map(|row| columns.iter().map(|column| row.bag.likeness(column.bag)));
        let alone = alone.fold(0.0, f32::max);
        if likeness >= ALIKE_TOGETHER && likeness > alone + 0.05 {
            push(steps, &before, &after, likeness);
        }
    }

    /// Adds the steps of paragraphs that became or were a list, perhaps with the paragraph before it.
    fn add_lists(&self, steps: &mut WideSteps) {
        let paragraphs = |units: &[Unit<'_>]| -> Vec<usize> {
            (0..units.len()).filter(|&at| matches!(units[at].class, Class::Prose(_))).collect()
        };
        let may_be = |one: &WordBag, list: &WordBag| 2 * one.len().min(list.len()) * 2 >= one.len() + list.len();
        for list in lists(self.after) {
            let bag = bag_of(&self.after[list.clone()]);
            for row in paragraphs(self.before) {
                let one = self.before[row].bag;
                let likeness = if may_be(one, &bag) { one.likeness(&bag) } else { 0.0 };
                if likeness >= VERY_ALIKE {
                    push(steps, &(row..row + 1), &list, likeness);
                }
            }
        }
        for list in lists(self.before) {
            let bag = bag_of(&self.before[list.clone()]);
            for column in paragraphs(self.after) {
                let one = self.after[column].bag;
                let likeness = if may_be(one, &bag) { bag.likeness(one) } else { 0.0 };
                if likeness >= VERY_ALIKE {
                    push(steps, &list, &(column..column + 1), likeness);
                }
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below what a float holds")]
fn as_float(count: usize) -> f32 {
    count as f32
}

fn bag_of(units: &[Unit<'_>]) -> WordBag {
    WordBag::joined(units.iter().map(|unit| unit.bag))
}

fn push(steps: &mut WideSteps, before: &Range<usize>, after: &Range<usize>, score: f32) {
    let length = |range: &Range<usize>| u32::try_from(range.len()).unwrap_or(u32::MAX);
    let step = Step { before: length(before), after: length(after), score };
    steps.entry((before.end, after.end)).or_default().push(step);
}

/// Ranges of two or more consecutive items, with and without the paragraph before them.
fn lists(units: &[Unit<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < units.len() {
        let length = units[at..].iter().take_while(|unit| unit.class == Class::Item).count();
        if length > 1 {
            found.push(at..at + length);
        }
        if length > 0 && at > 0 && matches!(units[at - 1].class, Class::Prose(_)) {
            found.push(at - 1..at + length);
        }
        at += length.max(1);
    }
    found
}
