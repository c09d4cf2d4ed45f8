//! Assembles the report from a linted book.

use std::collections::BTreeMap;

use redline_document::diagnostic::Finding;
use redline_document::edit::Applicability;
use redline_lint::book::{Chapter, page_path};
use redline_lint::config::Language;
use redline_lint::fingerprint::digest;
use redline_lint::settings::Settings;

use super::book::{convention_rows, readability, suppressions, term_rows};
use super::figures::ChapterFigures;
use super::finding_rows::finding_rows;
use super::input::ReportInput;
use super::layout_rows::{acronym_figures, layout_rows};
use super::method::METHOD;
use super::model::{ChapterRow, LevelCounts, PlaceRow, StyleReport, TemplateRow, Unchecked, Verdict};
use super::place::PlaceIndex;
use super::ranking::{main_rules, rule_rows, tasks};
use super::trend::with_trend;
use crate::readability::{Scores, number, rounded, share};

/// The version of the model's schema.
const VERSION: u32 = 1;

/// Configuration keys that do not affect the findings.
const KEYS_WITHOUT_EFFECT: &[&str] = &[
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

/// Assembles the report.
pub fn style_report(input: &ReportInput<'_>) -> StyleReport {
    let rows = input.rows();
    let places = PlaceIndex::new(input, &rows);
    // Independent passes over the whole book.
    let (
        ((findings, suppressions), (mut chapters, rule_set)),
        ((layout, readability), ((terms, conventions), acronyms)),
    ) = rayon::join(
        || {
            rayon::join(
                || (finding_rows(input, &places), suppressions(input)),
                || (chapter_rows(input, &rows), rule_set(input.settings)),
            )
        },
        || {
            rayon::join(
                || rayon::join(|| layout_rows(input, &rows, &places), || readability(input, &rows, &places)),
                || {
                    let words = rayon::join(|| term_rows(input, &places), || convention_rows(input));
                    (words, acronym_figures(input, &rows, &places))
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
        title: input.title.map(str::to_owned),
        verdict: verdict(input, &chapters, rule_set),
        next: tasks(input, &findings),
        trend: None,
        has_unreadable_records: input.records.is_none(),
        rules: rule_rows(input, &findings),
        readability,
        term_consistency: (all > 0).then(|| share(preferred, all)),
        terms,
        acronyms,
        structure: template_rows(&chapters),
        layout,
        conventions,
        suppressions,
        baseline: input.report.baseline,
        chapters,
        findings,
        method: METHOD,
    };
    with_trend(report, input.records.unwrap_or_default())
}

fn density(counts: LevelCounts, words: usize) -> Option<f64> {
    (words > 0).then(|| rounded(1000.0 * number(counts.total()) / number(words)))
}

fn is_safe(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

fn verdict(input: &ReportInput<'_>, chapters: &[ChapterRow], rule_set: String) -> Verdict {
    let (report, fail_on) = (input.report, input.settings.table.fail_on);
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
        normalized: input.settings.table.normalize,
        fixable: report.findings.iter().filter(|finding| report.is_fixable(finding) && is_safe(finding)).count(),
        words,
        chapters: chapters.len(),
        density: density(counts, words),
        rule_set,
        unchecked: unchecked(input),
    }
}

/// The identifiers that the rules and their settings may have: the language of the text, on which they depend, is known
/// only once the book is read.
pub fn possible_rule_sets(settings: &Settings) -> [String; 2] {
    [settings.language(), Language::Other].map(|language| rule_set_in(settings, language))
}

/// The identifier of the rules and their settings.
fn rule_set(settings: &Settings) -> String {
    rule_set_in(settings, settings.language())
}

fn rule_set_in(settings: &Settings, language: Language) -> String {
    let mut table = serde_json::to_value(&settings.table).unwrap_or_default();
    if let Some(entries) = table.as_object_mut() {
        entries.retain(|key, _| !KEYS_WITHOUT_EFFECT.contains(&key.as_str()));
    }
    let terms = serde_json::to_string(settings.terms.own()).unwrap_or_default();
    let inputs = [env!("CARGO_PKG_VERSION"), &table.to_string(), &terms, &settings.styles.content(), language.name()];
    let id = digest(&inputs.map(str::as_bytes)).to_string();
    id[..8].to_owned()
}

fn unchecked(input: &ReportInput<'_>) -> Vec<Unchecked> {
    let problem = |problem: &redline_document::diagnostic::RunError| Unchecked {
        what: problem.file.as_deref().map_or_else(|| "the book".to_owned(), |file| input.path_of(file)),
        why: problem.message.clone(),
    };
    let mut unchecked: Vec<Unchecked> = input.report.problems.iter().map(problem).collect();
    let ignored = input.book.chapters.iter().filter(|chapter| input.settings.is_ignored(&chapter.path));
    unchecked
        .extend(ignored.map(|chapter| Unchecked { what: chapter.path.clone(), why: "`ignore` names it".to_owned() }));
    if !input.settings.is_english() {
        let why = "the book is not in English".to_owned();
        unchecked.push(Unchecked { what: "English wording and grades".to_owned(), why });
    }
    let remarks = input.settings.styles.notes().into_iter();
    unchecked.extend(remarks.map(|why| Unchecked { what: "a rule of a style".to_owned(), why }));
    unchecked
}

fn chapter_rows(input: &ReportInput<'_>, rows: &[Option<usize>]) -> Vec<ChapterRow> {
    let english = input.settings.is_english();
    let checked = rows.iter().enumerate().filter_map(|(index, row)| Some((index, (*row)?)));
    let row = |(index, row): (usize, usize)| {
        let chapter = input.chapter(index);
        let figures = input.report.chapters.get(row);
        let file = chapter.file.as_deref().map(|file| input.path_of(file));
        let ChapterFigures { text, lengths, .. } = &input.figures.chapters()[index];
        ChapterRow {
            name: chapter.name.clone(),
            page: page_of(chapter),
            source: file.as_deref().and_then(|file| input.links.link(file, 1, 1)),
            file,
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

/// The path of a chapter's page in the sources.
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
    /// `file:line`, or the file alone if there is no line.
    pub(super) fn label(&self) -> String {
        self.line.map_or_else(|| self.file.clone(), |line| format!("{}:{line}", self.file))
    }
}
