//! Fixes applied to a fixed point, each pass proved.
//!
//! A fix declares what it changes. After each pass the text is parsed again, and everything that no applied fix declares
//! must be unchanged; a fix that violates this is rejected.

mod attempt;
mod candidate;
mod counts;
mod declared;
mod fixed;
mod links;
mod outline;
mod page;
mod pins;
mod policy;
mod proof;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use attempt::{Attempt, FileToFix};
use redline_document::diagnostic::{Finding, RunError};
use redline_document::edit::Applicability;

pub use counts::FixCounts;
pub use fixed::{Fixed, FixedText};
pub use links::held_ids;
pub use pins::{is_plain_id, pin};
pub use policy::{HeldIds, OldIds, Policy};
pub use proof::is_same_without_comments;
pub use write::{WriteError, check_writable, write};

/// Maximum number of passes until fixes count as unsettled.
const MAX_PASSES: usize = 10;

/// Applies the fixes of findings until none is left. `relint` checks the files again, given the texts changed so far.
///
/// If the fixes of some rules do not settle, everything is done again without these rules, and a problem names them.
///
/// # Errors
/// The error of `relint`.
pub fn fix_all<E>(
    policy: &Policy,
    mut relint: impl FnMut(&BTreeMap<PathBuf, FixedText>) -> Result<Vec<Finding>, E>,
) -> Result<Fixed, E> {
    let mut unsettled: BTreeSet<String> = BTreeSet::new();
    loop {
        let (mut fixed, remaining) = fix_without(&unsettled, policy, &mut relint)?;
        if remaining.is_empty() {
            fixed.problems.extend(unsettled_problem(&unsettled));
            return Ok(fixed);
        }
        unsettled.extend(remaining);
    }
}

/// Applies the fix of one finding to the text in which it was found.
///
/// # Errors
/// Why the fix cannot be applied.
pub fn fix_one(policy: &Policy, finding: &Finding) -> Result<Fixed, String> {
    let (path, text) = (finding.file.path(), finding.file.text());
    let attempt = Attempt::of(&FileToFix { path, original: text, text, policy }, vec![finding]);
    if let Some(rejection) = attempt.rejected.first() {
        return Err(format!("the fix would change {}", rejection.reason));
    }
    let mut fixed = Fixed::default();
    fixed.record(path, text, attempt);
    match fixed.problems.first() {
        Some(problem) => Err(problem.message.clone()),
        None if fixed.texts.is_empty() => Err("the finding has no fix".to_owned()),
        None => Ok(fixed),
    }
}

