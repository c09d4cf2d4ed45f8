//! reviewdog's diagnostic format: comments on a pull request, with suggestions to accept.

use redline_document::diagnostic::{Finding, Severity};
use redline_document::edit::Fix;
use redline_document::source::{SourceFile, Span};
use redline_lint::TOOL_NAME;
use redline_lint::lint_report::LintReport;
use serde::Serialize;

use super::paths::Paths;

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    /// In bytes, from one.
    column: usize,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location,
}

/// The report as one object.
pub(super) fn rdjson(report: &LintReport, paths: &Paths) -> String {
    let problems = report.problems.iter().map(|problem| Diagnostic {
        message: problem.message.clone(),
        location: Location {
            path: problem.file.as_deref().map(|file| paths.show(file)).unwrap_or_default(),
            range: None,
        },
        severity: "ERROR",
        code: None,
        suggestions: Vec::new(),
        related_locations: Vec::new(),
    });
    let findings = report.findings.iter().map(|finding| diagnostic(finding, &paths.show(finding.file.path())));
    let result =
        DiagnosticResult { source: Source { name: TOOL_NAME }, diagnostics: problems.chain(findings).collect() };
    format!("{}\n", serde_json::to_string(&result).unwrap_or_default())
}

fn diagnostic<'a>(finding: &'a Finding, path: &str) -> Diagnostic<'a> {
    let location = |span| Location { path: path.to_owned(), range: Some(range(&finding.file, span)) };
    let related = finding.related.iter();
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    Diagnostic {
        message: format!("{}{help}", finding.message),
        severity: match finding.level {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Suggestion => "INFO",
        },
        code: Some(Code { value: &finding.rule, url: finding.link.as_deref() }),
        suggestions: finding.fix.iter().map(|fix| suggestion(&finding.file, fix)).collect(),
        related_locations: related
            .map(|related| Related { message: &related.message, location: location(&related.span) })
            .collect(),
        location: location(&finding.span),
    }
}

/// All edits of a fix as one suggestion, since suggestions are accepted one by one.
fn suggestion(file: &SourceFile, fix: &Fix) -> Suggestion {
    let span = fix.span();
    let mut text = String::new();
    let mut cursor = span.start;
    for edit in fix.edits() {
        text.push_str(&file.text()[cursor..edit.span.start]);
        text.push_str(&edit.text);
        cursor = edit.span.end;
    }
    Suggestion { range: range(file, &span), text }
}

fn range(file: &SourceFile, span: &Span) -> Range {
    let place = |offset| {
        let line = file.position(offset).line;
        Place { line, column: offset - file.line(line).start + 1 }
    };
    Range { start: place(span.start), end: place(span.end) }
}
