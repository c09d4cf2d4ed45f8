//! Which fixes are applied, and what they must keep.

use std::collections::BTreeSet;
use std::path::PathBuf;

use redline_document::document::Dialect;
use redline_document::edit::Applicability;

/// Which fixes are applied, and what they must keep.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Least trusted kind of fix that is applied.
    pub least: Applicability,
    /// Dialects under which blocks and ids must stay the same. For sources, those of every mdBook that may build them;
    /// for a build, the one that runs.
    pub dialects: Vec<Dialect>,
    /// What happens to the id of a heading whose words change.
    pub ids: OldIds,
}

/// What happens to the id of a heading whose words change.
#[derive(Clone, Debug)]
pub enum OldIds {
    /// It must not change, so most such headings are not fixed.
    Hold,
    /// It is written out, `{#old-id}`, if the renderer supports that.
    Pin,
    /// It changes and links in the book are rewritten. The given ids must not change, since some links cannot be
    /// rewritten.
    Follow(HeldIds),
}

/// Ids of headings, by the file that contains the headings.
pub type HeldIds = BTreeSet<(PathBuf, String)>;
