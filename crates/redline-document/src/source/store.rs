//! Files read once, however many chapters include them.

use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::{FileId, NotRegular, SourceFile, read_bytes};

/// Why a file could not be used as text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing at that path.
    #[error("the file does not exist")]
    Missing,
    /// The bytes are not text.
    #[error("the file is not valid UTF-8")]
    NotUtf8,
    /// There is something else than a file.
    #[error(transparent)]
    NotAFile(#[from] NotRegular),
    /// The system refused; its own words.
    #[error("the file cannot be read: {0}")]
    Io(String),
}

type Outcome = Result<Arc<SourceFile>, ReadError>;

/// Files read once each, so that a file included by many chapters is one [`SourceFile`].
///
/// Paths are compared after [`normalize`]: `a/../b.md` and `b.md` are one file. A path keeps its [`FileId`] when its text
/// changes.
#[derive(Debug, Default)]
pub struct FileStore {
    /// By normalised path, as bytes: comparing components takes longer.
    files: Mutex<FxHashMap<OsString, Entry>>,
}

/// One path of a store.
#[derive(Clone, Debug)]
struct Entry {
    id: FileId,
    /// The number of changes to the text.
    revision: u32,
    /// `None` until the file is read, and after it was invalidated.
    outcome: Option<Outcome>,
}

impl Entry {
    fn unread() -> Self {
        Self { id: FileId::unused(), revision: 0, outcome: None }
    }

    fn change(&mut self, outcome: Option<Outcome>) {
        self.revision += 1;
        self.outcome = outcome;
    }
}

impl FileStore {
    /// Uses `text` for `path` instead of what is on disk: an editor's unsaved buffer.
    pub fn set_text(&self, path: &Path, text: String) {
        let path = normalize(path);
        let mut files = self.lock();
        let entry = files.entry(path.clone().into_os_string()).or_insert_with(Entry::unread);
        entry.change(Some(Ok(Arc::new(SourceFile::with_id(entry.id, path, text)))));
    }

    /// Forgets the text of `path`: the next read takes it from disk.
    pub fn invalidate(&self, path: &Path) {
        if let Some(entry) = self.lock().get_mut(normalize(path).as_os_str()) {
            entry.change(None);
        }
    }

    /// A copy of this store with other texts for some files.
    #[must_use]
    pub fn with_texts<'a>(&self, texts: impl IntoIterator<Item = (&'a Path, &'a str)>) -> Self {
        let copy = Self { files: Mutex::new(self.lock().clone()) };
        for (path, text) in texts {
            copy.set_text(path, text.to_owned());
        }
        copy
    }

    /// The file at `path`.
    ///
    /// # Errors
    /// If the file is missing, unreadable or not UTF-8. The outcome is cached.
    pub fn read(&self, path: &Path) -> Outcome {
        let path = normalize(path);
        let (id, revision) = {
            let mut files = self.lock();
            let entry = files.entry(path.clone().into_os_string()).or_insert_with(Entry::unread);
            if let Some(outcome) = &entry.outcome {
                return outcome.clone();
            }
            (entry.id, entry.revision)
        };
        let outcome = load(&path).map(|text| Arc::new(SourceFile::with_id(id, path.clone(), text)));
        match self.lock().get_mut(path.as_os_str()) {
            // Two threads may both have read the file: the first outcome stays, so that there is one.
            Some(entry) if entry.revision == revision => entry.outcome.get_or_insert(outcome).clone(),
            // It was changed meanwhile.
            _ => outcome,
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, FxHashMap<OsString, Entry>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn load(path: &Path) -> Result<String, ReadError> {
    let bytes = read_bytes(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::Missing,
        _ => match error.get_ref().and_then(|inner| inner.downcast_ref::<NotRegular>()) {
            Some(found) => ReadError::NotAFile(*found),
            None => ReadError::Io(error.to_string()),
        },
    })?;
    String::from_utf8(bytes).map_err(|_| ReadError::NotUtf8)
}

/// `path` without `.` and, where a parent is named, without `..`. The disk is not read.
pub fn normalize(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_one_way() {
        assert_eq!(normalize(Path::new("./a/./b/../c.md")), Path::new("a/c.md"));
        assert_eq!(normalize(Path::new("../a/../../b")), Path::new("../../b"));
    }

    #[test]
    fn a_text_that_was_set_is_read_instead_of_the_disk() {
        let store = FileStore::default();
        store.set_text(Path::new("no/such/../file.md"), "text".into());
        assert_eq!(store.read(Path::new("no/file.md")).unwrap().text(), "text");
        assert_eq!(store.read(Path::new("no/other.md")).unwrap_err(), ReadError::Missing);
        let path = Path::new("no/file.md");
        let with_another = store.with_texts([(path, "other")]);
        assert_eq!(with_another.read(path).unwrap().text(), "other");
        assert_eq!(store.read(path).unwrap().text(), "text");
    }

    #[test]
    fn a_file_keeps_its_id_when_its_text_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.md");
        std::fs::write(&path, "old").unwrap();
        let store = FileStore::default();
        let first = store.read(&path).unwrap();
        std::fs::write(&path, "new").unwrap();
        assert_eq!(store.read(&path).unwrap().text(), "old", "it is read once");
        store.invalidate(&path);
        let second = store.read(&path).unwrap();
        assert_eq!((second.text(), second.id()), ("new", first.id()));
        store.set_text(&path, "set".into());
        assert_eq!(store.read(&path).unwrap().id(), first.id());
        assert_ne!(SourceFile::new(&path, "").id(), first.id());
    }
}
