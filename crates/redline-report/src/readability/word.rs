//! Figures of a single word.

use redline_english::passive::Role;
use redline_english::syllables;

use super::formula::Counts;

/// A word of more letters is long.
const LONG_WORD: usize = 6;

/// The figures of one word.
#[derive(Clone, Debug, Default)]
pub(super) struct WordFigures {
    pub(super) counts: Counts,
    /// Whether it would be complex if its capital did not mark it as a name; the first word of a sentence has one
    /// anyway.
    pub(super) is_complex_name: bool,
    /// Whether it has no letters.
    pub(super) is_number: bool,
    pub(super) role: Role,
}

impl WordFigures {
    pub(super) fn of(word: &str) -> Self {
        let spoken = syllables(word);
        let is_complex = spoken >= 3 && !word.contains(['-', '_']) && !is_inflected(word, spoken);
        let is_name = word.starts_with(char::is_uppercase);
        let (letters, characters) = letters_and_characters(word);
        let counts = Counts {
            words: 1,
            sentences: 0,
            syllables: spoken,
            letters,
            characters,
            polysyllables: usize::from(spoken >= 3),
            complex_words: usize::from(is_complex && !is_name),
            long_words: usize::from(letters > LONG_WORD),
        };
        Self { counts, is_complex_name: is_complex && is_name, is_number: letters == 0, role: Role::of(word) }
    }
}

/// The counts of inline code: one word of one syllable, neither long nor complex.
pub(super) fn counts_of_code(code: &str) -> Counts {
    let (letters, characters) = letters_and_characters(code);
    Counts { words: 1, syllables: 1, letters, characters, ..Counts::default() }
}

/// Whether a word has three syllables only because of its inflection, which makes it not complex by Gunning's rule.
fn is_inflected(word: &str, spoken: usize) -> bool {
    let stem = ["es", "ed", "ing"].iter().find_map(|ending| word.strip_suffix(ending));
    spoken == 3 && stem.is_some_and(|stem| syllables(stem) < 3)
}

/// The number of letters, and of letters and digits.
fn letters_and_characters(text: &str) -> (usize, usize) {
    let count = |is_counted: fn(char) -> bool| text.chars().filter(|c| is_counted(*c)).count();
    (count(char::is_alphabetic), count(char::is_alphanumeric))
}
