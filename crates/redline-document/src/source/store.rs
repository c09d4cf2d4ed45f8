//! Files read once, however many chapters include them.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rustc_hash::FxHashMap;

use super::{FileId, NotRegular, SourceFile, read_bytes, read_text};

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
    contents: Mutex<Contents>,
    /// Where files are read from; `None` for the disk.
    reader: Option<Reader>,
}

/// A function that returns the bytes of the file at a path.
type Read = dyn Fn(&Path) -> io::Result<Vec<u8>> + Send + Sync;

/// A reader of files that are not on disk.
#[derive(Clone)]
struct Reader(Arc<Read>);

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reader")
    }
}

/// A point in the changes of a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(u64);

#[derive(Clone, Debug, Default)]
struct Contents {
    /// By normalised path, as bytes: comparing components takes longer.
    files: FxHashMap<OsString, Entry>,
    /// That of the last change.
    revision: Revision,
}

/// One path of a store.
#[derive(Clone, Debug)]
struct Entry {
    id: FileId,
    /// That of the last change of the text.
    changed: Revision,
    /// `None` until the file is read, and after it was invalidated.
    outcome: Option<Outcome>,
    /// The file on disk when it was read.
    stamp: Stamp,
}

/// What distinguishes versions of a file on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stamp {
    /// An unsaved text, or one that was never on disk, which nothing on disk changes.
    Unsaved,
    /// The time of its last change and its length; `None` if there is no file.
    Disk(Option<(SystemTime, u64)>),
}

impl Stamp {
    fn of(path: &Path) -> Self {
        let metadata = std::fs::metadata(path).ok();
        Self::Disk(metadata.and_then(|metadata| Some((metadata.modified().ok()?, metadata.len()))))
    }
}

impl Contents {
    fn entry(&mut self, path: &Path) -> &mut Entry {
        let unread = || Entry { id: FileId::unused(), changed: Revision(0), outcome: None, stamp: Stamp::Disk(None) };
        self.files.entry(path.as_os_str().to_owned()).or_insert_with(unread)
    }

    fn change(&mut self, path: &Path, outcome: Option<Outcome>, stamp: Stamp) {
        self.revision.0 += 1;
        let changed = self.revision;
        let entry = self.entry(path);
        (entry.changed, entry.outcome, entry.stamp) = (changed, outcome, stamp);
    }
}

impl FileStore {
    /// A store of files that `reader` returns by their normalized paths, such as those of a commit. Nothing is read from
    /// disk.
    pub fn of_reader(reader: impl Fn(&Path) -> io::Result<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self { contents: Mutex::default(), reader: Some(Reader(Arc::new(reader))) }
    }

    /// Uses `text` for `path` instead of what is on disk: an editor's unsaved buffer.
    pub fn set_text(&self, path: &Path, text: String) {
        let path = normalize(path);
        let mut contents = self.lock();
        let id = contents.entry(&path).id;
        let file = Arc::new(SourceFile::with_id(id, path.clone(), text));
        contents.change(&path, Some(Ok(file)), Stamp::Unsaved);
    }

    /// Treats `path` as if there were no file, whatever is on disk.
    pub fn set_missing(&self, path: &Path) {
        self.lock().change(&normalize(path), Some(Err(ReadError::Missing)), Stamp::Unsaved);
    }

    /// Forgets the text of `path`: the next read takes it from disk.
    pub fn invalidate(&self, path: &Path) {
        let path = normalize(path);
        let mut contents = self.lock();
        if contents.files.contains_key(path.as_os_str()) {
            contents.change(&path, None, Stamp::Disk(None));
        }
    }

    /// Forgets the texts of files that have changed on disk since they were read. Unsaved texts stay.
    pub fn invalidate_changed(&self) {
        let mut contents = self.lock();
        let is_changed = |path: &OsString, entry: &Entry| {
            entry.outcome.is_some() && entry.stamp != Stamp::Unsaved && entry.stamp != Stamp::of(Path::new(path))
        };
        let changed: Vec<PathBuf> = contents
            .files
            .iter()
            .filter(|(path, entry)| is_changed(path, entry))
            .map(|(path, _)| path.into())
            .collect();
        for path in changed {
            contents.change(&path, None, Stamp::Disk(None));
        }
    }

    /// The point that the changes have reached.
    pub fn revision(&self) -> Revision {
        self.lock().revision
    }

