//! Rules by the number of their findings, and the terms and conventions of the book.

use super::super::model::{AcronymRow, ConventionRow, RuleRow, StyleReport, TermRow};
use super::super::part::{Cell, Inline, Part, code, left, percent, right, table, text, with_code, words};
use super::Outlook;
use crate::report::readability::share;

pub(super) fn rules(report: &StyleReport, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Rules"));
    if report.rules.is_empty() {
        return parts.push(Part::Text(vec![text("No rule found anything, and none was silenced.")]));
    }
    let row = |rule: &RuleRow| {
        let name = match &rule.link {
            Some(link) => vec![Inline::Link(rule.name.clone(), link.clone())],
            None => vec![code(rule.name.as_str())],
        };
        let summary = rule.summary.as_deref().map(with_code).unwrap_or_default();
        let noisy = if rule.is_noisy { " (noisy)" } else { "" };
        vec![
            Cell::Words(name),
            Cell::Words(summary),
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
    table("Rules by the number of their findings", &columns, report.rules.iter().map(row).collect(), parts);
    parts.push(Part::Text(vec![
        code("mdbook-redline explain RULE"),
        text(" shows the page of a rule. A rule is noisy if more than 30 % of what it says is silenced."),
    ]));
}

pub(super) fn terms(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Terms"));
    if report.terms.is_empty() {
        parts.push(Part::Text(vec![text("The book has chosen no terms.")]));
    } else {
        let row = |term: &TermRow| {
            let variants: Vec<String> =
                term.variants.iter().map(|(variant, count)| format!("{variant} ({count})")).collect();
            vec![
                words(term.term.as_str()),
                words(term.preferred.to_string()),
                words(variants.join(", ")),
                words(term.consistency.map_or_else(|| "–".to_owned(), percent)),
                Cell::Words(outlook.links(report, &term.places)),
            ]
        };
        let columns =
            [left("Preferred"), right("Places"), left("Variants"), right("Consistency"), left("Variants are in")];
        table("The book's own terms", &columns, report.terms.iter().map(row).collect(), parts);
        let all = report.term_consistency.map_or_else(|| "–".to_owned(), percent);
        parts.push(Part::Text(vec![text(format!("Over all places of all terms: {all}."))]));
    }
    acronyms(report, outlook, parts);
    if !report.conventions.is_empty() {
        let row = |habit: &ConventionRow| {
            vec![
                words(habit.title.as_str()),
                words(habit.form.as_str()),
                words(format!("{} of {}", habit.count, habit.total)),
                words(percent(share(habit.count, habit.total))),
            ]
        };
        let columns = [left("Convention"), left("The book's way"), right("Places"), right("Share")];
        table("Conventions by majority", &columns, report.conventions.iter().map(row).collect(), parts);
    }
}

fn acronyms(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    let acronyms = &report.acronyms;
    if acronyms.used == 0 {
        return;
    }
    parts.push(Part::Text(vec![text(format!(
        "Acronyms that stand three times or more and are never spelled out: {} of {}.",
        acronyms.undefined, acronyms.used
    ))]));
    let row = |acronym: &AcronymRow| {
        let place = outlook.link(report, report.chapter_name(&acronym.place), &acronym.place);
        vec![words(acronym.name.as_str()), words(acronym.count.to_string()), Cell::Words(place)]
    };
    if !acronyms.rows.is_empty() {
        let columns = [left("Acronym"), right("Places"), left("First in")];
        table("Acronyms that are never spelled out", &columns, acronyms.rows.iter().map(row).collect(), parts);
    }
}
