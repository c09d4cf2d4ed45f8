//! What moved: the heaviest set of items in the same order stays in place, and the rest moved.

/// Whether each item belongs to the heaviest subsequence with ascending positions. Items are in the order of one
/// version, each with its position in the other and its weight. Takes `O(n log n)`.
pub(crate) fn heaviest_ascending(items: &[(usize, u64)]) -> Vec<bool> {
    let mut positions: Vec<usize> = items.iter().map(|&(position, _)| position).collect();
    positions.sort_unstable();
    positions.dedup();
    // The heaviest chain that ends at one of the first positions, as a Fenwick tree of maxima.
    let mut heaviest: Vec<(u64, Option<usize>)> = vec![(0, None); positions.len() + 1];
    let mut previous = Vec::with_capacity(items.len());
    let mut best: (u64, Option<usize>) = (0, None);
    for (index, &(position, weight)) in items.iter().enumerate() {
        let rank = positions.partition_point(|&known| known < position);
        let mut chain = (0, None);
        let mut at = rank;
        while at > 0 {
            if heaviest[at].0 > chain.0 {
                chain = heaviest[at];
            }
            at &= at - 1;
        }
        previous.push(chain.1);
        let extended = (chain.0 + weight, Some(index));
        if extended.0 > best.0 {
            best = extended;
        }
        let mut at = rank + 1;
        while at < heaviest.len() {
            if extended.0 > heaviest[at].0 {
                heaviest[at] = extended;
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut kept = vec![false; items.len()];
    let mut current = best.1;
    while let Some(index) = current {
        kept[index] = true;
        current = previous[index];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::heaviest_ascending;

    #[test]
    fn the_heaviest_ascending_set_stays_in_place() {
        assert_eq!(heaviest_ascending(&[(0, 1), (3, 1), (1, 1), (2, 1)]), [true, false, true, true]);
        assert_eq!(heaviest_ascending(&[(0, 1), (3, 9), (1, 1), (2, 1)]), [true, true, false, false]);
        assert_eq!(heaviest_ascending(&[(5, 2), (4, 3), (9, 1)]), [false, true, true]);
        assert!(heaviest_ascending(&[]).is_empty());
    }
}
