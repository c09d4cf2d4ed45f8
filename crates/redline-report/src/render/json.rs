//! The documented JSON: stable, additions allowed.

use redline_document::diagnostic::{Finding, Severity};
use redline_document::edit::{Edit, Fix};
use redline_document::source::Position;
use redline_lint::lint_report::{BaselineSummary, GateResult, LintReport};
use serde::Serialize;

use super::paths::Paths;

/// The version of the format.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    findings: Vec<FindingEntry<'a>>,
    problems: Vec<ProblemEntry<'a>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<BaselineSummary>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    gates: &'a [GateResult],
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    file: String,
    rule: &'a str,
    level: Severity,
    message: &'a str,
    help: Option<&'a str>,
    link: Option<&'a str>,
    start: Position,
    end: Position,
    text: &'a str,
    chapter: &'a str,
    section: &'a [String],
    fix: Option<FixEntry<'a>>,
    /// Present only if there is a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<bool>,
}

#[derive(Serialize)]
struct FixEntry<'a> {
    level: &'static str,
    title: &'a str,
    edits: Vec<EditEntry<'a>>,
}

#[derive(Serialize)]
struct EditEntry<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct ProblemEntry<'a> {
    file: Option<String>,
    message: &'a str,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    words: usize,
    errors: usize,
    warnings: usize,
    suggestions: usize,
    fixable: usize,
    suppressed: usize,
}

/// The report as one line of JSON.
pub(super) fn json(report: &LintReport, paths: &Paths) -> String {
    let has_baseline = report.baseline.is_some();
    let finding = |finding| FindingEntry::new(finding, paths, has_baseline);
    let document = Document {
        version: VERSION,
        findings: report.findings.iter().map(finding).collect(),
        problems: report
            .problems
            .iter()
            .map(|problem| ProblemEntry {
                file: problem.file.as_deref().map(|file| paths.show(file)),
                message: &problem.message,
            })
            .collect(),
        summary: Summary {
            files: report.files.len(),
            words: report.words,
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            suggestions: report.count(Severity::Suggestion),
            fixable: report.findings.iter().filter(|finding| report.is_fixable(finding)).count(),
            suppressed: report.suppressed,
        },
        baseline: report.baseline,
        gates: &report.gates,
    };
    format!("{}\n", serde_json::to_string(&document).unwrap_or_default())
}

impl<'a> FindingEntry<'a> {
    fn new(finding: &'a Finding, paths: &Paths, has_baseline: bool) -> Self {
        Self {
            file: paths.show(finding.file.path()),
            rule: &finding.rule,
            level: finding.level,
            message: &finding.message,
            help: finding.help.as_deref(),
            link: finding.link.as_deref(),
            start: finding.file.position(finding.span.start),
            end: finding.file.position(finding.span.end),
            text: finding.text(),
            chapter: &finding.chapter,
            section: &finding.section,
            fix: finding.fix.as_ref().map(FixEntry::from),
            known: has_baseline.then_some(finding.is_known),
        }
    }
}

impl<'a> From<&'a Fix> for FixEntry<'a> {
    fn from(fix: &'a Fix) -> Self {
        let edit = |edit: &'a Edit| EditEntry { start: edit.span.start, end: edit.span.end, text: &edit.text };
        Self { level: fix.applicability.as_str(), title: &fix.title, edits: fix.edits().iter().map(edit).collect() }
    }
}
