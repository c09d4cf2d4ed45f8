//! Lines and columns of a text.

use std::sync::OnceLock;

use crate::{Span, mark_len};

/// Bytes between two checkpoints.
const CHECKPOINT: usize = 4096;

/// The starts of the lines of one text, which every method takes again.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// The number of characters before each multiple of [`CHECKPOINT`] bytes; computed for long lines.
    checkpoints: OnceLock<Vec<usize>>,
}

impl LineIndex {
    /// The lines of `text`.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        Self { starts, checkpoints: OnceLock::new() }
    }

    /// The line and the column of `offset`, a character boundary. Both count from one, columns in Unicode scalar values; a
    /// byte order mark is not a column.
    pub fn line_and_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        let mark = if start == 0 { mark_len(&text[..offset]) } else { 0 };
        (line, self.characters(text, start + mark, offset) + 1)
    }

    /// The bytes of a line counted from one, without its line ending; empty past the end.
    pub fn line(&self, text: &str, number: usize) -> Span {
        let Some(&start) = number.checked_sub(1).and_then(|index| self.starts.get(index)) else {
            return text.len()..text.len();
        };
        let end = self.starts.get(number).copied().unwrap_or(text.len());
        let line = text[start..end].trim_end_matches(['\n', '\r']);
        start..start + line.len()
    }

    /// The number of characters between two offsets of a line, in bounded time for any length.
    fn characters(&self, text: &str, from: usize, to: usize) -> usize {
        if to - from <= 2 * CHECKPOINT {
            return text[from..to].chars().count();
        }
        let checkpoints = self.checkpoints.get_or_init(|| {
            let mut counts = vec![0];
            for chunk in text.as_bytes().chunks(CHECKPOINT) {
                let before = counts.last().copied().unwrap_or(0);
                counts.push(before + count_starts(chunk));
            }
            counts
        });
        let before =
            |at: usize| checkpoints[at / CHECKPOINT] + count_starts(&text.as_bytes()[at - at % CHECKPOINT..at]);
        before(to) - before(from)
    }
}

/// The number of characters that begin in some bytes of UTF-8.
fn count_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, offset: usize) -> (usize, usize) {
        LineIndex::new(text).line_and_column(text, offset)
    }

    #[test]
    fn columns_count_characters_and_not_the_byte_order_mark() {
        assert_eq!(place("añb", 3), (1, 3));
        assert_eq!(place("\u{feff}# A", 3), (1, 1));
        assert_eq!(place("\u{feff}# A\n𝄞x", 11), (2, 2));
    }

    #[test]
    fn columns_of_long_lines_are_counted_from_checkpoints() {
        let text = "é".repeat(3 * CHECKPOINT);
        assert_eq!(place(&text, text.len()), (1, 3 * CHECKPOINT + 1));
        assert_eq!(place(&text, 5 * CHECKPOINT), (1, 5 * CHECKPOINT / 2 + 1));
    }

    #[test]
    fn a_line_leaves_out_its_ending() {
        let text = "one\r\ntwo\n";
        let index = LineIndex::new(text);
        let line = |number| index.line(text, number);
        assert_eq!((&text[line(1)], &text[line(2)]), ("one", "two"));
        assert_eq!((line(3), line(9)), (9..9, 9..9));
    }
}
