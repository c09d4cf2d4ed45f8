//! The sentences of a chapter.

use super::Search;
use super::anchors::{Bits, bit, searches_of};
use redline_document::document::{BlockKind, Document};
use redline_english::grammar::{Sentence, sentences};

/// The sentences of a chapter's English prose outside of tables that rules of grammar have to read.
#[derive(Default)]
pub(crate) struct ChapterSentences<'a>(Vec<Indexed<'a>>);

/// A sentence with an anchor of some search.
struct Indexed<'a> {
    /// The index of its block in the document's prose.
    block: usize,
    sentence: Sentence<'a>,
    searches: Bits,
}

impl<'a> ChapterSentences<'a> {
    /// The sentences of a chapter.
    pub(crate) fn of(document: &'a Document) -> Self {
        // A cell of a table is seldom a sentence.
        let is_read = |block: usize| document.blocks[block].kind != BlockKind::TableCell;
        let texts = document.english_prose().filter(|(_, block)| is_read(block.block));
        let all = texts.flat_map(|(index, block)| {
            sentences(block.prose.text()).into_iter().map(move |sentence| (index, sentence))
        });
        let indexed = all.map(|(block, sentence)| Indexed { block, searches: searches_of(&sentence), sentence });
        Self(indexed.filter(|it| it.searches != 0).collect())
    }

    /// The sentences with an anchor of a search, with the indexes of their blocks in the document's prose.
    pub(super) fn with(&self, search: &Search) -> impl Iterator<Item = (usize, &Sentence<'a>)> {
        let bit = bit(search);
        self.0.iter().filter(move |it| it.searches & bit != 0).map(|it| (it.block, &it.sentence))
    }
}
