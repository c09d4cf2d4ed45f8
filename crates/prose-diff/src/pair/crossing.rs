//! Blocks of corresponding sections that are in another order: found before the others are aligned in order, so that
//! an item of a sorted list is not taken for a new version of the item that has its place now.

use rustc_hash::FxHashMap;

use super::rarity::Rarity;
use super::size::{MIN_SIZE_TO_MOVE, size};
use crate::flatten::Leaf;
use crate::model::BlockKind;
use crate::order::heaviest_ascending;

/// Weighed share of kept words from which a block in another place is the same.
const SAME: f32 = 0.6;

/// How much more a block must be like its counterpart than like any other.
const MARGIN: f32 = 0.2;

/// Upper bound on the pairs of blocks that are compared.
const CELLS: usize = 1 << 14;

/// Pairs of blocks, by their indices, that are out of order.
pub(super) fn crossing(before: &[Leaf], after: &[Leaf], rarity: &Rarity<'_>) -> Vec<(usize, usize)> {
    let mut pairs = equal(before, after);
    let (mut open_a, mut open_b) = (vec![true; before.len()], vec![true; after.len()]);
    for &(a, b) in &pairs {
        (open_a[a], open_b[b]) = (false, false);
    }
    let open = |leaves: &[Leaf], open: &[bool]| -> Vec<usize> {
        (0..leaves.len()).filter(|&at| open[at] && may_move(&leaves[at])).collect()
    };
    pairs.extend(alike(before, after, (&open(before, &open_a), &open(after, &open_b)), rarity));
    pairs.sort_by_key(|&(_, b)| b);
    let weighed: Vec<(usize, u64)> = pairs.iter().map(|&(a, _)| (a, size(&before[a]) as u64 + 1)).collect();
    let in_order = heaviest_ascending(&weighed);
    let moved = pairs.into_iter().zip(in_order).filter(|(_, in_order)| !in_order);
    moved.map(|(pair, _)| pair).filter(|&(a, b)| may_move(&before[a]) && may_move(&after[b])).collect()
}

/// Whether a block may be in another place of its section: an item, or a block that is not short.
fn may_move(leaf: &Leaf) -> bool {
    let is_item = matches!(leaf.kind, BlockKind::Item { .. });
    let is_fixed = matches!(leaf.kind, BlockKind::Heading { .. } | BlockKind::FrontMatter | BlockKind::Rule);
    leaf.bag.len() > 0 && !is_fixed && (is_item || size(leaf) >= MIN_SIZE_TO_MOVE)
}

/// Blocks with one equal block in the other version.
fn equal(before: &[Leaf], after: &[Leaf]) -> Vec<(usize, usize)> {
    let mut known: FxHashMap<u32, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
    for (at, leaf) in before.iter().enumerate() {
        known.entry(leaf.key).or_default().0.push(at);
    }
    for (at, leaf) in after.iter().enumerate() {
        known.entry(leaf.key).or_default().1.push(at);
    }
    let unique = known.into_values().filter_map(|places| match (&places.0[..], &places.1[..]) {
        (&[a], &[b]) if before[a].bag.len() > 0 => Some((a, b)),
        _ => None,
    });
    let mut pairs: Vec<(usize, usize)> = unique.collect();
    pairs.sort_unstable();
    pairs
}

/// Blocks that are each most like the other, and much more than like the rest.
fn alike(
    before: &[Leaf],
    after: &[Leaf],
    (open_before, open_after): (&[usize], &[usize]),
    rarity: &Rarity<'_>,
) -> Vec<(usize, usize)> {
    let columns = open_after.len();
    if columns == 0 || open_before.len().saturating_mul(columns) > CELLS {
        return Vec::new();
    }
    let share = |a: usize, b: usize| {
        let (a, b) = (&before[a], &after[b]);
        if a.is_same_kind(b) && a.bag.overlap(&b.bag) >= SAME / 2.0 { rarity.kept(&a.bag, &b.bag).share } else { 0.0 }
    };
    let shares: Vec<f32> =
        open_before.iter().flat_map(|&a| open_after.iter().map(move |&b| (a, b))).map(|(a, b)| share(a, b)).collect();
    let mut pairs = Vec::new();
    for (row, &a) in open_before.iter().enumerate() {
        let cells = &shares[row * columns..(row + 1) * columns];
        let Some(column) = (0..columns).max_by(|&x, &y| cells[x].total_cmp(&cells[y])) else { continue };
        let found = cells[column];
        let rivals = (0..columns).filter(|&other| other != column).map(|other| cells[other]);
        let others = (0..open_before.len()).filter(|&other| other != row).map(|other| shares[other * columns + column]);
        if found >= SAME && rivals.chain(others).all(|rival| rival + MARGIN <= found) {
            pairs.push((a, open_after[column]));
        }
    }
    pairs
}
