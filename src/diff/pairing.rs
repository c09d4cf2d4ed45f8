//! Which block became which: in sections that belong together, then anywhere.

use std::ops::Range;

use super::Limits;
use super::align::{Class, Item, VERY_ALIKE, align};
use super::change::Fallback;
use super::flatten::{Leaf, Version};
use super::model::BlockKind;
use super::order::in_order;
use super::sections::{Sections, best_first};

/// A block of fewer words is not recognised elsewhere by itself.
const WORDS_TO_MOVE: usize = 8;

/// What a heading weighs among words when what stays in place is found.
const HEADING: u64 = 1 << 40;

/// Blocks that belong together: one or more of each version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
    /// It stands elsewhere, and not because its section does.
    pub(super) moved: bool,
    /// It is out of order, alone or with its section.
    pub(super) out_of_order: bool,
}

/// Pairs the blocks of two versions, in the order of the version after.
pub(super) fn pair(
    before: &Version<'_>,
    after: &Version<'_>,
    sections: &Sections,
    limits: &Limits,
    fallbacks: &mut Vec<Fallback>,
) -> Vec<Pair> {
    let mut blocks = Blocks {
        before,
        after,
        partner_before: vec![false; before.leaves.len()],
        partner_after: vec![false; after.leaves.len()],
        pairs: Vec::new(),
    };
    for &(from, to) in &sections.pairs {
        blocks.in_sections(from, to, fallbacks);
    }
    blocks.elsewhere(limits, fallbacks);
    blocks.finish(sections)
}

struct Blocks<'a> {
    before: &'a Version<'a>,
    after: &'a Version<'a>,
    partner_before: Vec<bool>,
    partner_after: Vec<bool>,
    pairs: Vec<(Range<usize>, Range<usize>)>,
}

