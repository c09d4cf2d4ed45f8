//! The content of the page in its order, independent of the output format.

mod chapters;
mod findings;
mod link;
mod readability;
mod rules;
mod structure;
mod tasks;
pub(super) mod trend;
mod verdict;
mod vocabulary;

use super::method::METHOD;
use super::model::StyleReport;
use super::node::{Node, left, table, text, words};
use super::numbers::{count_of, thousands};
use chapters::chapters;
pub(super) use link::LinkBase;
use readability::readability;
use rules::rules;
use structure::structure;
use tasks::tasks;
use trend::{over_time, trend};
use verdict::{conditions, verdict};
use vocabulary::terms;

/// The nodes of the page.
pub(super) fn nodes(report: &StyleReport, links: LinkBase<'_>) -> Vec<Node> {
    let mut nodes = Vec::new();
    verdict(report, &mut nodes);
    trend(report, &mut nodes);
    tasks(report, links, &mut nodes);
    over_time(report, &mut nodes);
    conditions(report, &mut nodes);
    chapters(report, links, &mut nodes);
    rules(report, links, &mut nodes);
    readability(report, links, &mut nodes);
    terms(report, links, &mut nodes);
    structure(report, links, &mut nodes);
    suppressions(report, &mut nodes);
    method(&mut nodes);
    nodes
}

/// Suppression comments and the baseline, if there are any.
fn suppressions(report: &StyleReport, nodes: &mut Vec<Node>) {
    let figures = &report.suppressions;
    if figures.comments == 0 && figures.silenced == 0 && report.baseline.is_none() {
        return;
    }
    nodes.push(Node::Heading("Suppressions and baseline"));
    nodes.push(Node::Paragraph(vec![text(format!(
        "{} for {}; without a reason: {}; without effect: {}.",
        count_of(figures.comments, "suppression comment"),
        count_of(figures.silenced, "suppressed finding"),
        thousands(figures.without_reason),
        thousands(figures.unused)
    ))]));
    if let Some(standing) = report.baseline {
        nodes.push(Node::Paragraph(vec![text(format!(
            "Baseline: {} known, {} new, {} no longer found.",
            thousands(standing.known),
            thousands(standing.new),
            thousands(standing.stale)
        ))]));
    }
}

/// The formula of each figure.
fn method(nodes: &mut Vec<Node>) {
    nodes.push(Node::Heading("Method"));
    let mut content = vec![Node::Paragraph(vec![text(
        "Only prose counts: no code blocks, addresses, HTML, front matter or numbers in tables. A stretch of inline code is \
         one word of one syllable. Headings, list items and cells end a sentence. W words, S sentences, Y syllables, L \
         letters, C letters and digits, P words of at least three syllables, H those of P that are not names, compounds or \
         inflections, G words of more than six letters. Formulas see the length of words and sentences, not their meaning. \
         Figures under two rule sets cannot be compared. The page counts the sources and is not part of its own figures.",
    )])];
    let rows = METHOD.iter().map(|method| vec![words(method.name), words(method.formula), words(method.source)]);
    let columns = [left("Figure"), left("Formula"), left("Source or note")];
    table("The formula of each figure", &columns, rows.collect(), &mut content);
    nodes.push(Node::Details("What is counted, and the formula of each figure".to_owned(), content));
}
