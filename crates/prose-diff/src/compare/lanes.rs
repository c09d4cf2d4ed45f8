//! Corresponding columns or rows of two tables: by name or content wherever they are, otherwise by likeness.

use rustc_hash::FxHashMap;

use crate::align::{Class, Unit, VERY_ALIKE, paired};
use crate::order::heaviest_ascending;
use crate::text::WordBag;

/// Product of the numbers of columns or rows without a counterpart up to which each is compared with each.
const EACH_WITH_EACH: usize = 1 << 14;

/// A column or row, by its index in each version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lane {
    pub(crate) before: Option<usize>,
    pub(crate) after: Option<usize>,
    /// Whether it is in another place among those of both versions.
    pub(crate) moved: bool,
}

impl Lane {
    pub(super) fn swapped(self) -> Self {
        Self { before: self.after, after: self.before, moved: self.moved }
    }
}

/// What a column or row of one version is recognized by.
pub(super) struct LaneText {
    /// Key of the header or first cell, if it has words.
    pub(super) name: Option<u32>,
    /// Key of the cells if they have words; for a column, of those below the header.
    pub(super) content: Option<u32>,
    pub(super) bag: WordBag,
    pub(super) words: usize,
}

/// Pairs the columns or rows of two tables. The order of the result is not defined, see [`reading_order`].
pub(super) fn pair(before: &[LaneText], after: &[LaneText]) -> Vec<Lane> {
    let mut pairing = Pairing { before, after, partner: vec![None; before.len()], is_taken: vec![false; after.len()] };
    pairing.by_key(|lane| Some((lane.name?, lane.content?)), false);
    pairing.by_key(|lane| lane.name, true);
    pairing.by_key(|lane| lane.content, true);
    pairing.in_order();
    pairing.by_likeness();
    pairing.finish()
}

struct Pairing<'a> {
    before: &'a [LaneText],
    after: &'a [LaneText],
    /// Counterparts of those of the old version.
    partner: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