impl Blocks<'_> {
    fn link(&mut self, before: Range<usize>, after: Range<usize>) {
        self.partner_before[before.clone()].fill(true);
        self.partner_after[after.clone()].fill(true);
        self.pairs.push((before, after));
    }

    fn in_sections(&mut self, from: usize, to: usize, fallbacks: &mut Vec<Fallback>) {
        let (a, b) = (&self.before.sections[from], &self.after.sections[to]);
        let headings = a.heading.zip(b.heading);
        let (own_a, own_b) = (a.own.clone(), b.own.clone());
        let (leaves_a, leaves_b) = (&self.before.leaves[own_a.clone()], &self.after.leaves[own_b.clone()]);
        let mut narrowed = Vec::new();
        let beads = align(&as_rows(leaves_a), &as_rows(leaves_b), &mut narrowed);
        let narrowed = narrowed.into_iter();
        fallbacks.extend(narrowed.map(|gap| Fallback::NarrowedAlignment { before: gap.before, after: gap.after }));
        if let Some((a, b)) = headings {
            self.link(a..a + 1, b..b + 1);
        }
        for bead in beads {
            let before = own_a.start + bead.before.start..own_a.start + bead.before.end;
            self.link(before, own_b.start + bead.after.start..own_b.start + bead.after.end);
        }
    }

    /// Looks for the blocks without a counterpart in the rest of the chapter.
    fn elsewhere(&mut self, limits: &Limits, fallbacks: &mut Vec<Fallback>) {
        let is_candidate = |leaf: &Leaf| leaf.words >= WORDS_TO_MOVE && !matches!(leaf.kind, BlockKind::Heading { .. });
        let open = |leaves: &[Leaf], partner: &[bool]| -> Vec<usize> {
            (0..leaves.len()).filter(|&index| !partner[index] && is_candidate(&leaves[index])).collect()
        };
        let before = open(&self.before.leaves, &self.partner_before);
        let mut after = open(&self.after.leaves, &self.partner_after);
        // Equal ones first: they cost next to nothing.
        after.sort_by_key(|&index| (self.after.leaves[index].key, index));
        for index in before {
            let key = self.before.leaves[index].key;
            let first = after.partition_point(|&other| self.after.leaves[other].key < key);
            let same = after[first..].iter().take_while(|&&other| self.after.leaves[other].key == key);
            if let Some(other) = same.copied().find(|&other| !self.partner_after[other]) {
                self.link(index..index + 1, other..other + 1);
            }
        }
        let mut before = open(&self.before.leaves, &self.partner_before);
        let mut after = open(&self.after.leaves, &self.partner_after);
        if before.len().max(after.len()) > limits.move_candidates && before.len().min(after.len()) > 0 {
            fallbacks.push(Fallback::MoveCandidates { before: before.len(), after: after.len() });
            largest(&mut before, &self.before.leaves, limits.move_candidates);
            largest(&mut after, &self.after.leaves, limits.move_candidates);
        }
        let links = best_first(&before, &after, VERY_ALIKE, |a, b| {
            let (a, b) = (&self.before.leaves[a], &self.after.leaves[b]);
            let may_be = match (class(a), class(b)) {
                (Class::Prose(_) | Class::Item, Class::Prose(_) | Class::Item) => true,
                (a, b) => a == b,
            };
            if may_be { a.bag.likeness(&b.bag) } else { 0.0 }
        });
        for (a, b) in links {
            self.link(a..a + 1, b..b + 1);
        }
        self.extend();
    }

    /// What stands beside blocks that were found elsewhere came along, however short it is.
    fn extend(&mut self) {
        let mut at = 0;
        while let Some((before, after)) = self.pairs.get(at).cloned() {
            at += 1;
            let next = (before.end, after.end);
            let last = before.start.checked_sub(1).zip(after.start.checked_sub(1));
            for (a, b) in [Some(next), last].into_iter().flatten() {
                let is_open = |partner: &[bool], index: usize| partner.get(index) == Some(&false);
                if is_open(&self.partner_before, a)
                    && is_open(&self.partner_after, b)
                    && self.before.leaves[a].key == self.after.leaves[b].key
                    && !matches!(self.before.leaves[a].kind, BlockKind::Heading { .. })
                {
                    self.link(a..a + 1, b..b + 1);
                }
            }
        }
    }

    fn finish(mut self, sections: &Sections) -> Vec<Pair> {
        self.pairs.sort_by_key(|(_, after)| after.start);
        let section_of = |after: usize| {
            let section = self.after.leaves[after].section;
            sections.pairs.binary_search_by_key(&section, |pair| pair.1).ok()
        };
        let went_with_section: Vec<bool> = self
            .pairs
            .iter()
            .map(|(before, after)| {
                section_of(after.start).is_some_and(|at| {
                    sections.moved[at] && sections.pairs[at].0 == self.before.leaves[before.start].section
                })
            })
            .collect();
        // Headings of sections that stay are what everything else is in order with.
        let weight = |before: &Range<usize>| {
            let leaves = &self.before.leaves[before.clone()];
            let is_heading = self.before.sections[leaves[0].section].heading == Some(before.start);
            let words: usize = leaves.iter().map(|leaf| leaf.words).sum();
            if is_heading { HEADING } else { words as u64 + 1 }
        };
        let staying: Vec<usize> = (0..self.pairs.len()).filter(|&at| !went_with_section[at]).collect();
        let things: Vec<(usize, u64)> =
            staying.iter().map(|&at| (self.pairs[at].0.start, weight(&self.pairs[at].0))).collect();
        let mut moved = vec![false; self.pairs.len()];
        for (&at, kept) in staying.iter().zip(in_order(&things)) {
            moved[at] = !kept;
        }
        let pairs = self.pairs.into_iter().zip(moved).zip(went_with_section);
        pairs
            .map(|(((before, after), moved), along)| Pair { before, after, moved, out_of_order: moved || along })
            .collect()
    }
}

fn largest(candidates: &mut Vec<usize>, leaves: &[Leaf], count: usize) {
    candidates.sort_by_key(|&index| (std::cmp::Reverse(leaves[index].words), index));
    candidates.truncate(count);
    candidates.sort_unstable();
}

fn as_rows(leaves: &[Leaf]) -> Vec<Item<'_>> {
    leaves.iter().map(|leaf| Item { key: leaf.key, class: class(leaf), bag: &leaf.bag }).collect()
}

/// What a block may become.
fn class(leaf: &Leaf) -> Class {
    match leaf.kind {
        BlockKind::Item { .. } => Class::Item,
        BlockKind::Image => Class::Image,
        BlockKind::FrontMatter | BlockKind::Table | BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule => {
            Class::Other(leaf.class())
        }
        _ => Class::Prose(leaf.class()),
    }
}
