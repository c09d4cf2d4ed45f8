//! The tables of chapters.

use super::super::model::{ChapterRow, LevelCounts, PlaceRow, StyleReport};
use super::super::node::{Cell, Column, Node, code, left, or_dash, percent, right, table, text, words};
use super::super::record::weighted;
use super::link::LinkBase;
use super::trend::signed;
use crate::readability::share;

/// The rows of the short tables.
const WORST: usize = 5;

/// In shorter chapters, a single finding makes a high density.
const MIN_WORDS_FOR_DENSITY: usize = 100;

pub(super) fn chapters(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    nodes.push(Node::Heading("Chapters"));
    let chapter_table = ChapterTable::new(report, links);
    nodes.push(Node::Paragraph(vec![text(chapter_table.legend())]));
    if report.chapters.len() > WORST {
        let density =
            |chapter: &ChapterRow| chapter.density.filter(|_| chapter.words >= MIN_WORDS_FOR_DENSITY).unwrap_or(0.0);
        for (caption, worst) in [
            ("Where most is to be done", worst(report, |chapter| weighted(chapter.counts))),
            ("Where findings are densest, from 100 words on", worst(report, density)),
        ] {
            let rows: Vec<_> = worst.iter().map(|&index| chapter_table.short_row(index)).collect();
            if !rows.is_empty() {
                table(caption, &chapter_table.short_columns(), rows, nodes);
            }
        }
    }
    let rows = (0..report.chapters.len()).map(|index| chapter_table.row(index)).collect();
    table("All chapters in reading order", &chapter_table.columns(), rows, nodes);
}

/// The columns and cells of the tables of chapters.
struct ChapterTable<'a> {
    report: &'a StyleReport,
    links: LinkBase<'a>,
    /// The highest density among chapters that are long enough; among all if those have no findings.
    max_density: f64,
    has_change: bool,
    has_structure: bool,
    has_debt: bool,
}

impl<'a> ChapterTable<'a> {
    fn new(report: &'a StyleReport, links: LinkBase<'a>) -> Self {
        let highest = |least: usize| {
            let chapters = report.chapters.iter().filter(|chapter| chapter.words >= least);
            chapters.filter_map(|chapter| chapter.density).fold(0.0, f64::max)
        };
        let long = Some(highest(MIN_WORDS_FOR_DENSITY));
        let max_density = long.filter(|density| *density > 0.0).unwrap_or_else(|| highest(0));
        Self {
            report,
            links,
            max_density,
            has_change: report.trend.as_ref().is_some_and(|trend| trend.change.is_some()),
            has_structure: report.chapters.iter().any(|chapter| chapter.required > 0),
            has_debt: report.baseline.is_some(),
        }
    }

    /// An explanation of the column headings.
    fn legend(&self) -> String {
        let change =
            if self.has_change { "; change, the findings more or fewer than the trend compares with" } else { "" };
        let debt = if self.has_debt { "; debt, the findings in the baseline" } else { "" };
        format!(
            "E errors, W warnings, S suggestions; weight, an error counting 5, a warning 2, a suggestion 0.5; density, the \
             findings per 1,000 words{change}{debt}; median and p90, the words of the middle sentence and of the longest of \
             the shorter nine tenths; grade, a dash under 100 words."
        )
    }

    fn short_columns(&self) -> Vec<Column> {
        let counts =
            [left("Chapter"), right("E"), right("W"), right("S"), right("Weight"), right("Density"), left("Bar")];
        counts.into_iter().chain(self.has_change.then(|| right("Change"))).chain([left("Most of it")]).collect()
    }

    fn short_row(&self, index: usize) -> Vec<Cell> {
        let chapter = &self.report.chapters[index];
        let mut faults = Vec::new();
        for (index, rule) in chapter.main_rules.iter().enumerate() {
            faults.extend((index > 0).then(|| text(", ")));
            faults.push(code(rule.as_str()));
        }
        let [errors, warnings, suggestions] = Self::counts(chapter);
        [self.name(index), errors, warnings, suggestions]
            .into_iter()
            .chain([
                words(or_dash(Some(weighted(chapter.counts)), 1)),
                words(or_dash(chapter.density, 1)),
                self.bar(chapter),
            ])
            .chain(self.change(chapter))
            .chain([Cell::Inlines(faults)])
            .collect()
    }

    fn columns(&self) -> Vec<Column> {
        let grade = if self.report.readability.english { "Grade" } else { "LIX" };
        let counts =
            [left("Chapter"), right("Words"), right("E"), right("W"), right("S"), right("Density"), left("Bar")];
        counts
            .into_iter()
            .chain(self.has_change.then(|| right("Change")))
            .chain([right("Median"), right("p90"), right(grade)])
            .chain(self.has_structure.then(|| right("Structure")))
            .chain(self.has_debt.then(|| right("Debt")))
            .collect()
    }

    fn row(&self, index: usize) -> Vec<Cell> {
        let chapter = &self.report.chapters[index];
        let structure =
            if chapter.required > 0 { percent(share(chapter.met, chapter.required)) } else { "–".to_owned() };
        let grade = chapter.scores.as_ref().map_or_else(|| "–".to_owned(), |it| format!("{:.1}", it.headline()));
        let [errors, warnings, suggestions] = Self::counts(chapter);
        [self.name(index), words(chapter.words.to_string()), errors, warnings, suggestions]
            .into_iter()
            .chain([words(or_dash(chapter.density, 1)), self.bar(chapter)])
            .chain(self.change(chapter))
            .chain([
                words(chapter.sentences.median.to_string()),
                words(chapter.sentences.p90.to_string()),
                words(grade),
            ])
            .chain(self.has_structure.then(|| words(structure)))
            .chain(self.has_debt.then(|| words(chapter.known.to_string())))
            .collect()
    }

    fn name(&self, index: usize) -> Cell {
        let place = PlaceRow { chapter: Some(index), ..PlaceRow::default() };
        Cell::Inlines(self.links.link(self.report, &self.report.chapters[index].name, &place))
    }

    fn counts(chapter: &ChapterRow) -> [Cell; 3] {
        let LevelCounts { errors, warnings, suggestions } = chapter.counts;
        [errors, warnings, suggestions].map(|count| words(count.to_string()))
    }

    fn bar(&self, chapter: &ChapterRow) -> Cell {
        let density = chapter.density.unwrap_or(0.0);
        Cell::Bar(if self.max_density > 0.0 { (density / self.max_density).min(1.0) } else { 0.0 })
    }

    fn change(&self, chapter: &ChapterRow) -> Option<Cell> {
        self.has_change.then(|| words(chapter.change.map_or_else(|| "new".to_owned(), signed)))
    }
}

/// The chapters with the highest positive `measure`.
fn worst(report: &StyleReport, measure: impl Fn(&ChapterRow) -> f64) -> Vec<usize> {
    let measured = report.chapters.iter().map(measure).enumerate();
    let mut worst: Vec<(usize, f64)> = measured.filter(|(_, measured)| *measured > 0.0).collect();
    worst.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    worst.into_iter().take(WORST).map(|(index, _)| index).collect()
}
