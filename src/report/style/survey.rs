//! From what a run found to the report.

use std::collections::BTreeMap;
use std::path::Path;

use super::figures::{BookFigures, ChapterFigures};
use super::finding_rows::finding_rows;
use super::layout::{acronym_figures, layout_rows};
use super::method::METHOD;
use super::model::{ChapterRow, LevelCounts, PlaceRow, StyleReport, TemplateRow, Unchecked, Verdict};
use super::place::Places;
use super::ranking::{main_rules, rule_rows, tasks};
use super::record::Record;
use super::source_link::SourceLinks;
use super::trend::with_trend;
use super::whole::{convention_rows, readability, suppressions, term_rows};
use crate::book::{Book, Chapter, page_path};
use crate::chapter::ParsedChapter;
use crate::convention::HeadingCase;
use crate::diagnostic::Finding;
use crate::edit::Applicability;
use crate::fingerprint::digest;
use crate::lint_report::LintReport;
use crate::report::readability::{Scores, number, rounded, share};
use crate::settings::Settings;

/// The version of the model's shape.
const VERSION: u32 = 1;

/// Keys of our table that have no say in what is found.
const NO_RULES: &[&str] = &[
    "baseline",
    "fail-on",
    "gate",
    "heading-attributes",
    "max-findings",
    "mdbook",
    "normalize",
    "old-ids",
    "source-url-template",
    "style-report",
    "terms-files",
];

/// What the report is made from: a book that was read and checked. The page of the report is not among its chapters.
#[derive(Debug)]
pub struct Survey<'a> {
    /// The book.
    pub book: &'a Book,
    /// Its title.
    pub title: Option<&'a str>,
    /// Its chapters, read.
    pub parsed_chapters: &'a [ParsedChapter],
    /// Figures of each of these chapters.
    pub figures: &'a BookFigures,
    /// What rules found in them.
    pub report: &'a LintReport,
    /// The rules.
    pub settings: &'a Settings,
    /// How lines are linked.
    pub links: &'a SourceLinks,
    /// How it writes headings, if that was asked.
    pub heading_case: Option<&'a HeadingCase>,
    /// How the book stood before, by date; `None` if that cannot be read.
    pub records: Option<&'a [Record]>,
}

impl<'a> Survey<'a> {
    /// The chapter of the book that was parsed as the one of this index.
    pub(super) fn chapter(&self, parsed: usize) -> &'a Chapter {
        &self.book.chapters[self.parsed_chapters[parsed].index]
    }

    /// A path relative to the root of the book, with `/`.
    pub(super) fn path_of(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.book.root).unwrap_or(path);
        path.to_string_lossy().replace('\\', "/")
    }

    /// The row of each parsed; `None` for chapters that are not checked.
    fn rows(&self) -> Vec<Option<usize>> {
        let mut next = 0;
        let row = |parsed: &ParsedChapter| {
            let is_checked = !self.settings.is_ignored(&self.book.chapters[parsed.index].path);
            next += usize::from(is_checked);
            is_checked.then(|| next - 1)
        };
        self.parsed_chapters.iter().map(row).collect()
    }
}

/// Makes the report.
pub fn style_report(survey: &Survey<'_>) -> StyleReport {
    let rows = survey.rows();
    let places = Places::new(survey, &rows);
    // Each looks at the whole book, and at nothing that another says.
    let (
        ((findings, suppressions), (mut chapters, rule_set)),
        ((layout, readability), ((terms, conventions), acronyms)),
    ) = rayon::join(
        || {
            rayon::join(
                || (finding_rows(survey, &places), suppressions(survey)),
                || (chapter_rows(survey, &rows), rule_set(survey.settings)),
            )
        },
        || {
            rayon::join(
                || rayon::join(|| layout_rows(survey, &rows, &places), || readability(survey, &rows, &places)),
                || {
                    let words = rayon::join(|| term_rows(survey, &places), || convention_rows(survey));
                    (words, acronym_figures(survey, &rows, &places))
                },
            )
        },
    );
    for finding in &findings {
        if let Some(chapter) = finding.place.chapter.and_then(|chapter| chapters.get_mut(chapter)) {
            chapter.counts.add(finding.level);
            chapter.known += usize::from(finding.known);
        }
    }
    for (index, chapter) in chapters.iter_mut().enumerate() {
        chapter.density = density(chapter.counts, chapter.words);
        chapter.main_rules = main_rules(&findings, index);
    }
    let (preferred, all) = terms.iter().fold((0, 0), |(preferred, all), term| {
        (preferred + term.preferred, all + term.preferred + term.variants.values().sum::<usize>())
    });
    let report = StyleReport {
        version: VERSION,
        title: survey.title.map(str::to_owned),
        verdict: verdict(survey, &chapters, rule_set),
        next: tasks(survey, &findings),
        trend: None,
        has_unreadable_records: survey.records.is_none(),
        rules: rule_rows(survey, &findings),
        readability,
        term_consistency: (all > 0).then(|| share(preferred, all)),
        terms,
        acronyms,
        structure: template_rows(&chapters),
        layout,
        conventions,
        suppressions,
        baseline: survey.report.baseline,
        chapters,
        findings,
        method: METHOD,
    };
    with_trend(report, survey.records.unwrap_or_default())
}

