//! Findings in the style of a compiler: the line, carets under the words, advice.

use std::fmt::Write;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Element, Group as Section, Level, Origin, Renderer, Snippet};
use rayon::prelude::*;
use redline_document::diagnostic::{Finding, Severity};
use redline_document::edit::Applicability;
use redline_document::source::Span;
use redline_lint::isolation::isolate;
use redline_lint::lint_report::LintReport;

use super::group::{Group, group};
use super::paths::Paths;
use super::text::{by_severity, counted, level_counts, one_line};

/// The most places listed for a repeat.
const MAX_PLACES: usize = 5;

/// The longest text in a snippet, in bytes, besides the annotated ranges.
const MAX_EXCERPT: usize = 4096;

/// Bytes shown before and after the annotated ranges of a long line: more than fit in a row.
const MARGIN: usize = 600;

/// The human-readable format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Human {
    /// Whether to use colours.
    pub colour: bool,
    /// The most entries shown, the most serious first; `None` for all in reading order.
    pub limit: Option<usize>,
    /// Whether to leave out the summary.
    pub quiet: bool,
}

impl Human {
    /// All findings, problems and the summary.
    pub fn report(&self, report: &LintReport, paths: &Paths) -> String {
        let mut out = self.findings(report, paths);
        if !self.quiet {
            out.push_str(&summary_line(report));
            out.push('\n');
        }
        out
    }

    /// The findings as snippets, with repeats grouped, followed by counts per rule of omitted ones.
    pub fn findings(&self, report: &LintReport, paths: &Paths) -> String {
        let sorted: Vec<&Finding> = match self.limit {
            Some(_) => by_severity(&report.findings),
            None => report.findings.iter().collect(),
        };
        let groups = group(&sorted);
        let shown = self.limit.unwrap_or(usize::MAX).min(groups.len());
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        let snippets: Vec<String> =
            groups[..shown].par_iter().map(|entry| snippet(entry, paths, &renderer) + "\n\n").collect();
        let mut out = snippets.concat();
        if shown < groups.len() {
            out.push_str(&omitted(&groups[shown..]));
        }
        out
    }
}

/// The summary in one line: `redline: 2 warnings in 1 of 12 files (8123 words)`.
pub fn summary_line(report: &LintReport) -> String {
    let mut line = String::from("redline: ");
    let counts = level_counts(report);
    let files = counted(report.files.len(), "file");
    if counts.is_empty() {
        write!(line, "no findings in {files}").expect("a string can be written to");
    } else {
        let mut files_with_findings: Vec<&Path> = report.findings.iter().map(|finding| finding.file.path()).collect();
        files_with_findings.dedup();
        write!(line, "{} in {} of {files}", counts.join(", "), files_with_findings.len())
            .expect("a string can be written to");
    }
    write!(line, " ({})", counted(report.words, "word")).expect("a string can be written to");
    let fixable = |least| {
        report
            .findings
            .iter()
            .filter(|finding| report.is_fixable(finding))
            .filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.applicability == least))
            .count()
    };
    for (count, command) in [
        (fixable(Applicability::Safe), "mdbook-redline fix"),
        (fixable(Applicability::Unsafe), "mdbook-redline fix --unsafe"),
    ] {
        if count > 0 {
            write!(line, "; `{command}` mends {count}").expect("a string can be written to");
        }
    }
    if let Some(known) = report.baseline.map(|standing| standing.known).filter(|known| *known > 0) {
        write!(line, "; {known} known (`mdbook-redline baseline show`)").expect("a string can be written to");
    }
    if report.suppressed > 0 {
        write!(line, "; {} suppressed", report.suppressed).expect("a string can be written to");
    }
    line
}

fn omitted(groups: &[Group<'_>]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for entry in groups {
        let size = 1 + entry.rest.len();
        match counts.iter_mut().find(|(rule, _)| *rule == entry.first.rule) {
            Some((_, count)) => *count += size,
            None => counts.push((&entry.first.rule, size)),
        }
    }
    counts.sort_by_key(|&(rule, count)| (std::cmp::Reverse(count), rule));
    let list: Vec<String> = counts.iter().map(|(rule, count)| format!("{count} {rule}")).collect();
    format!("redline: not shown: {}; `mdbook-redline check` shows all\n", list.join(", "))
}

/// An entry as a snippet, or as one line if the snippet renderer panics.
fn snippet(entry: &Group<'_>, paths: &Paths, renderer: &Renderer) -> String {
    isolate(|| rendered(entry, paths, renderer)).unwrap_or_else(|_| {
        let Finding { file, span, level, message, rule, .. } = entry.first;
        let line = file.position(span.start).line;
        format!("{}:{line}: {}: {message} [{rule}]", paths.show(file.path()), level.as_str())
    })
}

