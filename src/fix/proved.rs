//! Texts that were proved, in this run or, of a served book, in one before.

use std::path::Path;

use super::proof::{Proof, RenamedIds};
use super::{OldIds, Policy, pins};
use crate::cache::Cache;
use crate::digest::Digest;
use crate::edit::{Change, Fix};

/// Whether fixes move or add sections, so that headings before and after are not the same ones in a row.
fn changes_outline(fixes: &[&Fix]) -> bool {
    fixes.iter().any(|fix| matches!(fix.change, Change::Section | Change::Order))
}

/// A text that was proved.
pub(super) struct Proved {
    pub(super) text: String,
    /// The ids that are no longer what they were.
    pub(super) renamed: RenamedIds,
}

/// The text after the fixes, with the ids of headings seen to as the policy says.
///
/// # Errors
/// What the fixes would change, in words that end `would change …`.
pub(super) fn prove(
    path: &Path,
    before: &str,
    after: String,
    fixes: &[&Fix],
    policy: &Policy<'_>,
) -> Result<Proved, &'static str> {
    // Which ids follow, other files say too.
    let known = policy.known.filter(|_| !matches!(policy.ids, OldIds::Follow(_)));
    let Some(cache) = known else { return prove_anew(path, before, after, fixes, policy) };
    let key = key(cache, before, &after, fixes, policy);
    if let Some(pinned) = cache.recall(key) {
        let text = if pinned.is_empty() { after } else { pinned.to_owned() };
        return Ok(Proved { text, renamed: RenamedIds::new() });
    }
    let proved = prove_anew(path, before, after.clone(), fixes, policy)?;
    // Most texts need no ids written out.
    cache.keep(key, if proved.text == after { String::new() } else { proved.text.clone() });
    Ok(proved)
}

/// What tells a proof from others.
fn key(cache: &Cache, before: &str, after: &str, fixes: &[&Fix], policy: &Policy<'_>) -> Digest {
    let mut key = cache.key("proof");
    key.add(before);
    key.add(after);
    for fix in fixes {
        key.add(format!("{:?} {:?}", fix.change, fix.edits()));
    }
    key.add(format!("{:?} {:?}", policy.dialects, policy.ids));
    key.digest()
}

/// The same, proved anew.
fn prove_anew(
    path: &Path,
    before: &str,
    after: String,
    fixes: &[&Fix],
    policy: &Policy<'_>,
) -> Result<Proved, &'static str> {
    let proof = |after: &str| Proof { before, after, fixes, dialects: &policy.dialects }.check();
    let renamed = RenamedIds::new();
    match (proof(&after), &policy.ids) {
        (Ok(()), _) => Ok(Proved { text: after, renamed }),
        (Err(what), OldIds::Hold) => Err(what),
        // Ids are pinned to headings in a row, which these are no longer.
        (Err(what), OldIds::Pin) if changes_outline(fixes) => Err(what),
        (Err(what), OldIds::Pin) => {
            let text = pins::pinned(before, &after, &policy.dialects).ok_or(what)?;
            proof(&text).map(|()| Proved { text, renamed })
        }
        (Err(_), OldIds::Follow(held)) => {
            let proof = Proof { before, after: &after, fixes, dialects: &policy.dialects };
            let renamed = proof.check_but_ids()?;
            let is_held = renamed.iter().any(|(old, _)| held.contains(&(path.to_owned(), old.clone())));
            if is_held {
                Err("the id of a heading, and a link to it cannot follow")
            } else {
                Ok(Proved { text: after, renamed })
            }
        }
    }
}
