//! Conformance of pages to their templates, and structural faults.

use super::super::model::{ChapterRow, LayoutRow, PlaceRow, StyleReport, TemplateRow};
use super::super::node::{Cell, Node, left, percent, right, table, text, words};
use super::super::numbers::thousands;
use super::link::LinkBase;

pub(super) fn structure(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    if report.structure.is_empty() && report.layout.iter().all(|row| row.count == 0) {
        return;
    }
    nodes.push(Node::Heading("Structure"));
    templates(report, links, nodes);
    let (faulty, right_everywhere): (Vec<_>, Vec<_>) = report.layout.iter().partition(|row| row.count > 0);
    let row = |row: &&LayoutRow| {
        vec![
            words(row.what.as_str()),
            words(format!("{} of {}", thousands(row.count), thousands(row.total))),
            Cell::Inlines(links.links(report, &row.places)),
        ]
    };
    if !faulty.is_empty() {
        let columns = [left("On any page"), right("Places"), left("First in")];
        table("What any page should have", &columns, faulty.iter().map(row).collect(), nodes);
    }
    if !right_everywhere.is_empty() {
        let entries: Vec<String> =
            right_everywhere.iter().map(|row| format!("{} (0 of {})", row.what, thousands(row.total))).collect();
        nodes.push(Node::Paragraph(vec![text(format!("Found nowhere: {}.", entries.join("; ")))]));
    }
}

fn templates(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    if report.structure.is_empty() {
        return;
    }
    let row = |row: &TemplateRow| {
        vec![
            words(row.template.as_str()),
            words(thousands(row.pages)),
            words(format!("{} of {}", row.met, row.required)),
            words(row.share.map_or_else(|| "–".to_owned(), percent)),
        ]
    };
    let columns = [left("Template"), right("Pages"), right("Required sections met"), right("Share")];
    table("Templates", &columns, report.structure.iter().map(row).collect(), nodes);
    let short = report.chapters.iter().enumerate().filter(|(_, chapter)| chapter.met < chapter.required);
    let row = |(index, chapter): (usize, &ChapterRow)| {
        let place = PlaceRow { chapter: Some(index), ..PlaceRow::default() };
        vec![
            Cell::Inlines(links.link(report, &chapter.name, &place)),
            words(chapter.template.as_deref().unwrap_or_default()),
            words(format!("{} of {}", chapter.met, chapter.required)),
        ]
    };
    let rows: Vec<Vec<Cell>> = short.map(row).collect();
    if !rows.is_empty() {
        let columns = [left("Page"), left("Template"), right("Required sections met")];
        table("Pages that lack something", &columns, rows, nodes);
    }
}
