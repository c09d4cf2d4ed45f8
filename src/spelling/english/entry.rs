//! What an entry of the table of English words says, a bit for each thing: shared by the build script, which writes the
//! table, and the code that reads it.

/// It is a word of American English.
pub(super) const AMERICAN: u8 = 1;

/// It is one by itself, and not by an affix.
pub(super) const STEM: u8 = 2;

/// It has a possessive.
pub(super) const POSSESSED: u8 = 4;

/// It is what British English adds.
pub(super) const BRITISH: u8 = 8;

/// It is what is left of a name with capitals inside, as `Mcdonald` of `McDonald`: no word by itself, but `MCDONALD` is
/// looked up so.
pub(super) const LEVELLED: u8 = 16;

/// That name has a possessive.
pub(super) const LEVELLED_POSSESSED: u8 = 32;

/// It is a technical word or a name that looks like a slip of another word; no dictionary has it.
pub(super) const TECHNICAL: u8 = 64;

/// A word with its first letter as a capital, and no other.
pub(super) fn title(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters.flat_map(char::to_lowercase)).collect()
}
