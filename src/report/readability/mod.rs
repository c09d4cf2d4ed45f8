//! How hard a text is to read: its words and sentences, counted for formulas.
//!
//! Only prose counts, each block by itself, so a heading, an item and a cell end a sentence. A stretch of inline code is one
//! word of one syllable; its letters count, but it is neither long nor complex. Numbers in tables are no words.

mod formula;
mod passive;
mod syllable;

use rustc_hash::FxHashMap;

use crate::document::{BlockKind, BlockProse, Document, TOKEN};
use crate::patterns::sentence::sentences;
use crate::source::Span;
use passive::{Role, Voice};
use syllable::syllables;

pub(super) use formula::{BUCKETS, number, rounded, share};
pub use formula::{Counts, Scores, SentenceLengths};

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

/// What was counted in words: most words of a book come again.
pub(super) type KnownWords<'a> = FxHashMap<&'a str, WordFigures>;

/// What is counted in one word.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordFigures {
    letters: usize,
    characters: usize,
    syllables: usize,
    /// Whether it is hard where it is not the first of its sentence, and where it is.
    is_complex: [bool; 2],
    role: Role,
}

impl TextFigures {
    /// Counts what a document holds.
    pub(super) fn of<'a>(known: &mut KnownWords<'a>, document: &'a Document) -> Self {
        let mut found = Self::default();
        for block in &document.prose {
            let in_table = document.blocks[block.block].kind == BlockKind::TableCell;
            for span in sentences(block.prose.text()) {
                let mut words = WordCount { counts: Counts::default(), in_table, voice: Voice::default() };
                words.count(known, document, block, &span);
                if words.counts.words > 0 {
                    let Counts { words: length, .. } = words.counts;
                    found.counts.add(&Counts { sentences: 1, ..words.counts });
                    let is_passive = words.voice.is_passive;
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

struct WordCount {
    counts: Counts,
    in_table: bool,
    voice: Voice,
}

impl WordCount {
    fn count<'a>(&mut self, known: &mut KnownWords<'a>, document: &Document, block: &'a BlockProse, sentence: &Span) {
        let text = &block.prose.text()[sentence.clone()];
        let is_code = |at: usize| {
            let at = sentence.start + at;
            let source = block.prose.source(at..at + TOKEN.len_utf8());
            document.text()[source.clone()].starts_with('`').then_some(source)
        };
        let mut word: Option<(usize, Option<Span>)> = None;
        let mut is_first = true;
        let mut end_word = |counts: &mut Self, word: &mut Option<(usize, Option<Span>)>, end: usize| {
            let Some((start, code)) = word.take() else { return };
            match code {
                Some(code) => counts.add_code(&document.text()[code]),
                None => counts.add_word(known, &text[start..end], is_first),
            }
            is_first = false;
        };
        let mut at = 0;
        while at < text.len() {
            let letters = letters(&text[at..]);
            if letters > 0 {
                word.get_or_insert((at, None));
                at += letters;
            }
            let Some(c) = text[at..].chars().next() else { break };
            let place = at;
            at += c.len_utf8();
            if word.is_some() && matches!(c, '\'' | '’' | '-' | '_') {
                continue;
            }
            if let Some(code) = (c == TOKEN).then(|| is_code(place)).flatten() {
                // Letters and code without a space between them are one word.
                word = Some((word.map_or(place, |(start, _)| start), Some(code)));
                continue;
            }
            end_word(self, &mut word, place);
            if matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—') {
                self.voice.pause();
            }
        }
        end_word(self, &mut word, text.len());
    }

    fn add_code(&mut self, code: &str) {
        self.voice.pause();
        self.counts.words += 1;
        self.counts.syllables += 1;
        self.counts.letters += code.chars().filter(|c| c.is_alphabetic()).count();
        self.counts.characters += code.chars().filter(|c| c.is_alphanumeric()).count();
    }

    fn add_word<'a>(&mut self, known: &mut KnownWords<'a>, word: &'a str, is_first: bool) {
        let figures = known.entry(word).or_insert_with(|| WordFigures::of(word));
        self.voice.word(figures.role);
        if figures.letters == 0 && self.in_table {
            return;
        }
        self.counts.words += 1;
        self.counts.syllables += figures.syllables;
        self.counts.letters += figures.letters;
        self.counts.characters += figures.characters;
        self.counts.polysyllables += usize::from(figures.syllables >= 3);
        self.counts.complex_words += usize::from(figures.is_complex[usize::from(is_first)]);
        self.counts.long_words += usize::from(figures.letters > 6);
    }
}

/// How many bytes of letters and digits a text begins with.
fn letters(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            at += 1;
        } else {
            match text[at..].chars().next().filter(|c| c.is_alphanumeric()) {
                Some(c) => at += c.len_utf8(),
                None => break,
            }
        }
    }
    at
}

impl WordFigures {
    fn of(word: &str) -> Self {
        let spoken = syllables(word);
        Self {
            letters: word.chars().filter(|c| c.is_alphabetic()).count(),
            characters: word.chars().filter(|c| c.is_alphanumeric()).count(),
            syllables: spoken,
            is_complex: [false, true].map(|is_first| spoken >= 3 && is_complex(word, spoken, is_first)),
            role: Role::of(word),
        }
    }
}

/// Whether a word of three syllables or more is hard by Gunning's rule: no name, no compound, and not so long by its
/// ending alone.
fn is_complex(word: &str, spoken: usize, is_first: bool) -> bool {
    let is_name = !is_first && word.starts_with(char::is_uppercase);
    let is_compound = word.contains(['-', '_']);
    let stem = ["es", "ed", "ing"].iter().find_map(|ending| word.strip_suffix(ending));
    let is_inflected = spoken == 3 && stem.is_some_and(|stem| syllables(stem) < 3);
    !is_name && !is_compound && !is_inflected
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
