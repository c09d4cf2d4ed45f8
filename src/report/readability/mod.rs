//! How hard a text is to read: its words and sentences, counted for formulas.
//!
//! Only prose counts, each block by itself, so a heading, an item and a cell end a sentence. A stretch of inline code is one
//! word of one syllable; its letters count, but it is neither long nor complex. Numbers in tables are no words.

mod book;
mod formula;
mod passive;
mod syllable;
mod tally;
mod word;

use crate::document::{BlockKind, BlockProse, Document, TOKEN};
use crate::language::Word;
use crate::patterns::sentence::sentences;
use crate::source::Span;
use passive::Voice;
use tally::{Tally, WordTally};

pub use book::BookFigures;
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

/// A sentence: words, and where they stand in the document.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) words: usize,
    pub(super) span: Span,
    /// Whether it is in the passive voice, if it is English.
    pub(super) is_passive: bool,
}

impl TextFigures {
    /// Counts what a document holds.
    pub(super) fn of<'a>(known: &mut KnownWords<'a>, document: &'a Document) -> Self {
        let mut tally = Tally::default();
        let mut found = Vec::new();
        for block in &document.prose {
            let mut words = block.keyed_words();
            for span in sentences(block.prose.text()) {
                let before = tally.words();
                let mut sentence = SentenceCount::new(known, &mut tally, document, block);
                sentence.read(&span, &mut words);
                let is_passive = sentence.voice.is_passive;
                let length = tally.words() - before;
                if length > 0 {
                    found.push(Sentence { words: length, span: block.prose.source(span), is_passive });
                }
            }
        }
        Self { counts: tally.counts(found.len()), sentences: found }
    }

    /// How long the sentences are.
    pub(super) fn lengths(&self) -> SentenceLengths {
        SentenceLengths::of(self.sentences.iter().map(|sentence| sentence.words).collect())
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

/// What is counted in a sentence.
struct SentenceCount<'k, 'a> {
    known: &'k mut KnownWords<'a>,
    /// Of the whole document.
    tally: &'k mut Tally,
    document: &'a Document,
    block: &'a BlockProse,
    in_table: bool,
    voice: Voice,
    /// What was begun, and where code and words may join in.
    unit: Option<Unit>,
    is_first: bool,
}

/// What is one word here: words and code with nothing between them but what joins.
struct Unit {
    start: usize,
    /// Of its words together.
    key: u32,
    /// The last stretch of code in it.
    code: Option<Span>,
}

impl<'k, 'a> SentenceCount<'k, 'a> {
    fn new(known: &'k mut KnownWords<'a>, tally: &'k mut Tally, document: &'a Document, block: &'a BlockProse) -> Self {
        let in_table = document.blocks[block.block].kind == BlockKind::TableCell;
        Self { known, tally, document, block, in_table, voice: Voice::default(), unit: None, is_first: true }
    }

    /// Reads a sentence of the block, and takes its words from those that are left.
    fn read(&mut self, sentence: &Span, words: &mut &[Word]) {
        let bytes = self.block.prose.text().as_bytes();
        let mut at = sentence.start;
        while let [Word { span, key, .. }, rest @ ..] = *words
            && span.start < sentence.end
        {
            *words = rest;
            if at + 1 == span.start && matches!(bytes[at], b' ' | b'\n') {
                self.end_unit(at);
            } else {
                self.gap(at..span.start);
            }
            let next = bytes.get(span.end);
            let stands_alone =
                matches!(next, Some(b' ' | b'\n' | b',' | b'.' | b':' | b';' | b')' | b'!' | b'?') | None);
            if stands_alone && self.unit.is_none() {
                self.add_word(key.number(), span.clone());
            } else {
                let unit = self.unit.get_or_insert(Unit { start: span.start, key: 0, code: None });
                unit.key = unit.key.rotate_left(5) ^ key.number();
            }
            at = span.end;
        }
        self.gap(at..sentence.end);
        self.end_unit(sentence.end);
    }

    /// Reads what stands between words.
    fn gap(&mut self, gap: Span) {
        let text = &self.block.prose.text()[gap.clone()];
        for (index, c) in text.char_indices() {
            let at = gap.start + index;
            match c {
                '\'' | '’' | '-' | '_' if self.unit.is_some() => {}
                TOKEN => {
                    if let Some(code) = code_at(self.document, self.block, at) {
                        self.unit.get_or_insert(Unit { start: at, key: 0, code: None }).code = Some(code);
                    } else {
                        self.end_unit(at);
                    }
                }
                c => {
                    self.end_unit(at);
                    if matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—') {
                        self.voice.pause();
                    }
                }
            }
        }
    }

    #[inline]
    fn end_unit(&mut self, end: usize) {
        if let Some(unit) = self.unit.take() {
            self.add_unit(unit, end);
        }
    }

    fn add_unit(&mut self, unit: Unit, end: usize) {
        match unit.code {
            Some(code) => self.add_code(&self.document.text()[code]),
            None => self.add_word(unit.key, unit.start..end),
        }
    }

    fn add_code(&mut self, code: &str) {
        self.is_first = false;
        self.voice.pause();
        self.tally.add(WordTally::of_code(code));
    }

    fn add_word(&mut self, key: u32, span: Span) {
        let is_first = std::mem::replace(&mut self.is_first, false);
        let word = self.known.figures(key, &self.block.prose.text()[span]);
        self.voice.word(word.role);
        if self.in_table && word.tally.letters() == 0 {
            return;
        }
        self.tally.add(word.tally);
        if is_first && word.is_hard_name {
            self.tally.add_complex_word();
        }
    }
}

/// The source of the inline code that a [`TOKEN`] stands for; `None` if it stands for something else.
fn code_at(document: &Document, block: &BlockProse, token: usize) -> Option<Span> {
    let source = block.prose.source(token..token + TOKEN.len_utf8());
    document.text()[source.clone()].starts_with('`').then_some(source)
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
