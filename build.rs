//! Writes what is part of the program and takes work to make: the table of known misspellings (see
//! `src/spelling/misspellings.rs`) and the words of the dictionary, which are shipped compressed.

#[path = "src/spelling/misspellings/layout.rs"]
mod layout;
#[expect(dead_code, reason = "words are only told apart here, not looked for")]
#[path = "src/language/word_key.rs"]
mod word_key;

use std::path::PathBuf;

use layout::{BUCKETS, MARKS, bucket, is_candidate, mark};
use word_key::WordKey;

/// The words of the English dictionary, a raw deflate stream.
const DICTIONARY: &str = "dictionaries/en_US.dic.deflate";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/spelling/misspellings/layout.rs");
    println!("cargo::rerun-if-changed=src/language/word_key.rs");
    println!("cargo::rerun-if-changed={DICTIONARY}");
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    std::fs::write(folder.join("misspellings.bin"), misspellings()?)?;
    let words = miniz_oxide::inflate::decompress_to_vec(&std::fs::read(DICTIONARY)?);
    let words = words.map_err(|error| format!("{DICTIONARY} is damaged: {error:?}"))?;
    std::fs::write(folder.join("en_US.dic"), String::from_utf8(words)?)?;
    Ok(())
}

fn misspellings() -> Result<Vec<u8>, std::num::TryFromIntError> {
    let mut buckets: Vec<Vec<(String, &str)>> = vec![Vec::new(); BUCKETS];
    for (word, corrections) in typos_dict::WORD.map.entries() {
        let word = word.into_inner().to_ascii_lowercase();
        match corrections {
            [correction] if !correction.is_empty() && is_candidate(word.as_bytes()) => {
                buckets[bucket(WordKey::of(&word).number())].push((word, correction));
            }
            _ => {}
        }
    }
    let mut marks = vec![0_u8; MARKS / 8];
    for (word, _) in buckets.iter().flatten() {
        let mark = mark(WordKey::of(word).number());
        marks[mark / 8] |= 1 << (mark % 8);
    }
    let first = marks.len() + 4 * (BUCKETS + 1);
    let (mut offsets, mut entries) = (marks, Vec::new());
    offsets.extend(u32::try_from(first)?.to_le_bytes());
    for mut bucket in buckets {
        bucket.sort_unstable();
        for (word, correction) in bucket {
            entries.extend([u8::try_from(word.len())?, u8::try_from(correction.len())?]);
            entries.extend(word.bytes().chain(correction.bytes()));
        }
        offsets.extend(u32::try_from(first + entries.len())?.to_le_bytes());
    }
    offsets.extend(entries);
    Ok(offsets)
}
