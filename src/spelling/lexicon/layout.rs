//! How a table of words is laid out: shared by the build script, which writes such tables, and the code that reads them.
//!
//! First come marks, a bit each, which most words do not have that are not in the table. Then come the places where the
//! entries of each bucket begin, and at last where they end, as little-endian numbers of 32 bits, counted from the
//! beginning of the table. Then come the entries by bucket: the lengths of the word and of what is said of it, a byte
//! each, and both.

/// The sizes of a table, powers of two.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// How many marks there are: some to each entry, in no more bytes than a processor keeps at hand.
    pub(crate) marks: usize,
    /// How many buckets there are: an entry or two to each.
    pub(crate) buckets: usize,
}

/// The table of known misspellings.
pub(crate) const MISSPELLINGS: Layout = Layout { marks: 1 << 19, buckets: 1 << 15 };

/// The table of English words.
pub(crate) const ENGLISH: Layout = Layout { marks: 1 << 20, buckets: 1 << 16 };

impl Layout {
    /// The mark of a word by its key.
    pub(crate) fn mark(self, key: u32) -> usize {
        (key ^ (key >> 13)) as usize % self.marks
    }

    /// The bucket of a word by its key.
    pub(crate) fn bucket(self, key: u32) -> usize {
        (key ^ (key >> 15)) as usize % self.buckets
    }
}
