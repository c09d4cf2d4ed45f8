//! How pages stand to their templates, and what any page should have.

use super::super::model::{ChapterRow, LayoutRow, PlaceRow, StyleReport, TemplateRow};
use super::super::part::{Cell, Part, left, percent, right, table, text, words};
use super::Outlook;

pub(super) fn structure(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Structure"));
    templates(report, outlook, parts);
    let row = |row: &LayoutRow| {
        vec![
            words(row.what.as_str()),
            words(format!("{} of {}", row.count, row.total)),
            Cell::Words(outlook.links(report, &row.places)),
        ]
    };
    if !report.layout.is_empty() {
        let columns = [left("On any page"), right("Places"), left("First in")];
        table("What any page should have", &columns, report.layout.iter().map(row).collect(), parts);
    }
}

fn templates(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    if report.structure.is_empty() {
        return parts.push(Part::Text(vec![text("No page has a template.")]));
    }
    let row = |row: &TemplateRow| {
        vec![
            words(row.template.as_str()),
            words(row.pages.to_string()),
            words(format!("{} of {}", row.met, row.required)),
            words(row.share.map_or_else(|| "–".to_owned(), percent)),
        ]
    };
    let columns = [left("Template"), right("Pages"), right("Required sections met"), right("Share")];
    table("Templates", &columns, report.structure.iter().map(row).collect(), parts);
    let short = report.chapters.iter().enumerate().filter(|(_, chapter)| chapter.met < chapter.required);
    let row = |(index, chapter): (usize, &ChapterRow)| {
        let place = PlaceRow { chapter: Some(index), ..PlaceRow::default() };
        vec![
            Cell::Words(outlook.link(report, &chapter.name, &place)),
            words(chapter.template.as_deref().unwrap_or_default()),
            words(format!("{} of {}", chapter.met, chapter.required)),
        ]
    };
    let rows: Vec<Vec<Cell>> = short.map(row).collect();
    if !rows.is_empty() {
        let columns = [left("Page"), left("Template"), right("Required sections met")];
        table("Pages that lack something", &columns, rows, parts);
    }
}
