//! Text assembled from pieces of files, with a map back to them.

use std::sync::Arc;

use super::{SourceFile, Span};

/// A span of one file.
#[derive(Clone, Debug)]
pub struct FileSpan {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Bytes of the file, a byte order mark counted.
    pub span: Span,
}

/// A part of the text copied byte for byte from a file.
#[derive(Clone, Debug)]
struct Piece {
    start: usize,
    len: usize,
    file: u32,
    offset: usize,
}

impl Piece {
    fn end(&self) -> usize {
        self.start + self.len
    }

    /// Whether `next` continues this piece in the text and in the file.
    fn continues(&self, next: &Self) -> bool {
        self.file == next.file && self.end() == next.start && self.offset + self.len == next.offset
    }
}

/// Text with the file of each byte.
///
/// Invariant: pieces are ascending, disjoint and not empty, and each is equal, byte for byte, to
/// the bytes of its file that it names. Bytes between pieces are from no file.
#[derive(Clone, Debug, Default)]
pub struct Fragment {
    /// The text; `None` while it is that of one piece or none: most chapters are one part of one file, and need no copy.
    own: Option<String>,
    pieces: Vec<Piece>,
    files: Vec<Arc<SourceFile>>,
    included: Vec<Span>,
}

impl Fragment {
    /// The part `span` of `file`.
    pub fn of_file(file: &Arc<SourceFile>, span: Span) -> Self {
        let mut fragment = Self::default();
        fragment.push_file(file, span);
        fragment
    }

    /// The text.
    pub fn text(&self) -> &str {
        let of_piece = |piece: &Piece| &self.files[piece.file as usize].text()[piece.offset..piece.offset + piece.len];
        self.own.as_deref().unwrap_or_else(|| self.pieces.first().map_or("", of_piece))
    }

    /// The files of the text, each once, in order of appearance.
    pub fn files(&self) -> &[Arc<SourceFile>] {
        &self.files
    }

    /// Included parts of the text, outer before inner.
    pub fn included(&self) -> &[Span] {
        &self.included
    }

    /// Appends text from no file.
    pub fn push_str(&mut self, text: &str) {
        if self.own.is_none() {
            self.own = Some(self.text().to_owned());
        }
        if let Some(own) = &mut self.own {
            own.push_str(text);
        }
    }

    /// Appends the part `span` of `file`.
    pub fn push_file(&mut self, file: &Arc<SourceFile>, span: Span) {
        let file_index = self.file_index(file);
        let piece = Piece { start: self.text().len(), len: span.len(), file: file_index, offset: span.start };
        let continues = self.pieces.last().is_none_or(|last| last.continues(&piece));
        if self.own.is_some() || !continues {
            self.push_str(&file.text()[span]);
        }
        self.push_piece(piece);
    }

    /// Appends the part `span` of another fragment.
    pub fn push_part(&mut self, other: &Self, span: Span) {
        // A file without a byte in the text is not one of its files.
        if span.is_empty() {
            return;
        }
        let first = other.pieces.partition_point(|piece| piece.end() <= span.start);
        if let Some(whole) =
            other.pieces.get(first).filter(|piece| piece.start <= span.start && span.end <= piece.end())
        {
            let start = whole.offset + span.start - whole.start;
            self.push_file(&other.files[whole.file as usize], start..start + span.len());
            return;
        }
        let base = self.text().len();
        self.push_str(&other.text()[span.clone()]);
        for piece in other.pieces[first..].iter().take_while(|piece| piece.start < span.end) {
            let start = piece.start.max(span.start);
            let end = piece.end().min(span.end);
            let file = self.file_index(&other.files[piece.file as usize]);
            self.push_piece(Piece {
                start: base + start - span.start,
                len: end - start,
                file,
                offset: piece.offset + start - piece.start,
            });
        }
    }

