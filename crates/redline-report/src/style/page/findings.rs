//! The list of findings.

use std::collections::HashMap;
use std::fmt::Write;

use super::super::model::{FindingRow, StyleReport};
use super::super::node::{Inline, Node, code, text, with_code};
use super::link::{LinkBase, source_link};
use crate::render::counted;

/// The most findings listed.
const MAX_FINDINGS: usize = 200;

pub(super) fn findings(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    nodes.push(Node::Heading("Findings"));
    if report.findings.is_empty() {
        return nodes.push(Node::Paragraph(vec![text("There are none.")]));
    }
    let is_shown = select(&report.findings);
    let left_out = is_shown.iter().filter(|is_shown| !**is_shown).count();
    if left_out > 0 {
        nodes.push(Node::Paragraph(vec![
            text(format!(
                "{} of {} are shown, the first of each rule; ",
                report.findings.len() - left_out,
                report.findings.len()
            )),
            code("mdbook-redline check"),
            text(" shows all."),
        ]));
    }
    let indices: Vec<usize> = (0..report.findings.len()).collect();
    let chapter = |index: &usize| report.findings[*index].place.chapter;
    for of_chapter in indices.chunk_by(|one, other| chapter(one) == chapter(other)) {
        let name = chapter(&of_chapter[0]).map_or("Elsewhere", |chapter| report.chapters[chapter].name.as_str());
        let shown: Vec<usize> = of_chapter.iter().copied().filter(|&index| is_shown[index]).collect();
        if shown.is_empty() {
            continue;
        }
        let mut summary = format!("{name}: {}", counted(of_chapter.len(), "finding"));
        if shown.len() < of_chapter.len() {
            let _ = write!(summary, ", {} shown", shown.len());
        }
        let items = shown.into_iter().map(|index| item(report, &report.findings[index], links)).collect();
        nodes.push(Node::Details(summary, items));
    }
}

/// Selects the findings to list: the first of each rule, then the second, and so on up to the limit, so that a frequent
/// rule does not hide a rare one.
fn select(findings: &[FindingRow]) -> Vec<bool> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut ranked: Vec<(usize, usize)> = Vec::with_capacity(findings.len());
    for (index, finding) in findings.iter().enumerate() {
        let rank = counts.entry(&finding.rule).or_default();
        ranked.push((*rank, index));
        *rank += 1;
    }
    ranked.sort_unstable();
    let mut is_shown = vec![false; findings.len()];
    for (_, index) in ranked.into_iter().take(MAX_FINDINGS) {
        is_shown[index] = true;
    }
    is_shown
}

fn item(report: &StyleReport, finding: &FindingRow, links: LinkBase<'_>) -> Vec<Inline> {
    let chapter = report.chapter_name(&finding.place);
    let section = finding.section.last().map_or(chapter, String::as_str);
    let mut line = vec![Inline::Strong(finding.level.as_str().to_owned()), text(": ")];
    line.extend(with_code(&finding.message));
    line.push(text(" "));
    line.push(code(finding.rule.as_str()));
    line.push(text(" · "));
    line.extend(links.link(report, section, &finding.place));
    line.push(text(" · "));
    line.push(source_link(&finding.place));
    line.extend(finding.known.then(|| text(" · known")));
    let quote = &finding.quote;
    if !quote.words.is_empty() {
        line.push(Inline::Break);
        line.push(Inline::Quote(quote.before.clone(), quote.words.clone(), quote.after.clone()));
    }
    let replacement = finding.fix.as_ref().and_then(|fix| fix.replacement.as_ref()).filter(|it| !it.trim().is_empty());
    match (replacement, &finding.fix) {
        (Some(replacement), Some(fix)) => {
            line.push(Inline::Break);
            line.push(text("Suggested: "));
            line.push(code(replacement.as_str()));
            line.push(text(format!(" ({} fix)", fix.level)));
        }
        (None, Some(fix)) => {
            line.push(Inline::Break);
            line.push(text("Suggested: "));
            line.extend(with_code(&fix.title));
            line.push(text(format!(" ({} fix)", fix.level)));
        }
        (_, None) => {}
    }
    if let Some(help) = &finding.help {
        line.push(Inline::Break);
        line.extend(with_code(help));
    }
    line
}
