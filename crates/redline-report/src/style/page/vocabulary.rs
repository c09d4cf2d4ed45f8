//! Rules by number of findings, and the terms and conventions of the book.

use super::super::model::{AcronymRow, ConventionRow, RuleRow, StyleReport, TermRow};
use super::super::node::{Cell, Inline, Node, code, left, percent, right, table, text, with_code, words};
use super::link::LinkBase;
use crate::readability::share;

pub(super) fn rules(report: &StyleReport, nodes: &mut Vec<Node>) {
    nodes.push(Node::Heading("Rules"));
    if report.rules.is_empty() {
        return nodes.push(Node::Paragraph(vec![text("No rule found anything, and none was silenced.")]));
    }
    let row = |rule: &RuleRow| {
        let name = match &rule.link {
            Some(link) => vec![Inline::Link(rule.name.clone(), link.clone())],
            None => vec![code(rule.name.as_str())],
        };
        let summary = rule.summary.as_deref().map(with_code).unwrap_or_default();
        let noisy = if rule.is_noisy { " (noisy)" } else { "" };
        vec![
            Cell::Inlines(name),
            Cell::Inlines(summary),
            words(rule.counts.total().to_string()),
            words(if rule.share > 0.0 && rule.share < 0.01 { "< 1 %".to_owned() } else { percent(rule.share) }),
            Cell::Bar(rule.share),
            words(rule.chapters.to_string()),
            words(rule.fixable.to_string()),
            words(format!("{}{noisy}", rule.suppressed)),
        ]
    };
    let columns = [
        left("Rule"),
        left("What it says"),
        right("Findings"),
        right("Share"),
        left("Bar"),
        right("Chapters"),
        right("Safe fix"),
        right("Silenced"),
    ];
    table("Rules by the number of their findings", &columns, report.rules.iter().map(row).collect(), nodes);
    nodes.push(Node::Paragraph(vec![
        code("mdbook-redline explain RULE"),
        text(" shows the page of a rule. A rule is noisy if more than 30 % of what it says is silenced."),
    ]));
}

pub(super) fn terms(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    nodes.push(Node::Heading("Terms"));
    if report.terms.is_empty() {
        nodes.push(Node::Paragraph(vec![text("The book has chosen no terms.")]));
    } else {
        let row = |term: &TermRow| {
            let variants: Vec<String> =
                term.variants.iter().map(|(variant, count)| format!("{variant} ({count})")).collect();
            vec![
                words(term.term.as_str()),
                words(term.preferred.to_string()),
                words(variants.join(", ")),
                words(term.consistency.map_or_else(|| "–".to_owned(), percent)),
                Cell::Inlines(links.links(report, &term.places)),
            ]
        };
        let columns =
            [left("Preferred"), right("Places"), left("Variants"), right("Consistency"), left("Variants are in")];
        table("The book's own terms", &columns, report.terms.iter().map(row).collect(), nodes);
        let all = report.term_consistency.map_or_else(|| "–".to_owned(), percent);
        nodes.push(Node::Paragraph(vec![text(format!("Over all places of all terms: {all}."))]));
    }
    acronyms(report, links, nodes);
    if !report.conventions.is_empty() {
        let row = |convention: &ConventionRow| {
            vec![
                words(convention.title.as_str()),
                words(convention.form.as_str()),
                words(format!("{} of {}", convention.count, convention.total)),
                words(percent(share(convention.count, convention.total))),
            ]
        };
        let columns = [left("Convention"), left("The book's way"), right("Places"), right("Share")];
        table("Conventions by majority", &columns, report.conventions.iter().map(row).collect(), nodes);
    }
}

fn acronyms(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    let acronyms = &report.acronyms;
    if acronyms.used == 0 {
        return;
    }
    nodes.push(Node::Paragraph(vec![text(format!(
        "Acronyms that stand three times or more and are never spelled out: {} of {}.",
        acronyms.undefined, acronyms.used
    ))]));
    let row = |acronym: &AcronymRow| {
        let place = links.link(report, report.chapter_name(&acronym.place), &acronym.place);
        vec![words(acronym.name.as_str()), words(acronym.count.to_string()), Cell::Inlines(place)]
    };
    if !acronyms.rows.is_empty() {
        let columns = [left("Acronym"), right("Places"), left("First in")];
        table("Acronyms that are never spelled out", &columns, acronyms.rows.iter().map(row).collect(), nodes);
    }
}
