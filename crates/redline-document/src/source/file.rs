//! The text of one file and the lines in it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use redline_text::LineIndex;
use serde::Serialize;

use super::{Span, mark_len};

/// The identity of a file: that of its path in one [`FileStore`](super::FileStore), whatever text it has at the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// An id that no other file of this process has.
    pub(super) fn unused() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// A file on disk or in an editor.
///
/// Offsets count the bytes of the whole file, a byte order mark included.
#[derive(Debug)]
pub struct SourceFile {
    id: FileId,
    path: PathBuf,
    text: String,
    lines: OnceLock<LineIndex>,
}

/// A place in a file as people count it: from one, columns in Unicode scalar values.
///
/// A byte order mark is not a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// The line, from one.
    pub line: usize,
    /// The column, from one.
    pub column: usize,
    /// The byte offset in the file.
    pub offset: usize,
}

impl SourceFile {
    /// A file at `path` with `text` that is in no store.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self::with_id(FileId::unused(), path.into(), text.into())
    }

    /// The file `id` with its path and its present text.
    pub(super) fn with_id(id: FileId, path: PathBuf, text: String) -> Self {
        Self { id, path, text, lines: OnceLock::new() }
    }

    /// The identity of the file.
    pub fn id(&self) -> FileId {
        self.id
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text, byte order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes after a byte order mark: what mdBook hands to preprocessors.
    pub fn body(&self) -> Span {
        mark_len(&self.text)..self.text.len()
    }

    /// The position of `offset`. An offset inside a character counts as its start.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_char_boundary(&self.text, offset);
        let (line, column) = self.lines().line_and_column(&self.text, offset);
        Position { line, column, offset }
    }

    /// The bytes of a line counted from one, without its line ending; empty past the end.
    pub fn line(&self, number: usize) -> Span {
        self.lines().line(&self.text, number)
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, offset: usize) -> (usize, usize) {
        let position = SourceFile::new("a.md", text).position(offset);
        (position.line, position.column)
    }

    #[test]
    fn the_end_of_a_file_is_a_place() {
        assert_eq!(place("", 0), (1, 1));
        assert_eq!(place("a\n", 2), (2, 1));
        assert_eq!(place("a\r\nb", 99), (2, 2));
    }
}
