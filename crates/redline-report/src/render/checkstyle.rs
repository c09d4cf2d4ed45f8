//! Checkstyle's XML, which many review tools read.

use std::io;

use redline_document::diagnostic::{Finding, RunError, Severity};
use redline_lint::lint_report::LintReport;

use super::paths::Paths;
use super::text::one_line;
use super::xml::{Xml, attribute, document};

/// The version of the format.
const VERSION: &str = "4.3";

/// The findings and problems of one file.
struct Entry<'a> {
    path: String,
    findings: Vec<&'a Finding>,
    problems: Vec<&'a RunError>,
}

/// One `file` element per file with findings or problems. Problems without a file get an empty name.
pub(super) fn checkstyle(report: &LintReport, paths: &Paths) -> String {
    let entries = entries(report, paths);
    document(|xml| {
        let root = xml.create_element("checkstyle").with_attribute(("version", VERSION));
        if entries.is_empty() {
            return root.write_empty().map(|_| ());
        }
        root.write_inner_content(|xml| entries.iter().try_for_each(|entry| write_file(xml, entry))).map(|_| ())
    })
}

fn entries<'a>(report: &'a LintReport, paths: &Paths) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for problem in &report.problems {
        let path = problem.file.as_deref().map(|file| paths.show(file)).unwrap_or_default();
        entry(&mut entries, path).problems.push(problem);
    }
    for finding in &report.findings {
        entry(&mut entries, paths.show(finding.file.path())).findings.push(finding);
    }
    entries
}

/// The entry for a path. Findings are sorted by file, so the search starts at the end.
fn entry<'a, 'b>(entries: &'b mut Vec<Entry<'a>>, path: String) -> &'b mut Entry<'a> {
    let index = entries.iter().rposition(|entry| entry.path == path).unwrap_or_else(|| {
        entries.push(Entry { path, findings: Vec::new(), problems: Vec::new() });
        entries.len() - 1
    });
    &mut entries[index]
}

fn write_file(xml: &mut Xml, entry: &Entry<'_>) -> io::Result<()> {
    let file = xml.create_element("file").with_attribute(attribute("name", &entry.path));
    let errors = |xml: &mut Xml| {
        entry.problems.iter().try_for_each(|problem| write_problem(xml, problem))?;
        entry.findings.iter().try_for_each(|finding| write_finding(xml, finding))
    };
    file.write_inner_content(errors).map(|_| ())
}

fn write_problem(xml: &mut Xml, problem: &RunError) -> io::Result<()> {
    let message = one_line(&problem.message);
    let error = xml.create_element("error").with_attribute(("severity", "error"));
    let error = error.with_attribute(attribute("message", &message));
    error.with_attribute(("source", "not-checked")).write_empty().map(|_| ())
}

fn write_finding(xml: &mut Xml, finding: &Finding) -> io::Result<()> {
    let at = finding.file.position(finding.span.start);
    let severity = match finding.level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "info",
    };
    let (line, column, message) = (at.line.to_string(), at.column.to_string(), one_line(&finding.message));
    let attributes = [
        ("line", &*line),
        ("column", &*column),
        ("severity", severity),
        ("message", &*message),
        ("source", &*finding.rule),
    ];
    let attributes = attributes.map(|(name, value)| attribute(name, value));
    xml.create_element("error").with_attributes(attributes).write_empty().map(|_| ())
}
