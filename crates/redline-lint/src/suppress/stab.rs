//! Ranges that contain a place.

use redline_document::source::Span;

/// Ranges, indexed by the places that they contain.
#[derive(Debug)]
pub(super) struct Ranges {
    /// Start of each range with its number, ascending.
    starts: Vec<(usize, usize)>,
    /// Binary tree over `starts`, its leaves in the second half: the greatest end of each subtree.
    ends: Vec<usize>,
}

impl Ranges {
    /// Indexes ranges, which are numbered in order.
    pub(super) fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<(Span, usize)> = spans.enumerate().map(|(number, span)| (span, number)).collect();
        spans.sort_by_key(|(span, _)| span.start);
        let leaves = spans.len().next_power_of_two();
        let mut ends = vec![0; 2 * leaves];
        for (leaf, (span, _)) in spans.iter().enumerate() {
            ends[leaves + leaf] = span.end;
        }
        for node in (1..leaves).rev() {
            ends[node] = ends[2 * node].max(ends[2 * node + 1]);
        }
        Self { starts: spans.into_iter().map(|(span, number)| (span.start, number)).collect(), ends }
    }

    /// Numbers of the ranges that contain `at`, by start. Takes logarithmic time for each of them.
    pub(super) fn containing(&self, at: usize) -> Vec<usize> {
        let leaves = self.ends.len() / 2;
        let begun = self.starts.partition_point(|(start, _)| *start <= at);
        let mut found = Vec::new();
        // Each node with its first leaf and the number of its leaves.
        let mut open = vec![(1, 0, leaves)];
        while let Some((node, first, len)) = open.pop() {
            if first >= begun || self.ends[node] <= at {
                continue;
            }
            if len == 1 {
                found.push(self.starts[first].1);
            } else {
                open.extend([(2 * node + 1, first + len / 2, len / 2), (2 * node, first, len / 2)]);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_found_by_the_places_in_them() {
        let spans = [5..9, 0..3, 2..20, 9..9, 7..8, 3..5];
        let ranges = Ranges::new(spans.iter().cloned());
        for at in 0..25 {
            let mut expected: Vec<usize> = (0..spans.len()).filter(|&number| spans[number].contains(&at)).collect();
            expected.sort_by_key(|&number| spans[number].start);
            assert_eq!(ranges.containing(at), expected, "{at}");
        }
        assert!(Ranges::new(std::iter::empty()).containing(0).is_empty());
    }
}
