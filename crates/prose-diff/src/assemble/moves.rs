//! Moves: everything that went from one place to another together is one move.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::flatten::Version;
use crate::model::ChangeKind;
use crate::pair::{Pair, Sections};

/// Blocks that moved together: a section with everything under it, sections or blocks that follow each other in both
/// versions, or the items of a list in another order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) kind: ChangeKind,
    /// Everything that moved, with removed blocks in between.
    pub(super) before: Range<usize>,
    /// Everything that moved, with added blocks in between.
    pub(super) after: Range<usize>,
}

impl Move {
    /// Whether there is a row at the old place. In a list that was sorted it would be next to the new one.
    pub(super) fn leaves_stub(&self) -> bool {
        self.kind != ChangeKind::ListReordered
    }
}

/// All moves.
pub(super) struct Moves {
    pub(super) moves: Vec<Move>,
    /// The move that each pair of blocks is part of.
    pub(super) of_pair: Vec<Option<usize>>,
}

impl Moves {
    pub(super) fn new(before: &Version<'_>, after: &Version<'_>, sections: &Sections, pairs: &[Pair]) -> Self {
        let mut moves = Self { moves: Vec::new(), of_pair: vec![None; pairs.len()] };
        moves.add_sections(before, after, sections);
        moves.assign_sections(pairs);
        moves.add_blocks(pairs);
        moves.join_lists(before, after, sections);
        moves
    }

    /// Adds the sections that moved by themselves; those that follow each other in both versions moved together.
    fn add_sections(&mut self, before: &Version<'_>, after: &Version<'_>, sections: &Sections) {
        for pair in sections.iter().filter(|pair| pair.moved) {
            let (from, to) = (before.leaves_of_section(pair.before), after.leaves_of_section(pair.after));
            match self.moves.last_mut() {
                Some(last) if last.before.end == from.start && last.after.end == to.start => {
                    (last.before.end, last.after.end) = (from.end, to.end);
                }
                _ => self.moves.push(Move { kind: ChangeKind::SectionMoved, before: from, after: to }),
            }
        }
    }

    /// Finds the pairs of blocks that moved along with sections.
    fn assign_sections(&mut self, pairs: &[Pair]) {
        for (at, moved) in self.moves.iter().enumerate() {
            let first = pairs.partition_point(|pair| pair.after.start < moved.after.start);
            for (index, pair) in pairs.iter().enumerate().skip(first) {
                if pair.after.start >= moved.after.end {
                    break;
                }
                if pair.out_of_order && !pair.moved && moved.before.contains(&pair.before.start) {
                    self.of_pair[index] = Some(at);
                }
            }
        }
    }

    /// Adds the blocks that moved by themselves.
    fn add_blocks(&mut self, pairs: &[Pair]) {
        let mut is_followed = false;
        for (index, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.moved) {
            match self.moves.last_mut().filter(|_| is_followed) {
                Some(last) => (last.before.end, last.after.end) = (pair.before.end, pair.after.end),
                None => self.moves.push(Move {
                    kind: ChangeKind::BlockMoved,
                    before: pair.before.clone(),
                    after: pair.after.clone(),
                }),
            }
            self.of_pair[index] = Some(self.moves.len() - 1);
            is_followed = pairs.get(index + 1).is_some_and(|next| pair.is_followed_by(next));
        }
    }

    /// Makes the moves within one list one move, if there are several.
    fn join_lists(&mut self, before: &Version<'_>, after: &Version<'_>, sections: &Sections) {
        let mut lists: FxHashMap<(usize, usize), Vec<usize>> = FxHashMap::default();
        for (at, moved) in self.moves.iter().enumerate().filter(|(_, moved)| moved.kind == ChangeKind::BlockMoved) {
            let (a, b) = (&before.leaves[moved.before.start], &after.leaves[moved.after.start]);
            if let Some(list) = a.list.zip(b.list).filter(|_| sections.are_paired(a.section, b.section)) {
                lists.entry(list).or_default().push(at);
            }
        }
        let mut first_of: Vec<usize> = (0..self.moves.len()).collect();
        for members in lists.into_values().filter(|members| members.len() > 1) {
            let joined = members.iter().map(|&at| self.moves[at].clone()).reduce(|a, b| Move {
                kind: ChangeKind::ListReordered,
                before: a.before.start.min(b.before.start)..a.before.end.max(b.before.end),
                after: a.after.start.min(b.after.start)..a.after.end.max(b.after.end),
            });
            self.moves[members[0]] = joined.unwrap_or_else(|| self.moves[members[0]].clone());
            for &at in &members {
                first_of[at] = members[0];
            }
        }
        for moved in self.of_pair.iter_mut().flatten() {
            *moved = first_of[*moved];
        }
    }
}
