//! Text with fixes in it that is to be proved.

use std::path::Path;

use super::pins::Pins;
use super::policy::{OldIds, Policy};
use super::proof::{ID_CHANGES, Proof, RenamedIds};
use redline_document::edit::{Change, Fix};

/// Text with fixes in it that is to be proved.
pub(super) struct FixCandidate<'a> {
    pub(super) path: &'a Path,
    /// Text before the first pass.
    pub(super) original: &'a str,
    pub(super) before: &'a str,
    pub(super) after: String,
    pub(super) fixes: &'a [&'a Fix],
    pub(super) policy: &'a Policy,
}

impl FixCandidate<'_> {
    /// Proves the fixes, treating the ids of headings according to the policy. Returns the text after the fixes and the
    /// ids that changed.
    ///
    /// # Errors
    /// What the fixes would change, in words that complete `would change …`.
    pub(super) fn prove(self) -> Result<(String, RenamedIds), &'static str> {
        let Self { path, original, before, after, fixes, policy } = self;
        let dialects = &policy.dialects;
        let check = |after: &str| Proof { original, before, after, fixes, dialects }.check();
        match (check(&after), &policy.ids) {
            (Ok(()), _) => Ok((after, RenamedIds::new())),
            // Ids are pinned to headings in order, which changes where sections are moved or inserted.
            (Err(ID_CHANGES), OldIds::Pin) if !changes_outline(fixes) => {
                let text = Pins { original, before, dialects }.pinned(&after)?;
                check(&text)?;
                Ok((text, RenamedIds::new()))
            }
            (Err(_), OldIds::Follow(held)) => {
                let renamed = Proof { original, before, after: &after, fixes, dialects }.check_but_ids()?;
                if renamed.iter().any(|(old, _)| held.contains(&(path.to_owned(), old.clone()))) {
                    return Err("the id of a heading, and a link to it cannot follow");
                }
                Ok((after, renamed))
            }
            (Err(reason), _) => Err(reason),
        }
    }
}

/// Whether fixes move or insert sections, so that the old and new headings do not correspond in order.
fn changes_outline(fixes: &[&Fix]) -> bool {
    fixes.iter().any(|fix| matches!(fix.change, Change::Section | Change::Order))
}
