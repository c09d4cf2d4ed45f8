//! The baseline and the gate applied to what a run found.

mod baseline;
mod gate;

use crate::lint_report::LintReport;
use crate::settings::Settings;

pub use baseline::Comparison;

/// Marks the findings of a run over a whole book that the baseline holds, and evaluates the gate.
pub fn evaluate(report: &mut LintReport, settings: &Settings) {
    if let Some(baseline) = &settings.baseline {
        baseline.evaluate(report, settings);
    }
    let gate = settings.table.gate.as_ref();
    report.gates = gate.map(|gate| gate.evaluate(report, settings.baseline.as_deref())).into_iter().collect();
}
