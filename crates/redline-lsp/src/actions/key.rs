//! What names a finding from the list of actions to the choice of one.

use std::path::{Path, PathBuf};

use redline_document::diagnostic::Finding;
use redline_lint::fingerprint::fingerprints;
use serde::{Deserialize, Serialize};

use crate::view::BookView;

/// What names a finding, however the lines of its file move.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FindingKey {
    /// The file.
    pub path: PathBuf,
    /// The rule.
    pub rule: String,
    /// The fingerprint: the `data` of its diagnostic.
    pub fingerprint: String,
}

/// The findings in a file that are shown, as it was last checked, each with its key, in the order of their places.
pub fn keyed_findings<'a>(view: &BookView<'a>, path: &Path) -> Vec<(FindingKey, &'a Finding)> {
    all_findings(view, path).into_iter().filter(|(_, finding)| !finding.is_known).collect()
}

/// The findings in a file as it was last checked, those in the baseline too.
pub(super) fn all_findings<'a>(view: &BookView<'a>, path: &Path) -> Vec<(FindingKey, &'a Finding)> {
    // The findings of one file are next to each other.
    let of_file = |findings: &&[Finding]| findings[0].file.path() == path;
    let groups = view.live.report().findings.chunk_by(|one, other| one.file.path() == other.file.path());
    let Some(findings) = groups.into_iter().find(of_file) else { return Vec::new() };
    let prints = fingerprints(findings, |finding| finding.file.path().to_string_lossy().into_owned());
    let key = |(finding, print): (&'a Finding, redline_lint::fingerprint::Fingerprint)| {
        let rule = finding.rule.to_string();
        (FindingKey { path: path.to_owned(), rule, fingerprint: print.whole.to_string() }, finding)
    };
    findings.iter().zip(prints).map(key).collect()
}

/// The finding with a key, in the current text of its file.
///
/// # Errors
/// If it is no longer there.
pub(super) fn current_finding<'a>(view: &BookView<'a>, key: &FindingKey) -> Result<&'a Finding, String> {
    let gone = || format!("`{}` is no longer found here", key.rule);
    let found = keyed_findings(view, &key.path).into_iter().find(|(known, _)| known == key);
    let (_, finding) = found.ok_or_else(gone)?;
    let file = view.file(&key.path).ok_or_else(|| format!("{} cannot be read", key.path.display()))?;
    if file.text() != finding.file.text() {
        return Err("the text has changed since it was checked".to_owned());
    }
    Ok(finding)
}
