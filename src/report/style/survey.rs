//! From what a run found to the report.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::formula::{METHOD, Scores, SentenceLengths, number, rounded, share, weight};
use super::model::{
    ChapterRow, ConventionRow, FindingRow, FixRow, LevelCounts, LongSentence, PlaceRow, Quote, Readability, RuleRow,
    StyleReport, SuppressionFigures, Task, TemplateRow, TermRow, Unchecked, Verdict,
};
use super::place::Places;
use super::prose::{ChapterProse, Sentence, chapter_prose};
use super::source_link::SourceLinks;
use crate::book::{Book, Chapter};
use crate::config::Settings;
use crate::convention::style_sheet;
use crate::diagnostic::Finding;
use crate::edit::Applicability;
use crate::fingerprint::{digest, folded, sentence};
use crate::gate::Passage;
use crate::lint::{Reading, Report};
use crate::rules;
use crate::suppress::Suppressions;
use crate::terms::Found;

/// The version of the model's shape.
const VERSION: u32 = 1;

/// How many things to do next are told.
const TASKS: usize = 5;

/// How many of the longest sentences are told.
const LONGEST: usize = 10;

/// How many characters of a sentence are quoted on either side of the words.
const QUOTED: usize = 160;

/// How many places of a term's variants are told.
const TERM_PLACES: usize = 3;

/// A rule of which more is silenced is noisy.
const NOISE: f64 = 0.3;

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
    pub readings: &'a [Reading],
    /// What was found in them.
    pub report: &'a Report,
    /// The rules.
    pub settings: &'a Settings,
    /// How lines are linked.
    pub links: &'a SourceLinks,
}

impl<'a> Survey<'a> {
    /// The chapter that was read as the reading of this index.
    pub(super) fn chapter(&self, reading: usize) -> &'a Chapter {
        &self.book.chapters[self.readings[reading].chapter]
    }

    /// A path relative to the root of the book, with `/`.
    pub(super) fn path_of(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.book.root).unwrap_or(path);
        path.to_string_lossy().replace('\\', "/")
    }

    /// The row of each reading; `None` for chapters that are not checked.
    fn rows(&self) -> Vec<Option<usize>> {
        let mut next = 0;
        let row = |reading: &Reading| {
            let is_checked = !self.settings.is_ignored(&self.book.chapters[reading.chapter].path);
            next += usize::from(is_checked);
            is_checked.then(|| next - 1)
        };
        self.readings.iter().map(row).collect()
    }
}

/// Makes the report.
pub fn style_report(survey: &Survey<'_>) -> StyleReport {
    let rows = survey.rows();
    let places = Places::new(survey, &rows);
    let proses: Vec<ChapterProse> =
        survey.readings.par_iter().map(|reading| chapter_prose(&reading.document)).collect();
    let findings: Vec<FindingRow> = finding_rows(survey, &places);
    let mut chapters = chapter_rows(survey, &rows, &proses);
    for finding in &findings {
        if let Some(chapter) = finding.place.chapter.and_then(|chapter| chapters.get_mut(chapter)) {
            chapter.counts.add(finding.level);
            chapter.known += usize::from(finding.known);
        }
    }
    for chapter in &mut chapters {
        chapter.density = density(chapter.counts, chapter.words);
    }
    let terms = term_rows(survey, &places);
    let (preferred, all) = terms.iter().fold((0, 0), |(preferred, all), term| {
        (preferred + term.preferred, all + term.preferred + term.variants.values().sum::<usize>())
    });
    StyleReport {
        version: VERSION,
        title: survey.title.map(str::to_owned),
        verdict: verdict(survey, &chapters),
        next: tasks(survey, &findings),
        rules: rule_rows(survey, &findings),
        readability: readability(survey, &rows, &proses, &places),
        term_consistency: (all > 0).then(|| share(preferred, all)),
        terms,
        structure: template_rows(&chapters),
        conventions: convention_rows(survey),
        suppressions: suppressions(survey),
        baseline: survey.report.baseline,
        chapters,
        findings,
        method: METHOD,
    }
}

fn density(counts: LevelCounts, words: usize) -> Option<f64> {
    (words > 0).then(|| rounded(1000.0 * number(counts.total()) / number(words)))
}

