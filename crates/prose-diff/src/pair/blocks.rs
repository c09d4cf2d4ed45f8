//! Corresponding blocks: in corresponding sections first, then anywhere.

use std::ops::Range;

use super::crossing::crossing;
use super::leftover::pair_leftover;
use super::moved::ordered;
use super::pairs::{Blocks, Pair, units};
use super::rarity::Rarity;
use super::section_pairs::Sections;
use super::size::{MIN_SIZE_TO_MOVE, size};
use crate::align::{Match, align};
use crate::flatten::{Leaf, Version};
use crate::model::{BlockKind, Fallback};

/// Pairs the blocks of two versions, in the order of the new version. `move_candidates` bounds the unmatched blocks of
/// each version that are searched for moves.
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
        rarity: Rarity::new(before, after),
        partner_before: vec![false; before.leaves.len()],
        partner_after: vec![false; after.leaves.len()],
        pairs: Vec::new(),
    };
    blocks.pair_front_matter();
    for pair in sections.iter() {
        blocks.pair_in_sections(pair.before, pair.after, fallbacks);
    }
    pair_leftover(&mut blocks, move_candidates, fallbacks);
    ordered(before, after, sections, blocks.pairs)
}

impl Blocks<'_> {
    /// Pairs the front matter of both versions, whatever is in it: it has one place.
    fn pair_front_matter(&mut self) {
        let is_front = |version: &Version<'_>| version.leaves.first().map(|leaf| leaf.kind == BlockKind::FrontMatter);
        if is_front(self.before) == Some(true) && is_front(self.after) == Some(true) {
            self.link(0..1, 0..1);
        }
    }

    fn pair_in_sections(&mut self, from: usize, to: usize, fallbacks: &mut Vec<Fallback>) {
        let (a, b) = (&self.before.sections[from], &self.after.sections[to]);
        if let Some((a, b)) = a.heading.zip(b.heading) {
            self.link(a..a + 1, b..b + 1);
        }
        let (own_a, own_b) = (a.own.clone(), b.own.clone());
        let (leaves_a, leaves_b) = (&self.before.leaves[own_a.clone()], &self.after.leaves[own_b.clone()]);
        for (a, b) in crossing(leaves_a, leaves_b, &self.rarity) {
            self.link(own_a.start + a..own_a.start + a + 1, own_b.start + b..own_b.start + b + 1);
        }
        let units_a = units(leaves_a, &self.partner_before[own_a.clone()], 0);
        let units_b = units(leaves_b, &self.partner_after[own_b.clone()], leaves_a.len());
        let mut narrowed = Vec::new();
        let matches = align(&units_a, &units_b, &mut narrowed);
        let narrowed = narrowed.into_iter();
        fallbacks.extend(narrowed.map(|gap| Fallback::NarrowedAlignment { before: gap.before, after: gap.after }));
        let known = self.pairs.len();
        let mut doubtful = Vec::new();
        for Match { before, after } in matches {
            let before = own_a.start + before.start..own_a.start + before.end;
            let after = own_b.start + after.start..own_b.start + after.end;
            if self.are_versions(&before, &after) {
                self.link(before, after);
            } else {
                doubtful.push((before.start, after.start));
            }
        }
        for (a, b) in doubtful {
            if self.have_same_place(known, a, b, (&own_a, &own_b)) {
                self.link(a..a + 1, b..b + 1);
            }
        }
        self.add_lead_ins(known, &own_a, &own_b);
    }

    /// Adds to split and joined blocks, from the pair `first` on, the unmatched block before them, if the text of the
    /// other version begins with it: the words that introduce a list may all be stop words.
    fn add_lead_ins(&mut self, first: usize, own_before: &Range<usize>, own_after: &Range<usize>) {
        let lead_in = |one: &Leaf, leaves: &[Leaf], is_paired: &[bool], own: &Range<usize>, first: usize| {
            let at = first.checked_sub(1).filter(|at| own.contains(at) && !is_paired[*at])?;
            let words = |leaf: &Leaf| -> Vec<u32> {
                leaf.tokens().iter().filter(|token| token.is_word).map(|token| token.folded).collect()
            };
            let lead = words(&leaves[at]);
            (!lead.is_empty() && words(one).starts_with(&lead)).then_some(at)
        };
        let mut pairs = std::mem::take(&mut self.pairs);
        for (before, after) in &mut pairs[first..] {
            if before.len() == 1 && after.len() > 1 {
                let one = &self.before.leaves[before.start];
                let found = lead_in(one, &self.after.leaves, &self.partner_after, own_after, after.start);
                after.start = found.unwrap_or(after.start);
                self.partner_after[after.start] = true;
            } else if after.len() == 1 && before.len() > 1 {
                let one = &self.after.leaves[after.start];
                let found = lead_in(one, &self.before.leaves, &self.partner_before, own_before, before.start);
                before.start = found.unwrap_or(before.start);
                self.partner_before[before.start] = true;
            }
        }
        self.pairs = pairs;
    }

    /// Whether two short blocks begin with the same word and are alone between blocks that correspond: `Status: done`.
    /// The pairs of their sections are those from `known` on.
    fn have_same_place(
        &self,
        known: usize,
        before: usize,
        after: usize,
        (own_a, own_b): (&Range<usize>, &Range<usize>),
    ) -> bool {
        let (a, b) = (&self.before.leaves[before], &self.after.leaves[after]);
        let first = |leaf: &Leaf| leaf.tokens().first().map(|token| token.folded);
        if size(a).max(size(b)) >= MIN_SIZE_TO_MOVE || first(a) != first(b) {
            return false;
        }
        let is_pair = |a: usize, b: usize| {
            self.pairs[known..].iter().any(|(before, after)| before.contains(&a) && after.contains(&b))
        };
        let is_first = (before, after) == (own_a.start, own_b.start);
        let is_last = (before + 1, after + 1) == (own_a.end, own_b.end);
        (is_first || (before > 0 && after > 0 && is_pair(before - 1, after - 1)))
            && (is_last || is_pair(before + 1, after + 1))
    }

    /// Whether aligned blocks keep enough words to be versions of each other.
    fn are_versions(&self, before: &Range<usize>, after: &Range<usize>) -> bool {
        let (a, b) = (&self.before.leaves[before.start], &self.after.leaves[after.start]);
        let is_one_to_one = before.len() == 1 && after.len() == 1;
        let is_wordless = matches!(a.kind, BlockKind::Image) && matches!(b.kind, BlockKind::Image);
        !is_one_to_one || a.key == b.key || is_wordless || self.rarity.are_versions(&a.bag, &b.bag)
    }
}
