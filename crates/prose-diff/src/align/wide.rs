//! Matches of texts other than one to one: a paragraph that was split, several that were joined, a paragraph that
//! became a list, paragraphs with other borders between them.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::band::{Band, Overlaps};
use super::gap::{Gap, Step};
use super::unit::{Class, Unit, VERY_ALIKE};
use crate::text::WordBag;

/// Likeness from which texts of one kind together may be one text of the other version.
const ALIKE_TOGETHER: f32 = 0.6;

/// Likeness from which several texts may be several texts of the other version with other borders.
const ALIKE_ACROSS: f32 = 0.75;

/// Share of the words of a text from which it may be a part of another.
const PART: f32 = 0.4;

/// Share of the words of the shorter of two texts from which a border may have moved within them.
const LINKED: f32 = 0.25;

/// Number of common words from which a border may have moved, in texts that have as many.
const FEWEST_LINKED: f32 = 3.0;

/// Number of parts that a text is split in at most.
const PARTS: usize = 64;

/// Number of consecutive parts up to which each selection of neighbours is tried.
const EACH: usize = 6;

/// Upper bound on the matches that are compared between two anchors.
const TRIES: usize = 2048;

/// Steps other than one to one, by the cell that they lead to.
pub(super) type WideSteps = FxHashMap<(usize, usize), Vec<Step>>;

/// The steps other than one to one.
pub(super) fn wide_steps(gap: &Gap<'_>, band: &Band, overlaps: &Overlaps) -> WideSteps {
    let mut search = Search { gap, band, overlaps, steps: WideSteps::default(), tries: TRIES };
    search.splits();
    search.joins();
    search.new_borders();
    search.lists();
    search.steps
}

/// Search for the steps other than one to one.
struct Search<'a> {
    gap: &'a Gap<'a>,
    band: &'a Band,
    overlaps: &'a Overlaps,
    steps: WideSteps,
    /// Number of matches that may still be compared.
    tries: usize,
}

