//! Fixes applied to a fixed point, each pass proved.
//!
//! A fix declares what it changes. After each pass the text is parsed again, and everything that
//! no applied fix declared must be what it was; a fix that fails this is left out and told.

mod counts;
mod links;
mod outline;
mod page;
mod pins;
mod proof;
mod proved;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::{Finding, RunError};
use crate::document::Dialect;
use crate::edit::{Applicability, Change, apply};
use crate::isolation::isolate;
use links::Renamed;
use proved::{FixCandidate, Proved};

pub use counts::FixCounts;
pub use links::{HeldIds, held_ids};
pub(crate) use proof::is_same_without_comments;
pub use write::{WriteError, check_writable, write};

/// How often sources are fixed and checked again before fixes count as unsettled.
const MAX_PASSES: usize = 10;

/// What may be fixed, and for whom it must stay the same.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The least trusted kind of fix that is applied.
    pub least: Applicability,
    /// The mdBooks under which blocks and ids must stay. For sources, every one that may build
    /// them; for a build, the one that runs.
    pub dialects: Vec<Dialect>,
    /// What becomes of the id of a heading whose words change.
    pub ids: OldIds,
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
    /// How many were applied to each file, by what they are about.
    pub counts: BTreeMap<PathBuf, FixCounts>,
    /// Fixes that were left out because they could not be proved: the findings stay.
    pub refused: Vec<RunError>,
    /// Rules that fight.
    pub problems: Vec<RunError>,
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
/// Rules whose fixes never settle fix nothing: all starts again without them, and a problem names them.
///
/// # Errors
/// Whatever `look` fails with.
pub fn fix_all<E>(
    policy: &Policy,
    mut look: impl FnMut(&BTreeMap<PathBuf, FixedText>) -> Result<Vec<Finding>, E>,
) -> Result<Fixed, E> {
    let mut unsettled: BTreeSet<String> = BTreeSet::new();
    loop {
        let (mut fixed, fighting) = fix_without(&unsettled, policy, &mut look)?;
        if fighting.is_empty() {
            fixed.problems.extend(unsettled_problem(&unsettled));
            return Ok(fixed);
        }
        unsettled.extend(fighting);
    }
}

/// Applies the fixes of all rules but `unsettled`; also the rules whose fixes were still found after the last pass.
fn fix_without<E>(
    unsettled: &BTreeSet<String>,
    policy: &Policy,
    look: &mut impl FnMut(&BTreeMap<PathBuf, FixedText>) -> Result<Vec<Finding>, E>,
) -> Result<(Fixed, BTreeSet<String>), E> {
    let mut fixed = Fixed::default();
    let (mut passes, mut chain) = (0, Chain::default());
    loop {
        let mut findings = look(&fixed.texts)?;
        findings.retain(|finding| !unsettled.contains(finding.rule.as_ref()));
        let files = by_file(&findings, policy.least);
        if passes == MAX_PASSES {
            let fighting = files.values().flatten().map(|finding| finding.rule.to_string()).collect();
            return Ok((fixed, fighting));
        }
        let (before, found) = (fixed.applied, files.values().map(Vec::len).sum());
        let rules: BTreeSet<String> = files.values().flatten().map(|finding| finding.rule.to_string()).collect();
        let files: Vec<_> = files.into_iter().collect();
        let attempts: Vec<_> = files.par_iter().map(|(path, findings)| fixed.attempt(path, findings, policy)).collect();
        for ((path, findings), attempt) in files.iter().zip(attempts) {
            fixed.take(path, findings, attempt);
        }
        if fixed.applied == before {
            return Ok((fixed, BTreeSet::new()));
        }
        passes += usize::from(!chain.goes_on(rules, found));
    }
}

/// Passes that apply fixes of one rule alone, fewer each time: `the the the the` needs several, which count as one.
#[derive(Default)]
struct Chain {
    rules: BTreeSet<String>,
    found: usize,
}

