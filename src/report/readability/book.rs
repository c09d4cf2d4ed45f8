//! What is counted in all chapters of a book.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::{KnownWords, TextFigures};
use crate::convention::find_uses;
use crate::lint::Reading;

/// What was counted in each of the chapters that were read, in their order.
///
/// It depends on nothing but their text, so it can be made while they are checked.
#[derive(Debug)]
pub struct BookFigures(Vec<TextFigures>);

impl BookFigures {
    /// Counts what the chapters hold, and finds what the report tells of their conventions while they are at hand.
    pub fn of(readings: &[Reading]) -> Self {
        // At most as many tables of words as threads: what one has learned of a chapter serves others.
        let tables = Mutex::new(Vec::new());
        let table = || tables.lock().unwrap_or_else(PoisonError::into_inner);
        let count = |reading| {
            let document = Reading::document(reading);
            let mut known: KnownWords<'_> = table().pop().unwrap_or_default();
            let figures = TextFigures::of(&mut known, document);
            table().push(known);
            find_uses(document);
            figures
        };
        // From the last on: who checks the chapters meanwhile begins at the first, and looks for the same words.
        let mut counted: Vec<TextFigures> = readings.par_iter().rev().with_max_len(1).map(count).collect();
        counted.reverse();
        Self(counted)
    }

    /// Chapter by chapter.
    pub(in crate::report) fn chapters(&self) -> &[TextFigures] {
        &self.0
    }
}