impl Pairing<'_> {
    fn link(&mut self, before: usize, after: usize) {
        self.partner[before] = Some(after);
        self.is_taken[after] = true;
    }

    /// Pairs those with equal keys, in order. If `unique`, only keys that no other has, even among those with a
    /// counterpart.
    fn by_key<K: Eq + std::hash::Hash>(&mut self, key: impl Fn(&LaneText) -> Option<K>, unique: bool) {
        let mut places: FxHashMap<K, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
        for (index, lane) in self.before.iter().enumerate() {
            if let Some(key) = key(lane) {
                places.entry(key).or_default().0.push(index);
            }
        }
        for (index, lane) in self.after.iter().enumerate() {
            if let Some(key) = key(lane) {
                places.entry(key).or_default().1.push(index);
            }
        }
        for (before, after) in places.into_values() {
            if unique && (before.len() > 1 || after.len() > 1) {
                continue;
            }
            for (before, after) in before.into_iter().zip(after) {
                if self.partner[before].is_none() && !self.is_taken[after] {
                    self.link(before, after);
                }
            }
        }
    }

    /// Pairs the rest between those in place.
    fn in_order(&mut self) {
        let mut keys = 0_u32..;
        let keys_before: Vec<u32> = self.before.iter().map(|_| keys.next().unwrap_or(u32::MAX)).collect();
        let mut keys_after = vec![None; self.after.len()];
        for (before, after) in self.partner.iter().enumerate() {
            if let Some(after) = *after {
                keys_after[after] = Some(keys_before[before]);
            }
        }
        let keys_after = keys_after.into_iter().map(|key| key.or_else(|| keys.next()).unwrap_or(u32::MAX));
        let class = |taken: bool| if taken { Class::Taken } else { Class::Other(None) };
        let old = self.before.iter().zip(keys_before).zip(&self.partner);
        let old: Vec<Unit<'_>> =
            old.map(|((lane, key), pair)| Unit { key, class: class(pair.is_some()), bag: &lane.bag }).collect();
        let new = self.after.iter().zip(keys_after).zip(&self.is_taken);
        let new: Vec<Unit<'_>> =
            new.map(|((lane, key), &taken)| Unit { key, class: class(taken), bag: &lane.bag }).collect();
        for (before, after) in paired(&old, &new) {
            if let (Some(before), Some(after)) = (before, after) {
                self.link(before, after);
            }
        }
    }

    /// Pairs the rest wherever they are, the most alike first.
    fn by_likeness(&mut self) {
        let before: Vec<usize> = (0..self.before.len()).filter(|&index| self.partner[index].is_none()).collect();
        let after: Vec<usize> = (0..self.after.len()).filter(|&index| !self.is_taken[index]).collect();
        if before.len() * after.len() > EACH_WITH_EACH {
            return;
        }
        let mut candidates = Vec::new();
        for &a in &before {
            for &b in &after {
                let likeness = self.before[a].bag.likeness(&self.after[b].bag);
                if likeness >= VERY_ALIKE && self.before[a].words > 0 {
                    candidates.push((likeness, a, b));
                }
            }
        }
        candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        for (_, a, b) in candidates {
            if self.partner[a].is_none() && !self.is_taken[b] {
                self.link(a, b);
            }
        }
    }

    /// All of both versions. The heaviest set in the same order stays in place.
    fn finish(self) -> Vec<Lane> {
        let pairs: Vec<(usize, usize)> =
            self.partner.iter().enumerate().filter_map(|(before, after)| Some((before, (*after)?))).collect();
        let weighed: Vec<(usize, u64)> =
            pairs.iter().map(|&(before, after)| (after, self.before[before].words as u64 + 1)).collect();
        let mut in_place = heaviest_ascending(&weighed).into_iter();
        let old = self.partner.iter().enumerate().map(|(before, after)| Lane {
            before: Some(before),
            after: *after,
            moved: after.is_some() && in_place.next() == Some(false),
        });
        let mut lanes: Vec<Lane> = old.collect();
        let new = self.is_taken.iter().enumerate().filter(|(_, taken)| !**taken);
        lanes.extend(new.map(|(after, _)| Lane { before: None, after: Some(after), moved: false }));
        lanes
    }
}

/// Indices of columns or rows in reading order: that of the new version, with a removed one where it was.
pub(crate) fn reading_order(lanes: &[Lane]) -> Vec<usize> {
    let mut old: Vec<usize> = (0..lanes.len()).filter(|&at| lanes[at].before.is_some() && !lanes[at].moved).collect();
    old.sort_by_key(|&at| lanes[at].before);
    let mut new: Vec<usize> = (0..lanes.len()).filter(|&at| lanes[at].after.is_some()).collect();
    new.sort_by_key(|&at| lanes[at].after);
    let mut old = old.into_iter().peekable();
    let mut order = Vec::with_capacity(lanes.len());
    let is_removed = |at: &usize| lanes[*at].after.is_none();
    for at in new {
        // What was removed right before one that stays in place comes before what was added there.
        while let Some(removed) = old.next_if(|at| is_removed(at)) {
            order.push(removed);
        }
        order.push(at);
        old.next_if_eq(&at);
    }
    order.extend(old.filter(is_removed));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_rows_are_shown_where_they_were() {
        let lane = |before, after, moved| Lane { before, after, moved };
        let lanes = [
            lane(Some(0), Some(1), false),
            lane(Some(1), None, false),
            lane(Some(2), Some(0), true),
            lane(Some(3), Some(3), false),
            lane(None, Some(2), false),
        ];
        assert_eq!(reading_order(&lanes), [2, 0, 1, 4, 3]);
        let back: Vec<Lane> = lanes.into_iter().map(Lane::swapped).collect();
        assert_eq!(reading_order(&back), [0, 4, 1, 2, 3]);
    }
}
