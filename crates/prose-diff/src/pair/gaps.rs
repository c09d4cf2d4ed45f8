//! Pairs of blocks between blocks that correspond in order, across the borders of sections. They do not move, so that
//! short blocks are recognized, too.

use std::ops::Range;

use super::pairs::{Blocks, units};
use super::size::size;
use crate::align::{Match, align};
use crate::model::BlockKind;
use crate::order::heaviest_ascending;

/// Weighed share of kept words from which blocks of different sections are versions of each other.
const SAME: f32 = 0.5;

/// Pairs unmatched blocks between blocks that correspond in order.
pub(super) fn pair_in_gaps(blocks: &mut Blocks<'_>) {
    blocks.pairs.sort_by_key(|(_, after)| after.start);
    let weigh = |(before, _): &(Range<usize>, Range<usize>)| {
        let leaves = &blocks.before.leaves[before.clone()];
        (before.start, leaves.iter().map(|leaf| size(leaf) as u64).sum::<u64>() + 1)
    };
    let in_order = heaviest_ascending(&blocks.pairs.iter().map(weigh).collect::<Vec<_>>());
    let kept = blocks.pairs.iter().zip(in_order).filter(|(_, in_order)| *in_order).map(|(pair, _)| pair.clone());
    let (ends_before, ends_after) = (blocks.before.leaves.len(), blocks.after.leaves.len());
    let end = (ends_before..ends_before, ends_after..ends_after);
    let (mut from, mut to) = (0, 0);
    for (before, after) in kept.chain([end]).collect::<Vec<_>>() {
        blocks.pair_in_gap(from..before.start, to..after.start);
        (from, to) = (before.end, after.end);
    }
}

impl Blocks<'_> {
    fn pair_in_gap(&mut self, before: Range<usize>, after: Range<usize>) {
        if before.is_empty() || after.is_empty() {
            return;
        }
        let (leaves_a, leaves_b) = (&self.before.leaves[before.clone()], &self.after.leaves[after.clone()]);
        let is_heading = |kind: &BlockKind| matches!(kind, BlockKind::Heading { .. });
        let taken_a: Vec<bool> = leaves_a
            .iter()
            .zip(&self.partner_before[before.clone()])
            .map(|(leaf, taken)| *taken || is_heading(&leaf.kind))
            .collect();
        let taken_b: Vec<bool> = leaves_b
            .iter()
            .zip(&self.partner_after[after.clone()])
            .map(|(leaf, taken)| *taken || is_heading(&leaf.kind))
            .collect();
        if taken_a.iter().all(|taken| *taken) || taken_b.iter().all(|taken| *taken) {
            return;
        }
        let (units_a, units_b) = (units(leaves_a, &taken_a, 0), units(leaves_b, &taken_b, leaves_a.len()));
        for Match { before: a, after: b } in align(&units_a, &units_b, &mut Vec::new()) {
            let (first_a, first_b) = (&leaves_a[a.start], &leaves_b[b.start]);
            let is_one_to_one = a.len() == 1 && b.len() == 1;
            let is_same = !is_one_to_one || self.rarity.kept(&first_a.bag, &first_b.bag).share >= SAME;
            let is_wordless = first_a.bag.len() == 0;
            if is_same && !is_wordless {
                self.link(before.start + a.start..before.start + a.end, after.start + b.start..after.start + b.end);
            }
        }
    }
}
