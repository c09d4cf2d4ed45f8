//! Writes tables of words, as `src/spelling/lexicon/layout.rs` has it.

use std::collections::BTreeMap;

use crate::layout::Layout;
use crate::word_key::WordKey;

/// The table of these words, each with what is said of it.
///
/// # Errors
/// If it would be too large for its numbers.
pub(crate) fn lexicon(layout: Layout, words: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, std::num::TryFromIntError> {
    let mut marks = vec![0_u8; layout.marks / 8];
    let mut buckets = vec![Vec::new(); layout.buckets];
    for (word, said) in words {
        let key = WordKey::of(word).number();
        let mark = layout.mark(key);
        marks[mark / 8] |= 1 << (mark % 8);
        let entries: &mut Vec<u8> = &mut buckets[layout.bucket(key)];
        entries.extend([u8::try_from(word.len())?, u8::try_from(said.len())?]);
        entries.extend(word.bytes().chain(said.iter().copied()));
    }
    let mut table = marks;
    let mut offset = table.len() + 4 * (layout.buckets + 1);
    for bucket in &buckets {
        table.extend(u32::try_from(offset)?.to_le_bytes());
        offset += bucket.len();
    }
    table.extend(u32::try_from(offset)?.to_le_bytes());
    table.extend(buckets.concat());
    Ok(table)
}