fn is_safe(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

fn verdict(survey: &Survey<'_>, chapters: &[ChapterRow]) -> Verdict {
    let (report, fail_on) = (survey.report, survey.settings.table.fail_on);
    let mut counts = LevelCounts::default();
    report.findings.iter().for_each(|finding| counts.add(finding.level));
    let fails = |finding: &Finding| !finding.is_known && fail_on.fails(finding.level);
    let words = chapters.iter().map(|chapter| chapter.words).sum();
    Verdict {
        passed: !report.findings.iter().any(fails) && !report.gates.iter().any(Passage::fails),
        fail_on,
        gates: report.gates.clone(),
        counts,
        fixable: report.findings.iter().filter(|finding| is_safe(finding)).count(),
        words,
        chapters: chapters.len(),
        density: density(counts, words),
        rule_set: rule_set(survey.settings),
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
    let styles: Vec<&str> = settings.styles.names().collect();
    let parts = [env!("CARGO_PKG_VERSION"), &table.to_string(), &terms, &styles.join(" ")];
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

fn chapter_rows(survey: &Survey<'_>, rows: &[Option<usize>], proses: &[ChapterProse]) -> Vec<ChapterRow> {
    let english = survey.settings.is_english();
    let checked = rows.iter().enumerate().filter_map(|(reading, row)| Some((reading, (*row)?)));
    let row = |(reading, row): (usize, usize)| {
        let chapter = survey.chapter(reading);
        let figures = survey.report.chapters.get(row);
        let prose = &proses[reading];
        ChapterRow {
            name: chapter.name.clone(),
            page: page_of(chapter),
            file: chapter.file.as_deref().map(|file| survey.path_of(file)),
            words: figures.map_or(0, |figures| figures.words),
            counts: LevelCounts::default(),
            known: 0,
            density: None,
            sentences: SentenceLengths::of(prose.sentences.iter().map(|sentence| sentence.words).collect()),
            scores: Scores::of(&prose.counts, english),
            template: figures.and_then(|figures| figures.template.clone()),
            required: figures.map_or(0, |figures| figures.required),
            met: figures.map_or(0, |figures| figures.met),
        }
    };
    checked.map(row).collect()
}

/// The page of a chapter by its source: mdBook makes `index.md` of `README.md`.
fn page_of(chapter: &Chapter) -> String {
    if let Some(page) = &chapter.page {
        return page.clone();
    }
    let (folder, name) =
        chapter.path.rsplit_once('/').map_or(("", chapter.path.as_str()), |(folder, name)| (folder, name));
    let is_readme = name.eq_ignore_ascii_case("README.md");
    match (is_readme, folder) {
        (false, _) => chapter.path.clone(),
        (true, "") => "index.md".to_owned(),
        (true, folder) => format!("{folder}/index.md"),
    }
}

fn finding_rows(survey: &Survey<'_>, places: &Places<'_>) -> Vec<FindingRow> {
    let row = |finding: &Finding| FindingRow {
        rule: finding.rule.to_string(),
        level: finding.level,
        message: finding.message.clone(),
        help: finding.help.clone(),
        section: finding.section.clone(),
        place: places.of_finding(finding),
        quote: quote(finding),
        fix: finding.fix.as_ref().map(|fix| {
            let edits = fix.edits();
            let replacement = (edits.len() == 1 && edits[0].span == finding.span).then(|| edits[0].text.clone());
            FixRow { title: fix.title.clone(), level: fix.applicability.as_str(), replacement }
        }),
        known: finding.is_known,
    };
    let mut rows: Vec<FindingRow> = survey.report.findings.iter().map(row).collect();
    // Findings come by file and place; the sort keeps that order within a chapter.
    rows.sort_by_key(|row| row.place.chapter.unwrap_or(usize::MAX));
    rows
}

fn quote(finding: &Finding) -> Quote {
    let text = finding.file.text();
    let around = sentence(text, &finding.span);
    let before = &text[around.start.min(finding.span.start)..finding.span.start];
    let after = &text[finding.span.end..around.end.max(finding.span.end)];
    let gap = |part: &str, at_end: bool| {
        let edge = if at_end { part.chars().next_back() } else { part.chars().next() };
        if edge.is_some_and(char::is_whitespace) { " " } else { "" }
    };
    let (lead, trail) = (gap(before, true), gap(after, false));
    let (before, after) = (folded(before), folded(after));
    let first = before.chars().count().saturating_sub(QUOTED);
    let ellipsis = if first > 0 { "…" } else { "" };
    Quote {
        before: format!("{ellipsis}{}{lead}", before.chars().skip(first).collect::<String>()),
        words: cut(&folded(finding.text()), QUOTED),
        after: format!("{trail}{}", cut(&after, QUOTED)),
    }
}

/// The beginning of a text, as far as it is quoted.
fn cut(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

fn tasks(survey: &Survey<'_>, findings: &[FindingRow]) -> Vec<Task> {
    // What is new is to be mended first; without it, the debt.
    let has_new = findings.iter().any(|finding| !finding.known);
    let mut by_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate().filter(|(_, finding)| !(has_new && finding.known)) {
        by_rule.entry(&finding.rule).or_default().push(index);
    }
    debug_assert_eq!(survey.report.findings.len(), findings.len());
    let mut tasks: Vec<Task> = by_rule.into_iter().map(|(rule, of_rule)| task(rule, &of_rule, findings)).collect();
    tasks.sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.rule.cmp(&other.rule)));
    tasks.truncate(TASKS);
    tasks
}

fn task(rule: &str, of_rule: &[usize], findings: &[FindingRow]) -> Task {
    let mut by_chapter: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let mut score = 0.0;
    for &index in of_rule {
        let finding = &findings[index];
        by_chapter.entry(finding.place.chapter).or_default().push(index);
        let confidence = match finding.fix.as_ref().map(|fix| fix.level) {
            Some("safe") => 1.0,
            Some(_) => 0.8,
            None => 0.6,
        };
        let quote = &finding.quote;
        let words = [&quote.before, &quote.words, &quote.after].map(|part| part.split_whitespace().count());
        score += weight(finding.level) * number(words.iter().sum::<usize>().max(1)) * confidence;
    }
    let most = by_chapter.iter().max_by_key(|(chapter, of_chapter)| (of_chapter.len(), Reverse(**chapter)));
    let (chapter, in_chapter) = most.map_or((None, of_rule), |(chapter, of_chapter)| (*chapter, of_chapter));
    let is_fixable = |index: &&usize| findings[**index].fix.as_ref().is_some_and(|fix| fix.level == "safe");
    Task {
        rule: rule.to_owned(),
        count: of_rule.len(),
        chapters: by_chapter.keys().flatten().count(),
        fixable: of_rule.iter().filter(is_fixable).count(),
        chapter,
        in_chapter: in_chapter.len(),
        finding: in_chapter.first().copied().unwrap_or(0),
        score: rounded(score),
    }
}

fn rule_rows(survey: &Survey<'_>, findings: &[FindingRow]) -> Vec<RuleRow> {
    let silenced = &survey.report.silenced;
    let names: BTreeSet<&str> =
        findings.iter().map(|finding| finding.rule.as_str()).chain(silenced.keys().map(AsRef::as_ref)).collect();
    let row = |name: &str| {
        let own = || findings.iter().filter(|finding| finding.rule == name);
        let definition = survey.settings.styles.definitions().find(|definition| definition.name == name);
        let mut counts = LevelCounts::default();
        own().for_each(|finding| counts.add(finding.level));
        let suppressed = silenced.get(name).copied().unwrap_or(0);
        RuleRow {
            name: name.to_owned(),
            summary: rules::find(name)
                .map(|rule| rule.summary.to_owned())
                .or_else(|| definition.and_then(|definition| definition.description.clone())),
            link: definition.and_then(|definition| definition.link.clone()),
            counts,
            share: share(counts.total(), findings.len()),
            chapters: own().filter_map(|finding| finding.place.chapter).collect::<BTreeSet<_>>().len(),
            fixable: own().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.level == "safe")).count(),
            suppressed,
            is_noisy: share(suppressed, suppressed + counts.total()) > NOISE,
        }
    };
    let mut rows: Vec<RuleRow> = names.into_iter().map(row).collect();
    rows.sort_by_key(|row| Reverse(row.counts.total()));
    rows
}

