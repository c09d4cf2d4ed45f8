//! What a page should have whatever its template: images described, no level skipped, no list of one step; and acronyms
//! spelled out.

use super::model::{AcronymFigures, AcronymRow, LayoutRow, PlaceRow};
use super::place::Places;
use super::survey::Survey;
use crate::catalogue::{self, AcronymOptions};
use crate::chapter::ParsedChapter;
use crate::convention::{Acronym, acronyms};
use crate::document::{BlockKind, Document, ProtectedKind, html_images};
use crate::settings::RuleScope;
use crate::source::Span;

/// How many places of each row are told.
const PLACES: usize = 3;

/// How many acronyms are told.
const ACRONYMS: usize = 20;

/// Finds what stands in a document, and tells of each whether it is as it should be.
type Look = fn(&Document) -> Vec<(Span, bool)>;

/// What is looked at.
const LOOKS: [(&str, Look); 3] = [
    ("Images without a description", images),
    ("Headings that skip a level", headings),
    ("Numbered lists of one step", steps),
];

/// What stands in a chapter, for each of [`LOOKS`].
#[derive(Debug)]
pub(super) struct Layout([Vec<(Span, bool)>; LOOKS.len()]);

impl Layout {
    pub(super) fn of(document: &Document) -> Self {
        Self(LOOKS.map(|(_, look)| look(document)))
    }
}

/// The rows of the checked chapters; without what the book does not have.
pub(super) fn layout_rows(
    survey: &Survey<'_>,
    row_of_reading: &[Option<usize>],
    places: &Places<'_>,
) -> Vec<LayoutRow> {
    let row = |(index, (what, _)): (usize, (&str, Look))| {
        let mut row = LayoutRow { what: what.to_owned(), ..LayoutRow::default() };
        let checked =
            survey.figures.chapters().iter().enumerate().filter(|(parsed, _)| row_of_reading[*parsed].is_some());
        for (parsed, figures) in checked {
            for (span, is_right) in &figures.layout.0[index] {
                row.total += 1;
                if *is_right {
                    continue;
                }
                row.count += 1;
                if row.places.len() < PLACES {
                    row.places.push(places.of_text(parsed, span));
                }
            }
        }
        row
    };
    LOOKS.into_iter().enumerate().map(row).filter(|row| row.total > 0).collect()
}

/// The documents of the chapters that have a row, each with the index of its parsed.
fn checked<'a>(
    survey: &'a Survey<'_>,
    row_of_reading: &'a [Option<usize>],
) -> impl Iterator<Item = (usize, &'a Document)> {
    let documents = survey.parsed_chapters.iter().map(ParsedChapter::document).enumerate();
    documents.filter(|(parsed, _)| row_of_reading[*parsed].is_some())
}

/// Images of Markdown, which have words between their brackets, and of HTML, of which `alt=""` says that they only adorn.
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
    let look = |heading: &crate::document::Heading| {
        let is_right = above.replace(heading.level).is_none_or(|above| heading.level <= above + 1);
        (heading.span.clone(), is_right)
    };
    // A heading in a quote is of another page.
    document.headings.iter().filter(|heading| document.is_top_level(heading.block)).map(look).collect()
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

/// The acronyms of the book that its readers cannot be expected to know.
pub(super) fn acronym_figures(
    survey: &Survey<'_>,
    row_of_reading: &[Option<usize>],
    places: &Places<'_>,
) -> AcronymFigures {
    let used = acronyms(&checked(survey, row_of_reading).collect::<Vec<_>>());
    let is_missing = |acronym: &&Acronym| {
        let scope = RuleScope::of_path(&survey.chapter(acronym.chapter).path);
        let options = survey.settings.options(&catalogue::ACRONYM_UNDEFINED, scope);
        !acronym.is_defined
            && !AcronymOptions::accepts(&options, &acronym.name)
            && !survey.settings.terms.knows_acronym(&acronym.name)
    };
    let mut undefined: Vec<&Acronym> = used.iter().filter(is_missing).collect();
    undefined.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
    let place = |acronym: &Acronym| -> PlaceRow {
        let prose = &survey.parsed_chapters[acronym.chapter].document().prose[acronym.prose].prose;
        places.of_text(acronym.chapter, &prose.source(acronym.span.clone()))
    };
    let row =
        |acronym: &&Acronym| AcronymRow { name: acronym.name.clone(), count: acronym.count, place: place(acronym) };
    AcronymFigures {
        used: used.len(),
        undefined: undefined.len(),
        rows: undefined.iter().take(ACRONYMS).map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    #[test]
    fn what_lacks_something_is_told_from_what_does_not() {
        let text = "# T\n\n> #### Quoted\n\n### Skips\n\n<img src=\"d.png\"> and <IMG\nalt='' src=x> and ![](a.png) and ![ ][b] and ![a tree](c.png)\n\n1. Only\n\n   1. One\n   2. Two\n\n[b]: b.png\n";
        let document = Document::of_text(text, &Dialect::default());
        let right = |look: Look| look(&document).into_iter().map(|(_, is_right)| is_right).collect::<Vec<_>>();
        assert_eq!(right(images), [false, true, false, false, true]);
        assert_eq!(right(headings), [true, false]);
        assert_eq!(right(steps), [false, true]);
    }
}