impl Search<'_> {
    fn columns(&self, row: usize) -> Range<usize> {
        let columns = self.band.columns(row);
        columns.start..columns.end.min(self.band.columns)
    }

    /// Number of words that two texts have in common.
    fn common(&self, row: usize, column: usize) -> f32 {
        let words = self.gap.before[row].bag.len() + self.gap.after[column].bag.len();
        self.overlaps.at(row, column) * as_float(words) / 2.0
    }

    /// Texts that became several.
    fn splits(&mut self) {
        for row in 0..self.band.rows {
            if !is_text(&self.gap.before[row]) {
                continue;
            }
            for run in self.parts(self.columns(row), self.gap.after, |column| self.common(row, column)) {
                let whole = self.gap.before[row].bag.len();
                for part in selections(&run) {
                    if self.may_be(whole, self.gap.after, &part, |column| self.common(row, column)) {
                        self.try_match(row..row + 1, part, ALIKE_TOGETHER);
                    }
                }
            }
        }
    }

    /// Texts that were several.
    fn joins(&mut self) {
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); self.band.columns];
        for row in 0..self.band.rows {
            for column in self.columns(row) {
                rows[column].push(row);
            }
        }
        for (column, rows) in rows.iter().enumerate() {
            let (Some(&first), Some(&last)) = (rows.first(), rows.last()) else { continue };
            if !is_text(&self.gap.after[column]) {
                continue;
            }
            for run in self.parts(first..last + 1, self.gap.before, |row| self.common(row, column)) {
                let whole = self.gap.after[column].bag.len();
                for part in selections(&run) {
                    if self.may_be(whole, self.gap.before, &part, |row| self.common(row, column)) {
                        self.try_match(part, column..column + 1, ALIKE_TOGETHER);
                    }
                }
            }
        }
    }

    /// Longest runs of two or more consecutive texts that may be parts of another. `common` is the number of words that
    /// each has in common with it.
    fn parts(&self, candidates: Range<usize>, units: &[Unit<'_>], common: impl Fn(usize) -> f32) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if self.tries == 0 {
            return found;
        }
        for at in candidates {
            let unit = &units[at];
            if !is_text(unit) || unit.bag.len() == 0 || common(at) < PART * as_float(unit.bag.len()) {
                continue;
            }
            match found.last_mut() {
                Some(last) if last.end == at && last.len() < PARTS => last.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
        found.retain(|run| run.len() > 1);
        found
    }

    /// Whether parts have so much in common with a text of `whole` words that comparing them is worth it.
    fn may_be(&self, whole: usize, units: &[Unit<'_>], part: &Range<usize>, common: impl Fn(usize) -> f32) -> bool {
        let words: usize = units[part.clone()].iter().map(|unit| unit.bag.len()).sum();
        let most = part.clone().map(common).sum::<f32>().min(as_float(whole.min(words)));
        self.tries > 0 && 2.0 * most >= VERY_ALIKE * as_float(whole + words)
    }

    /// Texts with other borders between them, such as two paragraphs that became three.
    fn new_borders(&mut self) {
        let is_linked = |row: usize, column: usize| {
            let (Some(a), Some(b)) = (self.gap.before.get(row), self.gap.after.get(column)) else { return false };
            let shorter = as_float(a.bag.len().min(b.bag.len()));
            let common = self.common(row, column);
            a.class == b.class
                && is_text(a)
                && common > 0.0
                && common >= FEWEST_LINKED.min(shorter).max(LINKED * shorter)
        };
        let mut found = Vec::new();
        for row in 0..self.band.rows {
            for column in self.columns(row) {
                let is_inner = row > 0 && is_linked(row - 1, column) || column > 0 && is_linked(row, column - 1);
                if is_inner || !is_linked(row, column) {
                    continue;
                }
                let (mut last_row, mut last_column) = (row, column);
                while last_row - row + (last_column - column) < PARTS {
                    if is_linked(last_row, last_column + 1) {
                        last_column += 1;
                    } else if is_linked(last_row + 1, last_column) {
                        last_row += 1;
                    } else {
                        break;
                    }
                }
                let (rows, columns) = (row..last_row + 1, column..last_column + 1);
                if rows.len() > 1 && columns.len() > 1 && rows.len() != columns.len() {
                    found.push((rows, columns));
                }
            }
        }
        for (rows, columns) in found {
            self.try_match(rows, columns, ALIKE_ACROSS);
        }
    }

    /// Paragraphs that became or were a list, perhaps with the paragraph before it. The items alone may have little in
    /// common with the paragraph.
    fn lists(&mut self) {
        let paragraphs = |units: &[Unit<'_>]| -> Vec<usize> {
            (0..units.len()).filter(|&at| matches!(units[at].class, Class::Prose(_))).collect()
        };
        let may_be = |one: &Unit<'_>, list: &[Unit<'_>]| {
            let (one, list) = (one.bag.len(), list.iter().map(|unit| unit.bag.len()).sum::<usize>());
            2 * one.min(list) * 2 >= one + list
        };
        for list in lists(self.gap.after) {
            for row in paragraphs(self.gap.before) {
                if may_be(&self.gap.before[row], &self.gap.after[list.clone()]) {
                    self.try_match(row..row + 1, list.clone(), VERY_ALIKE);
                }
            }
        }
        for list in lists(self.gap.before) {
            for column in paragraphs(self.gap.after) {
                if may_be(&self.gap.after[column], &self.gap.before[list.clone()]) {
                    self.try_match(list.clone(), column..column + 1, VERY_ALIKE);
                }
            }
        }
    }

    /// Adds the step of texts that are alike together, and more so than one of them alone.
    fn try_match(&mut self, before: Range<usize>, after: Range<usize>, needed: f32) {
        let known = self.steps.get(&(before.end, after.end)).map_or(&[][..], Vec::as_slice);
        let is_known = |step: &Step| (step.before as usize, step.after as usize) == (before.len(), after.len());
        if self.tries == 0 || known.iter().any(is_known) {
            return;
        }
        self.tries -= 1;
        let (rows, columns) = (&self.gap.before[before.clone()], &self.gap.after[after.clone()]);
        let class = rows[0].class;
        let is_mixed = rows.iter().chain(columns).any(|unit| unit.class != class);
        let needed = if is_mixed { needed.min(VERY_ALIKE) } else { needed };
        let likeness = bag_of(rows).likeness(&bag_of(columns));
        if likeness < needed {
            return;
        }
        let alone = rows.iter().flat_map(|row| columns.iter().map(|column| row.bag.likeness(column.bag)));
        if likeness > alone.fold(0.0, f32::max) + 0.05 {
            let length = |range: &Range<usize>| u32::try_from(range.len()).unwrap_or(u32::MAX);
            // As much as that many matches of one to one.
            let score = likeness * as_float(before.len().min(after.len()));
            let step = Step { before: length(&before), after: length(&after), score };
            self.steps.entry((before.end, after.end)).or_default().push(step);
        }
    }
}

/// Selections of two or more neighbours: all of a short run; of a long one the beginnings and ends.
fn selections(run: &Range<usize>) -> Vec<Range<usize>> {
    if run.len() > EACH {
        let beginnings = (run.start + 2..run.end).map(|end| run.start..end);
        let ends = (run.start + 1..run.end - 1).map(|start| start..run.end);
        return std::iter::once(run.clone()).chain(beginnings).chain(ends).collect();
    }
    let from = |start: usize| (start + 2..=run.end).map(move |end| start..end);
    (run.start..run.end - 1).flat_map(from).collect()
}

/// Whether a text may be a part of another.
fn is_text(unit: &Unit<'_>) -> bool {
    matches!(unit.class, Class::Prose(_) | Class::Item)
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below what a float holds")]
fn as_float(count: usize) -> f32 {
    count as f32
}

fn bag_of(units: &[Unit<'_>]) -> WordBag {
    WordBag::joined(units.iter().map(|unit| unit.bag))
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
