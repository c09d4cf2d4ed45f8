//! What a run found: findings, counts, and the results of the comparison with the baseline and of the gate.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::config::FailOn;
use crate::convention::Habit;
use redline_document::diagnostic::{Finding, RunError, Severity};

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct LintReport {
    /// By file, place and rule.
    pub findings: Vec<Finding>,
    /// What could not be checked.
    pub problems: Vec<RunError>,
    /// Words of prose in the chapters.
    pub words: usize,
    /// The files whose text was checked.
    pub files: BTreeSet<PathBuf>,
    /// Findings that comments silenced.
    pub suppressed: usize,
    /// How many findings of each rule comments silenced.
    pub silenced: BTreeMap<Cow<'static, str>, usize>,
    /// The chapters that were checked, in the order of the book.
    pub chapters: Vec<ChapterFigures>,
    /// How the findings stand to the baseline, if there is one.
    pub baseline: Option<BaselineSummary>,
    /// What the gates of the books say, if they have some.
    pub gates: Vec<GateResult>,
    /// Forms that the books have settled on although a rule would write another.
    pub habits: Vec<Habit>,
    /// Files whose fixes are not written: those outside the book, and in a run of `fix` those that could not be written.
    pub left_alone: BTreeSet<PathBuf>,
}

/// What was counted in one chapter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChapterFigures {
    /// Its name.
    pub name: String,
    /// Its file, if it has one.
    pub file: Option<PathBuf>,
    /// Words of prose.
    pub words: usize,
    /// The template of its page, if it has one.
    pub template: Option<String>,
    /// Sections that the template requires.
    pub required: usize,
    /// Of those, how many are there and in their place.
    pub met: usize,
}

impl LintReport {
    /// How many findings have this level.
    pub fn count(&self, level: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// Whether `fix` would write the fix of a finding, if that is trusted enough.
    pub fn is_fixable(&self, finding: &Finding) -> bool {
        finding.fix.is_some() && !self.left_alone.contains(finding.file.path())
    }

    /// The report without findings that are in the baseline.
    #[must_use]
    pub fn without_known(&self) -> Self {
        let new = self.findings.iter().filter(|finding| !finding.is_known).cloned().collect();
        Self { findings: new, ..self.clone() }
    }

    /// Keeps the findings and problems of some files.
    pub fn keep_files(&mut self, keep: impl Fn(&Path) -> bool) {
        self.findings.retain(|finding| keep(finding.file.path()));
        self.problems.retain(|problem| problem.file.as_deref().is_none_or(&keep));
        self.files.retain(|file| keep(file));
    }

    /// Adds what another run found.
    pub fn merge(&mut self, other: Self) {
        if self.findings.is_empty() {
            self.findings = other.findings;
        } else {
            self.findings.extend(other.findings);
            self.findings.sort_by(Finding::order);
        }
        self.problems.extend(other.problems);
        self.words += other.words;
        self.files.extend(other.files);
        self.left_alone.extend(other.left_alone);
        self.suppressed += other.suppressed;
        for (rule, count) in other.silenced {
            *self.silenced.entry(rule).or_default() += count;
        }
        self.chapters.extend(other.chapters);
        self.gates.extend(other.gates);
        self.habits.extend(other.habits);
        self.baseline = match (self.baseline, other.baseline) {
            (Some(one), Some(other)) => Some(one.with(other)),
            (one, other) => one.or(other),
        };
    }
}

impl LintReport {
    /// Whether what was found fails: something new at the level or above, or a gate that is closed. If nothing is ever to
    /// fail, neither does.
    pub fn fails(&self, fail_on: FailOn) -> bool {
        self.failure(fail_on).is_some()
    }

