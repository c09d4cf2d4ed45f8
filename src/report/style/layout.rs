//! Structural faults of any page: images without a description, skipped heading levels, lists of one step; and acronyms
//! that are never spelled out.

use super::input::ReportInput;
use super::model::{AcronymFigures, AcronymRow, LayoutRow, PlaceRow};
use super::place::PlaceIndex;
use crate::catalogue::{self, AcronymOptions};
use crate::chapter::ParsedChapter;
use crate::convention::{Acronym, acronyms};
use crate::document::{BlockKind, Document, ProtectedKind, html_images};
use crate::settings::RuleScope;
use crate::source::Span;

/// The most places listed per row.
const MAX_PLACES: usize = 3;

/// The most acronyms listed.
const MAX_ACRONYMS: usize = 20;

/// Finds the elements of one kind in a document, and whether each is correct.
type Check = fn(&Document) -> Vec<(Span, bool)>;

/// The checks, with the faults that they count.
const CHECKS: [(&str, Check); 3] = [
    ("Images without a description", images),
    ("Headings that skip a level", headings),
    ("Numbered lists of one step", steps),
];

/// The elements of a chapter found by each of [`CHECKS`].
#[derive(Debug)]
pub(super) struct Layout([Vec<(Span, bool)>; CHECKS.len()]);

impl Layout {
    pub(super) fn of(document: &Document) -> Self {
        Self(CHECKS.map(|(_, check)| check(document)))
    }
}

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

/// Images in Markdown and HTML. An `alt=""` in HTML marks an image as decorative, which is correct.
fn images(document: &Document) -> Vec<(Span, bool)> {
    let is_described = |span: &Span| {
        let inner = document.text()[span.clone()].strip_prefix("![").unwrap_or("?");
        !inner.trim_start().starts_with(']')
    };
    let mut found: Vec<_> =
        document.images.iter().map(|image| (image.span.clone(), is_described(&image.span))).collect();
    for html in document.protected.iter().filter(|protected| protected.kind == ProtectedKind::Html) {
        let source = &document.text()[html.span.clone()];
        let start = html.span.start;
        let images = html_images(source).into_iter();
        found.extend(images.map(|(tag, is_described)| (start + tag.start..start + tag.end, is_described)));
    }
    found.sort_by_key(|(span, _)| span.start);
    found.dedup();
    found
}

fn headings(document: &Document) -> Vec<(Span, bool)> {
    let mut above = None;
    let check = |heading: &crate::document::Heading| {
        let is_correct = above.replace(heading.level).is_none_or(|above| heading.level <= above + 1);
        (heading.span.clone(), is_correct)
    };
    // Headings in quotes do not belong to the page.
    document.headings.iter().filter(|heading| document.is_top_level(heading.block)).map(check).collect()
}

fn steps(document: &Document) -> Vec<(Span, bool)> {
    let mut items = vec![0_usize; document.blocks.len()];
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Item) {
        if let Some(parent) = block.parent {
            items[parent] += 1;
        }
    }
    let lists = document.blocks.iter().zip(&items).filter(|(block, _)| block.kind == BlockKind::List { ordered: true });
    lists.map(|(block, &items)| (block.span.clone(), items > 1)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    #[test]
    fn faults_are_distinguished_from_correct_elements() {
        let text = "# T\n\n> #### Quoted\n\n### Skips\n\n<img src=\"d.png\"> and <IMG\nalt='' src=x> and ![](a.png) and ![ ][b] and ![a tree](c.png)\n\n1. Only\n\n   1. One\n   2. Two\n\n[b]: b.png\n";
        let document = Document::of_text(text, &Dialect::default());
        let correct = |check: Check| check(&document).into_iter().map(|(_, is_correct)| is_correct).collect::<Vec<_>>();
        assert_eq!(correct(images), [false, true, false, false, true]);
        assert_eq!(correct(headings), [true, false]);
        assert_eq!(correct(steps), [false, true]);
    }
}
