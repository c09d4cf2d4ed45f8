//! Whether a run passes: the one verdict of `check`, builds and reports.
//!
//! It is about the sources. What a build puts right in its pages is still to be put right in them, so it counts here as
//! it does in `check`.

use super::Report;
use crate::config::FailOn;
use crate::diagnostic::Severity;
use crate::gate::Passage;

impl Report {
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
        let closed = self.gates.iter().filter(|gate| gate.fails()).flat_map(Passage::failed);
        conditions.extend(closed.map(|condition| format!("gate: {condition}")));
        (!conditions.is_empty()).then(|| conditions.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baseline::Standing;
    use crate::gate::Condition;

    #[test]
    fn a_failure_names_each_condition_that_is_not_met() {
        let condition = |name, passed| Condition { name, actual: 1.0, limit: 0.0, passed, chapter: None };
        let conditions = vec![condition("new-errors", true), condition("new-warnings", false)];
        let gate = Passage { passed: false, informational: false, conditions };
        let mut report = Report { gates: vec![gate.clone()], ..Report::default() };
        assert_eq!(report.failure(FailOn::Error).as_deref(), Some("gate: new-warnings is 1, at most 0 asked"));
        assert_eq!(report.failure(FailOn::Never), None);
        report.gates = vec![Passage { informational: true, ..gate }];
        report.baseline = Some(Standing::default());
        assert_eq!((report.failure(FailOn::Suggestion), report.fails(FailOn::Suggestion)), (None, false));
    }
}
