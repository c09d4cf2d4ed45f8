//! The section of a book among several: its links, trend, chapters that need work and main rules.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use redline_text::escape;

use super::super::model::{BookLinks, RecordedChapter, RuleChange};
use super::super::node::{
    Cell, Inline, Node, code, joined, left, or_dash, percent, right, short_commit, strong, table, text, words,
};
use super::super::numbers::{count_of, decimal, thousands};
use super::super::page::trend::{charts, compared, resized};
use super::super::record::{date, weighted};
use super::RecordedBook;
use crate::readability::{number, share};

/// The most chapters and rules listed.
const LISTED: usize = 5;

/// The rules named for a chapter.
const MAIN_RULES: usize = 2;

pub(super) fn section(book: &RecordedBook, nodes: &mut Vec<Node>) {
    let last = &book.last;
    nodes.push(Node::Paragraph(head(book)));
    nodes.push(Node::Paragraph(match &book.change {
        Some(change) => compared(&book.trend, change, last),
        None => vec![text("There is no earlier record with the same rules.")],
    }));
    nodes.extend(resized(&book.trend, last).map(|notice| Node::Paragraph(vec![strong("Note: "), text(notice)])));
    nodes.extend(charts(&book.trend, true).into_iter().next());
    chapters(book, nodes);
    rules(book, nodes);
}

/// The size of the book, its last record and its links.
fn head(book: &RecordedBook) -> Vec<Inline> {
    let last = &book.last;
    let mut parts = links(&last.links);
    let size = format!("{} in {}", count_of(last.words, "word"), count_of(last.chapters.len(), "chapter"));
    parts.push(vec![text(size)]);
    parts.push(vec![text(format!("recorded on {} at ", date(last))), short_commit(&last.commit)]);
    if last.known > 0 {
        parts.push(vec![text(format!("{} in the baseline", count_of(last.known, "finding")))]);
    }
    joined(parts, " · ")
}

/// Links to the page of the report, the book and the repository, as far as they are known.
fn links(links: &BookLinks) -> Vec<Vec<Inline>> {
    let link = |label: &str, to: String| vec![Inline::Link(label.to_owned(), to)];
    let report = links.report_page.as_deref().and_then(|page| page_link(links, page));
    [
        report.map(|to| link("Style report", to)),
        links.site.clone().map(|to| link("Book", to)),
        links.repository.clone().map(|to| link("Repository", to)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The address of the page of a source relative to `src`; `None` if the address of the book is not known.
fn page_link(links: &BookLinks, page: &str) -> Option<String> {
    let stem = page.strip_suffix(".md").unwrap_or(page);
    Some(format!("{}{}.html", links.site.as_deref()?, escape::path(stem)))
}

/// The chapters with most weight.
fn chapters(book: &RecordedBook, nodes: &mut Vec<Node>) {
    let last = &book.last;
    let mut ranked: Vec<&RecordedChapter> = last.chapters.iter().filter(|chapter| chapter.counts.total() > 0).collect();
    ranked.sort_by(|one, other| weighted(other.counts).total_cmp(&weighted(one.counts)));
    let Some(heaviest) = ranked.first().map(|chapter| weighted(chapter.counts)) else {
        return nodes.push(Node::Paragraph(vec![text("Nothing was found in its chapters.")]));
    };
    let changes: BTreeMap<&str, (usize, usize)> = book
        .change
        .iter()
        .flat_map(|change| &change.chapters)
        .map(|chapter| (chapter.page.as_str(), (chapter.new, chapter.fixed)))
        .collect();
    let by_chapter = book.change.as_ref().is_some_and(|change| change.by_chapter);
    let row = |chapter: &&RecordedChapter| {
        let (new, fixed) = changes.get(chapter.page.as_str()).copied().unwrap_or_default();
        let change = |count: usize| words(if by_chapter { thousands(count) } else { "–".to_owned() });
        let weight = weighted(chapter.counts);
        let density = (chapter.words > 0).then(|| 1000.0 * weight / number(chapter.words));
        let label = match page_link(&last.links, &chapter.page) {
            Some(to) => Inline::Link(chapter.page.clone(), to),
            None => text(chapter.page.as_str()),
        };
        vec![
            Cell::Inlines(vec![label]),
            Cell::Measured(decimal(weight, 1), weight / heaviest),
            words(thousands(chapter.counts.errors)),
            words(thousands(chapter.counts.total())),
            words(or_dash(density, 1)),
            change(new),
            change(fixed),
            Cell::Inlines(main_rules(chapter)),
        ]
    };
    let columns = [
        left("Chapter"),
        right("Weight"),
        right("Errors"),
        right("Findings"),
        right("Weighted"),
        right("New"),
        right("Fixed"),
        left("Most of it"),
    ];
    let caption = format!("Chapters of {} with most to do: {}", book.title, of_all(ranked.len()));
    table(caption, &columns, ranked.iter().take(LISTED).map(row).collect(), nodes);
}

/// The rules with most findings in a chapter.
fn main_rules(chapter: &RecordedChapter) -> Vec<Inline> {
    let mut counts: Vec<(&String, usize)> = chapter.findings.iter().map(|(rule, marks)| (rule, marks.len())).collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let shown = counts.into_iter().take(MAIN_RULES);
    joined(shown.map(|(rule, count)| vec![code(rule.as_str()), text(format!("\u{a0}{}", thousands(count)))]), ", ")
}

/// The rules with most findings.
fn rules(book: &RecordedBook, nodes: &mut Vec<Node>) {
    let last = &book.last;
    let mut ranked: Vec<(&String, usize)> = last.findings.iter().map(|(rule, count)| (rule, *count)).collect();
    ranked.sort_by_key(|(_, count)| Reverse(*count));
    if ranked.is_empty() {
        return;
    }
    let changes: BTreeMap<&str, &RuleChange> =
        book.change.iter().flat_map(|change| &change.rules).map(|change| (change.rule.as_str(), change)).collect();
    let row = |(rule, count): &(&String, usize)| {
        let change = |count: fn(&RuleChange) -> usize| {
            let found = changes.get(rule.as_str()).map_or(0, |change| count(change));
            words(if book.change.is_some() { thousands(found) } else { "–".to_owned() })
        };
        vec![
            Cell::Inlines(vec![code(rule.as_str())]),
            words(thousands(*count)),
            words(percent(share(*count, last.counts.total()))),
            change(|change| change.new),
            change(|change| change.fixed),
        ]
    };
    let columns = [left("Rule"), right("Findings"), right("Share"), right("New"), right("Fixed")];
    let caption = format!("Rules of {} with most findings: {}", book.title, of_all(ranked.len()));
    table(caption, &columns, ranked.iter().take(LISTED).map(row).collect(), nodes);
}

/// How many of all are listed.
fn of_all(all: usize) -> String {
    if all > LISTED { format!("{LISTED} of {}", thousands(all)) } else { format!("all {}", thousands(all)) }
}