/// Applies the fixes of all rules but `unsettled`. Also returns the rules that still have fixes after the last pass.
fn fix_without<E>(
    unsettled: &BTreeSet<String>,
    policy: &Policy,
    relint: &mut impl FnMut(&BTreeMap<PathBuf, FixedText>) -> Result<Vec<Finding>, E>,
) -> Result<(Fixed, BTreeSet<String>), E> {
    let mut fixed = Fixed::default();
    let (mut passes, mut chain) = (0, Chain::default());
    loop {
        let mut findings = relint(&fixed.texts)?;
        findings.retain(|finding| !unsettled.contains(finding.rule.as_ref()));
        let files = by_file(&findings, policy.least);
        let rules: BTreeSet<String> = files.values().flatten().map(|finding| finding.rule.to_string()).collect();
        if passes == MAX_PASSES {
            return Ok((fixed, rules));
        }
        let (before, found) = (fixed.applied, files.values().map(Vec::len).sum());
        let files: Vec<(FileToFix<'_>, Vec<&Finding>)> = files
            .into_iter()
            .filter_map(|(path, findings)| {
                let text = findings.first()?.file.text();
                Some((FileToFix { path, original: text, text, policy }, findings))
            })
            .collect();
        let attempts: Vec<_> = files.par_iter().map(|(file, findings)| attempt(&fixed, file, findings)).collect();
        for ((file, _), attempt) in files.iter().zip(attempts) {
            fixed.record(file.path, file.text, attempt);
        }
        if fixed.applied == before {
            return Ok((fixed, BTreeSet::new()));
        }
        passes += usize::from(!chain.continues(rules, found));
    }
}

/// Tries the fixes of one file that were not rejected before.
fn attempt<'a>(fixed: &Fixed, file: &FileToFix<'_>, findings: &[&'a Finding]) -> Attempt<'a> {
    let original = fixed.original(file.path).unwrap_or(file.text);
    let untried = findings.iter().filter(|finding| !fixed.is_rejected(finding)).copied().collect();
    Attempt::of(&FileToFix { original, ..*file }, untried)
}

/// Consecutive passes that apply fixes of one rule, fewer each time. They count as one: `the the the the` needs several.
#[derive(Default)]
struct Chain {
    rules: BTreeSet<String>,
    found: usize,
}

impl Chain {
    /// Whether a pass with `found` fixes of `rules` continues the chain. Chains end, since each pass has fewer fixes.
    fn continues(&mut self, rules: BTreeSet<String>, found: usize) -> bool {
        let continues = rules.len() == 1 && self.rules == rules && found < self.found;
        *self = Self { rules, found };
        continues
    }
}

/// Error that names the rules whose fixes do not settle.
fn unsettled_problem(rules: &BTreeSet<String>) -> Option<RunError> {
    let names: Vec<String> = rules.iter().map(|rule| format!("`{rule}`")).collect();
    let message = match names.as_slice() {
        [] => return None,
        [rule] => format!("the fix of {rule} does not settle: each pass calls for another one, so none was applied"),
        [..] => format!("the fixes of {} undo each other, so none of them was applied", names.join(", ")),
    };
    Some(RunError { file: None, message })
}

/// Removes the fixes that [`fix_all`] would reject, and gives the reason in the help of their findings.
pub fn drop_unprovable(findings: &mut [Finding], policy: &Policy) {
    let files: Vec<_> = by_file(findings, policy.least).into_iter().collect();
    let rejected = |(path, findings): &(&Path, Vec<&Finding>)| {
        let text = findings.first().map_or("", |finding| finding.file.text());
        let attempt = Attempt::of(&FileToFix { path, original: text, text, policy }, findings.clone());
        let rejections = attempt.rejected.into_iter();
        rejections.map(|rejection| (place_of(rejection.finding), rejection.reason)).collect::<Vec<_>>()
    };
    let rejected: BTreeMap<_, &'static str> = files.par_iter().flat_map_iter(rejected).collect();
    if rejected.is_empty() {
        return;
    }
    for finding in findings {
        let Some(reason) = rejected.get(&place_of(finding)) else { continue };
        let Some(fix) = finding.fix.take() else { continue };
        let help = format!("{}: no fix is applied, since it would change {reason}", fix.title);
        finding.help.get_or_insert(help);
    }
}

/// Identity of a finding within a run.
fn place_of(finding: &Finding) -> (PathBuf, usize, usize, String) {
    (finding.file.path().to_owned(), finding.span.start, finding.span.end, finding.rule.to_string())
}

/// Findings with a fix that is to be applied, by file.
fn by_file(findings: &[Finding], least: Applicability) -> BTreeMap<&Path, Vec<&Finding>> {
    let mut files: BTreeMap<&Path, Vec<&Finding>> = BTreeMap::new();
    let is_applied = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.applicability >= least);
    for finding in findings.iter().filter(is_applied) {
        files.entry(finding.file.path()).or_default().push(finding);
    }
    files
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::Arc;

    use super::*;
    use redline_document::diagnostic::Severity;
    use redline_document::document::Dialect;
    use redline_document::edit::{Change, Edit, Fix};
    use redline_document::source::SourceFile;

    /// Fixes a text with a rule that capitalizes one letter a pass.
    fn capitalized(text: &str) -> Fixed {
        let policy = Policy { least: Applicability::Safe, dialects: vec![Dialect::default()], ids: OldIds::Hold };
        let relint = |texts: &BTreeMap<PathBuf, FixedText>| {
            let text = texts.get(Path::new("a.md")).map_or(text, |text| text.after.as_str());
            let finding = |at: usize| {
                let edit = Edit::replace(at..at + 1, text[at..=at].to_uppercase());
                Finding {
                    rule: "capital".into(),
                    level: Severity::Warning,
                    message: String::new(),
                    help: None,
                    link: None,
                    file: Arc::new(SourceFile::new("a.md", text)),
                    on_disk: true,
                    span: at..at + 1,
                    related: None,
                    chapter: String::new(),
                    section: Vec::new(),
                    fix: Some(Fix::new("write a capital", Applicability::Safe, Change::Text, [edit])),
                    is_known: false,
                }
            };
            Ok(text.find(char::is_lowercase).map(finding).into_iter().collect())
        };
        let Ok(fixed) = fix_all::<Infallible>(&policy, relint);
        fixed
    }

    #[test]
    fn fixes_may_take_ten_passes_to_settle() {
        let fixed = capitalized("abcdefghi");
        assert_eq!((fixed.applied, fixed.problems.len()), (9, 0));
        assert_eq!(fixed.texts[Path::new("a.md")].after, "ABCDEFGHI");
        let unsettled = capitalized("abcdefghijk");
        assert_eq!((unsettled.applied, unsettled.texts.len()), (0, 0));
        assert!(unsettled.problems[0].message.starts_with("the fix of `capital` does not settle"));
    }
}
