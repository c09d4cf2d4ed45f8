//! Findings as lists: of a chapter by section in reading order, and of a rule by place.

use std::collections::{HashMap, HashSet};

use super::super::model::{FindingRow, StyleReport};
use super::super::node::{Inline, Node, code, joined, strong, text, with_code};
use super::super::numbers::{count_of, thousands};
use super::super::quotation::{Run, rendered, runs};
use super::super::quoted::truncate;
use super::link::{LinkBase, line_link, source_link};

/// The most findings listed.
const MAX_FINDINGS: usize = 1000;

/// The most places listed for a rule.
const MAX_PLACES: usize = 100;

/// The most characters of flagged words in a list of places; the list of the chapter has them whole.
const MAX_WORDS: usize = 60;

/// The findings that are listed.
pub(super) struct Listing<'a> {
    report: &'a StyleReport,
    links: LinkBase<'a>,
    is_shown: Vec<bool>,
}

impl<'a> Listing<'a> {
    pub(super) fn new(report: &'a StyleReport, links: LinkBase<'a>) -> Self {
        Self { report, links, is_shown: select(&report.findings) }
    }

    /// The number of findings that are not listed.
    pub(super) fn left_out(&self) -> usize {
        self.is_shown.iter().filter(|is_shown| !**is_shown).count()
    }

    /// The findings of a chapter in reading order, by section; of no chapter for `None`.
    pub(super) fn of_chapter(&self, chapter: Option<usize>) -> Vec<Node> {
        let findings = &self.report.findings;
        let order = |finding: &FindingRow| finding.place.chapter.unwrap_or(usize::MAX);
        let own = chapter.unwrap_or(usize::MAX);
        // Findings are sorted by chapter.
        let (from, to) =
            (findings.partition_point(|it| order(it) < own), findings.partition_point(|it| order(it) <= own));
        let shown: Vec<&FindingRow> =
            (from..to).filter(|&index| self.is_shown[index]).map(|index| &findings[index]).collect();
        let mut nodes = Vec::new();
        let mut advised = HashSet::new();
        for of_section in
            shown.chunk_by(|one, other| (&one.section, &one.place.anchor) == (&other.section, &other.place.anchor))
        {
            let first = of_section[0];
            let label = if first.section.is_empty() {
                self.report.chapter_name(&first.place).to_owned()
            } else {
                first.section.join(" › ")
            };
            nodes.push(Node::Subheading(self.links.link(self.report, &label, &first.place)));
            nodes.push(Node::List(of_section.iter().map(|finding| item(finding, &mut advised)).collect()));
        }
        let missing = to - from - shown.len();
        if missing > 0 {
            nodes.push(Node::Paragraph(vec![
                text(format!("{} more: ", thousands(missing))),
                code("mdbook-redline check"),
                text(" lists every finding."),
            ]));
        }
        nodes
    }

    /// The places of the findings of a rule, in the order of the book.
    pub(super) fn of_rule(&self, rule: &str) -> Vec<Node> {
        let own: Vec<&FindingRow> = self.report.findings.iter().filter(|finding| finding.rule == rule).collect();
        let shown = &own[..own.len().min(MAX_PLACES)];
        let by_section = shown.chunk_by(|one, other| {
            (one.place.chapter, &one.place.anchor, &one.section)
                == (other.place.chapter, &other.place.anchor, &other.section)
        });
        let lines = by_section.map(|of_section| self.places(of_section)).collect();
        let mut nodes = vec![Node::List(lines)];
        if shown.len() < own.len() {
            nodes.push(Node::Paragraph(vec![
                text(format!("{} in all: ", count_of(own.len(), "place"))),
                code(format!("mdbook-redline check --select {rule}")),
                text(" lists every one."),
            ]));
        }
        nodes
    }

    /// The places of findings in one section, with their words.
    fn places(&self, findings: &[&FindingRow]) -> Vec<Inline> {
        let first = findings[0];
        let chapter = self.report.chapter_name(&first.place);
        let label = match first.section.last() {
            Some(section) if section != chapter && !chapter.is_empty() => format!("{chapter} › {section}"),
            Some(section) if chapter.is_empty() => section.clone(),
            _ if chapter.is_empty() => first.place.file.clone(),
            _ => chapter.to_owned(),
        };
        let mut line = self.links.link(self.report, &label, &first.place);
        line.push(text(" · "));
        let part = |finding: &&FindingRow| {
            let words = truncate(&finding.quote.words, MAX_WORDS);
            let mut part = Vec::new();
            if !words.trim().is_empty() {
                part.push(Inline::Quote(rendered_or_source(&words)));
                part.push(text(" "));
            }
            part.extend(line_link(&finding.place));
            part
        };
        line.extend(joined(findings.iter().map(part), ", "));
        line
    }
}

/// The rendered words, or their source if nothing in them is visible.
fn rendered_or_source(words: &str) -> Vec<Run> {
    let found = rendered(words, &(0..0));
    let is_visible = found.iter().any(|run| !run.text.trim().is_empty());
    if is_visible { found } else { vec![Run { text: words.to_owned(), ..Run::default() }] }
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

/// A finding: its message, place, sentence and fix. Advice appears with the first finding of the same rule.
fn item<'a>(finding: &'a FindingRow, advised: &mut HashSet<&'a str>) -> Vec<Inline> {
    let mut line = vec![strong(finding.level.as_str()), text(": ")];
    line.extend(with_code(&finding.message));
    line.push(text(" · "));
    line.push(code(finding.rule.as_str()));
    line.push(text(" · "));
    line.push(source_link(&finding.place));
    line.extend(finding.known.then(|| text(" · in the baseline")));
    let quote = runs(&finding.quote);
    if quote.iter().any(|run| !run.text.trim().is_empty()) {
        line.push(Inline::Break);
        line.push(Inline::Quote(quote));
    }
    if let Some(fix) = &finding.fix {
        line.push(Inline::Break);
        line.push(text("Suggested: "));
        match fix.replacement.as_ref().filter(|it| !it.trim().is_empty()) {
            Some(replacement) => line.push(code(replacement.as_str())),
            None => line.extend(with_code(&fix.title)),
        }
        line.push(text(format!(" ({} fix)", fix.level)));
    }
    if let Some(help) = finding.help.as_deref().filter(|help| advised.insert(help)) {
        line.push(Inline::Break);
        line.extend(with_code(help));
    }
    line
}
