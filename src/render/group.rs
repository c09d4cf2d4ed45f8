//! Repeats told once: the same rule and text in many chapters is one fault of the book.

use std::collections::HashMap;

use crate::diagnostic::Finding;

/// From how many chapters on a repeat is one entry.
const MIN_CHAPTERS: usize = 3;

/// Findings that are shown as one entry.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The one that is shown in full.
    pub(super) first: &'a Finding,
    /// The others.
    pub(super) rest: Vec<&'a Finding>,
}

/// Groups `findings`, keeping the order of first appearance.
pub(super) fn group<'a>(findings: &[&'a Finding]) -> Vec<Group<'a>> {
    let key = |finding: &'a Finding| (finding.rule.as_ref(), finding.text(), finding.level);
    // As many files as matter, compared as they are written: there are thousands of findings.
    let mut files: HashMap<_, Vec<_>> = HashMap::new();
    for finding in findings {
        let seen = files.entry(key(finding)).or_default();
        let path = finding.file.path().as_os_str();
        if seen.len() < MIN_CHAPTERS && !seen.contains(&path) {
            seen.push(path);
        }
    }
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut known: HashMap<_, usize> = HashMap::new();
    for &finding in findings {
        let repeats = files[&key(finding)].len() >= MIN_CHAPTERS;
        if let Some(&index) = known.get(&key(finding)).filter(|_| repeats) {
            groups[index].rest.push(finding);
        } else {
            known.insert(key(finding), groups.len());
            groups.push(Group { first: finding, rest: Vec::new() });
        }
    }
    groups
}
