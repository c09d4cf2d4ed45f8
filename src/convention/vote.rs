//! One way to count a convention.

/// Votes for the two or more ways to do one thing, with the places of each.
#[derive(Clone, Debug)]
pub struct Vote<V, P> {
    ballots: Vec<(V, Vec<P>)>,
}

/// What a vote says.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict<V> {
    /// What most places do.
    pub value: V,
    /// How many places do it.
    pub count: usize,
    /// How many places voted.
    pub total: usize,
}

/// From which share on a habit is the book's own, so that the rest should follow it.
const SETTLED_SHARE: f64 = 0.75;

impl<V> Verdict<V> {
    /// The share of the majority, from zero to one.
    #[expect(clippy::cast_precision_loss, reason = "no book has so many headings")]
    pub fn share(&self) -> f64 {
        self.count as f64 / self.total as f64
    }
}

impl<V> Verdict<V> {
    /// Whether nearly all places do it.
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
    /// Counts one place.
    pub fn cast(&mut self, value: V, place: P) {
        match self.ballots.iter_mut().find(|(known, _)| *known == value) {
            Some((_, places)) => places.push(place),
            None => self.ballots.push((value, vec![place])),
        }
    }

    /// What most places do, if at least `minimum` voted; of equals, what came first.
    pub fn verdict(&self, minimum: usize) -> Option<Verdict<V>> {
        let total: usize = self.ballots.iter().map(|(_, places)| places.len()).sum();
        let (value, places) = self.ballots.iter().rev().max_by_key(|(_, places)| places.len())?;
        (total >= minimum).then_some(Verdict { value: *value, count: places.len(), total })
    }

    /// The places that do anything else than `value`, in the order they were cast for each value.
    pub fn minority(&self, value: V) -> impl Iterator<Item = &P> {
        self.ballots.iter().filter(move |(other, _)| *other != value).flat_map(|(_, places)| places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_majority_wins_and_the_minority_is_named() {
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
    fn of_equals_the_first_wins() {
        let mut vote = Vote::default();
        vote.cast('a', ());
        vote.cast('b', ());
        assert_eq!(vote.verdict(1).map(|verdict| verdict.value), Some('a'));
    }
}
