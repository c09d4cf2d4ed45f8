//! Files read once, however many chapters include them.

use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::{NotRegular, SourceFile, read_bytes};

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

/// Reads files and keeps them, so that a file included by many chapters is one [`SourceFile`].
///
/// Paths are compared after [`normalize`]: `a/../b.md` and `b.md` are one file.
#[derive(Debug, Default)]
pub struct FileStore {
    /// By normalised path, as bytes: comparing components takes longer.
    files: Mutex<FxHashMap<OsString, Outcome>>,
}

impl FileStore {
    /// Holds `text` for `path` instead of what is on disk: an editor's unsaved buffer.
    pub fn overlay(&self, path: &Path, text: String) {
        let path = normalize(path);
        let file = Arc::new(SourceFile::new(path.clone(), text));
        self.lock().insert(path.into_os_string(), Ok(file));
    }

    /// A store that knows what this one has read, with other texts for some files.
    #[must_use]
    pub fn with_texts<'a>(&self, texts: impl IntoIterator<Item = (&'a Path, &'a str)>) -> Self {
        let copy = Self { files: Mutex::new(self.lock().clone()) };
        for (path, text) in texts {
            copy.overlay(path, text.to_owned());
        }
        copy
    }

    /// The file at `path`.
    ///
    /// # Errors
    /// If the file is missing, unreadable or not UTF-8. The outcome is kept.
    pub fn read(&self, path: &Path) -> Outcome {
        let path = normalize(path);
        if let Some(outcome) = self.lock().get(path.as_os_str()) {
            return outcome.clone();
        }
        let outcome = load(&path);
        // Two threads may both have read the file: the first one's stays, so that there is one.
        self.lock().entry(path.into_os_string()).or_insert(outcome).clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, FxHashMap<OsString, Outcome>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn load(path: &Path) -> Outcome {
    let bytes = read_bytes(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::Missing,
        _ => match error.get_ref().and_then(|inner| inner.downcast_ref::<NotRegular>()) {
            Some(found) => ReadError::NotAFile(*found),
            None => ReadError::Io(error.to_string()),
        },
    })?;
    let text = String::from_utf8(bytes).map_err(|_| ReadError::NotUtf8)?;
    Ok(Arc::new(SourceFile::new(path, text)))
}

/// `path` without `.` and, where a parent is named, without `..`. Nothing on disk is asked.
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
    fn an_overlay_is_read_instead_of_the_disk() {
        let store = FileStore::default();
        store.overlay(Path::new("no/such/../file.md"), "text".into());
        assert_eq!(store.read(Path::new("no/file.md")).unwrap().text(), "text");
        assert_eq!(store.read(Path::new("no/other.md")).unwrap_err(), ReadError::Missing);
        let path = Path::new("no/file.md");
        let with_another = store.with_texts([(path, "other")]);
        assert_eq!(with_another.read(path).unwrap().text(), "other");
        assert_eq!(store.read(path).unwrap().text(), "text");
    }
}
