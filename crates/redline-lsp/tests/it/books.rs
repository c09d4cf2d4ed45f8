//! Small books in temporary folders.

use std::path::{Path, PathBuf};

use redline_document::edit::edited;
use redline_document::source::FileStore;
use redline_lint::workspace::{LiveBook, OpenOptions};
use redline_lsp::changes::FileChanges;
use redline_lsp::view::BookView;

/// A book in a temporary folder, open with its chapters loaded.
pub(crate) struct TempBook {
    folder: tempfile::TempDir,
    files: FileStore,
    live: LiveBook,
}

impl TempBook {
    /// A book with these files, by path below its folder. `book.toml` is empty unless it is among them.
    pub(crate) fn new(texts: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("the book is on disk");
        if texts.iter().all(|(path, _)| *path != "book.toml") {
            std::fs::write(folder.path().join("book.toml"), "").expect("the book is on disk");
        }
        for (path, text) in texts {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("the book is on disk")).expect("the book is on disk");
            std::fs::write(path, text).expect("the book is on disk");
        }
        let files = FileStore::default();
        let live = open(folder.path(), &files);
        Self { folder, files, live }
    }

    pub(crate) fn view(&self) -> BookView<'_> {
        BookView { live: &self.live, files: &self.files }
    }

    /// A path below the folder of the book.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The text of a file as it is now.
    pub(crate) fn text(&self, path: &str) -> String {
        self.files.read(&self.path(path)).expect("the book is on disk").text().to_owned()
    }

    /// The byte offset of `words` in a file.
    pub(crate) fn find(&self, path: &str, words: &str) -> usize {
        self.text(path).find(words).expect("the book is on disk")
    }

    /// The text of a file after changes.
    pub(crate) fn after(&self, changes: &FileChanges, path: &str) -> String {
        let edits = changes.edits.get(&self.path(path)).map_or(&[][..], Vec::as_slice);
        edited(&self.text(path), edits)
    }

    /// The files that changes edit, below the folder of the book.
    pub(crate) fn edited_files(&self, changes: &FileChanges) -> Vec<String> {
        let below =
            |path: &PathBuf| path.strip_prefix(self.folder.path()).expect("the book is on disk").display().to_string();
        changes.edits.keys().map(below).collect()
    }

    /// Sets the unsaved text of a file and opens the book again.
    pub(crate) fn set_text(&mut self, path: &str, text: &str) {
        self.files.set_text(&self.path(path), text.to_owned());
        self.live = open(self.folder.path(), &self.files);
    }
}

fn open(root: &Path, files: &FileStore) -> LiveBook {
    let mut live = LiveBook::open(root, &OpenOptions::default(), files).expect("the book is on disk");
    live.load(files);
    live
}
