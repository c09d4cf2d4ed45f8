//! What rules written as patterns said of chapters, kept from one run under `mdbook serve` to the next.
//!
//! Each time a file changes, mdBook has the whole book run over, and all chapters but one read as before. What these
//! rules say of a chapter depends on its text, the rules that run over it and this program alone, so it is looked up by
//! a hash of all of these. Only served books use it: a build or a check never passes by what an earlier run said.
//!
//! A book has one file for each renderer, in the user's cache folder. It may be deleted at any time, and one that
//! cannot be read, or is damaged, is as good as none.

mod entry;
mod file;
mod folder;

use std::collections::{BTreeMap, HashMap};
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use siphasher::sip128::{Hasher128, SipHasher13};

use crate::book::WireContext;
use crate::diagnostic::{Diagnostic, Severity};

pub use folder::user_folder;

/// What was said of a chapter, and what could not be checked.
pub(crate) type Said = (Vec<Diagnostic>, Vec<String>);

/// What tells texts, rules and programs apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key([u8; 16]);

/// What was said in earlier runs over one book, and in this one.
#[derive(Debug)]
pub struct Cache {
    file: PathBuf,
    /// What holds for all keys: the program, the configuration.
    run: SipHasher13,
    known: HashMap<Key, String>,
    /// What was asked for in this run, which is what is kept.
    used: Mutex<Used>,
}

#[derive(Debug, Default)]
struct Used {
    entries: BTreeMap<Key, String>,
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
        let mut run = SipHasher13::new();
        write(&mut run, env!("CARGO_PKG_VERSION").as_bytes());
        write(&mut run, &build()?);
        for part in [&context.config.to_string(), &context.mdbook_version, &context.renderer] {
            write(&mut run, part.as_bytes());
        }
        let mut book = SipHasher13::new();
        write(&mut book, context.root.as_os_str().as_encoded_bytes());
        write(&mut book, context.renderer.as_bytes());
        let file = folder.join(format!("{:032x}.{}", book.finish128().as_u128(), file::EXTENSION));
        let known = file::read(&file).unwrap_or_default();
        Some(Self { file, run, known, used: Mutex::default() })
    }

    /// The key of a text over which `rules` run at their levels.
    pub(crate) fn key<'a>(&self, rules: impl Iterator<Item = (&'a str, Option<Severity>)>, text: &str) -> Key {
        let mut hasher = self.run;
        for (name, level) in rules {
            write(&mut hasher, name.as_bytes());
            write(&mut hasher, level.map_or("off", Severity::as_str).as_bytes());
        }
        write(&mut hasher, text.as_bytes());
        Key(hasher.finish128().as_bytes())
    }

    /// Whether it is known what was said of the text with this key.
    pub(crate) fn knows(&self, key: Key, text: &str) -> bool {
        self.recall(key, text).is_some()
    }

    /// What was said of the text with this key.
    pub(crate) fn recall(&self, key: Key, text: &str) -> Option<Said> {
        if let Some(entry) = self.known.get(&key) {
            let said = entry::read(entry, text)?;
            self.used().entries.entry(key).or_insert_with(|| entry.clone());
            return Some(said);
        }
        entry::read(self.used().entries.get(&key)?, text)
    }

    /// Keeps what was said.
    pub(crate) fn keep(&self, key: Key, said: &Said) {
        let Some(entry) = entry::write(said) else { return };
        let mut used = self.used();
        used.entries.insert(key, entry);
        used.has_news = true;
    }

    /// Writes what is worth knowing in the next run, if that is not what the file holds. What goes wrong costs the next
    /// run some time and nothing else.
    pub fn save(&self) {
        let used = self.used();
        if used.has_news {
            file::write(&self.file, &used.entries);
        }
    }

    fn used(&self) -> std::sync::MutexGuard<'_, Used> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What tells this program from others of its version.
fn build() -> Option<[u8; 24]> {
    let program = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    let changed = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let mut build = [0; 24];
    build[..8].copy_from_slice(&program.len().to_le_bytes());
    build[8..].copy_from_slice(&changed.as_nanos().to_le_bytes());
    Some(build)
}