    /// Whether the text of one of these files has changed since `revision`.
    pub fn has_changed<'a>(&self, paths: impl IntoIterator<Item = &'a Path>, revision: Revision) -> bool {
        let contents = self.lock();
        let is_changed =
            |path: &Path| contents.files.get(normalize(path).as_os_str()).is_some_and(|entry| entry.changed > revision);
        paths.into_iter().any(is_changed)
    }

    /// A copy of this store with other texts for some files.
    #[must_use]
    pub fn with_texts<'a>(&self, texts: impl IntoIterator<Item = (&'a Path, &'a str)>) -> Self {
        let copy = Self { contents: Mutex::new(self.lock().clone()), reader: self.reader.clone() };
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
        let (id, changed) = {
            let mut contents = self.lock();
            let entry = contents.entry(&path);
            if let Some(outcome) = &entry.outcome {
                return outcome.clone();
            }
            (entry.id, entry.changed)
        };
        // Before the text, so that a change between the two is noticed.
        let stamp = if self.reader.is_some() { Stamp::Unsaved } else { Stamp::of(&path) };
        let outcome = self.load(&path).map(|text| Arc::new(SourceFile::with_id(id, path.clone(), text)));
        let mut contents = self.lock();
        let entry = contents.entry(&path);
        if entry.changed != changed {
            return outcome;
        }
        entry.stamp = stamp;
        // Two threads may both have read the file: the first outcome stays, so that there is one.
        entry.outcome.get_or_insert(outcome).clone()
    }

    /// The text of the file at `path`: the unsaved one, or that on disk, which is not cached.
    ///
    /// # Errors
    /// As for [`read_text`].
    pub fn read_text(&self, path: &Path) -> io::Result<String> {
        let unsaved = match self.lock().files.get(normalize(path).as_os_str()) {
            Some(Entry { outcome: Some(Ok(file)), stamp: Stamp::Unsaved, .. }) => Some(Arc::clone(file)),
            _ => None,
        };
        match (unsaved, &self.reader) {
            (Some(file), _) => Ok(file.text().to_owned()),
            (None, None) => read_text(path),
            (None, Some(Reader(read))) => String::from_utf8(read(&normalize(path))?)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error())),
        }
    }

    fn load(&self, path: &Path) -> Result<String, ReadError> {
        let bytes = self.reader.as_ref().map_or_else(|| read_bytes(path), |Reader(read)| read(path));
        let bytes = bytes.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::Missing,
            _ => match error.get_ref().and_then(|inner| inner.downcast_ref::<NotRegular>()) {
                Some(found) => ReadError::NotAFile(*found),
                None => ReadError::Io(error.to_string()),
            },
        })?;
        String::from_utf8(bytes).map_err(|_| ReadError::NotUtf8)
    }

    fn lock(&self) -> MutexGuard<'_, Contents> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
    fn a_reader_replaces_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let on_disk = folder.path().join("a.md");
        std::fs::write(&on_disk, "on disk").unwrap();
        let store = FileStore::of_reader(|path| match path.file_name().and_then(|name| name.to_str()) {
            Some("b.md") => Ok(b"read".to_vec()),
            Some("c.md") => Ok(vec![0xff]),
            _ => Err(io::ErrorKind::NotFound.into()),
        });
        assert_eq!(store.read(&on_disk).unwrap_err(), ReadError::Missing);
        assert!(store.read_text(&on_disk).is_err());
        assert_eq!(store.read(Path::new("x/../b.md")).unwrap().text(), "read");
        assert_eq!(store.read_text(Path::new("b.md")).unwrap(), "read");
        assert_eq!(store.read(Path::new("c.md")).unwrap_err(), ReadError::NotUtf8);
        let copy = store.with_texts([(on_disk.as_path(), "set")]);
        assert_eq!(copy.read(&on_disk).unwrap().text(), "set");
        assert_eq!(copy.read(Path::new("b.md")).unwrap().text(), "read");
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
        assert_eq!(store.read_text(&path).unwrap(), "set");
        assert_ne!(SourceFile::new(&path, "").id(), first.id());
    }

    #[test]
    fn changes_on_disk_are_noticed_unless_a_text_was_set() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a.md"), folder.path().join("b.md"));
        let store = FileStore::default();
        assert_eq!(store.read(&path).unwrap_err(), ReadError::Missing);
        store.set_text(&other, "set".into());
        let before = store.revision();
        std::fs::write(&path, "new").unwrap();
        std::fs::write(&other, "longer than before").unwrap();
        store.invalidate_changed();
        assert!(store.has_changed([path.as_path()], before) && !store.has_changed([other.as_path()], before));
        assert_eq!((store.read(&path).unwrap().text(), store.read(&other).unwrap().text()), ("new", "set"));
        let after = store.revision();
        store.invalidate_changed();
        assert_eq!(store.revision(), after, "nothing has changed");
    }
}
