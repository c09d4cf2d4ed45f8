//! The table of chapters: a heat map of levels, bars by weight, and the findings of each chapter below its row.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::model::{ChapterRow, LevelCounts, PlaceRow, StyleReport};
use super::super::node::{Cell, Column, Inline, Node, Row, code, explorer, joined, left, or_dash, right, text, words};
use super::super::numbers::{count_of, percent, signed, thousands};
use super::super::record::weighted;
use super::findings::Listing;
use super::link::LinkBase;
use crate::readability::number;

/// The rules named below a chapter.
const MAIN_RULES: usize = 3;

/// In shorter chapters, a single finding makes a high density, so they do not set the darkest tint.
const MIN_WORDS_FOR_DENSITY: usize = 100;

pub(super) fn chapters(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    nodes.push(Node::Heading("Chapters"));
    let chapter_table = ChapterTable::new(report, links);
    nodes.push(Node::Paragraph(chapter_table.lead()));
    let mut order: Vec<usize> = (0..report.chapters.len()).collect();
    order.sort_by(|&one, &other| chapter_table.weight(other).total_cmp(&chapter_table.weight(one)));
    let rows = order.into_iter().map(|index| chapter_table.row(index)).collect();
    explorer("Chapters, the one with most to do first", &chapter_table.columns(), rows, nodes);
    let elsewhere = chapter_table.listing.of_chapter(None);
    if !elsewhere.is_empty() {
        let count = report.findings.iter().filter(|finding| finding.place.chapter.is_none()).count();
        nodes.push(Node::Details(format!("In no chapter: {}", count_of(count, "finding")), elsewhere));
    }
}

/// The levels in the order of their columns.
const LEVELS: [(&str, &str, &str); 3] = [
    ("Err.", "Errors.", "The darkest tint is the most errors per 1,000 words."),
    ("Warn.", "Warnings.", "The darkest tint is the most warnings per 1,000 words."),
    ("Sugg.", "Suggestions.", "The darkest tint is the most suggestions per 1,000 words."),
];

fn level_counts(counts: LevelCounts) -> [usize; 3] {
    [counts.errors, counts.warnings, counts.suggestions]
}

/// The columns and cells of the table of chapters.
struct ChapterTable<'a> {
    report: &'a StyleReport,
    links: LinkBase<'a>,
    listing: Listing<'a>,
    max_weight: f64,
    /// The highest density of each level among chapters that are long enough.
    max_density: [f64; 3],
    /// The levels with findings.
    has_level: [bool; 3],
    has_change: bool,
    has_grade: bool,
}

impl<'a> ChapterTable<'a> {
    fn new(report: &'a StyleReport, links: LinkBase<'a>) -> Self {
        let chapters = &report.chapters;
        let highest = |level: usize| {
            let long = chapters.iter().filter(|chapter| chapter.words >= MIN_WORDS_FOR_DENSITY);
            long.map(|chapter| level_density(chapter, level)).fold(0.0, f64::max)
        };
        Self {
            report,
            links,
            listing: Listing::new(report, links),
            max_weight: chapters.iter().map(|chapter| weighted(chapter.counts)).fold(0.0, f64::max),
            max_density: [0, 1, 2].map(highest),
            has_level: level_counts(report.verdict.counts).map(|count| count > 0),
            has_change: report.trend.as_ref().is_some_and(|trend| trend.change.is_some()),
            has_grade: chapters.iter().any(|chapter| chapter.scores.is_some()),
        }
    }

    /// Where the weight lies.
    fn lead(&self) -> Vec<Inline> {
        let mut ranked: Vec<usize> = (0..self.report.chapters.len()).collect();
        ranked.sort_by(|&one, &other| self.weight(other).total_cmp(&self.weight(one)));
        let with_findings = ranked.iter().filter(|&&index| self.weight(index) > 0.0).count();
        let all: f64 = ranked.iter().map(|&index| self.weight(index)).sum();
        let total = ranked.len();
        if with_findings == 0 {
            return vec![text(format!("Nothing was found in {}.", count_of(total, "chapter")))];
        }
        let mut line =
            vec![text(format!("Chapters with findings: {} of {}.", thousands(with_findings), thousands(total)))];
        let mut half = 0.0;
        let needed = ranked.iter().take_while(|&&index| {
            let goes_on = half < all / 2.0;
            half += self.weight(index);
            goes_on
        });
        let needed = needed.count();
        if needed < with_findings {
            let first: f64 = ranked[..needed].iter().map(|&index| self.weight(index)).sum();
            let noun =
                if needed == 1 { "the first one".to_owned() } else { format!("the first {}", thousands(needed)) };
            line.push(text(format!(" {} of the weight is in {noun}.", percent(first / all))));
        }
        if self.listing.left_out() > 0 {
            let left_out = thousands(self.listing.left_out());
            line.push(text(format!(" {left_out} findings are not listed, those of the most frequent rules: ")));
            line.push(code("mdbook-redline check"));
            line.push(text(" lists every finding."));
        }
        line
    }

    fn weight(&self, index: usize) -> f64 {
        weighted(self.report.chapters[index].counts)
    }