fn readability(
    survey: &Survey<'_>,
    rows: &[Option<usize>],
    proses: &[ChapterProse],
    places: &Places<'_>,
) -> Readability {
    let english = survey.settings.is_english();
    let checked = || proses.iter().enumerate().filter(|(reading, _)| rows[*reading].is_some());
    let mut counts = super::formula::Counts::default();
    let mut sentences: Vec<(usize, &Sentence)> = Vec::new();
    for (reading, prose) in checked() {
        counts.add(&prose.counts);
        sentences.extend(prose.sentences.iter().map(|sentence| (reading, sentence)));
    }
    let lengths = SentenceLengths::of(sentences.iter().map(|(_, sentence)| sentence.words).collect());
    // The sort keeps the order of the book among sentences of one length.
    sentences.sort_by_key(|(_, sentence)| Reverse(sentence.words));
    let long = |(reading, sentence): &(usize, &Sentence)| LongSentence {
        words: sentence.words,
        text: cut(&folded(&survey.readings[*reading].document.text()[sentence.span.clone()]), QUOTED),
        place: places.of_text(*reading, &sentence.span),
    };
    let longest = sentences.iter().take(LONGEST).map(long).collect();
    Readability { english, scores: Scores::of(&counts, english), counts, sentences: lengths, longest }
}

