//! The documented JSON: stable, additions allowed.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::Paths;
use crate::diagnostic::{Finding, Severity};
use crate::edit::Fix;
use crate::lint_report::BaselineSummary;
use crate::lint_report::GateResult;
use crate::lint_report::LintReport;
use crate::source::{Position, SourceFile};

/// What follows the findings.
#[derive(Serialize)]
struct Rest<'a> {
    problems: Vec<ProblemEntry<'a>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<BaselineSummary>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    gates: &'a [GateResult],
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

/// How many findings are written by one thread at a time.
const CHUNK: usize = 500;

/// About how many bytes the entry of a finding has.
const ENTRY_BYTES: usize = 512;

/// The report as one line of JSON, in parts. Findings may be many, so they are written in parallel.
pub(super) fn json(report: &LintReport, paths: &Paths) -> Vec<String> {
    // By address: there are few files, and hashing a path for each finding is slow.
    let mut files: HashMap<*const SourceFile, String> = HashMap::new();
    for finding in &report.findings {
        files.entry(Arc::as_ptr(&finding.file)).or_insert_with(|| paths.show(finding.file.path()));
    }
    let file_of: Vec<&str> = report.findings.iter().map(|it| files[&Arc::as_ptr(&it.file)].as_str()).collect();
    let has_baseline = report.baseline.is_some();
    let chunk = |(index, (findings, files)): (usize, (&[Finding], &[&str]))| {
        let mut text = Vec::with_capacity(findings.len() * ENTRY_BYTES);
        for (finding, file) in findings.iter().zip(files) {
            // No comma stands before the first of all.
            if index > 0 || !text.is_empty() {
                text.push(b',');
            }
            write_finding(&mut text, finding, file, has_baseline);
        }
        // Nothing but text was put there.
        String::from_utf8(text).unwrap_or_default()
    };
    let mut parts: Vec<String> =
        report.findings.par_chunks(CHUNK).zip(file_of.par_chunks(CHUNK)).enumerate().map(chunk).collect();
    let rest = Rest {
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
    let rest = serde_json::to_string(&rest).unwrap_or_default();
    parts.insert(0, "{\"version\":1,\"findings\":[".to_owned());
    parts.push(format!("],{}\n", &rest[1..]));
    parts
}

fn write_finding(out: &mut Vec<u8>, finding: &Finding, file: &str, has_baseline: bool) {
    let mut entry = Object::begin(out);
    entry.text("file", file);
    entry.text("rule", &finding.rule);
    entry.text("level", finding.level.as_str());
    entry.text("message", &finding.message);
    entry.optional("help", finding.help.as_deref());
    entry.optional("link", finding.link.as_deref());
    entry.place("start", finding.file.position(finding.span.start));
    entry.place("end", finding.file.position(finding.span.end));
    entry.text("text", finding.text());
    entry.text("chapter", &finding.chapter);
    write_value(entry.key("section"), &finding.section);
    match &finding.fix {
        Some(fix) => write_fix(entry.key("fix"), fix),
        None => entry.optional("fix", None),
    }
    if has_baseline {
        write_value(entry.key("known"), &finding.is_known);
    }
    entry.end();
}

fn write_fix(out: &mut Vec<u8>, fix: &Fix) {
    let mut entry = Object::begin(out);
    entry.text("level", fix.applicability.as_str());
    entry.text("title", &fix.title);
    let out = entry.key("edits");
    for (index, edit) in fix.edits().iter().enumerate() {
        out.push(if index == 0 { b'[' } else { b',' });
        let mut entry = Object::begin(out);
        entry.number("start", edit.span.start);
        entry.number("end", edit.span.end);
        entry.text("text", &edit.text);
        entry.end();
    }
    out.extend_from_slice(if fix.edits().is_empty() { b"[]" } else { b"]" });
    entry.end();
}

/// An object that is being written. Findings are thousands, and most of what is said of them are short texts without a
/// character to escape, which costs a library more to find out than to write them.
struct Object<'a>(&'a mut Vec<u8>);

impl<'a> Object<'a> {
    fn begin(out: &'a mut Vec<u8>) -> Self {
        out.push(b'{');
        Self(out)
    }

    /// Begins an entry; its value is to follow.
    fn key(&mut self, key: &'static str) -> &mut Vec<u8> {
        if self.0.last() != Some(&b'{') {
            self.0.push(b',');
        }
        self.0.push(b'"');
        self.0.extend_from_slice(key.as_bytes());
        self.0.extend_from_slice(b"\":");
        self.0
    }

    fn text(&mut self, key: &'static str, text: &str) {
        let out = self.key(key);
        let is_escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
        if text.bytes().fold(false, |found, byte| found | is_escaped(byte)) {
            write_value(out, text);
        } else {
            out.push(b'"');
            out.extend_from_slice(text.as_bytes());
            out.push(b'"');
        }
    }

    fn optional(&mut self, key: &'static str, text: Option<&str>) {
        match text {
            Some(text) => self.text(key, text),
            None => self.key(key).extend_from_slice(b"null"),
        }
    }

    fn number(&mut self, key: &'static str, number: usize) {
        write_value(self.key(key), &number);
    }

    fn place(&mut self, key: &'static str, position: Position) {
        let mut place = Object::begin(self.key(key));
        place.number("line", position.line);
        place.number("column", position.column);
        place.number("offset", position.offset);
        place.end();
    }

    fn end(self) {
        self.0.push(b'}');
    }
}

/// Writes a value as the library does. Neither the values of an entry nor a vector can fail.
fn write_value(out: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    drop(serde_json::to_writer(out, value));
}
