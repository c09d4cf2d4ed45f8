//! Where marks of punctuation stand in the prose of a chapter.

use super::form::FormUse;
use crate::document::{BlockProse, Document};
use crate::language::{EACH, HIGH, STEP};
use crate::source::Span;

/// Marks that are looked for together.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Marks of quotation and apostrophes.
    Quote,
    /// Dashes, and hyphens that may be some.
    Dash,
    Comma,
    Stop,
    Percent,
}

const KINDS: usize = Kind::Percent as usize + 1;

/// The byte that all marks beyond ASCII begin with, and other signs too.
const LEAD: u8 = 0xe2;

/// The kinds that marks beginning with a byte may be of, a bit for each.
fn kinds_of(byte: u8) -> u8 {
    match byte {
        b'\'' | b'"' => 1 << Kind::Quote as u8,
        b'-' => 1 << Kind::Dash as u8,
        b',' => 1 << Kind::Comma as u8,
        b'.' => 1 << Kind::Stop as u8,
        b'%' => 1 << Kind::Percent as u8,
        LEAD => 1 << Kind::Quote as u8 | 1 << Kind::Dash as u8,
        _ => 0,
    }
}

/// The places of all marks of a chapter, found in one pass for all conventions.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    /// The chapter.
    pub(super) document: &'a Document,
    places: [Vec<usize>; KINDS],
    /// How many places there are before each text and in all, kind by kind.
    starts: Vec<usize>,
}

impl<'a> Marks<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut marks = Self { document, places: Default::default(), starts: Vec::new() };
        for block in &document.prose {
            marks.end_text();
            let text = block.prose.text().as_bytes();
            let (steps, rest) = text.as_chunks::<STEP>();
            for (index, step) in steps.iter().enumerate() {
                let mut may_begin = may_begin(*step);
                while may_begin != 0 {
                    let at = index * STEP + may_begin.trailing_zeros() as usize / 8;
                    marks.add(text[at], at);
                    may_begin &= may_begin - 1;
                }
            }
            for (byte, at) in rest.iter().zip(text.len() - rest.len()..) {
                marks.add(*byte, at);
            }
        }
        marks.end_text();
        marks
    }

    /// Finds a form in all prose: what is found in one text, and where.
    pub(super) fn find(&self, in_text: impl Fn(Marked<'_>) -> Vec<(usize, Span)>) -> Vec<FormUse> {
        let mut found = Vec::new();
        for (index, block) in self.document.prose.iter().enumerate() {
            let mut uses = in_text(Marked { block, text: block.prose.text(), marks: self, index });
            uses.sort_unstable_by_key(|(_, span)| span.start);
            found.extend(uses.into_iter().map(|(form, span)| FormUse { form, prose: index, span }));
        }
        found
    }

    fn add(&mut self, byte: u8, at: usize) {
        let mut kinds = kinds_of(byte);
        while kinds != 0 {
            self.places[kinds.trailing_zeros() as usize].push(at);
            kinds &= kinds - 1;
        }
    }

    fn end_text(&mut self) {
        self.starts.extend(self.places.iter().map(Vec::len));
    }

    fn in_text(&self, index: usize, kind: Kind) -> &[usize] {
        let start = index * KINDS + kind as usize;
        &self.places[kind as usize][self.starts[start]..self.starts[start + KINDS]]
    }
}

/// The high bit of each byte that a mark may begin with: [`LEAD`], or what lies between `"` and `.` in ASCII.
fn may_begin(step: [u8; STEP]) -> u64 {
    let bytes = u64::from_le_bytes(step);
    let low = bytes & !HIGH;
    let from = |byte: u8| low + u64::from(0x80 - byte) * EACH;
    let is_other = (low ^ (u64::from(LEAD & 0x7f) * EACH)) + 0x7f * EACH;
    ((bytes & !is_other) | (!bytes & from(b'"') & !from(b'.' + 1))) & HIGH
}

/// A text and where its marks stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked<'a> {
    pub(super) block: &'a BlockProse,
    /// That of the block.
    pub(super) text: &'a str,
    marks: &'a Marks<'a>,
    index: usize,
}

impl<'a> Marked<'a> {
    /// Where marks of a kind begin, in order; of quotes and dashes, where other signs begin too.
    pub(super) fn places(self, kind: Kind) -> &'a [usize] {
        self.marks.in_text(self.index, kind)
    }

    /// The marks of a kind with where they begin; of quotes and dashes, other signs too.
    pub(super) fn marks(self, kind: Kind) -> impl Iterator<Item = (usize, char)> + 'a {
        self.places(kind).iter().filter_map(move |&at| Some((at, self.text[at..].chars().next()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    #[test]
    fn marks_are_found_by_kind() {
        let document = Document::of_text("It’s 5 %, \"so\" – or.\n\nWell-known… 語, é.", &Dialect::default());
        let marks = Marks::of(&document);
        let found = |index: usize, kind| {
            let block = &document.prose[index];
            let marked = Marked { block, text: block.prose.text(), marks: &marks, index };
            marked.marks(kind).collect::<Vec<_>>()
        };
        assert_eq!(found(0, Kind::Quote), [(2, '’'), (12, '"'), (15, '"'), (17, '–')]);
        assert_eq!(found(0, Kind::Dash), [(2, '’'), (17, '–')]);
        assert_eq!((found(0, Kind::Comma), found(0, Kind::Percent)), (vec![(10, ',')], vec![(9, '%')]));
        assert_eq!(found(0, Kind::Stop), [(23, '.')]);
        assert_eq!(found(1, Kind::Dash), [(4, '-'), (10, '…')]);
        assert_eq!((found(1, Kind::Comma), found(1, Kind::Stop)), (vec![(17, ',')], vec![(21, '.')]));
    }

    #[test]
    fn a_mark_is_found_wherever_it_stands_and_nothing_else_is() {
        for at in 0..STEP {
            for byte in 0..=u8::MAX {
                let mut step = *b"a zA\x80\xff0b";
                step[at] = byte;
                // Some of ASCII lie between marks and are told from them later.
                let may_begin = byte == LEAD || (b'"'..=b'.').contains(&byte);
                assert!(kinds_of(byte) == 0 || may_begin);
                assert_eq!(super::may_begin(step), u64::from(may_begin) << (at * 8 + 7), "{byte:#x} at {at}");
            }
        }
    }
}
