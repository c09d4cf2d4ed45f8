//! How much changed, in numbers.

use serde::Serialize;

use super::change::{Change, ChangeKind};
use super::section::Section;

/// Counts of words.
///
/// A word is a word of Unicode's text segmentation (UAX #29) with a letter or digit, or a number, a version, a path or an
/// address. It counts in headings, paragraphs, lists, quotes, footnotes and tables, and in code spans, whose words count
/// one by one; it does not count in code blocks, HTML, formulas, front matter, image descriptions and link destinations.
/// The words of a block that is code in one version and a paragraph of the same lines in the other count in both.
///
/// Each word of the old version is common, moved or deleted, and each word of the new one common, moved or inserted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WordCounts {
    /// Words of the old version.
    pub before: usize,
    /// Words of the new version.
    pub after: usize,
    /// Words of the old version only.
    pub deleted: usize,
    /// Words of the new version only.
    pub inserted: usize,
    /// Words of both versions in a sentence, block or section that moved.
    pub moved: usize,
    /// Words of both versions in place.
    pub common: usize,
}

/// How much changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Statistics {
    /// Counts of words.
    pub words: WordCounts,
    /// Words deleted or inserted, as a share of the words of both versions: 0 if nothing changed, 1 if everything did.
    /// A replacement counts on both sides; a move does not count.
    pub changed_share: f64,
    /// Sentences of the old version. A heading, item or cell ends a sentence.
    pub sentences_before: usize,
    /// Sentences of the new version.
    pub sentences_after: usize,
    /// Words that stayed in place, as a share of the old version's words.
    pub retained_share: f64,
    /// Difference in length, as a share of the old version's words: −0.5 means half as long. Zero if there were none.
    pub length_delta: f64,
    /// New sections.
    pub sections_added: usize,
    /// Removed sections.
    pub sections_removed: usize,
    /// Sections with another title.
    pub sections_renamed: usize,
    /// Moves of sections to another place; sections that moved together count as one.
    pub sections_moved: usize,
    /// Sections whose heading has another level.
    pub sections_level_changed: usize,
    /// New sections made of the words of another section.
    pub sections_split: usize,
    /// Removed sections whose words are now in another section.
    pub sections_merged: usize,
    /// Groups of words replaced, deleted or inserted within blocks of both versions.
    pub word_changes: usize,
    /// New blocks in sections of both versions.
    pub blocks_added: usize,
    /// Removed blocks of sections of both versions.
    pub blocks_removed: usize,
    /// Moves of blocks to another place, and lists in another order.
    pub blocks_moved: usize,
    /// Moves of sentences to another place of their block.
    pub sentences_moved: usize,
    /// Blocks that were split or merged, or changed kind or attributes: depth, number, task, level.
    pub blocks_reshaped: usize,
    /// Changes of formatting.
    pub formatting_changes: usize,
    /// Links added, removed or with another destination around words that stayed the same.
    pub link_changes: usize,
    /// Images with another source, description or title.
    pub image_changes: usize,
    /// Changes of formulas.
    pub math_changes: usize,
    /// Groups of changed lines of code, HTML and front matter, and changed info strings.
    pub code_changes: usize,
    /// Lines of code, HTML and front matter in the old version.
    pub lines_before: usize,
    /// Lines of code, HTML and front matter in the new version.
    pub lines_after: usize,
    /// Deleted lines of code, HTML and front matter. A changed line counts as deleted and inserted.
    pub lines_deleted: usize,
    /// Inserted lines.
    pub lines_inserted: usize,
    /// Columns and rows of tables added or removed, and tables whose columns or rows moved.
    pub table_changes: usize,
}

impl Statistics {
    pub(crate) fn new(words: WordCounts, lines: (usize, usize), sections: &[Section], changes: &[Change]) -> Self {
        let share = |part: f64, whole: usize| if whole == 0 { 0.0 } else { part / as_float(whole) };
        let mut statistics = Self {
            words,
            changed_share: share(as_float(words.deleted + words.inserted), words.before + words.after),
            retained_share: if words.before == 0 { 1.0 } else { share(as_float(words.common), words.before) },
            length_delta: share(as_float(words.after) - as_float(words.before), words.before),
            lines_deleted: lines.0,
            lines_inserted: lines.1,
            sections_split: sections.iter().filter(|section| section.split_from.is_some()).count(),
            sections_merged: sections.iter().filter(|section| section.merged_into.is_some()).count(),
            ..Self::default()
        };
        for change in changes {
            *statistics.counter(&change.kind) += 1;
        }
        statistics
    }

    fn counter(&mut self, kind: &ChangeKind) -> &mut usize {
        match kind {
            ChangeKind::Words => &mut self.word_changes,
            ChangeKind::Math => &mut self.math_changes,
            ChangeKind::Formatting { .. } => &mut self.formatting_changes,
            ChangeKind::LinkTarget { .. } => &mut self.link_changes,
            ChangeKind::Image { .. } => &mut self.image_changes,
            ChangeKind::Lines | ChangeKind::Info { .. } => &mut self.code_changes,
            ChangeKind::BlockAdded => &mut self.blocks_added,
            ChangeKind::BlockRemoved => &mut self.blocks_removed,
            ChangeKind::BlockMoved | ChangeKind::ListReordered => &mut self.blocks_moved,
            ChangeKind::SentenceMoved => &mut self.sentences_moved,
            ChangeKind::BlockSplit
            | ChangeKind::BlockMerged
            | ChangeKind::BlockKind { .. }
            | ChangeKind::Depth { .. }
            | ChangeKind::ListStart { .. }
            | ChangeKind::Task { .. } => &mut self.blocks_reshaped,
            ChangeKind::SectionAdded => &mut self.sections_added,
            ChangeKind::SectionRemoved => &mut self.sections_removed,
            ChangeKind::SectionRenamed => &mut self.sections_renamed,
            ChangeKind::SectionMoved => &mut self.sections_moved,
            ChangeKind::SectionLevel { .. } => &mut self.sections_level_changed,
            ChangeKind::ColumnAdded
            | ChangeKind::ColumnRemoved
            | ChangeKind::ColumnsMoved { .. }
            | ChangeKind::RowAdded
            | ChangeKind::RowRemoved
            | ChangeKind::RowsMoved { .. } => &mut self.table_changes,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below what a float holds")]
fn as_float(count: usize) -> f64 {
    count as f64
}
