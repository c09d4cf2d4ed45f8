//! The text of one file and the lines in it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

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

/// A file as it lies on disk, or as an editor holds it.
///
/// Offsets count the bytes of the whole file, a byte order mark included.
#[derive(Debug)]
pub struct SourceFile {
    id: FileId,
    path: PathBuf,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
    /// How many characters stand before each so many bytes: made when a line is long.
    checkpoints: OnceLock<Vec<usize>>,
}

/// Bytes between two checkpoints.
const CHECKPOINT: usize = 4096;

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
    /// A file of its own at `path` with `text`, in no store.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self::with_id(FileId::unused(), path.into(), text.into())
    }

    /// The file `id` with its path and its present text.
    pub(super) fn with_id(id: FileId, path: PathBuf, text: String) -> Self {
        Self { id, path, text, line_starts: OnceLock::new(), checkpoints: OnceLock::new() }
    }

    /// The identity of the file.
    pub fn id(&self) -> FileId {
        self.id
    }

    /// Where the file lies.
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

    /// Where `offset` is. An offset inside a character counts as its start.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_char_boundary(&self.text, offset);
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset);
        let start = starts[line - 1];
        let mark = if start == 0 { mark_len(&self.text[..offset]) } else { 0 };
        let columns = self.characters(start + mark, offset);
        Position { line, column: columns + 1, offset }
    }

    /// The bytes of a line counted from one, without its line ending; empty past the end.
    pub fn line(&self, number: usize) -> Span {
        let starts = self.line_starts();
        let Some(&start) = number.checked_sub(1).and_then(|index| starts.get(index)) else {
            return self.text.len()..self.text.len();
        };
        let end = starts.get(number).copied().unwrap_or(self.text.len());
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        start..start + line.len()
    }

    /// How many characters stand from one place to another of a line, in bounded time however long it
    /// is.
    fn characters(&self, from: usize, to: usize) -> usize {
        if to - from <= 2 * CHECKPOINT {
            return self.text[from..to].chars().count();
        }
        let checkpoints = self.checkpoints.get_or_init(|| {
            let mut counts = vec![0];
            let is_start = |byte: &&u8| **byte & 0xc0 != 0x80;
            for chunk in self.text.as_bytes().chunks(CHECKPOINT) {
                let before = counts.last().copied().unwrap_or(0);
                counts.push(before + chunk.iter().filter(is_start).count());
            }
            counts
        });
        let before = |at: usize| {
            let rest = &self.text.as_bytes()[at - at % CHECKPOINT..at];
            checkpoints[at / CHECKPOINT] + rest.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
        };
        before(to) - before(from)
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at + 1)).collect()
        })
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
    fn columns_count_characters_and_not_the_byte_order_mark() {
        assert_eq!(place("añb", 3), (1, 3));
        assert_eq!(place("\u{feff}# A", 3), (1, 1));
        assert_eq!(place("\u{feff}# A\n𝄞x", 11), (2, 2));
    }

    #[test]
    fn the_end_of_a_file_is_a_place() {
        assert_eq!(place("", 0), (1, 1));
        assert_eq!(place("a\n", 2), (2, 1));
        assert_eq!(place("a\r\nb", 99), (2, 2));
    }

    #[test]
    fn a_line_leaves_out_its_ending() {
        let file = SourceFile::new("a.md", "one\r\ntwo\n");
        assert_eq!(&file.text()[file.line(1)], "one");
        assert_eq!(&file.text()[file.line(2)], "two");
        assert_eq!(file.line(3), 9..9);
        assert_eq!(file.line(9), 9..9);
    }
}
