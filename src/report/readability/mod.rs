//! How hard a text is to read: its words and sentences, counted for formulas.
//!
//! Only prose counts, each block by itself, so a heading, an item and a cell end a sentence. A stretch of inline code is one
//! word of one syllable; its letters count, but it is neither long nor complex. Numbers in tables are no words.

mod formula;
mod passive;
mod syllable;
mod word;

use crate::document::{BlockKind, BlockProse, Document, TOKEN, Word};
use crate::patterns::sentence::sentences;
use crate::source::Span;
use passive::Voice;
use word::WordFigures;

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
        let mut found = Self::default();
        for block in &document.prose {
            let in_table = document.blocks[block.block].kind == BlockKind::TableCell;
            let words = block.keyed_words();
            let mut first = 0;
            for span in sentences(block.prose.text()) {
                let mut sentence = SentenceCount { counts: Counts::default(), in_table, voice: Voice::default() };
                let next = words[first..].iter().take_while(|word| word.span.start < span.end).count();
                sentence.add_units(known, document, block, &span, &words[first..first + next]);
                first += next;
                if sentence.counts.words > 0 {
                    let Counts { words: length, .. } = sentence.counts;
                    found.counts.add(&Counts { sentences: 1, ..sentence.counts });
                    let is_passive = sentence.voice.is_passive;
                    found.sentences.push(Sentence { words: length, span: block.prose.source(span), is_passive });
                }
            }
        }
        found
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
struct SentenceCount {
    counts: Counts,
    in_table: bool,
    voice: Voice,
}

/// What is one word here: words and code with nothing between them but what joins.
struct Unit {
    start: usize,
    /// Of its words together.
    key: u32,
    /// The last stretch of code in it.
    code: Option<Span>,
}

impl SentenceCount {
    /// Adds a sentence of a block, which holds these words.
    fn add_units<'a>(
        &mut self,
        known: &mut KnownWords<'a>,
        document: &Document,
        block: &'a BlockProse,
        sentence: &Span,
        words: &[Word],
    ) {
        let text = block.prose.text();
        let (mut unit, mut is_first) = (None, true);
        let mut end_unit = |counts: &mut Self, unit: &mut Option<Unit>, end: usize| {
            let Some(Unit { start, key, code }) = unit.take() else { return };
            match code {
                Some(code) => counts.add_code(&document.text()[code]),
                None => counts.add_word(known.figures(key, &text[start..end]), is_first),
            }
            is_first = false;
        };
        let mut at = sentence.start;
        let ends = words.iter().map(|word| (word.span.clone(), word.key.number()));
        for (word, key) in ends.chain([(sentence.end..sentence.end, 0)]) {
            for (index, c) in text[at..word.start].char_indices() {
                match c {
                    '\'' | '’' | '-' | '_' if unit.is_some() => {}
                    TOKEN => {
                        let place = at + index;
                        if let Some(code) = code_at(document, block, place) {
                            unit.get_or_insert(Unit { start: place, key: 0, code: None }).code = Some(code);
                        } else {
                            end_unit(self, &mut unit, place);
                        }
                    }
                    c => {
                        end_unit(self, &mut unit, at + index);
                        if matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—') {
                            self.voice.pause();
                        }
                    }
                }
            }
            if !word.is_empty() {
                let unit = unit.get_or_insert(Unit { start: word.start, key: 0, code: None });
                unit.key = unit.key.rotate_left(5) ^ key;
            }
            at = word.end;
        }
        end_unit(self, &mut unit, sentence.end);
    }

    fn add_code(&mut self, code: &str) {
        self.voice.pause();
        self.counts.words += 1;
        self.counts.syllables += 1;
        self.counts.letters += code.chars().filter(|c| c.is_alphabetic()).count();
        self.counts.characters += code.chars().filter(|c| c.is_alphanumeric()).count();
    }

    fn add_word(&mut self, word: &WordFigures, is_first: bool) {
        self.voice.word(word.role);
        if word.letters == 0 && self.in_table {
            return;
        }
        self.counts.words += 1;
        self.counts.syllables += word.syllables as usize;
        self.counts.letters += word.letters as usize;
        self.counts.characters += word.characters as usize;
        self.counts.polysyllables += usize::from(word.syllables >= 3);
        self.counts.complex_words += usize::from(word.is_complex[usize::from(is_first)]);
        self.counts.long_words += usize::from(word.letters > 6);
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
