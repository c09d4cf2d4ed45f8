//! A book as the features of the server see it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use redline_document::source::{FileStore, SourceFile, Span};
use redline_lint::book::Book;
use redline_lint::chapter::ParsedChapter;
use redline_lint::workspace::LiveBook;

/// A book as the features of the server see it: its chapters are loaded and up to date with the texts of its files.
#[derive(Clone, Copy, Debug)]
pub struct BookView<'a> {
    /// The open book.
    pub live: &'a LiveBook,
    /// The texts of its files, unsaved ones included.
    pub files: &'a FileStore,
}

/// Bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file: absolute, normalised.
    pub path: PathBuf,
    /// The start of the bytes, and their end.
    pub span: (usize, usize),
}

impl Location {
    /// Bytes of the file at `path`.
    pub fn new(path: impl Into<PathBuf>, span: Span) -> Self {
        Self { path: path.into(), span: (span.start, span.end) }
    }
}

impl<'a> BookView<'a> {
    /// The table of contents.
    pub fn book(&self) -> &'a Book {
        &self.live.open_book().book
    }

    /// The chapters, parsed.
    pub fn chapters(&self) -> &'a [ParsedChapter] {
        self.live.chapters()
    }

    /// The file at `path` as it is now; `None` if it cannot be read.
    pub fn file(&self, path: &Path) -> Option<Arc<SourceFile>> {
        self.files.read(path).ok()
    }
}
