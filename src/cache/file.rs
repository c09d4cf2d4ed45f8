//! The file of a book: a checksum of 16 bytes, and entries behind it, each a key, its length and its bytes.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::time::SystemTime;

use rustc_hash::FxHashMap;

use crate::digest::Digest;

/// What the names of files end with.
pub(super) const EXTENSION: &str = "redline";

/// How large a file may become: entries that have no room are found anew in each run.
const MAX_BYTES: usize = 32 << 20;

/// How many files are kept: those that were written last.
const MAX_FILES: usize = 32;

/// A file that was read.
#[derive(Debug, Default)]
pub(super) struct Entries {
    bytes: Vec<u8>,
    places: FxHashMap<Digest, Range<usize>>,
}

impl Entries {
    /// The entries of a file; `None` if it is not whole.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let bytes = fs::read(path).ok()?;
        let (sum, mut rest) = bytes.split_first_chunk::<16>()?;
        if *sum != checksum(rest) {
            return None;
        }
        let mut places = FxHashMap::default();
        while !rest.is_empty() {
            let (key, after) = rest.split_first_chunk::<16>()?;
            let (len, after) = after.split_first_chunk::<4>()?;
            let (entry, after) = after.split_at_checked(usize::try_from(u32::from_le_bytes(*len)).ok()?)?;
            let end = bytes.len() - after.len();
            places.insert(Digest(*key), end - entry.len()..end);
            rest = after;
        }
        Some(Self { bytes, places })
    }

    /// The entry with this key.
    pub(super) fn get(&self, key: Digest) -> Option<&[u8]> {
        Some(&self.bytes[self.places.get(&key)?.clone()])
    }
}

/// Puts a file with these entries in place of what is there. A run that reads meanwhile finds either of the two, or none.
/// What goes wrong is passed over.
pub(super) fn write(path: &Path, entries: &BTreeMap<Digest, &[u8]>) {
    let Some(folder) = path.parent() else { return };
    let size = entries.values().map(|entry| size_of::<Digest>() + size_of::<u32>() + entry.len()).sum::<usize>();
    let mut body = Vec::with_capacity(size.min(MAX_BYTES));
    for (Digest(key), entry) in entries {
        let Ok(len) = u32::try_from(entry.len()) else { continue };
        if body.len() + key.len() + size_of::<u32>() + entry.len() > MAX_BYTES {
            break;
        }
        body.extend(key);
        body.extend(len.to_le_bytes());
        body.extend(*entry);
    }
    let put = || {
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&checksum(&body))?;
        file.write_all(&body)?;
        // Where a file takes the place of another, some file systems write it to the disk first, lest a crash leave
        // neither. Here neither is as good as any.
        drop(fs::remove_file(path));
        file.persist(path).map_err(|error| error.error)
    };
    if put().is_ok() {
        remove_oldest(folder);
    }
}

fn checksum(bytes: &[u8]) -> [u8; 16] {
    Digest::of([bytes]).0
}

/// Removes the files of books that were not served for the longest time.
fn remove_oldest(folder: &Path) {
    let is_ours = |path: &Path| path.extension().is_some_and(|extension| extension == EXTENSION);
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = paths.filter(|path| is_ours(path)).collect();
    if files.len() <= MAX_FILES {
        return;
    }
    let written = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    files.sort_by_cached_key(|path| std::cmp::Reverse(written(path)));
    for path in &files[MAX_FILES..] {
        drop(fs::remove_file(path));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_files_and_their_size_are_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let path = |number: usize| folder.path().join(format!("{number}.{EXTENSION}"));
        let entries = BTreeMap::from([(Digest([1; 16]), b"a".as_slice())]);
        for number in 0..MAX_FILES + 3 {
            write(&path(number), &entries);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), MAX_FILES);
        assert!(path(MAX_FILES + 2).exists());
        let half = vec![b'x'; MAX_BYTES / 2 - 100];
        let large: BTreeMap<Digest, &[u8]> = (0..3).map(|n| (Digest([n; 16]), half.as_slice())).collect();
        write(&path(0), &large);
        let kept = Entries::read(&path(0)).unwrap();
        assert_eq!(kept.get(Digest([1; 16])), Some(half.as_slice()));
        assert_eq!(kept.get(Digest([2; 16])), None);
    }
}
