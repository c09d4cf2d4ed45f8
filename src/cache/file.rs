//! The file of a book: a checksum of 16 bytes, and entries behind it, each a key, the length of its text and the text.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::hash::Hasher;
use std::io::Write;
use std::path::Path;
use std::time::SystemTime;

use siphasher::sip128::{Hasher128, SipHasher13};

use super::Key;

/// What the names of files end with.
pub(super) const EXTENSION: &str = "redline";

/// How large a file may become: entries that have no room are found anew in each run.
const MAX_BYTES: usize = 32 << 20;

/// How many files are kept: those that were written last.
const MAX_FILES: usize = 32;

/// The entries of a file; `None` if it is not whole.
pub(super) fn read(path: &Path) -> Option<HashMap<Key, String>> {
    let bytes = fs::read(path).ok()?;
    let (sum, mut rest) = bytes.split_first_chunk::<16>()?;
    if *sum != checksum(rest) {
        return None;
    }
    let mut entries = HashMap::new();
    while !rest.is_empty() {
        let (key, after) = rest.split_first_chunk::<16>()?;
        let (len, after) = after.split_first_chunk::<4>()?;
        let (text, after) = after.split_at_checked(usize::try_from(u32::from_le_bytes(*len)).ok()?)?;
        entries.insert(Key(*key), std::str::from_utf8(text).ok()?.to_owned());
        rest = after;
    }
    Some(entries)
}

/// Puts a file with these entries in place of what is there, at once. What goes wrong is passed over.
pub(super) fn write(path: &Path, entries: &BTreeMap<Key, String>) {
    let Some(folder) = path.parent() else { return };
    let mut body = Vec::new();
    for (Key(key), text) in entries {
        let Ok(len) = u32::try_from(text.len()) else { continue };
        if body.len() + key.len() + size_of::<u32>() + text.len() > MAX_BYTES {
            break;
        }
        body.extend(key);
        body.extend(len.to_le_bytes());
        body.extend(text.as_bytes());
    }
    let put = || {
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&checksum(&body))?;
        file.write_all(&body)?;
        file.persist(path).map_err(|error| error.error)
    };
    if put().is_ok() {
        remove_oldest(folder);
    }
}

fn checksum(bytes: &[u8]) -> [u8; 16] {
    let mut hasher = SipHasher13::new();
    hasher.write(bytes);
    hasher.finish128().as_bytes()
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
        let entries = BTreeMap::from([(Key([1; 16]), "a".to_owned())]);
        for number in 0..MAX_FILES + 3 {
            write(&path(number), &entries);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), MAX_FILES);
        assert!(path(MAX_FILES + 2).exists());
        let large: BTreeMap<Key, String> = (0..3).map(|n| (Key([n; 16]), "x".repeat(MAX_BYTES / 2 - 100))).collect();
        write(&path(0), &large);
        assert_eq!(read(&path(0)).unwrap().len(), 2);
    }
}
