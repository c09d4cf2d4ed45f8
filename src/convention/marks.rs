//! Punctuation marks in the prose of a chapter.

use crate::document::{BlockProse, Document};

/// Marks that are searched for together.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Quotation marks and apostrophes.
    Quote,
    /// Dashes, and hyphens in place of them.
    Dash,
    Comma,
    Stop,
    Percent,
}

impl Kind {
    /// The bytes that marks of the kind begin with.
    fn first_bytes(self) -> [u8; 3] {
        // That of all marks beyond ASCII, and of other characters too.
        const GENERAL_PUNCTUATION: u8 = 0xe2;
        match self {
            Self::Quote => [b'\'', b'"', GENERAL_PUNCTUATION],
            Self::Dash => [b'-', b'-', GENERAL_PUNCTUATION],
            Self::Comma => [b','; 3],
            Self::Stop => [b'.'; 3],
            Self::Percent => [b'%'; 3],
        }
    }
}

/// The prose of one block, in which a convention finds its forms.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockText<'a> {
    pub(super) document: &'a Document,
    pub(super) block: &'a BlockProse,
    /// That of the block.
    pub(super) text: &'a str,
}

impl<'a> BlockText<'a> {
    /// Where marks of a kind begin, in order; of quotes and dashes, where other characters begin too.
    pub(super) fn places(self, kind: Kind) -> impl Iterator<Item = usize> + 'a {
        let [one, two, three] = kind.first_bytes();
        memchr::memchr3_iter(one, two, three, self.text.as_bytes())
    }

    /// The marks of a kind with where they begin; of quotes and dashes, other characters too.
    pub(super) fn marks(self, kind: Kind) -> impl Iterator<Item = (usize, char)> + 'a {
        self.places(kind).filter_map(move |at| Some((at, self.text[at..].chars().next()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    #[test]
    fn marks_are_found_by_kind() {
        let document = Document::of_text("It’s 5 %, \"so\" – or.\n\nWell-known… 語, é.", &Dialect::default());
        let found = |index: usize, kind| {
            let block = &document.prose[index];
            BlockText { document: &document, block, text: block.prose.text() }.marks(kind).collect::<Vec<_>>()
        };
        assert_eq!(found(0, Kind::Quote), [(2, '’'), (12, '"'), (15, '"'), (17, '–')]);
        assert_eq!(found(0, Kind::Dash), [(2, '’'), (17, '–')]);
        assert_eq!((found(0, Kind::Comma), found(0, Kind::Percent)), (vec![(10, ',')], vec![(9, '%')]));
        assert_eq!(found(0, Kind::Stop), [(23, '.')]);
        assert_eq!(found(1, Kind::Dash), [(4, '-'), (10, '…')]);
        assert_eq!((found(1, Kind::Comma), found(1, Kind::Stop)), (vec![(17, ',')], vec![(21, '.')]));
    }
}
