//! Structural faults and unknown acronyms over the whole book.

use redline_document::document::Document;
use redline_lint::catalogue::{self, AcronymOptions};
use redline_lint::chapter::ParsedChapter;
use redline_lint::convention::{Acronym, acronyms};
use redline_lint::settings::RuleScope;

use super::input::ReportInput;
use super::layout::{CHECKS, Check};
use super::model::{AcronymFigures, AcronymRow, LayoutRow, PlaceRow};
use super::place::PlaceIndex;

/// The most places listed per row.
const MAX_PLACES: usize = 3;

/// The most acronyms listed.
const MAX_ACRONYMS: usize = 20;

/// The rows over all checked chapters, without checks that apply nowhere.
pub(super) fn layout_rows(input: &ReportInput<'_>, rows: &[Option<usize>], places: &PlaceIndex<'_>) -> Vec<LayoutRow> {
    let row = |(check, (what, _)): (usize, (&str, Check))| {
        let mut row = LayoutRow { what: what.to_owned(), ..LayoutRow::default() };
        let checked = input.figures.chapters().iter().enumerate().filter(|(index, _)| rows[*index].is_some());
        for (index, figures) in checked {
            for (span, is_correct) in &figures.layout.0[check] {
                row.total += 1;
                if *is_correct {
                    continue;
                }
                row.count += 1;
                if row.places.len() < MAX_PLACES {
                    row.places.push(places.of_span(index, span));
                }
            }
        }
        row
    };
    CHECKS.into_iter().enumerate().map(row).filter(|row| row.total > 0).collect()
}

/// The documents of chapters that have a row, with their indices.
fn checked<'a>(input: &'a ReportInput<'_>, rows: &'a [Option<usize>]) -> impl Iterator<Item = (usize, &'a Document)> {
    let documents = input.parsed_chapters.iter().map(ParsedChapter::document).enumerate();
    documents.filter(|(index, _)| rows[*index].is_some())
}

/// The acronyms of the book that readers cannot be expected to know.
pub(super) fn acronym_figures(
    input: &ReportInput<'_>,
    rows: &[Option<usize>],
    places: &PlaceIndex<'_>,
) -> AcronymFigures {
    let used = acronyms(&checked(input, rows).collect::<Vec<_>>());
    let is_missing = |acronym: &&Acronym| {
        let scope = RuleScope::of_path(&input.chapter(acronym.chapter).path);
        let options = input.settings.options(&catalogue::ACRONYM_UNDEFINED, scope);
        !acronym.is_defined
            && !AcronymOptions::accepts(&options, &acronym.name)
            && !input.settings.terms.knows_acronym(&acronym.name)
    };
    let mut undefined: Vec<&Acronym> = used.iter().filter(is_missing).collect();
    undefined.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
    let place = |acronym: &Acronym| -> PlaceRow {
        let prose = &input.parsed_chapters[acronym.chapter].document().prose[acronym.prose].prose;
        places.of_span(acronym.chapter, &prose.source(acronym.span.clone()))
    };
    let row =
        |acronym: &&Acronym| AcronymRow { name: acronym.name.clone(), count: acronym.count, place: place(acronym) };
    AcronymFigures {
        used: used.len(),
        undefined: undefined.len(),
        rows: undefined.iter().take(MAX_ACRONYMS).map(row).collect(),
    }
}
