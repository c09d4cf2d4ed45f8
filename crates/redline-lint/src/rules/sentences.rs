//! The sentences of a chapter, which rules of grammar share.

use rustc_hash::FxHashMap;

use redline_document::document::{BlockKind, Document};
use redline_english::grammar::{Sentence, sentences};

/// A bit for each search that reads sentences.
pub(crate) type Bits = u64;

/// The searches that a word in lower case makes possible.
#[derive(Default)]
pub(crate) struct Anchors(FxHashMap<&'static str, Bits>);

impl Anchors {
    /// Adds the anchor of a search.
    pub(crate) fn add(&mut self, word: &'static str, search: Bits) {
        *self.0.entry(word).or_default() |= search;
    }

    /// The searches that may find something in a sentence.
    fn searches_of(&self, sentence: &Sentence<'_>) -> Bits {
        sentence.words().filter_map(|word| self.0.get(word.lower())).fold(0, |bits, more| bits | more)
    }
}

/// The sentences of a chapter's English prose outside of tables that some search has to read.
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
    /// The sentences of a chapter that have an anchor.
    pub(crate) fn of(document: &'a Document, anchors: &Anchors) -> Self {
        // A cell of a table is seldom a sentence.
        let is_read = |block: usize| document.blocks[block].kind != BlockKind::TableCell;
        let texts = document.english_prose().filter(|(_, block)| is_read(block.block));
        let all = texts.flat_map(|(index, block)| {
            sentences(block.prose.text()).into_iter().map(move |sentence| (index, sentence))
        });
        let indexed =
            all.map(|(block, sentence)| Indexed { block, searches: anchors.searches_of(&sentence), sentence });
        Self(indexed.filter(|it| it.searches != 0).collect())
    }

    /// The sentences with an anchor of a search, with the indexes of their blocks in the document's prose.
    pub(super) fn with(&self, search: Bits) -> impl Iterator<Item = (usize, &Sentence<'a>)> {
        self.0.iter().filter(move |it| it.searches & search != 0).map(|it| (it.block, &it.sentence))
    }
}
