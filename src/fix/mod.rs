//! Fixes applied to a fixed point, each pass proved.
//!
//! A fix declares what it changes. After each pass the text is parsed again, and everything that
//! no applied fix declared must be what it was; a fix that fails this is left out and told.

mod links;
mod outline;
mod pins;
mod proof;
mod proved;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::cache::Cache;
use crate::diagnostic::{Finding, Problem};
use crate::document::Dialect;
use crate::edit::{Applicability, apply};
use links::Renamed;
use proved::{Mended, Proved};

pub use links::{HeldIds, held_ids};
pub(crate) use proof::is_same_without_comments;
pub use write::{WriteError, check_writable, write};

/// How often sources are fixed and looked at again before the fixes are said to fight.
const MAX_PASSES: usize = 10;

/// What may be fixed, and for whom it must stay the same.
#[derive(Clone, Debug)]
pub struct Policy<'a> {
    /// The least trusted kind of fix that is applied.
    pub least: Applicability,
    /// The mdBooks under which blocks and ids must stay. For sources, every one that may build
    /// them; for a build, the one that runs.
    pub dialects: Vec<Dialect>,
    /// What becomes of the id of a heading whose words change.
    pub ids: OldIds,
    /// Of a served book, what earlier runs have proved.
    pub known: Option<&'a Cache>,
}

/// What becomes of the id of a heading whose words change.
#[derive(Clone, Debug)]
pub enum OldIds {
    /// It must stay as it is, so most such headings keep their words.
    Hold,
    /// It is written out, `{#old-id}`, which the renderer reads.
    Pin,
    /// It changes and links in the book follow, but for these ids, whose links cannot.
    Follow(HeldIds),
}

/// What fixing a set of files gave.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The new text of each file that changes.
    pub texts: BTreeMap<PathBuf, FixedText>,
    /// How many fixes were applied.
    pub applied: usize,
    /// How many of them each file has.
    pub applied_in: BTreeMap<PathBuf, usize>,
    /// Fixes that were left out because they could not be proved: the findings stay.
    pub refused: Vec<Problem>,
    /// Rules that fight.
    pub problems: Vec<Problem>,
    known_refusals: BTreeSet<RefusalKey>,
    renamed: Renamed,
}

/// A file before and after.
#[derive(Clone, Debug)]
pub struct FixedText {
    /// What was read.
    pub before: String,
    /// What it becomes.
    pub after: String,
}

/// Applies the fixes of findings until none is left: `look` checks the files anew, given the texts
/// that changed so far.
///
/// # Errors
/// Whatever `look` fails with.
pub fn fix_all<E>(
    policy: &Policy<'_>,
    mut look: impl FnMut(&BTreeMap<PathBuf, FixedText>) -> Result<Vec<Finding>, E>,
) -> Result<Fixed, E> {
    let mut fixed = Fixed::default();
    for _ in 0..MAX_PASSES {
        let findings = look(&fixed.texts)?;
        let before = fixed.applied;
        let files: Vec<_> = by_file(&findings, policy.least).into_iter().collect();
        let attempts: Vec<_> = files.par_iter().map(|(path, findings)| fixed.attempt(path, findings, policy)).collect();
        for ((path, findings), attempt) in files.iter().zip(attempts) {
            fixed.take(path, findings, attempt);
        }
        if fixed.applied == before {
            return Ok(fixed);
        }
    }
    let left = look(&fixed.texts)?;
    let fighting: BTreeSet<&str> =
        by_file(&left, policy.least).values().flatten().map(|finding| finding.rule.as_ref()).collect();
    if !fighting.is_empty() {
        let rules = fighting.into_iter().collect::<Vec<_>>().join("`, `");
        let message = format!("the fixes of `{rules}` undo each other: they ask for opposite things");
        fixed.problems.push(Problem { file: None, message });
    }
    Ok(fixed)
}

/// The findings that have a fix to be applied, by file.
fn by_file(findings: &[Finding], least: Applicability) -> BTreeMap<&Path, Vec<&Finding>> {
    let mut files: BTreeMap<&Path, Vec<&Finding>> = BTreeMap::new();
    let wanted = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.applicability >= least);
    for finding in findings.iter().filter(wanted) {
        files.entry(finding.file.path()).or_default().push(finding);
    }
    files
}

impl Fixed {
    /// `12 fixes in 3 chapters`, with the word for what was fixed; `None` if nothing was.
    pub fn summary(&self, noun: &str) -> Option<String> {
        let (count, places) = (self.applied, self.texts.len());
        let fixes = if count == 1 { "fix" } else { "fixes" };
        let plural = if places == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {fixes} in {places} {noun}{plural}"))
    }