    /// The conditions that are not met, in one line; `None` if the run passes.
    ///
    /// `2 errors, 1 warning not in the baseline (fail-on = "warning"); gate: new-warnings is 1, at most 0 asked`
    pub fn failure(&self, fail_on: FailOn) -> Option<String> {
        if fail_on == FailOn::Never {
            return None;
        }
        let new = |level: Severity| self.findings.iter().filter(|it| !it.is_known && it.level == level).count();
        let failing = [Severity::Error, Severity::Warning, Severity::Suggestion];
        let failing = failing.into_iter().filter(|level| fail_on.fails(*level));
        let counts: Vec<String> = failing
            .map(|level| (level.as_str(), new(level)))
            .filter(|(_, count)| *count > 0)
            .map(|(level, count)| format!("{count} {level}{}", if count == 1 { "" } else { "s" }))
            .collect();
        let mut conditions = Vec::new();
        if !counts.is_empty() {
            let which = if self.baseline.is_some() { " not in the baseline" } else { "" };
            conditions.push(format!("{}{which} (fail-on = \"{}\")", counts.join(", "), fail_on.as_str()));
        }
        let closed = self.gates.iter().filter(|gate| gate.fails()).flat_map(GateResult::failed);
        conditions.extend(closed.map(|condition| format!("gate: {condition}")));
        (!conditions.is_empty()).then(|| conditions.join("; "))
    }
}

/// Comparison of a run with the baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BaselineSummary {
    /// Findings that are in it.
    pub known: usize,
    /// Findings that are not.
    pub new: usize,
    /// Entries that are no longer found.
    pub stale: usize,
}

impl BaselineSummary {
    /// Of two runs together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { known: self.known + other.known, new: self.new + other.new, stale: self.stale + other.stale }
    }
}

/// One condition of a gate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Condition {
    /// Its key in the table.
    pub name: &'static str,
    /// What it is.
    pub actual: f64,
    /// What it may be.
    pub limit: f64,
    /// Whether it is met.
    pub passed: bool,
    /// The chapter that it applies to, if it is about one chapter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chapter: Option<String>,
}

/// Result of a gate over a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GateResult {
    /// Whether all conditions are met.
    pub passed: bool,
    /// Whether it fails nothing.
    pub informational: bool,
    /// The conditions that were set.
    pub conditions: Vec<Condition>,
}

impl GateResult {
    /// The conditions that are not met.
    pub(crate) fn failed(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter(|condition| !condition.passed)
    }

    /// Whether the run fails by it.
    pub fn fails(&self) -> bool {
        !self.passed && !self.informational
    }
}

impl fmt::Display for Condition {
    /// What it is and what it may be.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, actual, limit, passed: _, chapter } = self;
        let place = chapter.as_deref().map(|chapter| format!(" in {chapter}")).unwrap_or_default();
        let bound = if *name == "structure" { "at least" } else { "at most" };
        write!(f, "{name} is {}{place}, {bound} {} asked", shown(*actual), shown(*limit))
    }
}

impl fmt::Display for GateResult {
    /// One line for each condition, then the verdict.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for condition in &self.conditions {
            let mark = if condition.passed { "passed" } else { "failed" };
            writeln!(f, "gate: {mark}: {condition}")?;
        }
        let verdict = match (self.passed, self.informational) {
            (true, _) => "passed",
            (false, true) => "failed, which is only told: `informational` is set",
            (false, false) => "failed",
        };
        write!(f, "gate: {verdict}")
    }
}

/// A number with two places at most.
fn shown(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_each_condition_that_is_not_met() {
        let condition = |name, passed| Condition { name, actual: 1.0, limit: 0.0, passed, chapter: None };
        let conditions = vec![condition("new-errors", true), condition("new-warnings", false)];
        let gate = GateResult { passed: false, informational: false, conditions };
        let mut report = LintReport { gates: vec![gate.clone()], ..LintReport::default() };
        assert_eq!(report.failure(FailOn::Error).as_deref(), Some("gate: new-warnings is 1, at most 0 asked"));
        assert_eq!(report.failure(FailOn::Never), None);
        report.gates = vec![GateResult { informational: true, ..gate }];
        report.baseline = Some(BaselineSummary::default());
        assert_eq!((report.failure(FailOn::Suggestion), report.fails(FailOn::Suggestion)), (None, false));
    }
}
