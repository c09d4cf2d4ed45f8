//! Figures that are added for every word.

use super::Counts;

/// What is counted in words, side by side, so that all of it is added at once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    sums: [u32; 8],
    /// Hard words that were taken for names, and are none.
    hard_names: u32,
}

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
        Self::new(letters_and_characters(word), syllables, is_complex)
    }

    /// The same of a word of small letters of ASCII.
    pub(super) fn of_lower(word: &str, syllables: usize, is_complex: bool) -> Self {
        Self::new((word.len(), word.len()), syllables, is_complex)
    }

    /// What a stretch of inline code counts for: one word of one syllable, neither long nor hard.
    pub(super) fn of_code(code: &str) -> Self {
        let mut tally = Self::of(code, 1, false);
        tally.0[LONG_WORDS] = 0;
        tally
    }

    fn new((letters, characters): (usize, usize), syllables: usize, is_complex: bool) -> Self {
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

    pub(super) fn letters(self) -> usize {
        usize::from(self.0[LETTERS])
    }
}

impl Tally {
    /// Adds what a word or a stretch of code counts for.
    #[inline]
    pub(super) fn add(&mut self, word: WordTally) {
        for (sum, more) in self.sums.iter_mut().zip(word.0) {
            *sum = sum.wrapping_add(u32::from(more));
        }
    }

    /// A word that was counted as a name is none, and hard.
    pub(super) fn add_hard_name(&mut self) {
        self.hard_names += 1;
    }

    /// The counts of so many sentences.
    pub(super) fn counts(&self, sentences: usize) -> Counts {
        let of = |figure: usize| self.sums[figure] as usize;
        Counts {
            words: of(WORDS),
            sentences,
            syllables: of(SYLLABLES),
            letters: of(LETTERS),
            characters: of(CHARACTERS),
            polysyllables: of(POLYSYLLABLES),
            complex_words: of(COMPLEX_WORDS) + self.hard_names as usize,
            long_words: of(LONG_WORDS),
        }
    }
}

/// A figure of one word or stretch of code, or the most that is counted in one.
fn capped(figure: usize) -> u16 {
    u16::try_from(figure).unwrap_or(u16::MAX)
}

/// How many letters a text has, and how many letters and digits.
fn letters_and_characters(text: &str) -> (usize, usize) {
    if !text.is_ascii() {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        return (letters, text.chars().filter(|c| c.is_alphanumeric()).count());
    }
    let (mut letters, mut digits) = (0, 0);
    for byte in text.bytes() {
        letters += u32::from(byte.is_ascii_alphabetic());
        digits += u32::from(byte.is_ascii_digit());
    }
    (letters as usize, (letters + digits) as usize)
}
