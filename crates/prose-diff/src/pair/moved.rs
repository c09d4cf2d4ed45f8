//! Which of the corresponding blocks moved.

use std::ops::Range;

use super::pairs::Pair;
use super::section_pairs::Sections;
use super::size::{MIN_SIZE_TO_MOVE, size};
use crate::flatten::Version;
use crate::order::heaviest_ascending;

/// Weight of a heading when the blocks that stay in place are chosen; a block weighs its words.
const HEADING_WEIGHT: u64 = 1 << 40;

/// Corresponding blocks in the order of the new version, with what moved. Blocks of a few words that would have moved
/// are left out: that is no move, except within a list.
pub(super) fn ordered(
    before: &Version<'_>,
    after: &Version<'_>,
    sections: &Sections,
    mut pairs: Vec<(Range<usize>, Range<usize>)>,
) -> Vec<Pair> {
    pairs.sort_by_key(|(_, after)| after.start);
    let pair = |(from, to): (Range<usize>, Range<usize>)| {
        let section = sections.with_after(after.leaves[to.start].section);
        let moved_along =
            section.is_some_and(|pair| pair.out_of_order && pair.before == before.leaves[from.start].section);
        Pair { before: from, after: to, moved: false, out_of_order: moved_along }
    };
    let mut pairs: Vec<Pair> = pairs.into_iter().map(pair).collect();
    let size_of = |pair: &Pair| before.leaves[pair.before.clone()].iter().map(size).sum::<usize>();
    // The order of everything else is relative to the headings of the sections that stay in place.
    let weight = |pair: &Pair| {
        let is_heading = sections.of_headings(before, after, pair).is_some();
        if is_heading { HEADING_WEIGHT } else { size_of(pair) as u64 + 1 }
    };
    let others: Vec<&mut Pair> = pairs.iter_mut().filter(|pair| !pair.out_of_order).collect();
    let weighed: Vec<(usize, u64)> = others.iter().map(|pair| (pair.before.start, weight(pair))).collect();
    for (pair, in_place) in others.into_iter().zip(heaviest_ascending(&weighed)) {
        (pair.moved, pair.out_of_order) = (!in_place, !in_place);
    }
    let is_listed = |pair: &Pair| {
        let (a, b) = (&before.leaves[pair.before.start], &after.leaves[pair.after.start]);
        a.list.is_some() && b.list.is_some() && sections.are_paired(a.section, b.section)
    };
    let runs = pairs.chunk_by(Pair::is_followed_by);
    let is_short = |run: &&[Pair]| {
        run[0].moved && !is_listed(&run[0]) && run.iter().map(size_of).sum::<usize>() < MIN_SIZE_TO_MOVE
    };
    runs.filter(|run| !is_short(run)).flatten().cloned().collect()
}
