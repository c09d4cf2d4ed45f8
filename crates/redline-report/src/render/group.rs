//! Grouping of repeats: findings of one rule on the same text in many chapters are one entry.

use std::path::Path;

use rustc_hash::FxHashMap;

use redline_document::diagnostic::Finding;

/// The number of files from which repeats are one entry.
const MIN_FILES: usize = 3;

/// Findings shown as one entry.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The finding shown in full.
    pub(super) first: &'a Finding,
    /// The other findings.
    pub(super) rest: Vec<&'a Finding>,
}

/// Findings of one rule and level on the same text.
#[derive(Default)]
struct Repeat<'a> {
    /// Their first files, up to [`MIN_FILES`].
    files: Vec<&'a Path>,
    /// The index of their group.
    group: Option<usize>,
}

/// Groups findings in the order of their first occurrence.
pub(super) fn group<'a>(findings: &[&'a Finding]) -> Vec<Group<'a>> {
    let mut numbers = FxHashMap::default();
    let mut repeats: Vec<Repeat<'_>> = Vec::new();
    let number = |finding: &&'a Finding| {
        let key = (finding.rule.as_ref(), finding.text(), finding.level);
        let number = *numbers.entry(key).or_insert(repeats.len());
        if number == repeats.len() {
            repeats.push(Repeat::default());
        }
        let (files, path) = (&mut repeats[number].files, finding.file.path());
        if files.len() < MIN_FILES && !files.contains(&path) {
            files.push(path);
        }
        number
    };
    let number_of: Vec<usize> = findings.iter().map(number).collect();
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (&finding, number) in findings.iter().zip(number_of) {
        let Repeat { files, group } = &mut repeats[number];
        match *group {
            Some(group) if files.len() >= MIN_FILES => groups[group].rest.push(finding),
            _ => {
                *group = Some(groups.len());
                groups.push(Group { first: finding, rest: Vec::new() });
            }
        }
    }
    groups
}
