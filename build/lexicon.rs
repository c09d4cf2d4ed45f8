//! Writes tables of words, as `src/spelling/lexicon/layout.rs` has it.

use std::collections::BTreeMap;

use crate::layout::Layout;
use redline_text::WordKey;

/// The table of these words, each with what is said of it.
///
/// # Errors
/// Which word is too long for its number, or that all of them are.
pub(crate) fn table_of(layout: Layout, words: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, String> {
    let mut marks = vec![0_u8; layout.marks / 8];
    let mut buckets = vec![Vec::new(); layout.buckets];
    for (word, said) in words {
        let len = |bytes: usize| u8::try_from(bytes).map_err(|_| format!("the entry of {word} is too long"));
        let key = WordKey::of(word).number();
        let mark = layout.mark(key);
        marks[mark / 8] |= 1 << (mark % 8);
        let entries: &mut Vec<u8> = &mut buckets[layout.bucket(key)];
        entries.extend([len(word.len())?, len(said.len())?]);
        entries.extend(word.bytes().chain(said.iter().copied()));
    }
    let mut table = marks;
    let mut place = table.len() + 4 * (layout.buckets + 1);
    let lens = buckets.iter().map(Vec::len).chain([0]);
    for len in lens {
        let offset = u32::try_from(place).map_err(|_| "a table of words is too large".to_owned())?;
        table.extend(offset.to_le_bytes());
        place += len;
    }
    table.extend(buckets.concat());
    Ok(table)
}
