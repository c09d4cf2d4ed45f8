//! The flags of an entry in the map of English words: shared by the build script, which writes it, and the code that reads
//! it.

/// A word of American English.
pub(super) const AMERICAN: u8 = 1;

/// A stem: a word without an affix.
pub(super) const STEM: u8 = 2;

/// A word with a possessive.
pub(super) const HAS_POSSESSIVE: u8 = 4;

/// A word that British English adds.
pub(super) const BRITISH: u8 = 8;

/// A name that lost its inner capitals, as `Mcdonald` for `McDonald`: not a word, but the lookup of `MCDONALD` needs it.
pub(super) const LEVELLED: u8 = 16;

/// Such a name with a possessive.
pub(super) const LEVELLED_HAS_POSSESSIVE: u8 = 32;

/// A word of `en_US-web`, the dictionary that Vale embeds.
pub(super) const WEB: u8 = 64;

/// A word whose possessive is in that dictionary.
pub(super) const WEB_HAS_POSSESSIVE: u8 = 128;

/// A word in lower case with an initial capital.
pub(super) fn title_case(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters.flat_map(char::to_lowercase)).collect()
}
