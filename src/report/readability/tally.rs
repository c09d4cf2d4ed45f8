//! Figures that are added for every word.

use super::Counts;

/// What is counted in words, side by side, so that all of it is added at once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally([u32; 8]);

const WORDS: usize = 0;
const SYLLABLES: usize = 1;
const LETTERS: usize = 2;
const CHARACTERS: usize = 3;
const POLYSYLLABLES: usize = 4;
const COMPLEX_WORDS: usize = 5;
const LONG_WORDS: usize = 6;

/// The same of one word or stretch of code, small enough to be kept for thousands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordTally([u16; 8]);

impl WordTally {
    /// What a word counts for.
    pub(super) fn of(word: &str, syllables: usize, is_complex: bool) -> Self {
        let (letters, characters) = letters_and_characters(word);
        let mut tally = [0; 8];
        tally[WORDS] = 1;
        tally[SYLLABLES] = capped(syllables);
        tally[LETTERS] = capped(letters);
        tally[CHARACTERS] = capped(characters);
        tally[POLYSYLLABLES] = u16::from(syllables >= 3);
        tally[COMPLEX_WORDS] = u16::from(is_complex);
        tally[LONG_WORDS] = u16::from(letters > 6);
        Self(tally)
    }

    /// What a stretch of inline code counts for: one word of one syllable, neither long nor hard.
    pub(super) fn of_code(code: &str) -> Self {
        let mut tally = Self::of(code, 1, false);
        tally.0[LONG_WORDS] = 0;
        tally
    }

    pub(super) fn letters(self) -> usize {
        usize::from(self.0[LETTERS])
    }
}

impl Tally {
    /// Adds what a word or a stretch of code counts for.
    pub(super) fn add(&mut self, word: WordTally) {
        for (sum, more) in self.0.iter_mut().zip(word.0) {
            *sum = sum.wrapping_add(u32::from(more));
        }
    }

    /// A word that was counted turns out to be hard.
    pub(super) fn add_complex_word(&mut self) {
        self.0[COMPLEX_WORDS] += 1;
    }

    pub(super) fn words(&self) -> usize {
        self.0[WORDS] as usize
    }

    /// The counts of so many sentences.
    pub(super) fn counts(&self, sentences: usize) -> Counts {
        let of = |figure: usize| self.0[figure] as usize;
        Counts {
            words: of(WORDS),
            sentences,
            syllables: of(SYLLABLES),
            letters: of(LETTERS),
            characters: of(CHARACTERS),
            polysyllables: of(POLYSYLLABLES),
            complex_words: of(COMPLEX_WORDS),
            long_words: of(LONG_WORDS),
        }
    }
}

/// A figure of one word or stretch of code, or the most that is counted in one.
fn capped(figure: usize) -> u16 {
    u16::try_from(figure).unwrap_or(u16::MAX)
}

/// How many letters a word has, and how many letters and digits.
fn letters_and_characters(word: &str) -> (usize, usize) {
    let add = |(letters, characters): (usize, usize), c: char| {
        (letters + usize::from(c.is_alphabetic()), characters + usize::from(c.is_alphanumeric()))
    };
    let add_ascii = |(letters, characters): (usize, usize), byte: u8| {
        (letters + usize::from(byte.is_ascii_alphabetic()), characters + usize::from(byte.is_ascii_alphanumeric()))
    };
    // Most words have nothing else.
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return (word.len(), word.len());
    }
    if word.is_ascii() { word.bytes().fold((0, 0), add_ascii) } else { word.chars().fold((0, 0), add) }
}