fn density(counts: LevelCounts, words: usize) -> Option<f64> {
    (words > 0).then(|| rounded(1000.0 * number(counts.total()) / number(words)))
}

fn is_safe(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

fn verdict(survey: &Survey<'_>, chapters: &[ChapterRow], rule_set: String) -> Verdict {
    let (report, fail_on) = (survey.report, survey.settings.table.fail_on);
    let failure = report.failure(fail_on);
    let mut counts = LevelCounts::default();
    report.findings.iter().for_each(|finding| counts.add(finding.level));
    let words = chapters.iter().map(|chapter| chapter.words).sum();
    Verdict {
        passed: failure.is_none(),
        failure,
        fail_on,
        gates: report.gates.clone(),
        counts,
        normalized: survey.settings.table.normalize,
        fixable: report.findings.iter().filter(|finding| report.is_fixable(finding) && is_safe(finding)).count(),
        words,
        chapters: chapters.len(),
        density: density(counts, words),
        rule_set,
        unchecked: unchecked(survey),
    }
}

/// What the rules and their settings are known by.
fn rule_set(settings: &Settings) -> String {
    let mut table = serde_json::to_value(&settings.table).unwrap_or_default();
    if let Some(entries) = table.as_object_mut() {
        entries.retain(|key, _| !NO_RULES.contains(&key.as_str()));
    }
    let terms = serde_json::to_string(settings.terms.own()).unwrap_or_default();
    let language = settings.language().name();
    let parts = [env!("CARGO_PKG_VERSION"), &table.to_string(), &terms, &settings.styles.content(), language];
    let id = digest(&parts.map(str::as_bytes)).to_string();
    id[..8].to_owned()
}

fn unchecked(survey: &Survey<'_>) -> Vec<Unchecked> {
    let problem = |problem: &crate::diagnostic::Problem| Unchecked {
        what: problem.file.as_deref().map_or_else(|| "the book".to_owned(), |file| survey.path_of(file)),
        why: problem.message.clone(),
    };
    let mut unchecked: Vec<Unchecked> = survey.report.problems.iter().map(problem).collect();
    let ignored = survey.book.chapters.iter().filter(|chapter| survey.settings.is_ignored(&chapter.path));
    unchecked
        .extend(ignored.map(|chapter| Unchecked { what: chapter.path.clone(), why: "`ignore` names it".to_owned() }));
    if !survey.settings.is_english() {
        let why = "the book is not in English".to_owned();
        unchecked.push(Unchecked { what: "English wording and grades".to_owned(), why });
    }
    let remarks = survey.settings.styles.remarks().into_iter();
    unchecked.extend(remarks.map(|why| Unchecked { what: "a rule of a style".to_owned(), why }));
    unchecked
}

fn chapter_rows(survey: &Survey<'_>, rows: &[Option<usize>]) -> Vec<ChapterRow> {
    let english = survey.settings.is_english();
    let checked = rows.iter().enumerate().filter_map(|(parsed, row)| Some((parsed, (*row)?)));
    let row = |(parsed, row): (usize, usize)| {
        let chapter = survey.chapter(parsed);
        let figures = survey.report.chapters.get(row);
        let ChapterFigures { text, lengths, .. } = &survey.figures.chapters()[parsed];
        ChapterRow {
            name: chapter.name.clone(),
            page: page_of(chapter),
            file: chapter.file.as_deref().map(|file| survey.path_of(file)),
            words: figures.map_or(0, |figures| figures.words),
            counts: LevelCounts::default(),
            known: 0,
            change: None,
            density: None,
            main_rules: Vec::new(),
            sentences: lengths.clone(),
            passive_share: text.passive_share().filter(|_| english),
            scores: Scores::of(&text.counts, english),
            template: figures.and_then(|figures| figures.template.clone()),
            required: figures.map_or(0, |figures| figures.required),
            met: figures.map_or(0, |figures| figures.met),
        }
    };
    checked.map(row).collect()
}

/// The page of a chapter by its source.
fn page_of(chapter: &Chapter) -> String {
    chapter.page.clone().unwrap_or_else(|| page_path(&chapter.path))
}

fn template_rows(chapters: &[ChapterRow]) -> Vec<TemplateRow> {
    let mut rows: BTreeMap<&str, TemplateRow> = BTreeMap::new();
    for (name, chapter) in chapters.iter().filter_map(|chapter| Some((chapter.template.as_deref()?, chapter))) {
        let row = rows.entry(name).or_default();
        name.clone_into(&mut row.template);
        row.pages += 1;
        row.required += chapter.required;
        row.met += chapter.met;
    }
    let with_share =
        |row: TemplateRow| TemplateRow { share: (row.required > 0).then(|| share(row.met, row.required)), ..row };
    rows.into_values().map(with_share).collect()
}

impl PlaceRow {
    /// The file, and the line if it has one.
    pub(super) fn shown(&self) -> String {
        self.line.map_or_else(|| self.file.clone(), |line| format!("{}:{line}", self.file))
    }
}
