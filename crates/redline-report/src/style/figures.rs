//! Figures of each chapter that depend on its text alone, not on other chapters or rules.

use rayon::prelude::*;
use redline_lint::chapter::ParsedChapter;

use super::layout::Layout;
use crate::readability::{SentenceLengths, TextFigures};

/// The figures of all parsed chapters, in their order.
///
/// They can be computed while the chapters are linted.
#[derive(Debug)]
pub struct BookFigures(Vec<ChapterFigures>);

/// The figures of a chapter.
#[derive(Debug)]
pub(super) struct ChapterFigures {
    pub(super) text: TextFigures,
    /// Sentence lengths, computed here in parallel rather than at the end of the run.
    pub(super) lengths: SentenceLengths,
    pub(super) layout: Layout,
}

impl BookFigures {
    /// Computes the figures of all chapters in parallel.
    pub fn of(parsed_chapters: &[ParsedChapter]) -> Self {
        let figures = |parsed| {
            let document = ParsedChapter::document(parsed);
            let text = TextFigures::of(document);
            ChapterFigures { lengths: text.lengths(), layout: Layout::of(document), text }
        };
        Self(parsed_chapters.par_iter().with_max_len(1).map(figures).collect())
    }

    /// The figures by chapter.
    pub(super) fn chapters(&self) -> &[ChapterFigures] {
        &self.0
    }
}
