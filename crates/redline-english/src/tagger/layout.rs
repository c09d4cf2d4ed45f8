//! The layout of the embedded model: shared by the build script, which writes it, and the tagger, which reads it.
//!
//! It is a hash table with open addressing, which is read in place. A slot has the offset of an entry, 0 if it is empty; the
//! entry of a key that collides with others has the next free slot. An entry is the length of its key, the key, a byte for
//! its kind and a text, and its record. A record is a sequence of rows in the order of their features, closed by [`END`].
//! A row is the number of its feature, the number of its weights, and the weights. A weight is the number of its tag and 16
//! bits with the low byte first; a larger one is two.

/// The number of slots: a power of two, about half as much again as there are entries.
pub(super) const SLOTS: usize = 1 << 15;

/// The bytes of a slot, an offset with its low byte first.
pub(super) const SLOT_LEN: usize = 4;

/// The slot where the search for a key begins: its FNV hash.
pub(super) fn first_slot(kind: u8, text: &[u8]) -> usize {
    let add = |hash: u32, &byte: &u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = text.iter().fold(add(0x811c_9dc5, &kind), add);
    // High bits are better distributed than low ones.
    usize::try_from(hash ^ (hash >> 15)).unwrap_or_default() % SLOTS
}

/// A key of an unambiguous word as written. Its record is the number of its tag.
pub(super) const UNAMBIGUOUS: u8 = b'u';

/// A key of a normalised word.
pub(super) const WORD: u8 = b'w';

/// A key of the last bytes of a word.
pub(super) const SUFFIX: u8 = b's';

/// A key of the first byte of a word.
pub(super) const INITIAL: u8 = b'i';

/// A key of the number of a tag.
pub(super) const TAG: u8 = b't';

/// The key of the weights that any word has.
pub(super) const BIAS: u8 = b'b';

/// The features of keys by their position relative to a word: the word itself, ...
pub(super) const HERE: u8 = 0;

/// ... the word or tag before it, ...
pub(super) const BEFORE: u8 = 1;

/// ... the one before that, ...
pub(super) const SECOND_BEFORE: u8 = 2;

/// ... the word after it, ...
pub(super) const AFTER: u8 = 3;

/// ... and the one after that.
pub(super) const SECOND_AFTER: u8 = 4;

/// The feature of a word or tag together with the tag before it: this number and that of the tag.
pub(super) const AFTER_TAG: u8 = 16;

/// The number in place of the tag before the first word of a sentence; tags of words have smaller ones.
pub(super) const START: u8 = 46;

/// The number in place of the tag before that.
pub(super) const SECOND_START: u8 = 47;

/// The end of a record.
pub(super) const END: u8 = u8::MAX;
