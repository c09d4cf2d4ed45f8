//! Fixed texts, and the proof that they keep what they must.

use std::path::Path;

use super::proof::{ID_CHANGES, Proof, RenamedIds};
use super::{OldIds, Policy, pins};
use crate::edit::{Change, Fix};

/// A text with fixes in it that is to be proved.
pub(super) struct FixCandidate<'a> {
    pub(super) path: &'a Path,
    /// The text as its author left it, before any pass.
    pub(super) original: &'a str,
    pub(super) before: &'a str,
    pub(super) after: String,
    pub(super) fixes: &'a [&'a Fix],
    pub(super) policy: &'a Policy,
}

/// A text that was proved.
pub(super) struct Proved {
    pub(super) text: String,
    /// The ids that are no longer what they were.
    pub(super) renamed: RenamedIds,
}

impl FixCandidate<'_> {
    /// The text after the fixes, with the ids of headings seen to as the policy says.
    ///
    /// # Errors
    /// What the fixes would change, in words that end `would change …`.
    pub(super) fn prove(self) -> Result<Proved, &'static str> {
        let Self { path, original, before, after, fixes, policy } = self;
        let dialects = &policy.dialects;
        let proof = |after: &str| Proof { original, before, after, fixes, dialects }.check();
        let renamed = RenamedIds::new();
        match (proof(&after), &policy.ids) {
            (Ok(()), _) => Ok(Proved { text: after, renamed }),
            // Ids are pinned to headings one by one in order, which they no longer have where sections move.
            (Err(ID_CHANGES), OldIds::Pin) if !changes_outline(fixes) => {
                let text = pins::Pins { original, before, dialects }.pinned(&after)?;
                proof(&text).map(|()| Proved { text, renamed })
            }
            (Err(_), OldIds::Follow(held)) => {
                let proof = Proof { original, before, after: &after, fixes, dialects };
                let renamed = proof.check_but_ids()?;
                let is_held = renamed.iter().any(|(old, _)| held.contains(&(path.to_owned(), old.clone())));
                if is_held {
                    Err("the id of a heading, and a link to it cannot follow")
                } else {
                    Ok(Proved { text: after, renamed })
                }
            }
            (Err(what), _) => Err(what),
        }
    }
}

/// Whether fixes move or add sections, so that headings before and after are not the same ones in a row.
fn changes_outline(fixes: &[&Fix]) -> bool {
    fixes.iter().any(|fix| matches!(fix.change, Change::Section | Change::Order))
}
