//! How hard a text is to read: its words and sentences, counted for formulas.
//!
//! Only prose counts, each block by itself, so a heading, an item and a cell end a sentence. A stretch of inline code is one
//! word of one syllable; its letters count, but it is neither long nor complex. Numbers in tables are no words.

mod formula;
mod tally;
mod units;
mod word;

use redline_english::passive::Voice;

use crate::document::{BlockKind, Document};
use crate::patterns::sentence::sentences;
use crate::source::Span;
use tally::{Tally, WordTally};
use units::Units;

pub(super) use formula::{BUCKETS, number, rounded, share};
pub use formula::{Counts, Scores, SentenceLengths};
pub(super) use word::KnownWords;

/// What was counted in a text.
#[derive(Debug, Default)]
pub(super) struct TextFigures {
    pub(super) counts: Counts,
    /// The sentences, in order.
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) words: usize,
    /// The index of its text in [`Document::prose`].
    pub(super) prose: usize,
    /// Bytes of that text.
    pub(super) span: Span,
    /// Whether it is in the passive voice, if it is English.
    pub(super) is_passive: bool,
}

impl TextFigures {
    /// Counts what a document holds.
    pub(super) fn of<'a>(known: &mut KnownWords<'a>, document: &'a Document) -> Self {
        let mut tally = Tally::default();
        let mut found = Vec::new();
        for (index, block) in document.prose.iter().enumerate() {
            let in_table = document.blocks[block.block].kind == BlockKind::TableCell;
            let prose = &block.prose;
            let mut units = Units::new(document, prose, block.keyed_words());
            let mut count = SentenceCount { known, tally: &mut tally, in_table };
            for span in sentences(prose.text()) {
                units.enter(&span);
                let (words, is_passive) = count.read(prose.text(), &mut units);
                if words > 0 {
                    found.push(Sentence { words, prose: index, span, is_passive });
                }
            }
        }
        Self { counts: tally.counts(found.len()), sentences: found }
    }

    /// How long the sentences are.
    pub(super) fn lengths(&self) -> SentenceLengths {
        SentenceLengths::of(self.sentences.iter().map(|sentence| sentence.words))
    }

    /// The share of sentences in the passive voice; `None` if there are none.
    pub(super) fn passive_share(&self) -> Option<f64> {
        passive_share(self.sentences.iter())
    }
}

/// The share of sentences that are in the passive voice; `None` if there are none.
pub(super) fn passive_share<'a>(sentences: impl ExactSizeIterator<Item = &'a Sentence>) -> Option<f64> {
    let all = sentences.len();
    let passive = sentences.filter(|sentence| sentence.is_passive).count();
    (all > 0).then(|| share(passive, all))
}

/// What is counted of a text while its sentences are read.
struct SentenceCount<'k, 'a> {
    known: &'k mut KnownWords<'a>,
    /// Of the whole document.
    tally: &'k mut Tally,
    /// Whether it stands in a table, where numbers are no words.
    in_table: bool,
}

impl<'a> SentenceCount<'_, 'a> {
    /// Reads a sentence. How many words it has, and whether it is in the passive voice.
    fn read(&mut self, text: &'a str, units: &mut Units<'a>) -> (usize, bool) {
        let mut words = 0;
        let mut voice = Voice::default();
        let mut is_first = true;
        while let Some(unit) = units.read() {
            if unit.follows_pause || unit.has_code {
                voice.pause();
            }
            if unit.has_code {
                words += 1;
                self.tally.add(WordTally::of_code(units.code()));
            } else {
                let word = self.known.figures(unit.key, text, unit.span);
                voice.word(word.role);
                if !(self.in_table && word.is_number) {
                    words += 1;
                    self.tally.add(word.tally);
                }
                if is_first && word.is_hard_name {
                    self.tally.add_hard_name();
                }
            }
            is_first = false;
        }
        (words, voice.is_passive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    fn prose(text: &str) -> TextFigures {
        TextFigures::of(&mut KnownWords::default(), &Document::of_text(text, &Dialect::default()))
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
    fn no_word_is_too_long_to_be_counted() {
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
    fn hard_words_are_no_names_compounds_or_inflections() {
        let complex = |text: &str| prose(text).counts.complex_words;
        assert_eq!(complex("The information was important.\n"), 2);
        assert_eq!(complex("We met Alexander and a user-generated page.\n"), 0);
        assert_eq!(complex("It was completed, following the indexes.\n"), 0);
    }
}