    /// Takes out the new text of a file that was not written, and its fixes.
    pub fn take_out(&mut self, path: &Path) {
        self.texts.remove(path);
        self.applied -= self.applied_in.remove(path).unwrap_or_default();
    }

    /// Finds which fixes of one file can be proved together.
    fn attempt<'a>(&self, path: &Path, findings: &[&'a Finding], policy: &Policy<'_>) -> Attempt<'a> {
        let new = |finding: &&&Finding| !self.known_refusals.contains(&refusal_key(path, finding));
        let wanted: Vec<&Finding> = findings.iter().filter(new).copied().collect();
        let mut attempt = Attempt::default();
        if let Some(finding) = findings.first() {
            attempt.proved = attempt.provable(path, finding.file.text(), wanted, policy);
        }
        attempt
    }

    /// Takes what was found for one file.
    fn take(&mut self, path: &Path, findings: &[&Finding], attempt: Attempt<'_>) {
        for (refusal, key) in attempt.refused {
            self.refused.push(refusal);
            self.known_refusals.insert(key);
        }
        let Some(Together { proved, applied, .. }) = attempt.proved.filter(|together| together.applied > 0) else {
            return;
        };
        let Some(text) = findings.first().map(|finding| finding.file.text()) else { return };
        self.note_renamed(path, &proved.renamed);
        self.applied += applied;
        *self.applied_in.entry(path.to_owned()).or_default() += applied;
        // What could not be proved in the old text is looked at again in the new one.
        self.known_refusals.retain(|(other, ..)| other != path);
        self.refused.retain(|refusal| refusal.file.as_deref() != Some(path));
        let entry = self.texts.entry(path.to_owned());
        entry.or_insert_with(|| FixedText { before: text.to_owned(), after: String::new() }).after = proved.text;
    }
}

/// What became of the fixes of one file.
#[derive(Default)]
struct Attempt<'a> {
    proved: Option<Together<'a>>,
    /// Fixes that cannot be proved by themselves.
    refused: Vec<(Problem, RefusalKey)>,
}

/// Findings whose fixes are proved together.
struct Together<'a> {
    findings: Vec<&'a Finding>,
    /// How many of the fixes are applied: one that touches another waits.
    applied: usize,
    proved: Proved,
}

impl<'a> Together<'a> {
    /// # Errors
    /// What the fixes would change, in words that end `would change …`.
    fn new(path: &Path, text: &str, findings: Vec<&'a Finding>, policy: &Policy<'_>) -> Result<Self, Refused<'a>> {
        let (after, applied) = apply(text, findings.iter().filter_map(|finding| finding.fix.as_ref()));
        match (Mended { path, before: text, after, fixes: &applied, policy }).prove() {
            Ok(proved) => Ok(Self { applied: applied.len(), findings, proved }),
            Err(what) => Err(Refused { findings, what }),
        }
    }
}

/// Findings whose fixes do not go together, and what they would change.
struct Refused<'a> {
    findings: Vec<&'a Finding>,
    what: &'static str,
}

impl<'a> Attempt<'a> {
    /// The findings whose fixes can be proved together, found by halves; one that cannot be proved
    /// by itself is refused for good.
    fn provable(
        &mut self,
        path: &Path,
        text: &str,
        findings: Vec<&'a Finding>,
        policy: &Policy<'_>,
    ) -> Option<Together<'a>> {
        let Refused { findings, what } = match Together::new(path, text, findings, policy) {
            Ok(together) => return Some(together),
            Err(refused) => refused,
        };
        match findings.as_slice() {
            [] => None,
            [finding] => {
                let line = finding.file.position(finding.span.start).line;
                let message =
                    format!("line {line}: the fix of `{}` was not applied: it would change {what}", finding.rule);
                self.refused.push((Problem { file: Some(path.to_owned()), message }, refusal_key(path, finding)));
                None
            }
            _ => {
                let (first, second) = findings.split_at(findings.len() / 2);
                let one = self.provable(path, text, first.to_vec(), policy);
                let other = self.provable(path, text, second.to_vec(), policy);
                match (one, other) {
                    (Some(one), Some(other)) => {
                        let both = [one.findings.as_slice(), &other.findings].concat();
                        // If the halves do not go together, the second comes again on the next pass.
                        Some(Together::new(path, text, both, policy).unwrap_or(one))
                    }
                    (one, other) => one.or(other),
                }
            }
        }
    }
}

/// What tells a refused fix from others: its file, its rule and its words.
type RefusalKey = (PathBuf, String, String);

/// What tells a refused fix from others when the text has changed around it.
fn refusal_key(path: &Path, finding: &Finding) -> RefusalKey {
    (path.to_owned(), finding.rule.to_string(), finding.text().to_owned())
}