    /// Appends another fragment as the text of an include.
    pub fn push_included(&mut self, other: &Self) {
        let base = self.text().len();
        self.included.push(base..base + other.text().len());
        self.included.extend(other.included.iter().map(|span| base + span.start..base + span.end));
        self.push_part(other, 0..other.text().len());
    }

    /// The place of `span` in a file: that of its first byte, as far as the span stays in it. `None` if that byte is from no
    /// file.
    ///
    /// A span that leaves the file and comes back (a paragraph around an include) covers what
    /// lies between in that file, the directive included.
    pub fn locate(&self, span: Span) -> Option<FileSpan> {
        let index = self.piece_at(span.start, span.is_empty())?;
        let first = &self.pieces[index];
        let start = first.offset + (span.start - first.start);
        let mut end = start;
        let after = |piece: &Piece| piece.offset + piece.end().min(span.end.max(piece.start)) - piece.start;
        for piece in self.pieces[index..].iter().take_while(|piece| piece.start < span.end) {
            // A file that includes itself appears again, at an earlier place than the one it left.
            if piece.file == first.file && (piece.start == first.start || piece.offset >= end) {
                end = after(piece);
            }
        }
        Some(FileSpan { file: Arc::clone(&self.files[first.file as usize]), span: start..end.max(start) })
    }

    /// The place of `span` in a file if all of its bytes are contiguous there.
    pub fn locate_exactly(&self, span: Span) -> Option<FileSpan> {
        let found = self.locate(span.clone())?;
        let is_same = found.file.text().get(found.span.clone())? == self.text().get(span)?;
        is_same.then_some(found)
    }

    /// The first place in the text of byte `offset` of `file`.
    pub fn find(&self, file: &SourceFile, offset: usize) -> Option<usize> {
        self.pieces
            .iter()
            .filter(|piece| self.files[piece.file as usize].id() == file.id())
            .find(|piece| (piece.offset..=piece.offset + piece.len).contains(&offset))
            .map(|piece| piece.start + offset - piece.offset)
    }

    /// The parts of `file` in the text, in bytes of the file, ascending and disjoint.
    pub fn parts_of(&self, file: &SourceFile) -> Vec<Span> {
        let is_of_file = |piece: &&Piece| self.files[piece.file as usize].id() == file.id();
        let pieces = self.pieces.iter().filter(is_of_file);
        let mut parts: Vec<Span> = pieces.map(|piece| piece.offset..piece.offset + piece.len).collect();
        parts.sort_unstable_by_key(|part| part.start);
        parts.dedup_by(|next, last| {
            let continues = next.start <= last.end;
            if continues {
                last.end = last.end.max(next.end);
            }
            continues
        });
        parts
    }

    /// The index of the piece that holds `offset`; an empty span may be at the end of one.
    fn piece_at(&self, offset: usize, or_at_end: bool) -> Option<usize> {
        let index = self.pieces.partition_point(|piece| piece.end() <= offset);
        let holds = self.pieces.get(index).is_some_and(|piece| piece.start <= offset);
        let before = index.checked_sub(1).filter(|&last| or_at_end && self.pieces[last].end() == offset);
        if holds { Some(index) } else { before }
    }

    fn file_index(&mut self, file: &Arc<SourceFile>) -> u32 {
        // Of one text: a file may get another while includes are expanded.
        let known = self.files.iter().position(|known| Arc::ptr_eq(known, file));
        let index = known.unwrap_or_else(|| {
            self.files.push(Arc::clone(file));
            self.files.len() - 1
        });
        u32::try_from(index).expect("a chapter does not hold four billion files")
    }

