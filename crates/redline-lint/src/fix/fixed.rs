//! Result of fixing a set of files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::attempt::{Attempt, Rejection, RejectionKey};
use super::counts::FixCounts;
use redline_document::diagnostic::{Finding, RunError};

/// Result of fixing a set of files.
#[derive(Debug, Default)]
pub struct Fixed {
    /// New text of each file that changes.
    pub texts: BTreeMap<PathBuf, FixedText>,
    /// Number of fixes that were applied.
    pub applied: usize,
    /// Number of fixes that were applied to each file, by aspect.
    pub counts: BTreeMap<PathBuf, FixCounts>,
    /// Fixes that were not applied because they could not be proved: their findings remain.
    pub rejected: Vec<RunError>,
    /// Rules whose fixes do not settle, and files whose fixes failed.
    pub problems: Vec<RunError>,
    known_rejections: BTreeSet<RejectionKey>,
    pub(super) renamed: RenamedByFile,
}

/// Old ids with the new ones, by the file that contains the headings.
pub(super) type RenamedByFile = BTreeMap<PathBuf, BTreeMap<String, String>>;

/// Text of a file before and after fixing.
#[derive(Clone, Debug)]
pub struct FixedText {
    /// Text as it was read.
    pub before: String,
    /// Text with the fixes.
    pub after: String,
}

impl Fixed {
    /// `12 fixes in 3 chapters`, with the given noun; `None` if nothing was fixed.
    pub fn summary(&self, noun: &str) -> Option<String> {
        let (count, places) = (self.applied, self.texts.len());
        let fixes = if count == 1 { "fix" } else { "fixes" };
        let plural = if places == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {fixes} in {places} {noun}{plural}"))
    }

    /// Removes a file that was not written, and the counts of its fixes.
    pub fn take_out(&mut self, path: &Path) {
        self.texts.remove(path);
        self.applied -= self.counts.remove(path).unwrap_or_default().total();
    }

    /// Whether a fix was rejected in the current text of its file.
    pub(super) fn is_rejected(&self, finding: &Finding) -> bool {
        self.known_rejections.contains(&RejectionKey::of(finding))
    }

    /// Text of a file before the first pass, if it has changed since.
    pub(super) fn original(&self, path: &Path) -> Option<&str> {
        self.texts.get(path).map(|fixed| fixed.before.as_str())
    }

    /// Records the outcome of fixing one file, whose text before the pass was `before`.
    pub(super) fn record(&mut self, path: &Path, before: &str, attempt: Attempt<'_>) {
        self.problems.extend(attempt.fault.filter(|fault| !self.problems.contains(fault)));
        for Rejection { finding, reason } in attempt.rejected {
            let line = finding.file.position(finding.span.start).line;
            let message =
                format!("line {line}: the fix of `{}` was not applied: it would change {reason}", finding.rule);
            self.rejected.push(RunError { file: Some(path.to_owned()), message });
            self.known_rejections.insert(RejectionKey::of(finding));
        }
        let Some(proved) = attempt.proved.filter(|proved| proved.applied > 0) else { return };
        self.note_renamed(path, &proved.renamed);
        self.applied += proved.applied;
        self.counts.entry(path.to_owned()).or_default().add(proved.counts);
        // Rejected fixes are tried again in the new text.
        self.known_rejections.retain(|key| key.file != path);
        self.rejected.retain(|rejection| rejection.file.as_deref() != Some(path));
        let entry = self.texts.entry(path.to_owned());
        entry.or_insert_with(|| FixedText { before: before.to_owned(), after: String::new() }).after = proved.text;
    }

    /// Records ids that a pass changed, and composes them with those of earlier passes.
    fn note_renamed(&mut self, path: &Path, changed: &[(String, String)]) {
        if changed.is_empty() {
            return;
        }
        let known = self.renamed.entry(path.to_owned()).or_default();
        for (old, new) in changed {
            match known.values_mut().find(|current| *current == old) {
                Some(current) => current.clone_from(new),
                None => drop(known.insert(old.clone(), new.clone())),
            }
        }
    }
}