    fn columns(&self) -> Vec<Column> {
        let grade = if self.report.readability.english {
            right("Grade").meaning("The Flesch–Kincaid grade: years of school; a dash under 100 words.")
        } else {
            right("LIX").meaning("Words per sentence plus the share of long words; a dash under 100 words.")
        };
        let levels = LEVELS.into_iter().zip(self.has_level).filter(|(_, has)| *has);
        [
            right("No.").meaning("The position in the book: sort by it for the reading order."),
            left("Chapter"),
            right("Words").meaning("Words of prose."),
        ]
        .into_iter()
        .chain(levels.map(|((name, meaning, drawn), _)| right(name).meaning(meaning).drawn(drawn)))
        .chain([
            right("Weight")
                .meaning("5 for an error, 2 for a warning, 0.5 for a suggestion.")
                .drawn("The longest bar is the highest weight."),
            right("Per 1,000").meaning("Findings per 1,000 words."),
        ])
        .chain(
            self.has_change.then(|| {
                right("Change").meaning("New and fixed findings since the record that the trend compares with.")
            }),
        )
        .chain(self.has_grade.then_some(grade))
        .collect()
    }

    fn row(&self, index: usize) -> Row {
        let chapter = &self.report.chapters[index];
        let weight = self.weight(index);
        let place = PlaceRow { chapter: Some(index), source: chapter.source.clone(), ..PlaceRow::default() };
        let counts = level_counts(chapter.counts).into_iter().enumerate().filter(|(level, _)| self.has_level[*level]);
        let share = if self.max_weight > 0.0 { weight / self.max_weight } else { 0.0 };
        let weight = if weight.fract() == 0.0 { or_dash(Some(weight), 0) } else { or_dash(Some(weight), 1) };
        let change = || words(self.change(chapter));
        let grade = || words(or_dash(chapter.scores.as_ref().map(crate::readability::Scores::headline), 1));
        let cells = [
            words((index + 1).to_string()),
            Cell::Inlines(self.links.link(self.report, &chapter.name, &place)),
            words(thousands(chapter.words)),
        ]
        .into_iter()
        .chain(counts.map(|(level, count)| self.heat(chapter, level, count)))
        .chain([Cell::Measured(weight, share), words(or_dash(chapter.density, 1))])
        .chain(self.has_change.then(change))
        .chain(self.has_grade.then(grade))
        .collect();
        Row { cells, id: None, detail: (chapter.counts.total() > 0).then(|| self.detail(index)) }
    }

    /// The new and the fixed findings of a chapter, or their difference if the record has no rules by chapter.
    fn change(&self, chapter: &ChapterRow) -> String {
        let Some(difference) = chapter.change else { return "new".to_owned() };
        let change = self.report.trend.as_ref().and_then(|trend| trend.change.as_ref());
        let Some(change) = change.filter(|change| change.by_chapter) else { return signed(difference) };
        match change.chapters.iter().find(|it| it.page == chapter.page).map(|it| (it.new, it.fixed)) {
            None | Some((0, 0)) => "0".to_owned(),
            Some((new, 0)) => format!("+{}", thousands(new)),
            Some((0, fixed)) => format!("−{}", thousands(fixed)),
            Some((new, fixed)) => format!("+{} −{}", thousands(new), thousands(fixed)),
        }
    }

    fn heat(&self, chapter: &ChapterRow, level: usize, count: usize) -> Cell {
        let max = self.max_density[level];
        let density = level_density(chapter, level);
        Cell::Heat(thousands(count), if max > 0.0 { (density / max).min(1.0) } else { 0.0 })
    }

    /// The main rules of a chapter, and its findings by section.
    fn detail(&self, index: usize) -> (Vec<Inline>, Vec<Node>) {
        let chapter = &self.report.chapters[index];
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in self.report.findings.iter().filter(|finding| finding.place.chapter == Some(index)) {
            *counts.entry(&finding.rule).or_default() += 1;
        }
        let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
        ranked.sort_by_key(|(_, count)| Reverse(*count));
        let mut summary = vec![text(format!("{}: ", count_of(chapter.counts.total(), "finding")))];
        let count = |count: usize| (ranked.len() > 1).then(|| text(format!("\u{a0}{count}")));
        let main = ranked
            .iter()
            .take(MAIN_RULES)
            .map(|(rule, of_rule)| [code(*rule)].into_iter().chain(count(*of_rule)).collect());
        summary.extend(joined(main, ", "));
        if ranked.len() > MAIN_RULES {
            summary.push(text(format!(" and {} more", count_of(ranked.len() - MAIN_RULES, "rule"))));
        }
        let mut nodes = vec![Node::Paragraph(vec![text(figures(chapter))])];
        nodes.extend(self.listing.of_chapter(Some(index)));
        (summary, nodes)
    }
}

/// Findings of a level per 1,000 words.
fn level_density(chapter: &ChapterRow, level: usize) -> f64 {
    if chapter.words == 0 { 0.0 } else { 1000.0 * number(level_counts(chapter.counts)[level]) / number(chapter.words) }
}

/// The sentences, template and baseline of a chapter.
fn figures(chapter: &ChapterRow) -> String {
    let lengths = &chapter.sentences;
    let sentences: usize = lengths.buckets.iter().sum();
    let mut line = format!(
        "{}, the middle one of {} words, nine of ten of at most {}",
        count_of(sentences, "sentence"),
        lengths.median,
        lengths.p90
    );
    if let Some(share) = chapter.passive_share {
        let _ = write!(line, "; {} passive", percent(share));
    }
    if chapter.required > 0 {
        let _ = write!(line, "; {} of {} required sections", chapter.met, chapter.required);
    }
    if chapter.known > 0 {
        let _ = write!(line, "; {} in the baseline", count_of(chapter.known, "finding"));
    }
    line.push('.');
    line
}
