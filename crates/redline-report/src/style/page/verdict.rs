//! The verdict in one sentence, and what lies behind it.

use redline_lint::config::{FailOn, Normalize};

use super::super::model::{LevelCounts, StyleReport, Verdict};
use super::super::node::{Cell, Inline, Node, code, left, right, strong, table, text, words};
use super::super::numbers::{count_of, decimal, or_dash, thousands};

/// The verdict, and the size of the book.
pub(super) fn verdict(report: &StyleReport, nodes: &mut Vec<Node>) {
    nodes.push(Node::Verdict(report.verdict.passed, sentence(&report.verdict)));
    nodes.push(Node::Paragraph(size(report)));
}

/// What lies behind the verdict: the findings that fail, the gates, and what was not checked.
pub(super) fn conditions(report: &StyleReport, nodes: &mut Vec<Node>) {
    let verdict = &report.verdict;
    let mut line = vec![text(format!("{} Rule set ", failing_findings(report))), code(verdict.rule_set.as_str())];
    line.push(text(
        ", which identifies the rules and their settings: figures under different ones cannot be compared.",
    ));
    if verdict.fixable > 0 {
        line.push(text(effect_of_normalizing(verdict.normalized)));
    }
    let mut content = vec![Node::Paragraph(line)];
    gates(verdict, &mut content);
    if !verdict.unchecked.is_empty() {
        let rows = verdict.unchecked.iter().map(|it| vec![words(it.what.as_str()), words(it.why.as_str())]).collect();
        table("Not checked", &[left("Not checked"), left("Why")], rows, &mut content);
    }
    let mut parts = vec!["what fails a build".to_owned()];
    let all: Vec<_> = verdict.gates.iter().flat_map(|gate| &gate.conditions).collect();
    if !all.is_empty() {
        let failed = all.iter().filter(|condition| !condition.passed).count();
        parts.push(format!("{} of the gate, {failed} failed", count_of(all.len(), "condition")));
    }
    if !verdict.unchecked.is_empty() {
        parts.push(format!("what was not checked ({})", verdict.unchecked.len()));
    }
    nodes.push(Node::Details(format!("Behind the verdict: {}", parts.join("; ")), content));
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
    line.push(text(if verdict.passed { ", none fails a build." } else { "." }));
    line
}

/// The levels with findings: `2 errors, 1 suggestion`.
fn levels(counts: LevelCounts) -> String {
    let LevelCounts { errors, warnings, suggestions } = counts;
    let levels = [(errors, "error"), (warnings, "warning"), (suggestions, "suggestion")];
    let levels = levels.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| count_of(count, noun));
    levels.collect::<Vec<_>>().join(", ")
}

/// The size of the book and the density of its findings, and what a command can fix.
fn size(report: &StyleReport) -> Vec<Inline> {
    let verdict = &report.verdict;
    let mut line = vec![text(format!(
        "{} · {} findings per 1,000 words",
        count_of(verdict.chapters, "chapter"),
        or_dash(verdict.density, 2)
    ))];
    if let Some(standing) = report.baseline {
        let (new, stale) = (thousands(standing.new), thousands(standing.stale));
        line.push(text(format!(" · {new} new since the baseline, {stale} fixed")));
    }
    if !verdict.unchecked.is_empty() {
        line.push(text(format!(" · {} not checked", count_of(verdict.unchecked.len(), "part"))));
    }
    if verdict.fixable > 0 {
        let noun = if verdict.fixable == 1 { "has a safe fix" } else { "have safe fixes" };
        line.push(text(format!(" · {} of {} {noun}: ", thousands(verdict.fixable), thousands(verdict.counts.total()))));
        line.push(code("mdbook-redline fix"));
    }
    line
}

/// How the pages of a build show the safe fixes.
fn effect_of_normalizing(normalized: Normalize) -> &'static str {
    match normalized {
        Normalize::All => " The pages of a build show every safe fix already; the sources do not have them yet.",
        Normalize::Structure => {
            " The pages of a build show the safe fixes of headings, sections and terms already; the sources do not have \
             them yet."
        }
        Normalize::Off => "",
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
    let conditions = verdict.gates.iter().flat_map(|gate| &gate.conditions);
    let rows: Vec<Vec<Cell>> = conditions
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
    if !rows.is_empty() {
        let columns = [left("Condition"), left("Result"), right("Is"), right("Limit"), left("Chapter")];
        table("The gate", &columns, rows, nodes);
    }
}
