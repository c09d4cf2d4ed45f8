//! Writes the table of known misspellings that is part of the program; see `src/spelling/misspellings.rs`.

#[path = "src/spelling/misspellings/layout.rs"]
mod layout;

use std::path::PathBuf;

use layout::{BUCKETS, bucket, is_candidate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/spelling/misspellings/layout.rs");
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    std::fs::write(folder.join("misspellings.bin"), misspellings()?)?;
    Ok(())
}

fn misspellings() -> Result<Vec<u8>, std::num::TryFromIntError> {
    let mut buckets: Vec<Vec<(String, &str)>> = vec![Vec::new(); BUCKETS];
    for (word, corrections) in typos_dict::WORD.map.entries() {
        let word = word.into_inner().to_ascii_lowercase();
        match corrections {
            [correction] if !correction.is_empty() && is_candidate(word.as_bytes()) => {
                buckets[bucket(word.as_bytes())].push((word, correction));
            }
            _ => {}
        }
    }
    let first = 4 * (BUCKETS + 1);
    let (mut offsets, mut entries) = (Vec::with_capacity(first), Vec::new());
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
