//! Repeats told once: the same rule and text in many chapters is one fault of the book.

use std::ffi::OsStr;

use rustc_hash::FxHashMap;

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

/// What findings of one group share.
#[derive(Default)]
struct Shared<'a> {
    /// As many of their files as matter, compared as they are written: there are thousands of findings.
    files: Vec<&'a OsStr>,
    /// The group of the first.
    group: Option<usize>,
}

/// Groups `findings`, keeping the order of first appearance.
pub(super) fn group<'a>(findings: &[&'a Finding]) -> Vec<Group<'a>> {
    let mut numbers = FxHashMap::default();
    let mut shared: Vec<Shared<'_>> = Vec::new();
    let number = |finding: &&'a Finding| {
        let key = (finding.rule.as_ref(), finding.text(), finding.level);
        let number = *numbers.entry(key).or_insert(shared.len());
        if number == shared.len() {
            shared.push(Shared::default());
        }
        let (files, path) = (&mut shared[number].files, finding.file.path().as_os_str());
        if files.len() < MIN_CHAPTERS && !files.contains(&path) {
            files.push(path);
        }
        number
    };
    let number_of: Vec<usize> = findings.iter().map(number).collect();
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (&finding, number) in findings.iter().zip(number_of) {
        let Shared { files, group } = &mut shared[number];
        match *group {
            Some(group) if files.len() >= MIN_CHAPTERS => groups[group].rest.push(finding),
            _ => {
                *group = Some(groups.len());
                groups.push(Group { first: finding, rest: Vec::new() });
            }
        }
    }
    groups
}
