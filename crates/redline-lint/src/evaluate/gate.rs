//! Evaluation of the gate.

use crate::baseline::Baseline;
use crate::config::Gate;
use crate::lint_report::{Condition, GateResult, LintReport};
use redline_document::diagnostic::Severity;

/// How many words a chapter has at least before its density says something.
const MIN_WORDS: usize = 50;

impl Gate {
    /// The result for what a run found.
    pub fn evaluate(&self, report: &LintReport, baseline: Option<&Baseline>) -> GateResult {
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
        GateResult { passed, informational: self.informational, conditions }
    }
}

impl Condition {
    fn at_most(name: &'static str, actual: f64, limit: f64) -> Self {
        Self { name, actual, limit, passed: actual <= limit, chapter: None }
    }
}

/// The chapter whose density has grown most.
fn density(limit: f64, report: &LintReport, baseline: &Baseline) -> Condition {
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

/// Counts of findings and words are far below the numbers that a double holds exactly.
fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_report_counts_and_limits() {
        let gate = Gate { new_errors: Some(0), structure: Some(0.9), informational: true, ..Gate::default() };
        let chapter = crate::lint_report::ChapterFigures { required: 4, met: 3, ..Default::default() };
        let report = LintReport { chapters: vec![chapter], ..LintReport::default() };
        let result = gate.evaluate(&report, None);
        assert_eq!(
            result.to_string(),
            "gate: passed: new-errors is 0, at most 0 asked\n\
             gate: failed: structure is 0.75, at least 0.9 asked\n\
             gate: failed, which is only told: `informational` is set"
        );
        assert!(!result.passed && !result.fails());
    }
}
