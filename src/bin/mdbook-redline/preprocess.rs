//! The preprocessor: JSON in, JSON out, findings to standard error.

use mdbook_redline::preprocess::{Outcome, run_reading};
use redline_report::render::{Human, summary_line};

use crate::target::paths_here;
use crate::{Status, output};

/// How many bytes most books have as JSON.
const USUAL_BOOK: usize = 2 << 20;

/// Reads the whole book before anything is written: mdBook writes all of it before it reads.
pub(crate) fn run() -> anyhow::Result<Status> {
    // A book that has room need not be moved while it grows; what is not filled costs nothing.
    let mut buffer = Vec::with_capacity(USUAL_BOOK);
    let outcome = run_reading(std::io::stdin(), &mut buffer)?;
    print_outcome(&outcome)?;
    let status = if outcome.is_failure {
        Status::Findings
    } else {
        output::wire([outcome.book.as_str()])?;
        Status::Clean
    };
    // The process ends here.
    std::mem::forget(outcome);
    Ok(status)
}

/// Prints the findings and notes of a build.
pub(crate) fn print_outcome(outcome: &Outcome) -> anyhow::Result<()> {
    for note in &outcome.notes {
        output::note(&format!("redline: {note}"));
    }
    let Some(report) = &outcome.report else { return Ok(()) };
    let report = &report.without_known();
    let paths = paths_here()?;
    for problem in &report.problems {
        let place = problem.file.as_deref().map(|file| format!("{}: ", paths.show(file))).unwrap_or_default();
        output::note(&format!("redline: {place}{}", problem.message));
    }
    if !report.findings.is_empty() {
        let human = Human { colour: output::stderr_has_colour(), limit: Some(outcome.max_findings), quiet: false };
        output::note(&human.findings(report, &paths));
        output::note(&summary_line(report));
    }
    if let Some(failure) = &outcome.failure {
        let verb = if outcome.is_failure { "fails" } else { "would fail" };
        output::note(&format!("redline: the build {verb}: {failure}"));
    }
    Ok(())
}
