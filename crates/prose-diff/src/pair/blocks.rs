//! Corresponding blocks: in corresponding sections first, then anywhere.

use std::mem::discriminant;
use std::ops::Range;

use super::best_first::{best_first, largest};
use super::sections::Sections;
use crate::align::{Class, Unit, VERY_ALIKE, align};
use crate::flatten::{Leaf, Version};
use crate::model::{BlockKind, Fallback};
use crate::order::heaviest_ascending;

/// Number of words below which a block is not recognized in another place by itself.
const MIN_WORDS_TO_MOVE: usize = 8;

/// Weight of a heading when the blocks that stay in place are chosen; a block weighs its words.
const HEADING_WEIGHT: u64 = 1 << 40;

/// Corresponding blocks: one or more of each version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) before: Range<usize>,
    pub(crate) after: Range<usize>,
    /// Whether it moved by itself, not along with its section.
    pub(crate) moved: bool,
    /// Whether it is out of order, by itself or along with its section.
    pub(crate) out_of_order: bool,
}

/// Pairs the blocks of two versions, in the order of the new version. `move_candidates` bounds the unmatched blocks of each
/// version that are searched for moves.
pub(crate) fn pair_blocks(
    before: &Version<'_>,
    after: &Version<'_>,
    sections: &Sections,
    move_candidates: usize,
    fallbacks: &mut Vec<Fallback>,
) -> Vec<Pair> {
    let mut blocks = Blocks {
        before,
        after,
        partner_before: vec![false; before.leaves.len()],
        partner_after: vec![false; after.leaves.len()],
        pairs: Vec::new(),
    };
    for pair in sections.iter() {
        blocks.pair_in_sections(pair.before, pair.after, fallbacks);
    }
    blocks.pair_moved(move_candidates, fallbacks);
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

    fn pair_in_sections(&mut self, from: usize, to: usize, fallbacks: &mut Vec<Fallback>) {
        let (a, b) = (&self.before.sections[from], &self.after.sections[to]);
        let headings = a.heading.zip(b.heading);
        let (own_a, own_b) = (a.own.clone(), b.own.clone());
        let (leaves_a, leaves_b) = (&self.before.leaves[own_a.clone()], &self.after.leaves[own_b.clone()]);
        let mut narrowed = Vec::new();
        let matches = align(&units(leaves_a), &units(leaves_b), &mut narrowed);
        let narrowed = narrowed.into_iter();
        fallbacks.extend(narrowed.map(|gap| Fallback::NarrowedAlignment { before: gap.before, after: gap.after }));
        if let Some((a, b)) = headings {
            self.link(a..a + 1, b..b + 1);
        }
        for found in matches {
            let before = own_a.start + found.before.start..own_a.start + found.before.end;
            self.link(before, own_b.start + found.after.start..own_b.start + found.after.end);
        }
    }

    /// Pairs unmatched blocks with those of other sections.
    fn pair_moved(&mut self, move_candidates: usize, fallbacks: &mut Vec<Fallback>) {
        let is_candidate =
            |leaf: &Leaf| leaf.words >= MIN_WORDS_TO_MOVE && !matches!(leaf.kind, BlockKind::Heading { .. });
        let open = |leaves: &[Leaf], partner: &[bool]| -> Vec<usize> {
            (0..leaves.len()).filter(|&index| !partner[index] && is_candidate(&leaves[index])).collect()
        };
        let before = open(&self.before.leaves, &self.partner_before);
        let mut after = open(&self.after.leaves, &self.partner_after);
        // Equal blocks first: finding them is cheap.
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
        if before.len().max(after.len()) > move_candidates && before.len().min(after.len()) > 0 {
            fallbacks.push(Fallback::MoveCandidates { before: before.len(), after: after.len() });
            before = largest(before, move_candidates, |index| self.before.leaves[index].words);
            after = largest(after, move_candidates, |index| self.after.leaves[index].words);
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
        self.extend_pairs();
    }

    /// Pairs equal blocks next to paired ones, however short they are: they moved along.
    fn extend_pairs(&mut self) {
        let mut at = 0;
        while let Some((before, after)) = self.pairs.get(at).cloned() {
            at += 1;
            let next = (before.end, after.end);
            let previous = before.start.checked_sub(1).zip(after.start.checked_sub(1));
            for (a, b) in [Some(next), previous].into_iter().flatten() {
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
        let mut pairs = std::mem::take(&mut self.pairs);
        pairs.sort_by_key(|(_, after)| after.start);
        let pair = |(before, after): (Range<usize>, Range<usize>)| {
            let section = sections.with_after(self.after.leaves[after.start].section);
            let moved_along = section
                .is_some_and(|pair| pair.out_of_order && pair.before == self.before.leaves[before.start].section);
            Pair { before, after, moved: false, out_of_order: moved_along }
        };
        let mut pairs: Vec<Pair> = pairs.into_iter().map(pair).collect();
        // The order of everything else is relative to the headings of the sections that stay in place.
        let weight = |pair: &Pair| {
            let leaves = &self.before.leaves[pair.before.clone()];
            let is_heading = self.before.sections[leaves[0].section].heading == Some(pair.before.start);
            let words: usize = leaves.iter().map(|leaf| leaf.words).sum();
            if is_heading { HEADING_WEIGHT } else { words as u64 + 1 }
        };
        let others: Vec<&mut Pair> = pairs.iter_mut().filter(|pair| !pair.out_of_order).collect();
        let weighed: Vec<(usize, u64)> = others.iter().map(|pair| (pair.before.start, weight(pair))).collect();
        for (pair, in_place) in others.into_iter().zip(heaviest_ascending(&weighed)) {
            (pair.moved, pair.out_of_order) = (!in_place, !in_place);
        }
        pairs
    }
}

fn units(leaves: &[Leaf]) -> Vec<Unit<'_>> {
    leaves.iter().map(|leaf| Unit { key: leaf.key, class: class(leaf), bag: &leaf.bag }).collect()
}

/// Which blocks a block may become.
fn class(leaf: &Leaf) -> Class {
    match leaf.kind {
        BlockKind::Item { .. } => Class::Item,
        BlockKind::Image => Class::Image,
        BlockKind::FrontMatter | BlockKind::Table | BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule => {
            Class::Other(Some(discriminant(&leaf.kind)))
        }
        _ => Class::Prose(Some(discriminant(&leaf.kind))),
    }
}
