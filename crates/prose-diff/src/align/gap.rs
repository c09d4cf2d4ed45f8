//! Alignment of the texts between two anchors.

use super::band::{Band, Overlaps};
use super::unit::{Class, Match, Narrowed, Unit, VERY_ALIKE};
use super::wide::wide_steps;
use crate::text::ALIKE;

/// The texts between two anchors.
pub(super) struct Gap<'a> {
    pub(super) before: &'a [Unit<'a>],
    pub(super) after: &'a [Unit<'a>],
}

/// A step into a cell of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) before: u32,
    pub(super) after: u32,
    pub(super) score: f32,
}

const SKIP_BEFORE: Step = Step { before: 1, after: 0, score: 0.0 };
const SKIP_AFTER: Step = Step { before: 0, after: 1, score: 0.0 };

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
        let wide = wide_steps(self, band, &overlaps);
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
            (Class::Taken, _) | (_, Class::Taken) => return 0.0,
            (a, b) if a == b => ALIKE,
            (Class::Prose(_) | Class::Item, Class::Prose(_) | Class::Item) => VERY_ALIKE,
            _ => return 0.0,
        };
        let likeness = if overlap < needed { 0.0 } else { before.bag.likeness_within(after.bag, overlap) };
        if likeness >= needed {
            likeness - ALIKE / 2.0
        } else if before.class == after.class && is_contained(before, after, overlap) {
            ALIKE / 2.0
        } else {
            0.0
        }
    }
}

/// Number of words from which a short text is recognized in a long one, and the share of them that the long one has.
const MIN_CONTAINED: usize = 4;
const CONTAINED: f32 = 0.8;

/// Whether one text is nearly all in the other, which is much longer: it got an addition. `overlap` is theirs.
fn is_contained(before: &Unit<'_>, after: &Unit<'_>, overlap: f32) -> bool {
    let shorter = before.bag.len().min(after.bag.len());
    #[expect(clippy::cast_precision_loss, reason = "counts of words are far below what a float holds")]
    let share = overlap * (before.bag.len() + after.bag.len()) as f32 / (2 * shorter.max(1)) as f32;
    shorter >= MIN_CONTAINED && share >= CONTAINED
}
