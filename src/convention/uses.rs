//! What conventions found in a chapter.

use std::sync::OnceLock;

use super::form::{Convention, FormUse};
use super::punctuation::PUNCTUATION;
use super::variants::{VariantUse, find_variants};
use crate::document::Document;

/// What was found in a chapter, once: first it is counted with what is in all others, then a rule tells of it.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    forms: [OnceLock<Vec<FormUse>>; PUNCTUATION.len()],
    variants: OnceLock<Vec<VariantUse>>,
}

impl Convention {
    /// The places of a chapter that use one of the forms, in order.
    pub fn uses<'a>(&self, document: &'a Document) -> &'a [FormUse] {
        let number = PUNCTUATION.iter().position(|known| known.rule == self.rule);
        let kept = number.map(|number| &document.uses.forms[number]);
        kept.map_or(&[], |kept| kept.get_or_init(|| (self.find)(document)))
    }
}

/// Where a chapter uses words that may be spelled in two ways.
pub fn variant_uses(document: &Document) -> &[VariantUse] {
    document.uses.variants.get_or_init(|| find_variants(document))
}
