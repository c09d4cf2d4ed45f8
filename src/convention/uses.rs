//! What conventions found in a chapter.

use std::sync::OnceLock;

use super::acronyms::{AcronymUse, find_acronyms};
use super::form::{Convention, FormUse};
use super::marks::Marks;
use super::punctuation::PUNCTUATION;
use super::quotation::QUOTES_APART;
use super::variants::{VariantUse, find_variants};
use crate::document::Document;

/// What was found in a chapter, once: first it is counted with what is in all others, then a rule tells of it.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    forms: [OnceLock<Vec<FormUse>>; PUNCTUATION.len() + QUOTES_APART.len()],
    variants: OnceLock<Vec<VariantUse>>,
    acronyms: OnceLock<Vec<AcronymUse>>,
}

impl Convention {
    /// The places of a chapter that use one of the forms, in order.
    pub fn uses<'a>(&self, document: &'a Document) -> &'a [FormUse] {
        self.uses_with(document, &mut None)
    }

    /// The same; the marks of the chapter are left for other conventions.
    fn uses_with<'a>(&self, document: &'a Document, marks: &mut Option<Marks<'a>>) -> &'a [FormUse] {
        let number = PUNCTUATION.iter().chain(&QUOTES_APART).position(|known| known.title == self.title);
        debug_assert!(number.is_some(), "a convention that is not in the list has no place");
        let kept = number.map(|number| &document.uses.forms[number]);
        let mut find = || (self.find)(marks.get_or_insert_with(|| Marks::of(document)));
        kept.map_or(&[], |kept| kept.get_or_init(&mut find))
    }
}

/// Finds where a chapter uses forms of some conventions.
pub(super) fn find_forms(document: &Document, conventions: &[&Convention]) {
    let mut marks = None;
    for convention in conventions {
        convention.uses_with(document, &mut marks);
    }
}

/// Finds what a chapter says of the conventions of punctuation, variants and acronyms, while it is at hand.
pub(crate) fn find_uses(document: &Document) {
    find_forms(document, &PUNCTUATION);
    variant_uses(document);
    acronym_uses(document);
}

/// Where a chapter uses words that may be spelled in two ways.
pub fn variant_uses(document: &Document) -> &[VariantUse] {
    document.uses.variants.get_or_init(|| find_variants(document))
}

/// Where a chapter uses acronyms.
pub(super) fn acronym_uses(document: &Document) -> &[AcronymUse] {
    document.uses.acronyms.get_or_init(|| find_acronyms(document))
}

#[cfg(test)]
mod tests {
    use super::super::{DASHES, QUOTES};
    use super::*;
    use crate::document::Dialect;

    #[test]
    fn each_convention_finds_its_own_places_once() {
        let document = Document::of_text("It’s so—or so—and a behaviour.", &Dialect::default());
        for (convention, count) in [(&DASHES, 2), (&QUOTES, 1)] {
            let first = convention.uses(&document);
            assert_eq!((first.len(), first), (count, &*(convention.find)(&Marks::of(&document))));
            assert!(std::ptr::eq(first, convention.uses(&document)), "{}", convention.rule);
        }
        assert_eq!(variant_uses(&document).len(), 1);
        find_uses(&document);
        assert!(
            document.uses.forms[..PUNCTUATION.len()].iter().all(|form| form.get().is_some())
                && document.uses.acronyms.get().is_some()
        );
        assert!(std::ptr::eq(variant_uses(&document), variant_uses(&document)));
    }
}
