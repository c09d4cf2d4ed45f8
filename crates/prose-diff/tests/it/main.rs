//! Tests of the library as its users see it.

mod changes;
mod code;
#[cfg(feature = "corpora-tests")]
mod corpora;
mod formatting;
mod headline;
mod limits;
mod marks;
mod moves;
mod pairs;
mod properties;
mod splits;
mod tables;

use prose_diff::{ChangeKind, Diff, Options, Relation};

pub(crate) fn diff(before: &str, after: &str) -> Diff {
    let diff = Diff::new(before, after, &Options::default());
    assert_eq!(diff.apply(before).as_deref(), Some(after));
    diff
}

pub(crate) fn kinds(diff: &Diff) -> Vec<&ChangeKind> {
    diff.changes.iter().map(|change| &change.kind).collect()
}

/// Deleted and inserted words of each change.
pub(crate) fn edits(diff: &Diff) -> Vec<(&str, &str)> {
    diff.changes.iter().map(|change| (change.deleted.as_str(), change.inserted.as_str())).collect()
}

pub(crate) fn relations(diff: &Diff) -> Vec<Relation> {
    diff.rows.iter().map(|row| row.relation).collect()
}

/// Consecutive parts of a text.
pub(crate) fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}
