//! The content of the page in its order, independent of the output format.

mod chapters;
mod findings;
mod link;
mod readability;
mod structure;
mod trend;
mod vocabulary;

use redline_lint::config::{FailOn, Normalize};

use super::method::METHOD;
use super::model::{LevelCounts, StyleReport, Task, Verdict};
use super::node::{Cell, Inline, Node, code, left, or_dash, right, table, text, with_code, words};
use crate::render::counted;
use chapters::chapters;
use findings::findings;
pub(super) use link::LinkBase;
use readability::readability;
use structure::structure;
use trend::trend;
use vocabulary::{rules, terms};

/// The nodes of the page.
pub(super) fn nodes(report: &StyleReport, links: LinkBase<'_>) -> Vec<Node> {
    let mut nodes = Vec::new();
    verdict(report, &mut nodes);
    next(report, links, &mut nodes);
    trend(report, &mut nodes);
    chapters(report, links, &mut nodes);
    rules(report, &mut nodes);
    readability(report, links, &mut nodes);
    terms(report, links, &mut nodes);
    structure(report, links, &mut nodes);
    suppressions(report, &mut nodes);
    findings(report, links, &mut nodes);
    nodes.push(Node::Heading("Method"));
    nodes.push(Node::Paragraph(vec![text(
        "Counted is prose alone: no code blocks, addresses, HTML, front matter or numbers in tables. A stretch of inline \
         code is one word of one syllable. Headings, list items and cells end a sentence. W words, S sentences, Y \
         syllables, L letters, C letters and digits, P words of at least three syllables, H those of P that are no names, \
         compounds or inflections, G words of more than six letters. Formulas see the length of words and sentences, not \
         their meaning. Figures under two rule sets cannot be compared. This page counts what stands in the sources and is \
         not part of its own figures.",
    )]));
    let rows = METHOD.iter().map(|method| vec![words(method.name), words(method.formula), words(method.source)]);
    table(
        "How each figure is made",
        &[left("Figure"), left("Formula"), left("Source or note")],
        rows.collect(),
        &mut nodes,
    );
    nodes
}

fn levels(counts: LevelCounts) -> String {
    let LevelCounts { errors, warnings, suggestions } = counts;
    let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
    format!("{errors}, {warnings}, {}", counted(suggestions, "suggestion"))
}

fn verdict(report: &StyleReport, nodes: &mut Vec<Node>) {
    let verdict = &report.verdict;
    nodes.push(Node::Heading("Verdict"));
    let word = if verdict.passed { "✓ Passed" } else { "✗ Failed" };
    let mut line = vec![Inline::Strong(word.to_owned())];
    line.extend(verdict.failure.as_ref().map(|failure| text(format!(": {failure}"))));
    if let Some(standing) = report.baseline {
        line.push(text(format!(" · {} new since the baseline, {} mended", standing.new, standing.stale)));
    }
    let open = counted(verdict.counts.total(), "finding");
    line.push(text(format!(" · {open} ({}), {} with a safe fix", levels(verdict.counts), verdict.fixable)));
    nodes.push(Node::Paragraph(line));
    nodes.push(Node::Paragraph(vec![
        text(format!(
            "{} of prose in {}, {} findings per 1,000 words. {} Rule set ",
            counted(verdict.words, "word"),
            counted(verdict.chapters, "chapter"),
            or_dash(verdict.density, 2),
            failing_findings(report)
        )),
        code(verdict.rule_set.as_str()),
        text("."),
    ]));
    if verdict.fixable > 0 {
        nodes.push(Node::Paragraph(safe_fixes(verdict)));
    }
    let conditions = verdict.gates.iter().flat_map(|gate| &gate.conditions);
    let rows: Vec<Vec<Cell>> = conditions
        .map(|condition| {
            let mark = if condition.passed { "✓ passed" } else { "✗ failed" };
            let place = condition.chapter.clone().unwrap_or_default();
            vec![
                words(condition.name),
                words(mark),
                words(format!("{:.2}", condition.actual)),
                words(format!("{:.2}", condition.limit)),
                words(place),
            ]
        })
        .collect();
    if !rows.is_empty() {
        let columns = [left("Condition"), left("Result"), right("Is"), right("Limit"), left("Chapter")];
        table("The gate", &columns, rows, nodes);
    }
    if verdict.unchecked.is_empty() {
        return;
    }
    let rows = verdict.unchecked.iter().map(|it| vec![words(it.what.as_str()), words(it.why.as_str())]).collect();
    table("Not checked", &[left("Not checked"), left("Why")], rows, nodes);
}