/// Adds a part, after its length, so that none runs into the next.
fn write(hasher: &mut SipHasher13, part: &[u8]) {
    hasher.write(&(part.len() as u64).to_le_bytes());
    hasher.write(part);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::edit::{Applicability, Change, Edit, Fix};
    use serde_json::json;

    const TEXT: &str = "Some text.";

    fn context(root: &Path, config: serde_json::Value) -> WireContext {
        let (renderer, mdbook_version) = ("html".to_owned(), "0.5.4".to_owned());
        WireContext { root: root.to_owned(), config, renderer, mdbook_version }
    }

    fn said() -> Said {
        let edits = vec![Edit::replace(0..4, "More"), Edit::delete(9..10)];
        let fix = Fix::new("write `More`", Applicability::Safe, Change::Text, edits);
        let diagnostic = Diagnostic {
            rule: "filler".into(),
            level: Severity::Warning,
            place: Place::Text(0..4),
            message: "one \"word\"\n".to_owned(),
            help: None,
            link: Some("https://example.org".to_owned()),
            related: None,
            fix: Some(fix),
        };
        (vec![diagnostic], vec!["a problem".to_owned()])
    }

    fn key(cache: &Cache) -> Key {
        cache.key([("filler", Some(Severity::Warning)), ("jargon", None)].into_iter(), TEXT)
    }

    #[test]
    fn what_was_said_is_said_again_until_something_changes() {
        let folder = tempfile::tempdir().unwrap();
        let root = Path::new("/book");
        let open = |config| Cache::open(folder.path(), &context(root, config)).unwrap();
        let first = open(json!({}));
        assert!(!first.knows(key(&first), TEXT));
        first.keep(key(&first), &said());
        first.save();
        let second = open(json!({}));
        let again = second.recall(key(&second), TEXT).expect("it is known");
        assert_eq!(format!("{again:?}"), format!("{:?}", said()));
        assert!(!second.knows(second.key([("filler", None)].into_iter(), TEXT), TEXT));
        let rules = [("filler", Some(Severity::Warning)), ("jargon", None)];
        assert!(!second.knows(second.key(rules.into_iter(), "Other"), "Other"));
        let other = open(json!({ "preprocessor": { "redline": { "packs": [] } } }));
        assert!(!other.knows(key(&other), TEXT));
    }

    #[test]
    fn what_is_no_longer_asked_for_goes() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Cache::open(folder.path(), &context(Path::new("/book"), json!({}))).unwrap();
        let first = open();
        first.keep(key(&first), &said());
        first.save();
        let second = open();
        let other = second.key([].into_iter(), TEXT);
        second.keep(other, &(Vec::new(), Vec::new()));
        second.save();
        let third = open();
        assert!(third.knows(other, TEXT));
        assert!(!third.knows(key(&third), TEXT));
    }

    #[test]
    fn a_damaged_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Cache::open(folder.path(), &context(Path::new("/book"), json!({}))).unwrap();
        let first = open();
        first.keep(key(&first), &said());
        first.save();
        let whole = std::fs::read(&first.file).unwrap();
        for at in 0..whole.len() {
            let mut turned = whole.clone();
            turned[at] ^= 1;
            std::fs::write(&first.file, turned).unwrap();
            assert!(!open().knows(key(&first), TEXT), "a bit turned at {at}");
            std::fs::write(&first.file, &whole[..at]).unwrap();
            assert!(!open().knows(key(&first), TEXT), "cut off at {at}");
        }
        std::fs::write(&first.file, &whole).unwrap();
        assert!(open().knows(key(&first), TEXT));
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
                        if let Some(again) = cache.recall(key(&cache), TEXT) {
                            assert_eq!(format!("{again:?}"), format!("{:?}", said()));
                        }
                        cache.keep(key(&cache), &said());
                        cache.save();
                    }
                });
            }
        });
        assert!(open().knows(key(&open()), TEXT));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside");
    }
}
