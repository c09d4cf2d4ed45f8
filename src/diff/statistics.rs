//! How much changed, in numbers that mean what they say.

use serde::Serialize;

use super::change::{Change, ChangeKind};
use super::model::Section;

/// Counts of words. A word is a word of Unicode's text segmentation (UAX #29) with a letter or digit, or a number, a
/// version, a path, an address or a code span; in headings, paragraphs, lists, quotes, notes and tables. Code blocks, HTML, formulas,
/// front matter, descriptions and destinations have none.
///
/// Each word before is common, moved or deleted, and each word after common, moved or inserted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// In the version before.
    pub before: usize,
    /// In the version after.
    pub after: usize,
    /// Before only.
    pub deleted: usize,
    /// After only.
    pub inserted: usize,
    /// In both, in a block or section that stands elsewhere.
    pub moved: usize,
    /// In both, in place.
    pub common: usize,
}

/// How much changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Statistics {
    /// Words.
    pub words: Words,
    /// Words deleted or inserted, by the words of both versions: 0 if nothing changed, 1 if nothing was kept. A
    /// replacement counts on both sides; what only moved does not count.
    pub changed_share: f64,
    /// Sentences of the version before; headings, items and cells end one.
    pub sentences_before: usize,
    /// Sentences of the version after.
    pub sentences_after: usize,
    /// Words that stayed in place, by the words before.
    pub retained_share: f64,
    /// How much longer the version after is, by the words before: −0.5 is half as long. Zero if there were none.
    pub length_delta: f64,
    /// Sections that are new.
    pub sections_added: usize,
    /// Sections that are gone.
    pub sections_removed: usize,
    /// Sections with another title.
    pub sections_renamed: usize,
    /// Sections that stand elsewhere; those that went along with the section around them left out.
    pub sections_moved: usize,
    /// Sections with a heading of another level.
    pub sections_level_changed: usize,
    /// Among the new ones, those made of another section.
    pub sections_split: usize,
    /// Among those that are gone, those that went into another section.
    pub sections_merged: usize,
    /// Groups of words replaced, deleted or inserted in blocks that are in both versions.
    pub word_changes: usize,
    /// Blocks that are new, in sections that are not.
    pub blocks_added: usize,
    /// Blocks that are gone, of sections that are not.
    pub blocks_removed: usize,
    /// Blocks that stand elsewhere.
    pub blocks_moved: usize,
    /// Blocks split, merged, made another kind, or with other attributes: depth, number, task, level.
    pub blocks_reshaped: usize,
    /// Words that look otherwise.
    pub formatting_changes: usize,
    /// Links that lead elsewhere, came or went, with their words unchanged.
    pub link_changes: usize,
    /// Images that are others, or are described otherwise.
    pub image_changes: usize,
    /// Formulas.
    pub math_changes: usize,
    /// Groups of lines of code, HTML and front matter, and info strings.
    pub code_changes: usize,
    /// Lines of code, HTML and front matter that went; a changed line went and came.
    pub lines_deleted: usize,
    /// Lines that came.
    pub lines_inserted: usize,
    /// Columns and rows of tables that came or went.
    pub table_changes: usize,
}

impl Statistics {
    pub(super) fn new(words: Words, lines: (usize, usize), sections: &[Section], changes: &[Change]) -> Self {
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
            ChangeKind::BlockMoved => &mut self.blocks_moved,
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
            ChangeKind::ColumnAdded | ChangeKind::ColumnRemoved | ChangeKind::RowAdded | ChangeKind::RowRemoved => {
                &mut self.table_changes
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below what a float holds")]
fn as_float(count: usize) -> f64 {
    count as f64
}