/// Where the safe fixes are visible, and how to apply them to the sources.
fn safe_fixes(verdict: &Verdict) -> Vec<Inline> {
    let fixes = if verdict.fixable == 1 { "The safe fix" } else { "The safe fixes" };
    let effect = match verdict.normalized {
        Normalize::All => "can be seen on the pages of a build already; the sources still have the faults",
        Normalize::Structure => {
            "can be applied to the sources; the pages of a build show the fixes of headings, sections and the book's own \
             terms already"
        }
        Normalize::Off => "can be applied to the sources",
    };
    vec![
        text(format!("{fixes} {effect}: ")),
        code("mdbook-redline fix"),
        text(". A safe fix keeps the meaning; an unsafe one wants a look."),
    ]
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

fn next(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    nodes.push(Node::Heading("Do next"));
    if report.next.is_empty() {
        return nodes.push(Node::Paragraph(vec![text("Nothing was found.")]));
    }
    let step = |task: &Task| {
        let mut line = vec![code(task.rule.as_str()), text(format!(": {}", counted(task.count, "finding")))];
        if task.chapters > 1 {
            line.push(text(format!(" in {} chapters", task.chapters)));
        }
        if let Some(chapter) = task.chapter {
            // With one or two findings, a chapter is an example rather than the place to begin.
            let is_many = task.chapters > 1 && task.in_chapter > 2;
            line.push(text(match (is_many, task.chapters) {
                (true, _) => ", most in ",
                (false, 1) => ", in ",
                (false, _) => ", such as in ",
            }));
            line.extend(links.link(report, &report.chapters[chapter].name, &report.findings[task.finding].place));
            line.extend(is_many.then(|| text(format!(" ({})", task.in_chapter))));
        }
        line.push(text(match (task.fixable, task.count) {
            (0, _) => String::new(),
            (1, 1) => "; it has a safe fix".to_owned(),
            (fixable, count) if fixable == count => "; all have safe fixes".to_owned(),
            (1, _) => "; 1 has a safe fix".to_owned(),
            (fixable, _) => format!("; {fixable} have safe fixes"),
        }));
        let rule = report.rules.iter().find(|rule| rule.name == task.rule);
        if let Some(summary) = rule.and_then(|rule| rule.summary.as_deref()) {
            line.push(Inline::Break);
            line.extend(with_code(summary));
        }
        line
    };
    nodes.push(Node::OrderedList(report.next.iter().map(step).collect()));
}

fn suppressions(report: &StyleReport, nodes: &mut Vec<Node>) {
    nodes.push(Node::Heading("Suppressions and debt"));
    let figures = &report.suppressions;
    nodes.push(Node::Paragraph(vec![text(format!(
        "Comments that silence rules: {}, of these {} without a reason; findings silenced: {}; suppressions unused: {}.",
        figures.comments, figures.without_reason, figures.silenced, figures.unused
    ))]));
    nodes.push(Node::Paragraph(vec![text(match report.baseline {
        Some(standing) => {
            format!("Baseline: {} known, {} new, {} no longer found.", standing.known, standing.new, standing.stale)
        }
        None => "There is no baseline: every finding counts.".to_owned(),
    })]));
}
