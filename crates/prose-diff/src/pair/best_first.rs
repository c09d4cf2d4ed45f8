//! Greedy matching of two lists by likeness.

/// Pairs of two lists: the most alike first, none twice, none below `floor`.
pub(super) fn best_first(
    before: &[usize],
    after: &[usize],
    floor: f32,
    likeness: impl Fn(usize, usize) -> f32,
) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (row, &a) in before.iter().enumerate() {
        for (column, &b) in after.iter().enumerate() {
            let likeness = likeness(a, b);
            if likeness >= floor {
                candidates.push((likeness, row, column));
            }
        }
    }
    // On a tie those in corresponding positions come first.
    candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1.abs_diff(x.2), x.1).cmp(&(y.1.abs_diff(y.2), y.1))));
    let (mut rows, mut columns) = (vec![false; before.len()], vec![false; after.len()]);
    let mut pairs = Vec::new();
    for (_, row, column) in candidates {
        if !rows[row] && !columns[column] {
            (rows[row], columns[column]) = (true, true);
            pairs.push((before[row], after[column]));
        }
    }
    pairs
}

/// The largest members of a list, in the order of the list.
pub(super) fn largest(mut list: Vec<usize>, count: usize, size: impl Fn(usize) -> usize) -> Vec<usize> {
    list.sort_by_key(|&index| (std::cmp::Reverse(size(index)), index));
    list.truncate(count);
    list.sort_unstable();
    list
}
