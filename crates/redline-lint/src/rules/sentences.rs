//! The sentences of a chapter, which rules of grammar share.

use std::ops::Deref;

use rustc_hash::FxHashMap;

use redline_document::document::{BlockKind, Document};
use redline_english::grammar::{Sentence, Word, sentences};

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

    /// The words of a sentence that are anchors, with their searches.
    fn found_in(&self, sentence: &Sentence<'_>) -> Vec<(usize, Bits)> {
        let searches = sentence.words().map(|word| self.0.get(word.lower()).copied().unwrap_or_default());
        searches.enumerate().filter(|(_, searches)| *searches != 0).collect()
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
    /// The words that are anchors, with their searches.
    anchors: Vec<(usize, Bits)>,
    /// All searches that have an anchor.
    searches: Bits,
}

/// A sentence as one search reads it.
pub(super) struct Anchored<'s> {
    sentence: &'s Sentence<'s>,
    anchors: &'s [(usize, Bits)],
    search: Bits,
}

impl<'s> Anchored<'s> {
    /// The words that are anchors of the search.
    pub(super) fn anchors(&self) -> impl Iterator<Item = Word<'s>> {
        let (sentence, search) = (self.sentence, self.search);
        self.anchors.iter().filter(move |(_, searches)| searches & search != 0).map(|(index, _)| sentence.word(*index))
    }
}

impl<'s> Deref for Anchored<'s> {
    type Target = Sentence<'s>;

    fn deref(&self) -> &Sentence<'s> {
        self.sentence
    }
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
        let indexed = all.map(|(block, sentence)| {
            let anchors = anchors.found_in(&sentence);
            let searches = anchors.iter().fold(0, |all, (_, searches)| all | searches);
            Indexed { block, sentence, anchors, searches }
        });
        Self(indexed.filter(|it| it.searches != 0).collect())
    }

    /// The sentences with an anchor of a search, with the indexes of their blocks in the document's prose.
    pub(super) fn with(&self, search: Bits) -> impl Iterator<Item = (usize, Anchored<'_>)> {
        let found = self.0.iter().filter(move |it| it.searches & search != 0);
        found.map(move |it| (it.block, Anchored { sentence: &it.sentence, anchors: &it.anchors, search }))
    }
}