fn rendered(entry: &Group<'_>, paths: &Paths, renderer: &Renderer) -> String {
    let finding = entry.first;
    let level = match finding.level {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Suggestion => Level::INFO.with_name("suggestion"),
    };
    let path = paths.show(finding.file.path());
    let places = places(finding, path);
    let is_long = matches!(places[..], [Element::Origin(_), Element::Cause(_), ..]);
    let mut section: Section<'_> =
        level.primary_title(finding.message.as_str()).id(finding.rule.as_ref()).elements(places);
    if !finding.on_disk {
        let words = format!("it reads: {}", one_line(finding.text()));
        section = section.element(Level::NOTE.message(words));
    }
    if let Some(note) = repeats(entry, paths) {
        section = section.element(Level::NOTE.message(note));
    }
    if let Some(help) = &finding.help {
        section = section.element(Level::HELP.message(help.as_str()));
    }
    if let Some(fix) = &finding.fix {
        section = section.element(Level::HELP.message(format!("{} ({} fix)", fix.title, fix.applicability.as_str())));
    }
    let text = renderer.render(&[section]);
    if is_long { without_separator(&text) } else { text }
}

/// A rendered snippet without its third line, which separates a place of its own from lines without one.
fn without_separator(text: &str) -> String {
    let lines = text.split_inclusive('\n').enumerate().filter(|(number, _)| *number != 2);
    lines.map(|(_, line)| line).collect()
}

/// The lines of the finding and of its related place.
fn places(finding: &Finding, path: String) -> Vec<Element<'_>> {
    if !finding.on_disk {
        return vec![Origin::path(path).into()];
    }
    let primary = (&finding.span, AnnotationKind::Primary, None);
    let Some(related) = &finding.related else { return excerpt(finding, path, vec![primary]) };
    let context = (&related.span, AnnotationKind::Context, Some(related.message.as_str()));
    let distance = related.span.start.abs_diff(finding.span.start);
    if distance <= MAX_EXCERPT {
        return excerpt(finding, path, vec![primary, context]);
    }
    // The time that a snippet takes grows with the text between its places.
    [excerpt(finding, path.clone(), vec![primary]), excerpt(finding, path, vec![context])].concat()
}

/// An annotated range of a file, with its label.
type Mark<'a> = (&'a Span, AnnotationKind, Option<&'a str>);

/// The lines around some ranges of a finding's file, or of long lines the part around the ranges.
fn excerpt<'a>(finding: &'a Finding, path: String, marks: Vec<Mark<'a>>) -> Vec<Element<'a>> {
    let file = &finding.file;
    let first = marks.iter().map(|(span, ..)| span.start).min().unwrap_or_default();
    let last = marks.iter().map(|(span, ..)| span.end).max().unwrap_or_default();
    let (from, to) = (file.position(first), file.position(last));
    // A byte order mark is not a column.
    let line_start = file.line(from.line).start.max(file.body().start).min(first);
    let line_end = file.line(to.line).end.max(last);
    let text = file.text();
    let is_long = line_end - line_start > MAX_EXCERPT + last.saturating_sub(first);
    let at_boundary = |at: &usize| text.is_char_boundary(*at);
    let (start, end) = if is_long {
        let start = (line_start..=first.saturating_sub(MARGIN).max(line_start)).rev().find(at_boundary);
        let end = ((last + MARGIN).min(line_end)..=line_end).find(at_boundary);
        (start.unwrap_or(line_start), end.unwrap_or(line_end))
    } else {
        (line_start, line_end)
    };
    let annotation = |(span, kind, label): Mark<'a>| kind.span(span.start - start..span.end - start).label(label);
    let snippet =
        Snippet::source(&text[start..end]).line_start(from.line).annotations(marks.into_iter().map(annotation));
    if !is_long {
        return vec![snippet.path(path).into()];
    }
    // The column cannot be counted in a part of the line.
    vec![Origin::path(path).line(from.line).char_column(from.column).into(), snippet.into()]
}

fn repeats(entry: &Group<'_>, paths: &Paths) -> Option<String> {
    if entry.rest.is_empty() {
        return None;
    }
    let place = |finding: &&Finding| {
        format!("{}:{}", paths.show(finding.file.path()), finding.file.position(finding.span.start).line)
    };
    let places: Vec<String> = entry.rest.iter().take(MAX_PLACES).map(place).collect();
    let more = entry.rest.len().saturating_sub(MAX_PLACES);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(format!("the same {} in all, also at {}{tail}", counted(entry.rest.len() + 1, "time"), places.join(", ")))
}
