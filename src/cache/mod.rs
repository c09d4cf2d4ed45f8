//! What was found out about chapters, kept from one run under `mdbook serve` to the next.
//!
//! Each time a file changes, mdBook has the whole book run over, and all chapters but one read as before. What a chapter
//! says and what rules say of it depend on its text, the configuration, this program, and what rules see of the other
//! chapters, so it is looked up by a hash of all of these. Only served books use it: a build or a check never passes by
//! what an earlier run said.
//!
//! A book has one file for each renderer, in the user's cache folder. It may be deleted at any time, and one that
//! cannot be read, or is damaged, is as good as none.

mod file;
mod folder;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::book::WireContext;
use crate::digest::{Digest, Digester};
use file::Entries;

pub use folder::user_folder;

/// What was kept in earlier runs over one book, and in this one.
#[derive(Debug)]
pub struct Cache {
    file: PathBuf,
    /// What holds for all keys: the program, the configuration.
    run: Digest,
    kept: Entries,
    /// What was asked for or found out in this run, which is what is kept.
    used: Mutex<Used>,
}

#[derive(Debug, Default)]
struct Used {
    /// The keys, each with its entry if the file does not hold it.
    entries: BTreeMap<Digest, Option<Vec<u8>>>,
    /// Whether some of it was not in the file.
    has_news: bool,
}

impl Cache {
    /// What is known of the book that `context` is about, in `folder`; `None` if that lies in the book, which mdBook
    /// watches, or this program cannot be told from others.
    pub(crate) fn open(folder: &Path, context: &WireContext) -> Option<Self> {
        if folder.starts_with(&context.root) {
            return None;
        }
        let mut run = Digester::default();
        run.add(env!("CARGO_PKG_VERSION"));
        run.add(build()?.0);
        for part in [&context.config.to_string(), &context.mdbook_version, &context.renderer] {
            run.add(part);
        }
        let book = Digest::of([context.root.as_os_str().as_encoded_bytes(), context.renderer.as_bytes()]);
        let file = folder.join(format!("{:032x}.{}", u128::from_le_bytes(book.0), file::EXTENSION));
        let kept = Entries::read(&file).unwrap_or_default();
        Some(Self { file, run: run.digest(), kept, used: Mutex::default() })
    }

    /// What the key of a thing of this `kind` is made of, before what tells it from others of its kind.
    pub(crate) fn key(&self, kind: &str) -> Digester {
        let mut key = Digester::default();
        key.add(self.run.0);
        key.add(kind);
        key
    }

    /// Whether something has this key.
    pub(crate) fn knows(&self, key: Digest) -> bool {
        self.kept.get(key).is_some()
    }

    /// What earlier runs kept under this key.
    pub(crate) fn recall<'a, T: Deserialize<'a>>(&'a self, key: Digest) -> Option<T> {
        let value = postcard::from_bytes(self.kept.get(key)?).ok()?;
        self.keep_on(key);
        Some(value)
    }

    /// Keeps what earlier runs kept under this key for the next one too.
    pub(crate) fn keep_on(&self, key: Digest) {
        if self.knows(key) {
            self.used().entries.entry(key).or_default();
        }
    }

    /// Keeps a value for the next run. What cannot be written is found anew there.
    pub(crate) fn keep(&self, key: Digest, value: &impl Serialize) {
        let Ok(entry) = postcard::to_allocvec(value) else { return };
        let mut used = self.used();
        used.entries.insert(key, Some(entry));
        used.has_news = true;
    }

    /// Writes what is worth knowing in the next run, if that is not what the file holds. What goes wrong costs the next
    /// run some time and nothing else.
    pub fn save(&self) {
        let used = self.used();
        if used.has_news {
            let mut entries = BTreeMap::new();
            for (key, entry) in &used.entries {
                entries.extend(entry.as_deref().or_else(|| self.kept.get(*key)).map(|entry| (*key, entry)));
            }
            file::write(&self.file, &entries);
        }
    }

    fn used(&self) -> std::sync::MutexGuard<'_, Used> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What tells this program from others of its version.
fn build() -> Option<Digest> {
    let path = std::env::current_exe().ok()?;
    let program = std::fs::metadata(&path).ok()?;
    let changed = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let (len, changed) = (program.len().to_le_bytes(), changed.as_nanos().to_le_bytes());
    Some(Digest::of([path.as_os_str().as_encoded_bytes(), &len, &changed]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn context(root: &Path, config: serde_json::Value) -> WireContext {
        let (renderer, mdbook_version) = ("html".to_owned(), "0.5.4".to_owned());
        WireContext { root: root.to_owned(), config, renderer, mdbook_version }
    }

    fn key(cache: &Cache) -> Digest {
        cache.key("chapter").digest()
    }

    #[test]
    fn what_was_kept_is_recalled_until_something_changes() {
        let folder = tempfile::tempdir().unwrap();
        let open = |config| Cache::open(folder.path(), &context(Path::new("/book"), config)).unwrap();
        let first = open(json!({}));
        assert!(!first.knows(key(&first)));
        first.keep(key(&first), &"said");
        first.save();
        let second = open(json!({}));
        assert_eq!(second.recall(key(&second)), Some("said"));
        assert_eq!(second.recall::<&str>(second.key("other").digest()), None);
        let other = open(json!({ "preprocessor": { "redline": { "packs": [] } } }));
        assert_eq!(other.recall::<&str>(key(&other)), None);
    }

    #[test]
    fn what_is_no_longer_asked_for_goes() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Cache::open(folder.path(), &context(Path::new("/book"), json!({}))).unwrap();
        let first = open();
        let (asked, idle, new) = (key(&first), first.key("idle").digest(), first.key("new").digest());
        first.keep(asked, &"asked");
        first.keep(idle, &"idle");
        first.save();
        let second = open();
        assert_eq!(second.recall(asked), Some("asked"));
        second.keep(new, &"new");
        second.save();
        let third = open();
        assert_eq!([asked, idle, new].map(|key| third.recall(key)), [Some("asked"), None, Some("new")]);
    }

    #[test]
    fn a_damaged_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Cache::open(folder.path(), &context(Path::new("/book"), json!({}))).unwrap();
        let first = open();
        first.keep(key(&first), &"said");
        first.save();
        let whole = std::fs::read(&first.file).unwrap();
        for at in 0..whole.len() {
            let mut turned = whole.clone();
            turned[at] ^= 1;
            std::fs::write(&first.file, turned).unwrap();
            assert!(!open().knows(key(&first)), "a bit turned at {at}");
            std::fs::write(&first.file, &whole[..at]).unwrap();
            assert!(!open().knows(key(&first)), "cut off at {at}");
        }
        std::fs::write(&first.file, &whole).unwrap();
        assert!(open().knows(key(&first)));
    }

    #[test]
    fn nothing_is_kept_in_the_book() {
        assert!(Cache::open(Path::new("/book/cache"), &context(Path::new("/book"), json!({}))).is_none());
    }

    #[test]
    fn what_is_written_at_once_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Cache::open(folder.path(), &context(Path::new("/book"), json!({}))).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let cache = open();
                        assert!(cache.recall(key(&cache)).is_none_or(|entry: &str| entry == "said"));
                        cache.keep(key(&cache), &"said");
                        cache.save();
                    }
                });
            }
        });
        assert!(open().knows(key(&open())));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside");
    }
}
