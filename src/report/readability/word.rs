//! Figures of single words.

use rustc_hash::FxHashMap;

use super::passive::Role;
use super::syllable::syllables;
use super::tally::WordTally;

/// Figures of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordFigures {
    pub(super) tally: WordTally,
    /// Whether it is hard unless its capital makes it a name; a capital at the start of a sentence does not.
    pub(super) is_hard_name: bool,
    /// Whether it has no letters.
    pub(super) is_number: bool,
    pub(super) role: Role,
}

/// Figures of the words read so far: most words of a book are frequent.
#[derive(Debug, Default)]
pub(in crate::report) struct KnownWords<'a>(FxHashMap<&'a str, WordFigures>);

impl<'a> KnownWords<'a> {
    /// The figures of a word.
    pub(super) fn figures(&mut self, word: &'a str) -> &WordFigures {
        self.0.entry(word).or_insert_with(|| WordFigures::of(word))
    }
}

impl WordFigures {
    fn of(word: &str) -> Self {
        let syllables = syllables(word);
        let is_complex = syllables >= 3 && !word.contains(['-', '_']) && is_complex(word, syllables);
        let is_hard_name = is_complex && word.starts_with(char::is_uppercase);
        let tally = WordTally::of(word, syllables, is_complex && !is_hard_name);
        Self { tally, is_hard_name, is_number: tally.letters() == 0, role: Role::of(word) }
    }
}

/// Whether a word of three syllables or more, neither a name nor a compound, is hard by Gunning's rule: its length does not
/// come from an ending alone.
fn is_complex(word: &str, count: usize) -> bool {
    let stem = ["es", "ed", "ing"].iter().find_map(|ending| word.strip_suffix(ending));
    let is_inflected = count == 3 && stem.is_some_and(|stem| syllables(stem) < 3);
    !is_inflected
}
