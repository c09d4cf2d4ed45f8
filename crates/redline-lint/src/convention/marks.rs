//! Punctuation marks of a text, by kind.

use memchr::memchr3_iter;
use redline_document::document::{BlockProse, Document};

/// Marks that one convention is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Quotation marks and apostrophes.
    Quote,
    /// Dashes, and hyphens that may stand for them.
    Dash,
    Comma,
    Stop,
    Percent,
}

/// First byte of all marks beyond ASCII, and of other characters too.
const LEAD: u8 = 0xe2;

impl Kind {
    /// Bytes that marks of this kind may start with.
    fn first_bytes(self) -> [u8; 3] {
        match self {
            Self::Quote => [b'\'', b'"', LEAD],
            Self::Dash => [b'-', LEAD, LEAD],
            Self::Comma => [b','; 3],
            Self::Stop => [b'.'; 3],
            Self::Percent => [b'%'; 3],
        }
    }
}

/// Text of a block with its marks.
#[derive(Debug)]
pub(super) struct MarkedText<'a> {
    pub(super) document: &'a Document,
    pub(super) block: &'a BlockProse,
    pub(super) text: &'a str,
}

impl<'a> MarkedText<'a> {
    pub(super) fn new(document: &'a Document, block: &'a BlockProse) -> Self {
        Self { document, block, text: block.prose.text() }
    }

    /// Positions where marks of a kind start; for quotes and dashes, also where other characters start.
    pub(super) fn positions(&self, kind: Kind) -> impl Iterator<Item = usize> {
        let [first, second, third] = kind.first_bytes();
        memchr3_iter(first, second, third, self.text.as_bytes())
    }

    /// Marks of a kind with their positions; for quotes and dashes, also other characters.
    pub(super) fn marks(&self, kind: Kind) -> impl Iterator<Item = (usize, char)> {
        self.positions(kind).filter_map(|at| Some((at, self.text[at..].chars().next()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    #[test]
    fn marks_are_found_by_kind() {
        let document = Document::of_text("It’s 5 %, \"so\" – or.\n\nWell-known… 語, é.", &Dialect::default());
        let found =
            |index: usize, kind| MarkedText::new(&document, &document.prose[index]).marks(kind).collect::<Vec<_>>();
        assert_eq!(found(0, Kind::Quote), [(2, '’'), (12, '"'), (15, '"'), (17, '–')]);
        assert_eq!(found(0, Kind::Dash), [(2, '’'), (17, '–')]);
        assert_eq!((found(0, Kind::Comma), found(0, Kind::Percent)), (vec![(10, ',')], vec![(9, '%')]));
        assert_eq!(found(0, Kind::Stop), [(23, '.')]);
        assert_eq!(found(1, Kind::Dash), [(4, '-'), (10, '…')]);
        assert_eq!((found(1, Kind::Comma), found(1, Kind::Stop)), (vec![(17, ',')], vec![(21, '.')]));
    }
}
