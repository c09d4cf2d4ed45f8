//! What is known of a word of the English table, a bit each: shared by the build script, which writes it, and the code that
//! reads it.

/// It is a word of American English.
pub(super) const AMERICAN: u8 = 1;

/// It is one by itself, and not by an affix.
pub(super) const STEM: u8 = 2;

/// It has a possessive.
pub(super) const POSSESSED: u8 = 4;

/// It is what British English adds.
pub(super) const BRITISH: u8 = 8;

/// It is a name with more capitals than its first letter, which are lost where all letters are capitals.
pub(super) const LEVELLED: u8 = 16;

/// That name has a possessive.
pub(super) const LEVELLED_POSSESSED: u8 = 32;
