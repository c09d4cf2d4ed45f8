//! Positions of the protocol and bytes of a text.
//!
//! Lines end with `\n`, `\r\n` or a lone `\r`; columns count the units of the encoding that client and server agreed on.
//! A position past the end of a line is the end of the line, and one inside a character is its start.

use redline_document::source::Span;

use crate::protocol::{Position, Range};

/// The unit of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16, which every client knows.
    Utf16,
}

impl Encoding {
    /// The length of a text in this unit.
    fn len(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }

    /// The bytes of `line` before a column.
    fn bytes(self, line: &str, column: usize) -> usize {
        let mut units = 0;
        for (at, c) in line.char_indices() {
            units += match self {
                Self::Utf8 => c.len_utf8(),
                Self::Utf16 => c.len_utf16(),
            };
            if units > column {
                return at;
            }
        }
        line.len()
    }
}

/// The lines of a text.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    encoding: Encoding,
    /// The start of each line.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a document that is open in the editor, whose text is exactly this.
    pub fn new(text: &'a str, encoding: Encoding) -> Self {
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(at + 1);
            }
        }
        Self { text, encoding, starts }
    }

    /// The lines of a file that is not open: editors do not show a byte order mark.
    pub fn of_closed(text: &'a str, encoding: Encoding) -> Self {
        let mut lines = Self::new(text, encoding);
        lines.starts[0] = redline_document::source::mark_len(text);
        lines
    }

    /// The lines of a file, open in the editor or not.
    pub(crate) fn of_file(text: &'a str, is_open: bool, encoding: Encoding) -> Self {
        if is_open { Self::new(text, encoding) } else { Self::of_closed(text, encoding) }
    }

    /// The position of a byte. One inside a character counts as its start, one between `\r` and `\n` as the end of the line.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.clamp(self.starts[0], self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let content = self.content(line);
        let mut end = offset.min(content.end);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let column = self.encoding.len(&self.text[content.start..end]);
        Position { line: number(line), character: number(column) }
    }

    /// The range of some bytes.
    pub fn range(&self, span: &Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The byte at a position.
    pub fn offset(&self, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        if line >= self.starts.len() {
            return self.text.len();
        }
        let content = self.content(line);
        let column = usize::try_from(position.character).unwrap_or(usize::MAX);
        content.start + self.encoding.bytes(&self.text[content], column)
    }

    /// The bytes of a range; empty at its start if the range is reversed.
    pub fn span(&self, range: Range) -> Span {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    /// The bytes of a line without its end.
    fn content(&self, line: usize) -> Span {
        let start = self.starts[line];
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let text = &self.text[start..end];
        let text = text.strip_suffix('\n').unwrap_or(text);
        start..start + text.strip_suffix('\r').unwrap_or(text).len()
    }
}

/// A number of the protocol, which has 31 bits.
fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(i32::MAX.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str, encoding: Encoding, offset: usize) -> (u32, u32) {
        let Position { line, character } = Lines::new(text, encoding).position(offset);
        (line, character)
    }

    #[test]
    fn columns_count_units_of_the_encoding() {
        let text = "é😀x\r\ny\rz";
        assert_eq!(at(text, Encoding::Utf16, 6), (0, 3));
        assert_eq!(at(text, Encoding::Utf8, 6), (0, 6));
        assert_eq!(at(text, Encoding::Utf8, 4), (0, 2), "inside a character");
        assert_eq!(at(text, Encoding::Utf8, 8), (0, 7), "between `\\r` and `\\n`");
        assert_eq!(at(text, Encoding::Utf8, text.len()), (2, 1));
    }

    #[test]
    fn positions_that_do_not_exist_are_near_ones() {
        let lines = Lines::new("é😀x\r\ny", Encoding::Utf16);
        let offset = |line, character| lines.offset(Position { line, character });
        assert_eq!((offset(0, 2), offset(0, 99), offset(9, 0), offset(1, 5)), (2, 7, 10, 10));
    }

    #[test]
    fn a_mark_is_no_column_of_a_closed_file() {
        let text = "\u{feff}ab";
        assert_eq!(Lines::of_closed(text, Encoding::Utf8).position(4).character, 1);
        assert_eq!(Lines::of_closed(text, Encoding::Utf8).offset(Position { line: 0, character: 1 }), 4);
        assert_eq!(Lines::new(text, Encoding::Utf16).position(4).character, 2);
    }

    proptest! {
        #[test]
        fn a_byte_survives_its_position(text in "[a-zé😀\u{301}\r\n\t]{0,40}", seed in any::<usize>()) {
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let lines = Lines::new(&text, encoding);
                let mut offset = seed % (text.len() + 1);
                while !text.is_char_boundary(offset) {
                    offset -= 1;
                }
                let back = lines.offset(lines.position(offset));
                let inside = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                prop_assert_eq!(back, if inside { offset - 1 } else { offset });
            }
        }
    }
}
