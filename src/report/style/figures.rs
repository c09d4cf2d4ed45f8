//! What the report tells of each chapter by itself: nothing that other chapters or rules have a say in.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::layout::Layout;
use crate::chapter::ParsedChapter;
use crate::report::readability::{KnownWords, SentenceLengths, TextFigures};

/// What was found in each of the chapters that were read, in their order.
///
/// It depends on nothing but their text, so it can be made while they are checked.
#[derive(Debug)]
pub struct BookFigures(Vec<ChapterFigures>);

/// What was found in a chapter.
#[derive(Debug)]
pub(super) struct ChapterFigures {
    pub(super) text: TextFigures,
    /// Of the sentences of the text, ranked here so that it is not left for the end of the run.
    pub(super) lengths: SentenceLengths,
    pub(super) layout: Layout,
}

impl BookFigures {
    /// Computes the figures of the chapters in parallel.
    pub fn of(parsed_chapters: &[ParsedChapter]) -> Self {
        // At most as many tables of words as threads: what one has learned of a chapter serves others.
        let tables = Mutex::new(Vec::new());
        let table = || tables.lock().unwrap_or_else(PoisonError::into_inner);
        let look = |parsed| {
            let document = ParsedChapter::document(parsed);
            let mut known: KnownWords<'_> = table().pop().unwrap_or_default();
            let text = TextFigures::of(&mut known, document);
            table().push(known);
            ChapterFigures { lengths: text.lengths(), layout: Layout::of(document), text }
        };
        // From the last on: who checks the chapters meanwhile begins at the first, and looks for the same words.
        let mut found: Vec<ChapterFigures> = parsed_chapters.par_iter().rev().with_max_len(1).map(look).collect();
        found.reverse();
        Self(found)
    }

    /// Chapter by chapter.
    pub(super) fn chapters(&self) -> &[ChapterFigures] {
        &self.0
    }
}
