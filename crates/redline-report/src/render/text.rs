//! Phrases shared by several formats.

use redline_document::diagnostic::{Finding, Severity};
use redline_lint::lint_report::LintReport;

/// A message on one line, even if it quotes line breaks.
pub(super) fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).collect::<Vec<_>>().join(" ")
}

/// The findings, the most serious first.
pub(super) fn by_severity(findings: &[Finding]) -> Vec<&Finding> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    sorted
}

/// `1 error`, `2 errors`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The number of findings per level, the most serious first, without zeros.
pub(super) fn level_counts(report: &LintReport) -> Vec<String> {
    [Severity::Error, Severity::Warning, Severity::Suggestion]
        .into_iter()
        .map(|level| (report.count(level), level))
        .filter(|(count, _)| *count > 0)
        .map(|(count, level)| counted(count, level.as_str()))
        .collect()
}
