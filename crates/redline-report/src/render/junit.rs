//! JUnit's XML: chapters as suites, packs and styles as test cases.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::PathBuf;

use redline_document::diagnostic::{Finding, RunError};
use redline_lint::TOOL_NAME;
use redline_lint::lint_report::LintReport;

use super::coverage::{Coverage, category};
use super::paths::Paths;
use super::text::{counted, one_line};
use super::xml::{Xml, attribute, document, text};

/// A chapter, or another file with findings.
struct Suite<'a> {
    path: String,
    /// The packs and styles that ran over the file, with their findings.
    cases: BTreeMap<String, Vec<&'a Finding>>,
    problems: Vec<&'a RunError>,
}

impl Suite<'_> {
    /// The numbers of cases, failures and errors.
    fn counts(&self) -> [usize; 3] {
        let failures = self.cases.values().filter(|findings| !findings.is_empty()).count();
        // All problems of a file are one case, since a case has one outcome.
        let errors = usize::from(!self.problems.is_empty());
        [self.cases.len() + errors, failures, errors]
    }
}

/// One case per chapter and pack or style that ran over it. A case fails if there are findings.
pub(super) fn junit(report: &LintReport, paths: &Paths, coverage: &Coverage<'_>) -> String {
    let suites = suites(report, paths, coverage);
    let counts = suites.iter().map(Suite::counts).reduce(|sum, next| [0, 1, 2].map(|index| sum[index] + next[index]));
    document(|xml| {
        let write = |xml: &mut Xml| suites.iter().try_for_each(|suite| write_suite(xml, suite));
        write_counted(xml, "testsuites", TOOL_NAME, counts.unwrap_or_default(), write)
    })
}

fn suites<'a>(report: &'a LintReport, paths: &Paths, coverage: &Coverage<'_>) -> Vec<Suite<'a>> {
    let mut suites: Vec<Suite<'a>> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut suite_of = |suites: &mut Vec<Suite<'a>>, path: String| {
        *known.entry(path.clone()).or_insert_with(|| {
            suites.push(Suite { path, cases: BTreeMap::new(), problems: Vec::new() });
            suites.len() - 1
        })
    };
    // A file that could not be read has not passed.
    let is_read = |file: &PathBuf| {
        report.files.contains(file) || report.problems.iter().all(|problem| problem.file.as_ref() != Some(file))
    };
    for chapter in coverage.files().into_iter().filter(|it| !it.categories.is_empty() && is_read(&it.file)) {
        let index = suite_of(&mut suites, paths.show(&chapter.file));
        suites[index].cases.extend(chapter.categories.into_iter().map(|category| (category, Vec::new())));
    }
    for finding in &report.findings {
        let index = suite_of(&mut suites, paths.show(finding.file.path()));
        suites[index].cases.entry(category(&finding.rule).to_owned()).or_default().push(finding);
    }
    for problem in &report.problems {
        let path = problem.file.as_deref().map_or_else(|| TOOL_NAME.to_owned(), |file| paths.show(file));
        let index = suite_of(&mut suites, path);
        suites[index].problems.push(problem);
    }
    suites
}

fn write_suite(xml: &mut Xml, suite: &Suite<'_>) -> io::Result<()> {
    write_counted(xml, "testsuite", &suite.path, suite.counts(), |xml| {
        for (category, findings) in &suite.cases {
            write_case(xml, &suite.path, category, (!findings.is_empty()).then(|| failure(&suite.path, findings)))?;
        }
        if suite.problems.is_empty() {
            return Ok(());
        }
        let messages: Vec<&str> = suite.problems.iter().map(|problem| problem.message.as_str()).collect();
        let outcome = Outcome {
            element: "error",
            kind: "problem",
            message: one_line(messages.first().copied().unwrap_or_default()),
            body: messages.join("\n"),
        };
        write_case(xml, &suite.path, "not checked", Some(outcome))
    })
}

/// The outcome of a case that did not pass.
struct Outcome {
    element: &'static str,
    kind: &'static str,
    message: String,
    body: String,
}

fn failure(path: &str, findings: &[&Finding]) -> Outcome {
    let mut body = String::new();
    for finding in findings {
        let (at, level) = (finding.file.position(finding.span.start), finding.level.as_str());
        let message = one_line(&finding.message);
        writeln!(body, "{path}:{}:{}: {level}: {message} [{}]", at.line, at.column, finding.rule)
            .expect("a string can be written to");
    }
    let message = match findings {
        [finding] => one_line(&finding.message),
        _ => counted(findings.len(), "finding"),
    };
    let worst = findings.iter().map(|finding| finding.level).max();
    Outcome { element: "failure", kind: worst.map_or("", |level| level.as_str()), message, body }
}

fn write_case(xml: &mut Xml, path: &str, name: &str, outcome: Option<Outcome>) -> io::Result<()> {
    // Some tools take the part after the last dot for the class name.
    let class = path.strip_suffix(".md").unwrap_or(path);
    let attributes = [("name", name), ("classname", class), ("file", path)];
    let case = xml.create_element("testcase").with_attributes(attributes.map(|(name, value)| attribute(name, value)));
    let Some(outcome) = outcome else { return case.write_empty().map(|_| ()) };
    let write = |xml: &mut Xml| {
        let attributes = [attribute("message", &outcome.message), attribute("type", outcome.kind)];
        xml.create_element(outcome.element).with_attributes(attributes).write_text_content(text(&outcome.body))?;
        Ok(())
    };
    case.write_inner_content(write).map(|_| ())
}

/// Writes an element with a name and the numbers of tests, failures and errors.
fn write_counted(
    xml: &mut Xml,
    element: &str,
    name: &str,
    counts: [usize; 3],
    write: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    let counts = counts.map(|count| count.to_string());
    let element = xml.create_element(element).with_attribute(attribute("name", name));
    let names = ["tests", "failures", "errors"];
    let element = element.with_attributes(names.into_iter().zip(counts.iter().map(String::as_str)));
    element.write_inner_content(write).map(|_| ())
}
