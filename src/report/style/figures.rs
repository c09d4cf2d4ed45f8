//! Figures of each chapter that depend on its text alone, not on other chapters or rules.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::layout::Layout;
use crate::convention::find_uses;
use crate::lint::Reading;
use crate::report::readability::{KnownWords, SentenceLengths, TextFigures};

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
    /// Looks at the chapters, and has their documents keep what they use of conventions, while they are at hand.
    pub fn of(readings: &[Reading]) -> Self {
        // At most as many tables of words as threads: what one has learned of a chapter serves others.
        let tables = Mutex::new(Vec::new());
        let table = || tables.lock().unwrap_or_else(PoisonError::into_inner);
        let look = |reading| {
            let document = Reading::document(reading);
            let mut known: KnownWords<'_> = table().pop().unwrap_or_default();
            let text = TextFigures::of(&mut known, document);
            table().push(known);
            find_uses(document);
            ChapterFigures { lengths: text.lengths(), layout: Layout::of(document), text }
        };
        // From the last on: who checks the chapters meanwhile begins at the first, and looks for the same words.
        let mut found: Vec<ChapterFigures> = readings.par_iter().rev().with_max_len(1).map(look).collect();
        found.reverse();
        Self(found)
    }

    /// The figures by chapter.
    pub(super) fn chapters(&self) -> &[ChapterFigures] {
        &self.0
    }
}
