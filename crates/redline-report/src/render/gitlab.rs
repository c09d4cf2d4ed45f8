//! GitLab's code quality report: an array of issues in the format of Code Climate.

use redline_document::diagnostic::Severity;
use redline_lint::fingerprint::{digest, fingerprints};
use redline_lint::lint_report::LintReport;
use serde::Serialize;

use super::paths::Paths;
use super::text::one_line;

#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    description: String,
    check_name: &'a str,
    /// GitLab merges issues with the same fingerprint, and recognises known issues by it.
    fingerprint: String,
    severity: &'static str,
    categories: [&'static str; 1],
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// All findings, and the problems with a file, since an issue needs one.
pub(super) fn gitlab(report: &LintReport, paths: &Paths) -> String {
    let fingerprints = fingerprints(&report.findings, |finding| paths.show(finding.file.path()));
    let findings = report.findings.iter().zip(fingerprints).map(|(finding, fingerprint)| {
        let line = |offset| finding.file.position(offset).line;
        issue(
            &finding.rule,
            &finding.message,
            fingerprint.whole.to_string(),
            severity(finding.level),
            Location {
                path: paths.show(finding.file.path()),
                lines: Lines { begin: line(finding.span.start), end: line(finding.span.end) },
            },
        )
    });
    let problems = report.problems.iter().filter_map(|problem| {
        let path = paths.show(problem.file.as_deref()?);
        let fingerprint = digest(&[b"problem", path.as_bytes(), problem.message.as_bytes()]);
        let location = Location { path, lines: Lines { begin: 1, end: 1 } };
        Some(issue("not-checked", &problem.message, fingerprint.to_string(), "blocker", location))
    });
    let issues: Vec<Issue<'_>> = problems.chain(findings).collect();
    format!("{}\n", serde_json::to_string(&issues).unwrap_or_default())
}

fn issue<'a>(
    check_name: &'a str,
    message: &str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
) -> Issue<'a> {
    let description = one_line(message);
    Issue { kind: "issue", description, check_name, fingerprint, severity, categories: ["Style"], location }
}

fn severity(level: Severity) -> &'static str {
    match level {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Suggestion => "info",
    }
}