impl Chain {
    /// Whether a pass with `found` fixes of `rules` goes on with the chain. Chains end, since each pass has fewer fixes.
    fn goes_on(&mut self, rules: BTreeSet<String>, found: usize) -> bool {
        let goes_on = rules.len() == 1 && self.rules == rules && found < self.found;
        *self = Self { rules, found };
        goes_on
    }
}

/// Names the rules whose fixes never settle.
fn unsettled_problem(rules: &BTreeSet<String>) -> Option<RunError> {
    let names: Vec<String> = rules.iter().map(|rule| format!("`{rule}`")).collect();
    let message = match names.as_slice() {
        [] => return None,
        [rule] => format!("the fix of {rule} does not settle: each pass calls for another one, so none was applied"),
        [..] => format!("the fixes of {} undo each other, so none of them was applied", names.join(", ")),
    };
    Some(RunError { file: None, message })
}

/// The fixes of one pass, and those that wait for the next: where a fix makes a heading, it is not known yet which sections
/// are missing or out of order.
fn in_turn(findings: Vec<&Finding>) -> (Vec<&Finding>, Vec<&Finding>) {
    let change = |finding: &&Finding| finding.fix.as_ref().map(|fix| fix.change);
    let makes_heading = findings.iter().any(|finding| change(finding) == Some(Change::Block));
    let waits = |finding: &&Finding| makes_heading && matches!(change(finding), Some(Change::Section | Change::Order));
    let (later, first) = findings.into_iter().partition(waits);
    (first, later)
}

/// Takes the fixes away that are to be applied and cannot be proved, so that what is offered is what [`fix_all`] applies. The help of such a
/// finding gives the reason.
pub fn drop_unprovable(findings: &mut [Finding], policy: &Policy) {
    let files: Vec<_> = by_file(findings, policy.least).into_iter().collect();
    let rejected = |(path, findings): &(&Path, Vec<&Finding>)| {
        let text = findings.first().map_or("", |finding| finding.file.text());
        let file = FileToFix { path, original: text, text, policy };
        let attempt = Attempt::of(&file, findings.clone());
        let rejections = attempt.rejected.into_iter();
        rejections.map(|rejection| (place_of(rejection.finding), rejection.what)).collect::<Vec<_>>()
    };
    let rejected: BTreeMap<_, &'static str> = files.par_iter().flat_map_iter(rejected).collect();
    if rejected.is_empty() {
        return;
    }
    for finding in findings {
        let Some(what) = rejected.get(&place_of(finding)) else { continue };
        let Some(fix) = finding.fix.take() else { continue };
        let help = format!("{}: no fix is applied, since it would change {what}", fix.title);
        finding.help.get_or_insert(help);
    }
}

/// What sets a finding apart from the others of a run.
fn place_of(finding: &Finding) -> (PathBuf, usize, usize, String) {
    (finding.file.path().to_owned(), finding.span.start, finding.span.end, finding.rule.to_string())
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
        self.applied -= self.counts.remove(path).unwrap_or_default().total();
    }

    /// Finds which fixes of one file can be proved together.
    fn attempt<'a>(&self, path: &Path, findings: &[&'a Finding], policy: &Policy) -> Attempt<'a> {
        let new = |finding: &&&Finding| !self.known_refusals.contains(&refusal_key(path, finding));
        let wanted: Vec<&Finding> = findings.iter().filter(new).copied().collect();
        let Some(finding) = findings.first() else { return Attempt::default() };
        let text = finding.file.text();
        let original = self.texts.get(path).map_or(text, |fixed| fixed.before.as_str());
        let file = FileToFix { path, original, text, policy };
        Attempt::of(&file, wanted)
    }

    /// Takes what was found for one file.
    fn take(&mut self, path: &Path, findings: &[&Finding], attempt: Attempt<'_>) {
        self.problems.extend(attempt.fault.filter(|fault| !self.problems.contains(fault)));
        for Rejection { finding, what } in attempt.rejected {
            let line = finding.file.position(finding.span.start).line;
            let message = format!("line {line}: the fix of `{}` was not applied: it would change {what}", finding.rule);
            self.refused.push(RunError { file: Some(path.to_owned()), message });
            self.known_refusals.insert(refusal_key(path, finding));
        }
        let Some(Together { proved, applied, counts, .. }) = attempt.proved.filter(|together| together.applied > 0)
        else {
            return;
        };
        let Some(text) = findings.first().map(|finding| finding.file.text()) else { return };
        self.note_renamed(path, &proved.renamed);
        self.applied += applied;
        self.counts.entry(path.to_owned()).or_default().add(counts);
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
    rejected: Vec<Rejection<'a>>,
    /// Set if fixing panicked, so that the file is left as it is.
    fault: Option<RunError>,
}

