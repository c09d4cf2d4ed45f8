//! Fixes of one file in one pass: as many as can be proved together.

use std::path::{Path, PathBuf};

use super::candidate::FixCandidate;
use super::counts::FixCounts;
use super::policy::Policy;
use super::proof::RenamedIds;
use crate::isolation::isolate;
use redline_document::diagnostic::{Finding, RunError};
use redline_document::edit::{Change, apply};

/// File in one pass.
#[derive(Clone, Copy)]
pub(super) struct FileToFix<'a> {
    pub(super) path: &'a Path,
    /// Text before the first pass.
    pub(super) original: &'a str,
    /// Text before this pass.
    pub(super) text: &'a str,
    pub(super) policy: &'a Policy,
}

/// Outcome of fixing one file.
#[derive(Default)]
pub(super) struct Attempt<'a> {
    pub(super) proved: Option<ProvedFixes<'a>>,
    pub(super) rejected: Vec<Rejection<'a>>,
    /// Set if fixing panicked, so that the file is left unchanged.
    pub(super) fault: Option<RunError>,
}

/// Finding whose fix cannot be proved even alone.
pub(super) struct Rejection<'a> {
    pub(super) finding: &'a Finding,
    /// What it would change, in words that complete `would change …`.
    pub(super) reason: &'static str,
}

/// Identity of a rejected fix that survives changes of the text around it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RejectionKey {
    pub(super) file: PathBuf,
    rule: String,
    text: String,
}

impl RejectionKey {
    pub(super) fn of(finding: &Finding) -> Self {
        let file = finding.file.path().to_owned();
        Self { file, rule: finding.rule.to_string(), text: finding.text().to_owned() }
    }
}

/// Findings whose fixes are proved together.
pub(super) struct ProvedFixes<'a> {
    findings: Vec<&'a Finding>,
    /// Number of fixes that are applied: one that touches another waits for the next pass.
    pub(super) applied: usize,
    pub(super) counts: FixCounts,
    pub(super) text: String,
    pub(super) renamed: RenamedIds,
}

impl<'a> ProvedFixes<'a> {
    /// Proves fixes together.
    ///
    /// # Errors
    /// What they would change, in words that complete `would change …`.
    fn new(file: &FileToFix<'_>, findings: &[&'a Finding]) -> Result<Self, &'static str> {
        let FileToFix { path, original, text: before, policy } = *file;
        let (after, applied) = apply(before, findings.iter().filter_map(|finding| finding.fix.as_ref()));
        let (text, renamed) = FixCandidate { path, original, before, after, fixes: &applied, policy }.prove()?;
        let counts = FixCounts::of(&applied);
        Ok(Self { findings: findings.to_vec(), applied: applied.len(), counts, text, renamed })
    }
}

impl<'a> Attempt<'a> {
    /// Tries the fixes of one file. If that panics, only this file is left unchanged.
    pub(super) fn of(file: &FileToFix<'_>, findings: Vec<&'a Finding>) -> Self {
        let attempt = isolate(|| {
            let mut attempt = Self::default();
            let (first, later) = in_turn(findings);
            attempt.proved = attempt.provable(file, &first).filter(|proved| proved.applied > 0);
            if attempt.proved.is_none() {
                attempt.proved = attempt.provable(file, &later);
            }
            attempt
        });
        attempt.unwrap_or_else(|fault| {
            let problem = RunError { file: Some(file.path.to_owned()), message: fault.describe("fixing this file") };
            Self { fault: Some(problem), ..Self::default() }
        })
    }

    /// Finds findings whose fixes can be proved together by bisection, and rejects those whose fix cannot be proved even
    /// alone.
    fn provable(&mut self, file: &FileToFix<'_>, findings: &[&'a Finding]) -> Option<ProvedFixes<'a>> {
        let reason = match ProvedFixes::new(file, findings) {
            Ok(proved) => return Some(proved),
            Err(reason) => reason,
        };
        match findings {
            [] => None,
            [finding] => {
                self.rejected.push(Rejection { finding, reason });
                None
            }
            _ => {
                let (first, second) = findings.split_at(findings.len() / 2);
                let (first, second) = (self.provable(file, first), self.provable(file, second));
                let (first, second) = match (first, second) {
                    (Some(first), Some(second)) => (first, second),
                    (first, second) => return first.or(second),
                };
                let both = [first.findings.as_slice(), &second.findings].concat();
                // If the halves cannot be proved together, the second is tried again on the next pass.
                Some(ProvedFixes::new(file, &both).unwrap_or(first))
            }
        }
    }
}

/// Splits findings into those of this pass and those of the next: while a fix makes a heading, it is not known yet which
/// sections are missing or out of order.
fn in_turn(findings: Vec<&Finding>) -> (Vec<&Finding>, Vec<&Finding>) {
    let change = |finding: &&Finding| finding.fix.as_ref().map(|fix| fix.change);
    let makes_heading = findings.iter().any(|finding| change(finding) == Some(Change::Block));
    let waits = |finding: &&Finding| makes_heading && matches!(change(finding), Some(Change::Section | Change::Order));
    let (later, first) = findings.into_iter().partition(waits);
    (first, later)
}
