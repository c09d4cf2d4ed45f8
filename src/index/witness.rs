//! A chapter as the index hears it: by what was kept of it, or by its document.

use std::borrow::Cow;

use super::facts::{self, ChapterFacts};
use crate::convention::ShownHeading;
use crate::document::Document;
use crate::language::detect::Tally;
use crate::lint::Reading;
use crate::spelling::misspellings_of;

/// A chapter, and what is known of it without its document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Witness<'a> {
    /// The chapter.
    pub(crate) reading: &'a Reading,
    /// What was kept of it.
    pub(crate) facts: Option<&'a ChapterFacts>,
}

impl<'a> Witness<'a> {
    /// The index of the chapter in its book.
    pub(crate) fn chapter(&self) -> usize {
        self.reading.chapter
    }

    pub(super) fn document(&self) -> &'a Document {
        self.reading.document()
    }

    /// What shows the language of the chapter.
    pub(crate) fn tally(&self) -> Tally {
        self.facts.map_or_else(|| self.document().language().tally.clone(), |facts| facts.tally.clone())
    }

    pub(super) fn headings(&self) -> Cow<'a, [ShownHeading]> {
        self.facts.map_or_else(|| ShownHeading::of(self.document()).into(), |facts| (&facts.headings).into())
    }

    pub(super) fn misspelled(&self) -> Cow<'a, [(String, u32)]> {
        self.facts.map_or_else(|| misspellings_of(self.document()).into(), |facts| (&facts.misspelled).into())
    }

    pub(super) fn start(&self) -> Option<u8> {
        self.facts.map_or_else(|| facts::start(self.document()), |facts| facts.start)
    }

    pub(super) fn ids(&self) -> Option<Vec<String>> {
        self.facts.map_or_else(|| facts::ids(self.document()), |facts| facts.ids.clone())
    }
}
