//! Conditions that a run must meet, each told with what it is and what it may be.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::baseline::Baseline;
use crate::diagnostic::Severity;
use crate::lint::Report;
use crate::strict::Issue;

/// How many words a chapter has at least before its density says something.
const MIN_WORDS: usize = 50;

/// What a run may be at most: the table `gate`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Gate {
    /// How many errors there may be that are not in the baseline.
    pub new_errors: Option<usize>,
    /// How many warnings there may be that are not in the baseline.
    pub new_warnings: Option<usize>,
    /// By how much the findings per word of a chapter may have grown since the baseline: 0.1 is a tenth.
    pub density_increase: Option<f64>,
    /// The share of the sections that templates require which must be there, in their place: 1.0 is all of them.
    pub structure: Option<f64>,
    /// Whether conditions that are not met are told and fail nothing.
    pub informational: bool,
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
    /// The chapter that it is told of, if it is one chapter's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chapter: Option<String>,
}

/// What a gate says of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Passage {
    /// Whether all conditions are met.
    pub passed: bool,
    /// Whether it fails nothing.
    pub informational: bool,
    /// The conditions that were set.
    pub conditions: Vec<Condition>,
}

impl Gate {
    /// Checks what no type can: that shares are some.
    ///
    /// # Errors
    /// If a limit could never be met, or always is.
    pub(crate) fn check(&self) -> Result<(), Issue> {
        if self.structure.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            return Err(Issue::new("a share is between 0 and 1").under("structure"));
        }
        if self.density_increase.is_some_and(|growth| growth < 0.0) {
            return Err(Issue::new("a growth is 0 or more").under("density-increase"));
        }
        Ok(())
    }

    /// Looks at what a run found.
    pub fn judge(&self, report: &Report, baseline: Option<&Baseline>) -> Passage {
        let new = |level: Severity| report.findings.iter().filter(|it| !it.is_known && it.level == level).count();
        let mut conditions = Vec::new();
        for (name, limit, level) in
            [("new-errors", self.new_errors, Severity::Error), ("new-warnings", self.new_warnings, Severity::Warning)]
        {
            conditions.extend(limit.map(|limit| Condition::at_most(name, number(new(level)), number(limit))));
        }
        if let (Some(limit), Some(baseline)) = (self.density_increase, baseline) {
            conditions.push(density(limit, report, baseline));
        }
        if let Some(limit) = self.structure {
            let required: usize = report.chapters.iter().map(|chapter| chapter.required).sum();
            let met: usize = report.chapters.iter().map(|chapter| chapter.met).sum();
            let actual = if required == 0 { 1.0 } else { number(met) / number(required) };
            let passed = actual >= limit;
            conditions.push(Condition { name: "structure", actual, limit, passed, chapter: None });
        }
        let passed = conditions.iter().all(|condition| condition.passed);
        Passage { passed, informational: self.informational, conditions }
    }
}

impl Condition {
    fn at_most(name: &'static str, actual: f64, limit: f64) -> Self {
        Self { name, actual, limit, passed: actual <= limit, chapter: None }
    }
}

/// The chapter whose density has grown most.
fn density(limit: f64, report: &Report, baseline: &Baseline) -> Condition {
    let mut worst = Condition::at_most("density-increase", 0.0, limit);
    for chapter in report.chapters.iter().filter(|chapter| chapter.words >= MIN_WORDS) {
        let Some(file) = chapter.file.as_deref() else { continue };
        let name = baseline.name(file);
        let Some(before) = baseline.files.get(&name).filter(|volume| volume.words >= MIN_WORDS) else { continue };
        let old = baseline.entries.iter().filter(|entry| entry.file == name).count();
        let now = report.findings.iter().filter(|finding| finding.file.path() == file).count();
        let (old, now) = (number(old) / number(before.words), number(now) / number(chapter.words));
        // From nothing there is no growth to tell in shares; new findings are counted by the other conditions.
        let growth = if old > 0.0 { now / old - 1.0 } else { 0.0 };
        if growth > worst.actual {
            worst = Condition { chapter: Some(name), ..Condition::at_most("density-increase", growth, limit) };
        }
    }
    worst
}

impl Passage {
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

impl fmt::Display for Passage {
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

/// Counts of findings and words are far below the numbers that a double holds exactly.
fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_say_what_is_and_what_may_be() {
        let gate = Gate { new_errors: Some(0), structure: Some(0.9), informational: true, ..Gate::default() };
        let chapter = crate::lint::ChapterFigures { required: 4, met: 3, ..Default::default() };
        let report = Report { chapters: vec![chapter], ..Report::default() };
        let passage = gate.judge(&report, None);
        assert_eq!(
            passage.to_string(),
            "gate: passed: new-errors is 0, at most 0 asked\n\
             gate: failed: structure is 0.75, at least 0.9 asked\n\
             gate: failed, which is only told: `informational` is set"
        );
        assert!(!passage.passed && !passage.fails());
    }
}