    fn push_piece(&mut self, piece: Piece) {
        if piece.len == 0 {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.continues(&piece) => last.len += piece.len,
            _ => self.pieces.push(piece),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> Arc<SourceFile> {
        Arc::new(SourceFile::new(name, text))
    }

    fn located(fragment: &Fragment, span: Span) -> Option<(String, Span)> {
        fragment.locate(span).map(|found| (found.file.path().display().to_string(), found.span))
    }

    #[test]
    fn a_span_maps_to_the_file_that_holds_it() {
        let (outer, inner) = (file("a", "one @ two"), file("b", "INNER"));
        let mut text = Fragment::of_file(&outer, 0..4);
        text.push_included(&Fragment::of_file(&inner, 1..5));
        text.push_file(&outer, 5..9);
        assert_eq!(text.text(), "one NNER two");
        assert_eq!(located(&text, 0..3), Some(("a".into(), 0..3)));
        assert_eq!(located(&text, 4..6), Some(("b".into(), 1..3)));
        assert_eq!(located(&text, 9..12), Some(("a".into(), 6..9)));
        assert_eq!(text.included(), std::slice::from_ref(&(4..8)));
    }

    #[test]
    fn a_span_around_an_include_covers_the_directive() {
        let (outer, inner) = (file("a", "one @ two"), file("b", "INNER"));
        let mut text = Fragment::of_file(&outer, 0..4);
        text.push_included(&Fragment::of_file(&inner, 0..5));
        text.push_file(&outer, 5..9);
        assert_eq!(located(&text, 0..13), Some(("a".into(), 0..9)));
        assert!(text.locate_exactly(0..13).is_none());
        assert_eq!(located(&text, 6..13), Some(("b".into(), 2..5)));
    }

    #[test]
    fn a_span_into_a_second_copy_of_its_file_ends_with_the_first() {
        let file = file("a", "@xy\n=");
        let mut text = Fragment::of_file(&file, 1..5);
        text.push_file(&file, 1..5);
        assert_eq!(text.text(), "xy\n=xy\n=");
        assert_eq!(located(&text, 2..7), Some(("a".into(), 3..5)));
    }

    #[test]
    fn bytes_of_no_file_map_to_nothing() {
        let outer = file("a", "ab");
        let mut text = Fragment::default();
        text.push_str("> ");
        text.push_file(&outer, 0..2);
        assert_eq!(located(&text, 0..1), None);
        assert_eq!(located(&text, 2..4), Some(("a".into(), 0..2)));
        assert_eq!(located(&text, 4..4), Some(("a".into(), 2..2)));
        assert_eq!(text.find(&outer, 1), Some(3));
    }

    #[test]
    fn the_parts_of_a_file_are_listed_once() {
        let (outer, inner) = (file("a", "0123456789"), file("b", "INNER"));
        let mut text = Fragment::of_file(&outer, 6..9);
        text.push_included(&Fragment::of_file(&inner, 1..3));
        for span in [0..2, 1..4, 4..5] {
            text.push_str("> ");
            text.push_file(&outer, span);
        }
        assert_eq!(text.parts_of(&outer), [0..5, 6..9]);
        assert_eq!(text.parts_of(&inner), std::slice::from_ref(&(1..3)));
        assert!(text.parts_of(&file("c", "")).is_empty());
    }

    #[test]
    fn a_stretch_of_one_file_is_not_copied() {
        let file = file("a", "one two three");
        let whole = Fragment::of_file(&file, 0..13);
        let mut parts = Fragment::default();
        parts.push_part(&whole, 3..3);
        assert!(parts.files().is_empty() && parts.text().is_empty());
        parts.push_part(&whole, 0..4);
        parts.push_part(&whole, 4..13);
        assert!(std::ptr::eq(parts.text(), file.text()));
        parts.push_part(&whole, 0..3);
        assert_eq!(parts.text(), "one two threeone");
        assert_eq!(located(&parts, 13..16), Some(("a".into(), 0..3)));
    }

    #[test]
    fn dropped_carriage_returns_stay_inside_the_span() {
        let outer = file("a", "x\r\ny");
        let mut text = Fragment::of_file(&outer, 0..1);
        text.push_file(&outer, 2..4);
        assert_eq!(located(&text, 0..3), Some(("a".into(), 0..4)));
    }
}
