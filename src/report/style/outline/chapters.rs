//! The tables of chapters, and how pages stand to their templates.

use super::super::formula::share;
use super::super::model::{ChapterRow, PlaceRow, StyleReport, TemplateRow};
use super::super::part::{Cell, Part, left, or_dash, percent, right, table, text, words};
use super::super::record::weighted;
use super::Outlook;
use super::trend::signed;

/// How many chapters the short tables have.
const WORST: usize = 5;

/// In chapters of fewer words one finding makes a high density.
const MIN_WORDS_FOR_DENSITY: usize = 100;

pub(super) fn chapters(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Chapters"));
    let grade = if report.readability.english { "Grade" } else { "LIX" };
    let most = report.chapters.iter().filter_map(|chapter| chapter.density).fold(0.0, f64::max);
    let has_change = report.trend.as_ref().is_some_and(|trend| trend.change.is_some());
    let row = |chapter: &ChapterRow, index: usize| -> Vec<Cell> {
        let place = PlaceRow { chapter: Some(index), ..PlaceRow::default() };
        let structure =
            if chapter.required > 0 { percent(share(chapter.met, chapter.required)) } else { "–".to_owned() };
        let density = chapter.density.unwrap_or(0.0);
        vec![
            Cell::Words(outlook.link(report, &chapter.name, &place)),
            words(chapter.words.to_string()),
            words(chapter.counts.errors.to_string()),
            words(chapter.counts.warnings.to_string()),
            words(chapter.counts.suggestions.to_string()),
            words(or_dash(chapter.density, 1)),
            Cell::Bar(if most > 0.0 { density / most } else { 0.0 }),
            words(chapter.sentences.median.to_string()),
            words(chapter.sentences.p90.to_string()),
            words(chapter.scores.as_ref().map_or_else(|| "too short".to_owned(), |it| format!("{:.1}", it.headline()))),
            words(structure),
            words(chapter.known.to_string()),
        ]
        .into_iter()
        .chain(has_change.then(|| words(chapter.change.map_or_else(|| "–".to_owned(), signed))))
        .collect()
    };
    let mut columns = vec![
        left("Chapter"),
        right("Words"),
        right("E"),
        right("W"),
        right("S"),
        right("per 1,000"),
        left("Density"),
        right("Median"),
        right("p90"),
        right(grade),
        right("Structure"),
        right("Debt"),
    ];
    columns.extend(has_change.then(|| right("Change")));
    if report.chapters.len() > WORST {
        let density =
            |chapter: &ChapterRow| chapter.density.filter(|_| chapter.words >= MIN_WORDS_FOR_DENSITY).unwrap_or(0.0);
        for (caption, worst) in [
            (
                "Where most is to be done: errors count 5, warnings 2, suggestions 0.5",
                worst(report, |chapter| weighted(chapter.counts)),
            ),
            ("Where findings are densest, from 100 words on", worst(report, density)),
        ] {
            let rows: Vec<_> = worst.iter().map(|&index| row(&report.chapters[index], index)).collect();
            if !rows.is_empty() {
                table(caption, &columns, rows, parts);
            }
        }
    }
    let rows = report.chapters.iter().enumerate().map(|(index, chapter)| row(chapter, index)).collect();
    table("All chapters in reading order", &columns, rows, parts);
    parts.push(Part::Text(vec![text(
        "E errors, W warnings, S suggestions; median and p90 are words a sentence; debt is findings in the baseline; \
         change is findings more or fewer than in the record that the trend compares with.",
    )]));
}

/// The chapters of which `measure` says most, as far as it says anything.
fn worst(report: &StyleReport, measure: impl Fn(&ChapterRow) -> f64) -> Vec<usize> {
    let measured = report.chapters.iter().map(measure).enumerate();
    let mut worst: Vec<(usize, f64)> = measured.filter(|(_, measured)| *measured > 0.0).collect();
    worst.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    worst.into_iter().take(WORST).map(|(index, _)| index).collect()
}

pub(super) fn structure(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Structure"));
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
