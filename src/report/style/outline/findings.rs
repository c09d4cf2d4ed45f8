//! The findings one by one.

use super::super::model::{FindingRow, StyleReport};
use super::super::part::{Inline, Part, code, counted, text};
use super::{Outlook, source};

/// How many findings are shown one by one.
const MAX_FINDINGS: usize = 200;

pub(super) fn findings(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Findings"));
    if report.findings.is_empty() {
        return parts.push(Part::Text(vec![text("There are none.")]));
    }
    let shown = &report.findings[..report.findings.len().min(MAX_FINDINGS)];
    for of_chapter in shown.chunk_by(|one, other| one.place.chapter == other.place.chapter) {
        let chapter = of_chapter[0].place.chapter;
        let name = chapter.map_or("Elsewhere", |chapter| report.chapters[chapter].name.as_str());
        let summary = format!("{name}: {}", counted(of_chapter.len(), "finding"));
        let items = of_chapter.iter().map(|finding| item(report, finding, outlook)).collect();
        parts.push(Part::Details(summary, items));
    }
    let left_out = report.findings.len() - shown.len();
    if left_out > 0 {
        parts.push(Part::Text(vec![
            text(format!("And {left_out} more: ")),
            code("mdbook-redline check"),
            text(" shows all."),
        ]));
    }
}

fn item(report: &StyleReport, finding: &FindingRow, outlook: Outlook<'_>) -> Vec<Inline> {
    let chapter = finding.place.chapter.map_or("", |chapter| report.chapters[chapter].name.as_str());
    let section = finding.section.last().map_or(chapter, String::as_str);
    let mut line = vec![Inline::Strong(finding.level.as_str().to_owned()), text(format!(": {} ", finding.message))];
    line.push(code(finding.rule.as_str()));
    line.push(text(" · "));
    line.extend(outlook.link(report, section, &finding.place));
    line.push(text(" · "));
    line.push(source(&finding.place));
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
            line.push(text(format!("Suggested: {} ({} fix)", fix.title, fix.level)));
        }
        (_, None) => {}
    }
    if let Some(help) = &finding.help {
        line.push(Inline::Break);
        line.push(text(help.as_str()));
    }
    line
}
