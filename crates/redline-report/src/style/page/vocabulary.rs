//! The terms, acronyms and conventions of the book.

use super::super::model::{AcronymRow, ConventionRow, StyleReport, TermRow};
use super::super::node::{Cell, Node, left, percent, right, table, text, words};
use super::super::numbers::thousands;
use super::link::LinkBase;
use crate::readability::share;

pub(super) fn terms(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    if report.terms.is_empty() && report.acronyms.used == 0 && report.conventions.is_empty() {
        return;
    }
    nodes.push(Node::Heading("Terms"));
    own_terms(report, links, nodes);
    acronyms(report, links, nodes);
    conventions(report, nodes);
}

fn own_terms(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    if report.terms.is_empty() {
        return;
    }
    let row = |term: &TermRow| {
        let variants: Vec<String> =
            term.variants.iter().map(|(variant, count)| format!("{variant} ({})", thousands(*count))).collect();
        vec![
            words(term.term.as_str()),
            words(thousands(term.preferred)),
            words(variants.join(", ")),
            words(term.consistency.map_or_else(|| "–".to_owned(), percent)),
            Cell::Inlines(links.links(report, &term.places)),
        ]
    };
    let columns = [
        left("Preferred"),
        right("Places").meaning("Places with the preferred form."),
        left("Variants"),
        right("Consistency").meaning("The share of the preferred form in all places of the term."),
        left("Variants are in"),
    ];
    let all = report.term_consistency.map_or_else(|| "–".to_owned(), percent);
    nodes.push(Node::Paragraph(vec![text(format!("{all} of all places of all terms have the preferred form."))]));
    table("The book's own terms", &columns, report.terms.iter().map(row).collect(), nodes);
}

fn conventions(report: &StyleReport, nodes: &mut Vec<Node>) {
    if report.conventions.is_empty() {
        return;
    }
    let row = |convention: &ConventionRow| {
        vec![
            words(convention.title.as_str()),
            words(convention.form.as_str()),
            words(format!("{} of {}", thousands(convention.count), thousands(convention.total))),
            words(percent(share(convention.count, convention.total))),
        ]
    };
    let columns = [left("Convention"), left("The book's way"), right("Places"), right("Share")];
    let mut content = Vec::new();
    table("Conventions by majority", &columns, report.conventions.iter().map(row).collect(), &mut content);
    nodes.push(Node::Details(format!("Conventions of the book ({})", report.conventions.len()), content));
}

fn acronyms(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    let acronyms = &report.acronyms;
    if acronyms.used == 0 {
        return;
    }
    let row = |acronym: &AcronymRow| {
        let place = links.link(report, report.chapter_name(&acronym.place), &acronym.place);
        vec![words(acronym.name.as_str()), words(thousands(acronym.count)), Cell::Inlines(place)]
    };
    let lead = format!(
        "{} of {} acronyms used at least three times are never spelled out",
        thousands(acronyms.undefined),
        thousands(acronyms.used)
    );
    if acronyms.rows.is_empty() {
        return nodes.push(Node::Paragraph(vec![text(format!("{lead}."))]));
    }
    let columns = [left("Acronym"), right("Places"), left("First in")];
    let mut content = Vec::new();
    table("Acronyms that are never spelled out", &columns, acronyms.rows.iter().map(row).collect(), &mut content);
    nodes.push(Node::Details(lead, content));
}
