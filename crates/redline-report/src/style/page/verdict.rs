//! The verdict in one sentence, and what lies behind it.

use redline_lint::config::{FailOn, Normalize};

use super::super::model::{LevelCounts, StyleReport, Verdict};
use super::super::node::{Cell, Inline, Node, code, left, right, strong, table, text, words};
use super::super::numbers::{count_of, decimal, or_dash, thousands};

pub(super) fn verdict(report: &StyleReport, nodes: &mut Vec<Node>) {
    let verdict = &report.verdict;
    nodes.push(Node::Verdict(verdict.passed, sentence(verdict)));
    nodes.push(Node::Paragraph(size(report)));
    gates(verdict, nodes);
    if !verdict.unchecked.is_empty() {
        let rows = verdict.unchecked.iter().map(|it| vec![words(it.what.as_str()), words(it.why.as_str())]).collect();
        let mut content = Vec::new();
        table("Not checked", &[left("What"), left("Why")], rows, &mut content);
        nodes.push(Node::Details(format!("Not checked ({})", verdict.unchecked.len()), content));
    }
}

/// Whether the book passes, its open findings and its size.
fn sentence(verdict: &Verdict) -> Vec<Inline> {
    let all = verdict.counts.total();
    let size = count_of(verdict.words, "word");
    let mut line = vec![strong(if verdict.passed { "✓ Passed" } else { "✗ Failed" })];
    line.extend(verdict.failure.as_ref().map(|failure| text(format!(": {failure}"))));
    line.push(text(if verdict.passed { ": " } else { "; " }));
    if all == 0 {
        line.push(text(format!("no findings in {size}.")));
        return line;
    }
    line.push(strong(format!("{} in {size}", count_of(all, "open finding"))));
    line.push(text(format!(" ({})", levels(verdict.counts))));
    line.push(text(if verdict.passed { ", none of which fails a build." } else { "." }));
    line
}

/// The levels with findings: `2 errors, 1 suggestion`.
fn levels(counts: LevelCounts) -> String {
    let LevelCounts { errors, warnings, suggestions } = counts;
    let levels = [(errors, "error"), (warnings, "warning"), (suggestions, "suggestion")];
    let levels = levels.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| count_of(count, noun));
    levels.collect::<Vec<_>>().join(", ")
}

/// The figures behind the verdict, each with its denominator.
fn size(report: &StyleReport) -> Vec<Inline> {
    let verdict = &report.verdict;
    let mut line = vec![text(format!(
        "{} of prose in {} · {} findings per 1,000 words",
        count_of(verdict.words, "word"),
        count_of(verdict.chapters, "chapter"),
        or_dash(verdict.density, 2)
    ))];
    if let Some(standing) = report.baseline {
        let (new, stale) = (thousands(standing.new), thousands(standing.stale));
        line.push(text(format!(" · {new} new since the baseline, {stale} fixed")));
    }
    line.push(text(format!(" · {} Rule set ", failing_findings(report))));
    line.push(code(verdict.rule_set.as_str()));
    line.push(text("."));
    if verdict.fixable > 0 {
        line.push(text(format!(
            " {} of {} have a safe fix: ",
            thousands(verdict.fixable),
            thousands(verdict.counts.total())
        )));
        line.push(code("mdbook-redline fix"));
        line.push(text(effect_of_normalizing(verdict.normalized)));
    }
    line
}

/// How the pages of a build show the safe fixes.
fn effect_of_normalizing(normalized: Normalize) -> &'static str {
    match normalized {
        Normalize::All => " applies them to the sources; the pages of a build show them already.",
        Normalize::Structure => {
            " applies them to the sources; the pages of a build show those of headings, sections and terms already."
        }
        Normalize::Off => " applies them.",
    }
}

/// The findings that fail a build, in words.
fn failing_findings(report: &StyleReport) -> String {
    let (kind, rest) = match report.verdict.fail_on {
        FailOn::Never => return "No finding fails a build.".to_owned(),
        FailOn::Error => ("error", "; warnings and suggestions never do"),
        FailOn::Warning => ("warning or error", "; suggestions never do"),
        FailOn::Suggestion => ("finding", ""),
    };
    let new = if report.baseline.is_some() { "new " } else { "" };
    let any = if new.is_empty() && kind == "error" { "An" } else { "A" };
    format!("{any} {new}{kind} fails a build{rest}.")
}

/// The conditions of the gates.
fn gates(verdict: &Verdict, nodes: &mut Vec<Node>) {
    let conditions: Vec<_> = verdict.gates.iter().flat_map(|gate| &gate.conditions).collect();
    if conditions.is_empty() {
        return;
    }
    let failed = conditions.iter().filter(|condition| !condition.passed).count();
    let rows: Vec<Vec<Cell>> = conditions
        .iter()
        .map(|condition| {
            let mark = if condition.passed { "✓ passed" } else { "✗ failed" };
            let place = condition.chapter.clone().unwrap_or_default();
            vec![
                words(condition.name),
                words(mark),
                words(decimal(condition.actual, 2)),
                words(decimal(condition.limit, 2)),
                words(place),
            ]
        })
        .collect();
    let columns = [left("Condition"), left("Result"), right("Is"), right("Limit"), left("Chapter")];
    let mut content = Vec::new();
    table("The gate", &columns, rows, &mut content);
    let summary = format!("The gate: {}, {failed} failed", count_of(conditions.len(), "condition"));
    nodes.push(Node::Details(summary, content));
}
