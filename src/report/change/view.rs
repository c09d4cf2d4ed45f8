//! Which version of a row's words is written: both in one text, or each on a side of its own.

use crate::diff::{Block, BlockKind, Body, Diff, Mark, Relation, Row, Run, RunSide};

/// What of a row's words is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// Both versions in one text.
    Both,
    /// The version before, with what went marked.
    Before,
    /// The version after, with what came marked.
    After,
}

impl View {
    /// Whether a run is in what is written.
    pub(super) fn shows(self, run: &Run) -> bool {
        match self {
            Self::Both => true,
            Self::Before => run.mark != Mark::Inserted,
            Self::After => run.mark != Mark::Deleted,
        }
    }

    /// The place that tells how a run looks.
    pub(super) fn place(self, run: &Run) -> Option<&RunSide> {
        if self == Self::Before || run.mark == Mark::Deleted { run.before.as_ref() } else { run.after.as_ref() }
    }

    /// Whether a space stands before a run that is not the first.
    pub(super) fn is_spaced(self, run: &Run) -> bool {
        // Words of a description have no places, so nothing tells how far apart they stand.
        let has_no_place = run.before.is_none() && run.after.is_none();
        let is_spaced = match self {
            Self::Both => run.is_spaced(),
            Self::Before | Self::After => self.place(run).is_some_and(|place| place.spaced),
        };
        is_spaced || has_no_place
    }

    /// Whether the blocks that the words of a row stand in are those before. Of blocks that are gone there is no other
    /// version; elsewhere words that are gone stay in the block that they stood beside.
    pub(super) fn is_of_before(self, row: &Row) -> bool {
        match self {
            Self::Both => row.after.is_empty(),
            Self::Before => true,
            Self::After => false,
        }
    }
}

/// Whether the versions of a row may stand side by side: words of it came or went, and others are in both.
pub(super) fn has_sides(row: &Row) -> bool {
    let Body::Text { runs } = &row.body else { return false };
    let is_pair = matches!(row.relation, Relation::Kept | Relation::Split | Relation::Merged | Relation::MovedFrom(_));
    is_pair && !row.before.is_empty() && !row.after.is_empty() && runs.iter().any(|run| run.mark != Mark::Equal)
}

/// The numbers of the items of both versions.
pub(super) struct Numbers {
    before: Vec<u64>,
    after: Vec<u64>,
}

impl Numbers {
    /// Counts the items of each list.
    pub(super) fn of(diff: &Diff) -> Self {
        Self { before: numbers(&diff.before), after: numbers(&diff.after) }
    }

    /// The number of a block, if it is an item of a numbered list.
    pub(super) fn get(&self, is_before: bool, block: usize) -> u64 {
        let numbers = if is_before { &self.before } else { &self.after };
        numbers.get(block).copied().unwrap_or_default()
    }
}

fn numbers(blocks: &[Block]) -> Vec<u64> {
    // The number of the last item at each depth: lists in items have numbers of their own.
    let mut last: Vec<u64> = Vec::new();
    let number = |block: &Block| {
        let BlockKind::Item { start, .. } = &block.kind else { return 0 };
        if last.len() <= block.depth {
            last.resize(block.depth + 1, 0);
        }
        last[block.depth] = start.unwrap_or(last[block.depth].saturating_add(1));
        last[block.depth]
    };
    blocks.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::Options;
    use crate::document::Dialect;

    #[test]
    fn a_list_in_an_item_does_not_count_for_the_list_around_it() {
        let text = "3. a\n   1. b\n   2. c\n4. d\n\n- e\n";
        let diff = Diff::new(text, text, &Options::new(Dialect::default()));
        let numbers = Numbers::of(&diff);
        let of_items: Vec<u64> = (0..4).map(|block| numbers.get(false, block)).collect();
        assert_eq!(of_items, [3, 1, 2, 4]);
    }
}
