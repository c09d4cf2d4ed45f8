//! Which changes redline made, and not the author.

use std::collections::BTreeSet;

use prose_diff::{Change, Diff, Options, parse_both};
use redline_document::document::Dialect;

/// The changes of a diff that redline made.
#[derive(Clone, Debug, Default)]
pub(super) struct Authorship {
    /// Their ids.
    by_redline: BTreeSet<usize>,
    /// Whether the old version is the author's text, so that all changes are redline's.
    is_all: bool,
}

impl Authorship {
    /// Compares `before` and `after`, whose difference is `diff`, with the author's text, which fixes turned into `after`.
    pub(super) fn new(diff: &Diff, [before, author, after]: [&str; 3], dialect: &Dialect) -> Self {
        if author == after {
            return Self::default();
        }
        if author == before {
            return Self { by_redline: diff.changes.iter().map(|change| change.id).collect(), is_all: true };
        }
        let compared = |before: &str, after: &str| {
            let [before, after] = parse_both(before, after, dialect);
            Diff::of_documents(&before, &after, &Options::new(dialect.clone()))
        };
        let (written, corrected) = rayon::join(|| compared(before, author), || compared(author, after));
        // Where the author changed the same words, the change is the author's.
        let is_own = |fix: &&Change| !written.changes.iter().any(|change| overlap(change, fix));
        let fixes: Vec<&Change> = corrected.changes.iter().filter(is_own).collect();
        let is_fix = |change: &&Change| fixes.iter().any(|fix| is_same(change, fix));
        Self { by_redline: diff.changes.iter().filter(is_fix).map(|change| change.id).collect(), is_all: false }
    }

    /// Whether a change is to be marked as redline's: those of the author are marked by nothing, and where all are
    /// redline's none needs a mark.
    pub(super) fn is_marked(&self, change: usize) -> bool {
        !self.is_all && self.by_redline.contains(&change)
    }

    /// Number of changes that are marked as redline's.
    pub(super) fn marked(&self) -> usize {
        if self.is_all { 0 } else { self.by_redline.len() }
    }
}

/// Whether an author's change and a fix are about the same words of the author's text.
fn overlap(change: &Change, fix: &Change) -> bool {
    let (Some(written), Some(fixed)) = (&change.after, &fix.before) else { return false };
    written.start < fixed.end && fixed.start < written.end
}

/// Whether a change of the new version is a fix, or lies in one.
fn is_same(change: &Change, fix: &Change) -> bool {
    let is_equal = change.kind == fix.kind && change.deleted == fix.deleted && change.inserted == fix.inserted;
    match (&change.after, &fix.after) {
        (Some(now), Some(fixed)) => fixed.start <= now.start && now.end <= fixed.end && !now.is_empty(),
        _ => is_equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(before: &str, author: &str, after: &str) -> Vec<String> {
        let dialect = Dialect::default();
        let diff = Diff::new(before, after, &Options::new(dialect.clone()));
        let authorship = Authorship::new(&diff, [before, author, after], &dialect);
        let ours = diff.changes.iter().filter(|change| authorship.is_marked(change.id));
        ours.map(|change| format!("{}>{}", change.deleted, change.inserted)).collect()
    }

    #[test]
    fn fixes_are_separate_from_the_words_of_the_author() {
        let before = "The token is recieved by the server. Call it now.\n";
        let author = "The token is recieved by the server. Call it later.\n";
        let after = "The token is received by the server. Call it later.\n";
        assert_eq!(marked(before, author, after), ["recieved>received"]);
        assert_eq!(marked(before, author, author), Vec::<String>::new());
    }

    #[test]
    fn a_fix_of_the_authors_new_words_is_the_authors_change() {
        let before = "The token is made by the server.\n";
        let author = "The token is recieved by the server.\n";
        let after = "The token is received by the server.\n";
        assert_eq!(marked(before, author, after), Vec::<String>::new());
    }

    #[test]
    fn where_all_changes_are_fixes_none_is_marked() {
        assert_eq!(marked("A tokne.\n", "A tokne.\n", "A token.\n"), Vec::<String>::new());
    }
}
