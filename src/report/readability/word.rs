//! What is counted in one word.

use super::passive::Role;
use super::syllable::syllables;
use super::tally::WordTally;
use crate::language::WordTable;

/// What is counted in one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordFigures {
    pub(super) tally: WordTally,
    /// Whether it would be hard if its capital did not make it a name, which it does not at the start of a sentence.
    pub(super) is_hard_name: bool,
    pub(super) role: Role,
}

/// What was counted in words.
#[derive(Debug)]
pub(in crate::report) struct KnownWords<'a>(WordTable<'a, WordFigures>);

/// How many words are kept: a power of two.
const PLACES: usize = 16384;

impl Default for KnownWords<'_> {
    fn default() -> Self {
        Self(WordTable::new(PLACES))
    }
}

impl<'a> KnownWords<'a> {
    /// The figures of a word; `key` is the same for the same word.
    pub(super) fn figures(&mut self, key: u32, word: &'a str) -> &WordFigures {
        // Words that begin sentences keep the place of the others.
        let is_upper = word.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        self.0.value(key ^ u32::from(is_upper), word, WordFigures::of, |_, _| ())
    }
}

impl WordFigures {
    fn of(word: &str) -> Self {
        let spoken = syllables(word);
        let is_complex = spoken >= 3 && is_complex(word, spoken);
        let is_name = is_complex && word.starts_with(char::is_uppercase);
        Self { tally: WordTally::of(word, spoken, is_complex && !is_name), is_hard_name: is_name, role: Role::of(word) }
    }
}

/// Whether a word of three syllables or more, if it is no name, is hard by Gunning's rule: no compound, and not so long by
/// its ending alone.
fn is_complex(word: &str, spoken: usize) -> bool {
    let is_compound = word.contains(['-', '_']);
    let stem = ["es", "ed", "ing"].iter().find_map(|ending| word.strip_suffix(ending));
    let is_inflected = spoken == 3 && stem.is_some_and(|stem| syllables(stem) < 3);
    !is_compound && !is_inflected
}
