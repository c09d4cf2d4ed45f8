//! Terms of a book in one chapter.

use std::cell::OnceCell;

use redline_document::document::{BlockProse, Document, EnglishTexts};

use super::{LANGUAGE, Occurrence, TermBase};

/// Terms of a book in one chapter.
#[derive(Debug)]
pub struct ChapterTerms<'a> {
    /// All terms.
    pub base: &'a TermBase,
    document: &'a Document,
    path: &'a str,
    /// Which texts count as English.
    english: EnglishTexts,
    found: OnceCell<Vec<Vec<Occurrence>>>,
}

impl<'a> ChapterTerms<'a> {
    /// Terms of `base` in a chapter. `english` determines which texts count as English.
    pub fn new(base: &'a TermBase, document: &'a Document, path: &'a str, english: EnglishTexts) -> Self {
        Self { base, document, path, english, found: OnceCell::new() }
    }

    /// The prose of each block with its occurrences. The first call searches the chapter.
    pub fn occurrences(&self) -> impl Iterator<Item = (&'a BlockProse, &[Occurrence])> {
        let found = self.found.get_or_init(|| {
            let of_block = |(index, block): (usize, &BlockProse)| {
                let language = self.document.language().is_english(index, self.english).then_some(LANGUAGE);
                self.base.occurrences(block, self.path, language)
            };
            self.document.prose.iter().enumerate().map(of_block).collect()
        });
        self.document.prose.iter().zip(found.iter().map(Vec::as_slice))
    }
}
