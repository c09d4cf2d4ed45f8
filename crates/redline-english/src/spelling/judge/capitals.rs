//! The capitals of a word in the text.

use crate::spelling::lexicon;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capitals {
    /// In lower case.
    None,
    /// With an initial capital that its place explains: it opens a sentence or is in a heading.
    Opening,
    /// With an initial capital elsewhere, as names are.
    Initial,
    /// With capitals inside.
    Inner,
}

impl Capitals {
    /// Whether a word of no list with these capitals may be an ordinary word: long names are rarer than long words.
    pub(super) fn may_be_a_word(self, word: &str) -> bool {
        match self {
            Self::None => true,
            Self::Opening => word.len() > 5 && !lexicon::is_name(word),
            Self::Initial | Self::Inner => false,
        }
    }

    /// The same for a word of the closed list.
    pub(super) fn may_be_misspelled(self, word: &str) -> bool {
        match self {
            Self::None => true,
            Self::Opening => word.len() > 4 && !lexicon::is_name(word),
            Self::Initial => word.len() > 7 && !lexicon::is_name(word),
            Self::Inner => false,
        }
    }
}