fn term_rows(survey: &Survey<'_>, places: &Places<'_>) -> Vec<TermRow> {
    let base = &survey.settings.terms;
    let row = |term: &crate::terms::Term| TermRow {
        term: term.term.clone(),
        preferred: 0,
        variants: BTreeMap::new(),
        consistency: None,
        places: Vec::new(),
    };
    let mut rows: Vec<TermRow> = base.own().iter().map(row).collect();
    if rows.is_empty() {
        return rows;
    }
    for (index, reading) in survey.readings.iter().enumerate() {
        let path = &survey.chapter(index).path;
        for block in reading.document.prose.iter().filter(|_| !survey.settings.is_ignored(path)) {
            for occurrence in base.occurrences(block, path) {
                let Some(row) = rows.get_mut(occurrence.term) else { continue };
                let words = folded(&block.prose.text()[occurrence.span.clone()]);
                let is_preferred = occurrence.found == Found::Term
                    && (!base.terms()[occurrence.term].checks_case() || words == occurrence.expected);
                if is_preferred {
                    row.preferred += 1;
                    continue;
                }
                let variant = if occurrence.found == Found::Term { words } else { words.to_lowercase() };
                *row.variants.entry(variant).or_default() += 1;
                if row.places.len() < TERM_PLACES {
                    row.places.push(places.of_text(index, &block.prose.source(occurrence.span)));
                }
            }
        }
    }
    for row in &mut rows {
        let all = row.preferred + row.variants.values().sum::<usize>();
        row.consistency = (all > 0).then(|| share(row.preferred, all));
    }
    rows.sort_by_key(|row| Reverse(row.variants.values().sum::<usize>()));
    rows
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

fn convention_rows(survey: &Survey<'_>) -> Vec<ConventionRow> {
    let is_checked = |reading: &&Reading| !survey.settings.is_ignored(&survey.book.chapters[reading.chapter].path);
    let documents: Vec<_> =
        survey.readings.iter().filter(is_checked).map(|reading| (reading.chapter, &reading.document)).collect();
    let row = |habit: crate::convention::Habit| ConventionRow {
        title: habit.title,
        form: habit.form,
        count: habit.count,
        total: habit.total,
    };
    style_sheet(&documents).into_iter().map(row).collect()
}

fn suppressions(survey: &Survey<'_>) -> SuppressionFigures {
    // A comment in an included file counts once.
    let mut comments: BTreeMap<(String, usize), bool> = BTreeMap::new();
    for reading in survey.readings {
        let fragment = &reading.document.expansion().fragment;
        for comment in Suppressions::read(&reading.document).comments {
            if let Some(at) = fragment.locate(comment.span.clone()) {
                comments.insert((survey.path_of(at.file.path()), at.span.start), comment.has_reason);
            }
        }
    }
    let unused = |finding: &&Finding| finding.rule == rules::UNUSED_SUPPRESSION.name;
    SuppressionFigures {
        comments: comments.len(),
        without_reason: comments.values().filter(|has_reason| !**has_reason).count(),
        unused: survey.report.findings.iter().filter(unused).count(),
        silenced: survey.report.suppressed,
    }
}

impl PlaceRow {
    /// The file, and the line if it has one.
    pub(super) fn shown(&self) -> String {
        self.line.map_or_else(|| self.file.clone(), |line| format!("{}:{line}", self.file))
    }
}
