//! What is counted in one word.

use redline_english::passive::Role;
use redline_english::{syllables, syllables_of_part};

use super::tally::WordTally;
use crate::language::WordTable;
use crate::source::Span;

/// What is counted in one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordFigures {
    pub(super) tally: WordTally,
    /// Whether it would be hard if its capital did not make it a name, which it does not at the start of a sentence.
    pub(super) is_hard_name: bool,
    /// Whether it has no letters.
    pub(super) is_number: bool,
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
    /// The figures of a word of a text; `key` is the same for the same word.
    #[inline]
    pub(super) fn figures(&mut self, key: u32, text: &'a str, word: Span) -> &WordFigures {
        self.0.value(key, (text, word), WordFigures::of, |_, _| ())
    }
}

impl WordFigures {
    #[cold]
    fn of(word: &str) -> Self {
        // Most words are nothing but small letters.
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            let spoken = syllables_of_part(word);
            let tally = WordTally::of_lower(word, spoken, spoken >= 3 && is_complex(word, spoken));
            return Self { tally, role: Role::of_lower(word), ..Self::default() };
        }
        let spoken = syllables(word);
        let is_complex = spoken >= 3 && !word.contains(['-', '_']) && is_complex(word, spoken);
        let is_hard_name = is_complex && word.starts_with(char::is_uppercase);
        let tally = WordTally::of(word, spoken, is_complex && !is_hard_name);
        Self { tally, is_hard_name, is_number: tally.letters() == 0, role: Role::of(word) }
    }
}

/// Whether a word of three syllables or more, if it is no name and no compound, is hard by Gunning's rule: not so long by its
/// ending alone.
fn is_complex(word: &str, spoken: usize) -> bool {
    let stem = ["es", "ed", "ing"].iter().find_map(|ending| word.strip_suffix(ending));
    let is_inflected = spoken == 3 && stem.is_some_and(|stem| syllables_of_part(stem) < 3);
    !is_inflected
}
