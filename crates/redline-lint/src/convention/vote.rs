//! Majority votes.

/// Votes for the values of a convention, with the place of each vote.
#[derive(Clone, Debug)]
pub struct Vote<V, P> {
    ballots: Vec<(V, Vec<P>)>,
}

/// Result of a vote.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict<V> {
    /// Value with the most votes.
    pub value: V,
    /// Number of votes for it.
    pub count: usize,
    /// Number of all votes.
    pub total: usize,
}

/// Minimum share of a majority that the remaining places should follow.
const SETTLED_SHARE: f64 = 0.75;

impl<V> Verdict<V> {
    /// Share of the majority, from zero to one.
    #[expect(clippy::cast_precision_loss, reason = "no book has so many headings")]
    pub fn share(&self) -> f64 {
        self.count as f64 / self.total as f64
    }

    /// Whether the remaining places should follow the majority.
    pub fn is_settled(&self) -> bool {
        self.share() >= SETTLED_SHARE
    }
}

impl<V, P> Default for Vote<V, P> {
    fn default() -> Self {
        Self { ballots: Vec::new() }
    }
}

impl<V: Copy + PartialEq, P> Vote<V, P> {
    /// Counts one vote.
    pub fn cast(&mut self, value: V, place: P) {
        match self.ballots.iter_mut().find(|(known, _)| *known == value) {
            Some((_, places)) => places.push(place),
            None => self.ballots.push((value, vec![place])),
        }
    }

    /// The majority, if there are at least `minimum` votes; in a tie, the value that was cast first.
    pub fn verdict(&self, minimum: usize) -> Option<Verdict<V>> {
        let total: usize = self.ballots.iter().map(|(_, places)| places.len()).sum();
        let (value, places) = self.ballots.iter().rev().max_by_key(|(_, places)| places.len())?;
        (total >= minimum).then_some(Verdict { value: *value, count: places.len(), total })
    }

    /// Places of the votes for other values than `value`, value by value.
    pub fn minority(&self, value: V) -> impl Iterator<Item = &P> {
        self.ballots.iter().filter(move |(other, _)| *other != value).flat_map(|(_, places)| places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_majority_wins_and_the_minority_is_listed() {
        let mut vote = Vote::default();
        for (value, place) in [('a', 1), ('b', 2), ('b', 3), ('a', 4), ('b', 5)] {
            vote.cast(value, place);
        }
        let verdict = vote.verdict(5).unwrap();
        assert_eq!((verdict.value, verdict.count, verdict.total), ('b', 3, 5));
        assert!((verdict.share() - 0.6).abs() < f64::EPSILON);
        assert_eq!(vote.minority('b').collect::<Vec<_>>(), [&1, &4]);
        assert_eq!(vote.verdict(6), None);
    }

    #[test]
    fn the_first_value_wins_a_tie() {
        let mut vote = Vote::default();
        vote.cast('a', ());
        vote.cast('b', ());
        assert_eq!(vote.verdict(1).map(|verdict| verdict.value), Some('a'));
    }
}
