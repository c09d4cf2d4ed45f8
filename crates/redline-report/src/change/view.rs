//! Views of a row: both versions in one text, or each on its own side.

use prose_diff::{Block, BlockKind, Diff, Mark, Row, Run, RunSide};

/// Which version of a row's words is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// Both versions in one text.
    Both,
    /// The old version, with deletions marked.
    Before,
    /// The one version that has the row, without marks.
    Whole,
}

impl View {
    /// Whether a run is shown.
    pub(super) fn shows(self, run: &Run) -> bool {
        match self {
            Self::Both | Self::Whole => true,
            Self::Before => run.mark != Mark::Inserted,
        }
    }

    /// The side of a run that determines its formatting.
    pub(super) fn side(self, run: &Run) -> Option<&RunSide> {
        if self == Self::Before || run.mark == Mark::Deleted { run.before.as_ref() } else { run.after.as_ref() }
    }

    /// Whether a space precedes a run that is not the first.
    pub(super) fn is_spaced(self, run: &Run) -> bool {
        // Runs of a description have no sides, so their spacing is unknown.
        let has_no_side = run.before.is_none() && run.after.is_none();
        let is_spaced = match self {
            Self::Both | Self::Whole => run.is_spaced(),
            Self::Before => self.side(run).is_some_and(|side| side.spaced),
        };
        is_spaced || has_no_side
    }

    /// Whether the blocks of a row are those of the old version. Removed blocks have no other version; elsewhere
    /// deleted words are shown in the block next to them.
    pub(super) fn shows_old_blocks(self, row: &Row) -> bool {
        match self {
            Self::Both | Self::Whole => row.after.is_empty(),
            Self::Before => true,
        }
    }
}

/// Numbers of the list items of both versions.
pub(super) struct Numbers {
    before: Vec<u64>,
    after: Vec<u64>,
}

impl Numbers {
    /// Numbers the items of each list.
    pub(super) fn new(diff: &Diff) -> Self {
        Self { before: numbers(&diff.before), after: numbers(&diff.after) }
    }

    /// Number of a block that is an item of a numbered list.
    pub(super) fn get(&self, is_before: bool, block: usize) -> u64 {
        let numbers = if is_before { &self.before } else { &self.after };
        numbers.get(block).copied().unwrap_or_default()
    }
}

fn numbers(blocks: &[Block]) -> Vec<u64> {
    // Number of the last item at each depth, since nested lists have numbers of their own.
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
    use prose_diff::Options;
    use redline_document::document::Dialect;

    #[test]
    fn a_nested_list_does_not_affect_the_enclosing_list() {
        let text = "3. a\n   1. b\n   2. c\n4. d\n\n- e\n";
        let diff = Diff::new(text, text, &Options::new(Dialect::default()));
        let numbers = Numbers::new(&diff);
        let of_items: Vec<u64> = (0..4).map(|block| numbers.get(false, block)).collect();
        assert_eq!(of_items, [3, 1, 2, 4]);
    }
}