/// A fix that cannot be proved.
struct Rejection<'a> {
    finding: &'a Finding,
    /// What it would change, in words that end `would change …`.
    what: &'static str,
}

/// A file in one pass.
#[derive(Clone, Copy)]
struct FileToFix<'a> {
    path: &'a Path,
    /// Its text before the first pass.
    original: &'a str,
    /// Its text before this pass.
    text: &'a str,
    policy: &'a Policy,
}

/// Findings whose fixes are proved together.
struct Together<'a> {
    findings: Vec<&'a Finding>,
    /// How many of the fixes are applied: one that touches another waits.
    applied: usize,
    counts: FixCounts,
    proved: Proved,
}

impl<'a> Together<'a> {
    /// # Errors
    /// What the fixes would change, in words that end `would change …`.
    fn new(file: &FileToFix<'_>, findings: Vec<&'a Finding>) -> Result<Self, Refused<'a>> {
        let FileToFix { path, original, text: before, policy } = *file;
        let (after, applied) = apply(before, findings.iter().filter_map(|finding| finding.fix.as_ref()));
        match (FixCandidate { path, original, before, after, fixes: &applied, policy }).prove() {
            Ok(proved) => Ok(Self { applied: applied.len(), counts: FixCounts::of(&applied), findings, proved }),
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
    /// Tries the fixes of one file. A panic costs the fixes of this file alone.
    fn of(file: &FileToFix<'_>, findings: Vec<&'a Finding>) -> Self {
        let attempt = isolate(|| {
            let mut attempt = Self::default();
            let (first, later) = in_turn(findings);
            attempt.proved = attempt.provable(file, first).filter(|together| together.applied > 0);
            if attempt.proved.is_none() {
                attempt.proved = attempt.provable(file, later);
            }
            attempt
        });
        attempt.unwrap_or_else(|fault| {
            let problem = RunError { file: Some(file.path.to_owned()), message: fault.describe("fixing this file") };
            Self { fault: Some(problem), ..Self::default() }
        })
    }

    /// The findings whose fixes can be proved together, found by halves; one that cannot be proved
    /// by itself is refused for good.
    fn provable(&mut self, file: &FileToFix<'_>, findings: Vec<&'a Finding>) -> Option<Together<'a>> {
        let Refused { findings, what } = match Together::new(file, findings) {
            Ok(together) => return Some(together),
            Err(refused) => refused,
        };
        match findings.as_slice() {
            [] => None,
            [finding] => {
                self.rejected.push(Rejection { finding, what });
                None
            }
            _ => {
                let (first, second) = findings.split_at(findings.len() / 2);
                let one = self.provable(file, first.to_vec());
                let other = self.provable(file, second.to_vec());
                match (one, other) {
                    (Some(one), Some(other)) => {
                        let both = [one.findings.as_slice(), &other.findings].concat();
                        // If the halves do not go together, the second comes again on the next pass.
                        Some(Together::new(file, both).unwrap_or(one))
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
