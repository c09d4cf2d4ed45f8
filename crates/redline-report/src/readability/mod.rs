//! Readability: words, sentences and syllables of prose, counted for formulas.
//!
//! Only prose counts, each block separately, so a heading, a list item and a table cell end a sentence. Inline code is
//! one word of one syllable; its letters count, but it is neither long nor complex. Numbers in tables are not words.

mod formula;
mod units;
mod word;

use redline_document::document::{BlockKind, Document};
use redline_document::source::Span;
use redline_english::passive::Voice;
use rustc_hash::FxHashMap;
use vale_style::sentence::sentences;

use units::{Content, Units};
use word::{WordFigures, counts_of_code};

pub(super) use formula::{BUCKETS, number, rounded, share};
pub use formula::{Counts, Scores, SentenceLengths};

/// The figures of a text.
#[derive(Debug, Default)]
pub(super) struct TextFigures {
    pub(super) counts: Counts,
    /// The sentences in order.
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) words: usize,
    /// The index of its block in [`Document::prose`].
    pub(super) prose: usize,
    /// Its bytes in the text of that block.
    pub(super) span: Span,
    /// Whether it is in the passive voice, if it is English.
    pub(super) is_passive: bool,
}

impl TextFigures {
    /// Counts the prose of a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut counter = Counter::default();
        let mut found = Vec::new();
        for (index, block) in document.prose.iter().enumerate() {
            let in_table = document.blocks[block.block].kind == BlockKind::TableCell;
            for span in sentences(block.prose.text()) {
                let (words, is_passive) = counter.add_sentence(Units::new(document, &block.prose, &span), in_table);
                if words > 0 {
                    found.push(Sentence { words, prose: index, span, is_passive });
                }
            }
        }
        Self { counts: Counts { sentences: found.len(), ..counter.counts }, sentences: found }
    }

    /// The lengths of the sentences.
    pub(super) fn lengths(&self) -> SentenceLengths {
        SentenceLengths::of(self.sentences.iter().map(|sentence| sentence.words))
    }

    /// The share of sentences in the passive voice; `None` if there are no sentences.
    pub(super) fn passive_share(&self) -> Option<f64> {
        passive_share(self.sentences.iter())
    }
}

/// The share of sentences in the passive voice; `None` if there are no sentences.
pub(super) fn passive_share<'a>(sentences: impl ExactSizeIterator<Item = &'a Sentence>) -> Option<f64> {
    let all = sentences.len();
    let passive = sentences.filter(|sentence| sentence.is_passive).count();
    (all > 0).then(|| share(passive, all))
}

/// The counts of a document while its sentences are read.
#[derive(Default)]
struct Counter<'a> {
    counts: Counts,
    /// The figures of the words read so far.
    known: FxHashMap<&'a str, WordFigures>,
}

impl<'a> Counter<'a> {
    /// Counts a sentence. Returns its number of words and whether it is in the passive voice.
    fn add_sentence(&mut self, units: Units<'a>, in_table: bool) -> (usize, bool) {
        let mut words = 0;
        let mut voice = Voice::default();
        for (index, unit) in units.enumerate() {
            if unit.follows_pause {
                voice.pause();
            }
            match unit.content {
                Content::Code(code) => {
                    voice.pause();
                    words += 1;
                    self.counts.add(&counts_of_code(code));
                }
                Content::Word(text) => {
                    let word = self.known.entry(text).or_insert_with(|| WordFigures::of(text));
                    voice.word(word.role);
                    if !(in_table && word.is_number) {
                        words += 1;
                        self.counts.add(&word.counts);
                    }
                    self.counts.complex_words += usize::from(index == 0 && word.is_complex_name);
                }
            }
        }
        (words, voice.is_passive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    fn prose(text: &str) -> TextFigures {
        TextFigures::of(&Document::of_text(text, &Dialect::default()))
    }

    #[test]
    fn a_small_text_is_counted_as_by_hand() {
        // Words: 2 + 6 + 3; the code is one of them.
        let found = prose("# Small text\n\nRun `cargo new` to create a library. Nothing else matters!\n");
        assert_eq!(
            found.counts,
            Counts {
                words: 11,
                sentences: 3,
                // small text | run x to cre-ate a li-bra-ry | noth-ing else mat-ters
                syllables: 2 + 9 + 5,
                letters: 9 + 27 + 18,
                characters: 9 + 27 + 18,
                polysyllables: 1,
                complex_words: 1,
                long_words: 3,
            }
        );
        let lengths: Vec<usize> = found.sentences.iter().map(|sentence| sentence.words).collect();
        assert_eq!(lengths, [2, 6, 3]);
    }

    #[test]
    fn long_words_are_counted_in_full() {
        let found = prose(&format!("# T\n\n{} {}\n", "é".repeat(300), "b".repeat(700)));
        assert_eq!((found.counts.words, found.counts.letters), (3, 1001));
    }

    #[test]
    fn only_prose_counts() {
        let text = "| A | B |\n|---|---|\n| 12 | two words |\n\n```sh\nls -l\n```\n\n- one\n- <https://x.y/z> two\n\n\
                    `Vec`s are 3 <b>bold</b> words: see [a link](http://a.b/c).\n";
        let found = prose(text);
        let lengths: Vec<usize> = found.sentences.iter().map(|sentence| sentence.words).collect();
        assert_eq!(lengths, [1, 1, 2, 1, 1, 8]);
    }

    #[test]
    fn names_compounds_and_inflections_are_not_complex() {
        let complex = |text: &str| prose(text).counts.complex_words;
        assert_eq!(complex("The information was important.\n"), 2);
        assert_eq!(complex("We met Alexander and a user-generated page.\n"), 0);
        assert_eq!(complex("It was completed, following the indexes.\n"), 0);
    }
}
