//! What moved: the heaviest set of things in the same order stays put, and the rest moved.

/// For things in the order of one version, given their places in the other and their weights: whether each belongs to
/// the heaviest set whose places ascend. Costs `n log n`.
pub(super) fn in_order(things: &[(usize, u64)]) -> Vec<bool> {
    let mut places: Vec<usize> = things.iter().map(|&(place, _)| place).collect();
    places.sort_unstable();
    places.dedup();
    // The heaviest chain that ends at one of the first places: a Fenwick tree of maxima.
    let mut heaviest: Vec<(u64, Option<usize>)> = vec![(0, None); places.len() + 1];
    let mut previous = Vec::with_capacity(things.len());
    let mut best: (u64, Option<usize>) = (0, None);
    for (index, &(place, weight)) in things.iter().enumerate() {
        let rank = places.partition_point(|&known| known < place);
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
    let mut kept = vec![false; things.len()];
    let mut current = best.1;
    while let Some(index) = current {
        kept[index] = true;
        current = previous[index];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn the_heaviest_ascending_set_stays() {
        let stays = |things: &[(usize, u64)]| in_order(things);
        assert_eq!(stays(&[(0, 1), (3, 1), (1, 1), (2, 1)]), [true, false, true, true]);
        assert_eq!(stays(&[(0, 1), (3, 9), (1, 1), (2, 1)]), [true, true, false, false]);
        assert_eq!(stays(&[(5, 2), (4, 3), (9, 1)]), [false, true, true]);
        assert!(stays(&[]).is_empty());
    }
}
