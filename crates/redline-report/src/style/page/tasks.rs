//! The most worthwhile tasks: what to do, its effect, the command or the place, and an example.

use super::super::model::{StyleReport, Task};
use super::super::node::{Inline, Node, code, joined, strong, text, with_code};
use super::super::numbers::{count_of, percent, thousands};
use super::super::quotation::runs;
use super::link::{LinkBase, source_link};

/// The tasks shown at once.
const SHOWN: usize = 3;

pub(super) fn tasks(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    if report.next.is_empty() {
        return;
    }
    nodes.push(Node::Heading("Fix first"));
    let (first, further) = report.next.split_at(SHOWN.min(report.next.len()));
    nodes.push(Node::Paragraph(vec![text(effect(first))]));
    let list = |tasks: &[Task]| Node::OrderedList(tasks.iter().map(|task| item(report, task, links)).collect());
    nodes.push(list(first));
    if !further.is_empty() {
        let summary = format!("{} after that", count_of(further.len(), "task"));
        nodes.push(Node::Details(summary, vec![list(further)]));
    }
}

/// The share of the weight that tasks remove.
fn effect(tasks: &[Task]) -> String {
    let share: f64 = tasks.iter().map(|task| task.weight_share).sum();
    let rules = match tasks.len() {
        1 => "This rule is",
        2 => "These two rules are",
        _ => "These three rules are",
    };
    format!("{rules} {} of the weight (an error counts 5, a warning 2, a suggestion 0.5).", percent(share.min(1.0)))
}

/// A task: its effect, its command, and an example with its place.
fn item(report: &StyleReport, task: &Task, links: LinkBase<'_>) -> Vec<Inline> {
    let share = strong(format!("{} of the weight", percent(task.weight_share)));
    let mut line = vec![Inline::Rule(task.rule.clone()), text(": "), share, text(", ")];
    line.extend(extent(report, task, links));
    line.extend(task.fails.then(|| text(", failing the build")));
    line.push(text("."));
    line.push(Inline::Break);
    line.push(code(task.command.as_str()));
    line.push(text(match (task.fixable, task.count) {
        (0, 1) => " shows it; it needs a decision.".to_owned(),
        (0, _) => " lists them; each needs a decision.".to_owned(),
        (1, 1) => " fixes it.".to_owned(),
        (fixable, count) if fixable == count => format!(" fixes all {}.", thousands(count)),
        (fixable, count) => format!(" fixes {} of {}.", thousands(fixable), thousands(count)),
    }));
    let rule = report.rules.iter().find(|rule| rule.name == task.rule);
    if let Some(summary) = rule.and_then(|rule| rule.summary.as_deref()) {
        line.push(text(" "));
        line.extend(with_code(summary));
    }
    if let Some(rule) = rule.filter(|rule| rule.is_noisy) {
        line.push(text(" More than 30 % of what it finds is suppressed; to switch it off: "));
        line.push(code(format!("rules = {{ {} = \"off\" }}", rule.name)));
    }
    line.push(Inline::Break);
    let quote = runs(&report.findings[task.finding].quote);
    if quote.iter().any(|run| !run.text.trim().is_empty()) {
        line.push(Inline::Quote(quote));
        line.push(text(" "));
    }
    line.extend(place(report, task, links));
    line
}

/// The number of findings, and the chapters they are in.
fn extent(report: &StyleReport, task: &Task, links: LinkBase<'_>) -> Vec<Inline> {
    let mut line = vec![text(count_of(task.count, "finding"))];
    if task.chapters > 1 {
        line.push(text(format!(" in {}", count_of(task.chapters, "chapter"))));
    }
    // With one or two findings, a chapter is not the place to begin.
    if let Some(chapter) = task.chapter.filter(|_| task.chapters > 1 && task.in_chapter > 2) {
        line.push(text(format!(", {} of them in ", thousands(task.in_chapter))));
        line.extend(links.link(report, &report.chapters[chapter].name, &report.findings[task.finding].place));
    }
    line
}

/// The place of the example.
fn place(report: &StyleReport, task: &Task, links: LinkBase<'_>) -> Vec<Inline> {
    let finding = &report.findings[task.finding];
    let chapter = report.chapter_name(&finding.place);
    // The title of a section is not repeated after a quotation of it.
    let quoted: String = runs(&finding.quote).into_iter().map(|run| run.text).collect();
    let section = finding.section.last().filter(|section| section.trim() != quoted.trim());
    let label = section.map_or(chapter, String::as_str);
    let page = links.link(report, label, &finding.place);
    joined([page, vec![source_link(&finding.place)]], " · ")
}
