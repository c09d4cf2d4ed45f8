//! The documented JSON: stable, additions allowed.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::Paths;
use crate::baseline::Standing;
use crate::diagnostic::{Finding, Severity};
use crate::gate::Passage;
use crate::lint::Report;
use crate::source::{Position, SourceFile};

/// What follows the findings.
#[derive(Serialize)]
struct Rest<'a> {
    problems: Vec<ProblemEntry<'a>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Standing>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    gates: &'a [Passage],
}

#[derive(Serialize)]
struct Entry<'a> {
    file: &'a str,
    rule: &'a str,
    level: Severity,
    message: &'a str,
    help: Option<&'a str>,
    link: Option<&'a str>,
    start: Place,
    end: Place,
    text: &'a str,
    chapter: &'a str,
    section: &'a [String],
    fix: Option<FixEntry<'a>>,
    /// Whether it is in the baseline, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<bool>,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Serialize)]
struct FixEntry<'a> {
    level: &'a str,
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

/// How many findings are written by one thread at a time.
const CHUNK: usize = 500;

/// About how many bytes the entry of a finding has.
const ENTRY_BYTES: usize = 512;

/// The report as one line of JSON, in parts. Findings may be many, so they are written in parallel.
pub(super) fn json(report: &Report, paths: &Paths) -> Vec<String> {
    // By address: there are few files, and hashing a path for each finding is slow.
    let mut files: HashMap<*const SourceFile, String> = HashMap::new();
    for finding in &report.findings {
        files.entry(Arc::as_ptr(&finding.file)).or_insert_with(|| paths.show(finding.file.path()));
    }
    let file_of: Vec<&str> = report.findings.iter().map(|it| files[&Arc::as_ptr(&it.file)].as_str()).collect();
    let has_baseline = report.baseline.is_some();
    let chunk = |(findings, files): (&[Finding], &[&str])| {
        let mut text = Vec::with_capacity(findings.len() * ENTRY_BYTES);
        for (finding, file) in findings.iter().zip(files) {
            text.push(b',');
            // Nothing in an entry can fail, and neither can a vector.
            drop(serde_json::to_writer(&mut text, &entry(finding, file, has_baseline)));
        }
        String::from_utf8(text).unwrap_or_default()
    };
    let mut parts: Vec<String> = report.findings.par_chunks(CHUNK).zip(file_of.par_chunks(CHUNK)).map(chunk).collect();
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
            fixable: report.findings.iter().filter(|finding| finding.fix.is_some()).count(),
            suppressed: report.suppressed,
        },
        baseline: report.baseline,
        gates: &report.gates,
    };
    let rest = serde_json::to_string(&rest).unwrap_or_default();
    if let Some(first) = parts.first_mut() {
        // No comma stands before the first.
        first.remove(0);
    }
    parts.insert(0, "{\"version\":1,\"findings\":[".to_owned());
    parts.push(format!("],{}\n", &rest[1..]));
    parts
}

fn entry<'a>(finding: &'a Finding, file: &'a str, has_baseline: bool) -> Entry<'a> {
    Entry {
        known: has_baseline.then_some(finding.is_known),
        file,
        rule: &finding.rule,
        level: finding.level,
        message: &finding.message,
        help: finding.help.as_deref(),
        link: finding.link.as_deref(),
        start: place(finding.file.position(finding.span.start)),
        end: place(finding.file.position(finding.span.end)),
        text: finding.text(),
        chapter: &finding.chapter,
        section: &finding.section,
        fix: finding.fix.as_ref().map(|fix| FixEntry {
            level: fix.applicability.as_str(),
            title: &fix.title,
            edits: fix
                .edits()
                .iter()
                .map(|edit| EditEntry { start: edit.span.start, end: edit.span.end, text: &edit.text })
                .collect(),
        }),
    }
}

fn place(position: Position) -> Place {
    Place { line: position.line, column: position.column, offset: position.offset }
}
