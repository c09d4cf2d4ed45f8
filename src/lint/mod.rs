//! Everything run over all chapters: read, check, silence, place.
//!
//! Chapters are read and checked in parallel; results are collected in book order, so that no
//! output depends on threads.

mod patterns;
mod reader;
mod resolve;
mod unused;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::baseline::Standing;
use crate::book::{Book, Chapter};
use crate::cache::Cache;
use crate::config::{FailOn, Scope, Settings};
use crate::convention::HeadingCase;
use crate::diagnostic::{Diagnostic, Finding, Place, Problem, Severity};
use crate::document::Document;
use crate::gate::Passage;
use crate::index::BookIndex;
use crate::rule::{Context, Subject};
use crate::rules;
use crate::suppress::Suppressions;
use crate::templates::{Conformance, conformance};
use crate::terms::ChapterTerms;

pub use reader::{Reader, Reading};
use unused::CommentUse;
pub(crate) use unused::comment_with_its_line;

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// By file, place and rule.
    pub findings: Vec<Finding>,
    /// What could not be checked.
    pub problems: Vec<Problem>,
    /// Words of prose in the chapters.
    pub words: usize,
    /// The files whose text was checked.
    pub files: BTreeSet<PathBuf>,
    /// Findings that comments silenced.
    pub suppressed: usize,
    /// How many findings of each rule comments silenced.
    pub silenced: BTreeMap<Cow<'static, str>, usize>,
    /// The chapters that were checked, in the order of the book.
    pub chapters: Vec<ChapterFigures>,
    /// How the findings stand to the baseline, if there is one.
    pub baseline: Option<Standing>,
    /// What the gates of the books say, if they have some.
    pub gates: Vec<Passage>,
}

/// What was counted in one chapter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChapterFigures {
    /// Its name.
    pub name: String,
    /// Its file, if it has one.
    pub file: Option<PathBuf>,
    /// Words of prose.
    pub words: usize,
    /// The template of its page, if it has one.
    pub template: Option<String>,
    /// Sections that the template requires.
    pub required: usize,
    /// Of those, how many are there and in their place.
    pub met: usize,
}

impl Report {
    /// How many findings have this level.
    pub fn count(&self, level: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// The report without findings that are in the baseline.
    #[must_use]
    pub fn without_known(&self) -> Self {
        let new = self.findings.iter().filter(|finding| !finding.is_known).cloned().collect();
        Self { findings: new, ..self.clone() }
    }

    /// Tells what is in the baseline, and what the gate says.
    pub fn stand_against(&mut self, settings: &Settings) {
        if let Some(baseline) = &settings.baseline {
            baseline.stand(self, settings);
        }
        self.judge(settings);
    }

    /// Tells what the gate says.
    pub(crate) fn judge(&mut self, settings: &Settings) {
        let gate = settings.table.gate.as_ref();
        self.gates = gate.map(|gate| gate.judge(self, settings.baseline.as_deref())).into_iter().collect();
    }

    /// Whether what was found fails: something new at the level or above, or a gate that is closed. If nothing is ever to
    /// fail, neither does.
    pub fn fails(&self, fail_on: FailOn) -> bool {
        let fails = |finding: &Finding| !finding.is_known && fail_on.fails(finding.level);
        let is_gated = fail_on != FailOn::Never;
        self.findings.iter().any(fails) || (is_gated && self.gates.iter().any(Passage::fails))
    }

    /// Keeps the findings and problems of some files.
    pub fn keep_files(&mut self, keep: impl Fn(&Path) -> bool) {
        self.findings.retain(|finding| keep(finding.file.path()));
        self.problems.retain(|problem| problem.file.as_deref().is_none_or(&keep));
        self.files.retain(|file| keep(file));
    }

    /// Adds what another run found.
    pub fn merge(&mut self, other: Self) {
        if self.findings.is_empty() {
            self.findings = other.findings;
        } else {
            self.findings.extend(other.findings);
            self.findings.sort_by(Finding::order);
        }
        self.problems.extend(other.problems);
        self.words += other.words;
        self.files.extend(other.files);
        self.suppressed += other.suppressed;
        for (rule, count) in other.silenced {
            *self.silenced.entry(rule).or_default() += count;
        }
        self.chapters.extend(other.chapters);
        self.gates.extend(other.gates);
        self.baseline = match (self.baseline, other.baseline) {
            (Some(one), Some(other)) => Some(one.with(other)),
            (one, other) => one.or(other),
        };
    }
}

/// What one chapter gave.
#[derive(Default)]
struct ChapterReport {
    findings: Vec<Finding>,
    problems: Vec<Problem>,
    comments: Vec<CommentUse>,
    figures: Option<ChapterFigures>,
    silenced: Vec<Cow<'static, str>>,
}

/// Runs the rules over chapters that were read.
pub fn lint(book: &Book, readings: &[Reading], settings: &Settings) -> Report {
    Linter::new(book, readings, settings, None).lint(readings)
}

/// The rules, with what they ask of the book as a whole.
#[derive(Debug)]
pub struct Linter<'a> {
    book: &'a Book,
    settings: &'a Settings,
    index: BookIndex,
    /// What earlier runs said, where it may be used.
    cache: Option<&'a Cache>,
}

impl<'a> Linter<'a> {
    /// Learns what `readings`, the whole book, say together.
    pub fn new(book: &'a Book, readings: &[Reading], settings: &'a Settings, cache: Option<&'a Cache>) -> Self {
        let documents: Vec<_> = readings.iter().map(|reading| (reading.chapter, &reading.document)).collect();
        let (index, ()) = rayon::join(
            || BookIndex::new(book, &documents, settings),
            || patterns::make_ready(book, readings, settings, cache),
        );
        Self { book, settings, index, cache }
    }

    /// How the book writes headings; `None` if no rule asks.
    pub fn heading_case(&self) -> Option<&HeadingCase> {
        self.index.knows_heading_case.then_some(&self.index.heading_case)
    }

    /// Runs the rules over some chapters: all, or those that changed since.
    pub fn lint(&self, readings: &[Reading]) -> Report {
        patterns::make_ready(self.book, readings, self.settings, self.cache);
        // Chapters differ much in length: no thread is to hold several that another could begin.
        let one_by_one = readings.par_iter().with_max_len(1);
        let chapters: Vec<ChapterReport> = one_by_one.map(|reading| self.lint_chapter(reading)).collect();
        let mut report = Report::default();
        report.findings.reserve(chapters.iter().map(|chapter| chapter.findings.len()).sum());
        let mut comments = Vec::new();
        for (reading, chapter) in readings.iter().zip(chapters) {
            report.findings.extend(chapter.findings);
            report.problems.extend(chapter.problems);
            comments.extend(chapter.comments);
            report.words += chapter.figures.as_ref().map_or(0, |figures| figures.words);
            report.chapters.extend(chapter.figures);
            report.suppressed += chapter.silenced.len();
            for rule in chapter.silenced {
                *report.silenced.entry(rule).or_default() += 1;
            }
            let files = reading.document.expansion().fragment.files();
            report.files.extend(files.iter().map(|file| file.path().to_owned()));
        }
        report.findings.extend(unused::findings(comments));
        sort_and_deduplicate(&mut report.findings);
        report
    }
}

/// Where the settings of a chapter are asked for.
fn scope_of<'a>(chapter: &'a Chapter, document: &Document, settings: &'a Settings) -> Scope<'a> {
    let template = settings.templates.choose(chapter, document).map(|chosen| chosen.template);
    Scope { path: &chapter.path, template: template.filter(|_| !chapter.is_summary()) }
}

/// A file that several chapters include is told of once.
fn sort_and_deduplicate(findings: &mut Vec<Finding>) {
    findings.sort_by(Finding::order);
    findings.dedup_by(|next, last| next.on_disk && next.order(last).is_eq());
}

impl Linter<'_> {
    fn lint_chapter(&self, reading: &Reading) -> ChapterReport {
        let Self { book, settings, index, .. } = self;
        let chapter = &book.chapters[reading.chapter];
        let document = &reading.document;
        if settings.is_ignored(&chapter.path) {
            return ChapterReport::default();
        }
        let scope = scope_of(chapter, document, settings);
        let conformance = scope.template.map(|template| conformance::conformance(template, document));
        let figures = figures(chapter, document, conformance.as_ref());
        let mut report = ChapterReport { figures: Some(figures), ..ChapterReport::default() };
        let mut found: Vec<Diagnostic> = Vec::new();
        let terms = ChapterTerms::new(&settings.terms, document, &chapter.path);
        for rule in rules::ALL.iter().filter(|_| !chapter.is_summary()) {
            let Some(level) = settings.running_level(rule, scope) else { continue };
            let mut own = Vec::new();
            let options = settings.options(rule, scope);
            let subject = Subject {
                document,
                chapter,
                book: index,
                position: reading.chapter,
                options: &options,
                terms: &terms,
                conformance: conformance.as_ref(),
            };
            let run = || Context::run(rule, level, &subject, &mut own);
            if catch_unwind(AssertUnwindSafe(run)).is_ok() {
                found.append(&mut own);
            } else {
                let message = format!("the rule `{}` failed here: this is a fault of mdbook-redline", rule.name);
                report.problems.push(Problem { file: chapter.file.clone(), message });
            }
        }
        let (diagnostics, messages) = self.check_patterns(reading, scope);
        found.extend(diagnostics);
        report.problems.extend(messages.into_iter().map(|message| Problem { file: chapter.file.clone(), message }));
        if let Some(conformance) = &conformance {
            found = in_sections(found, conformance, reading, scope, settings);
        }
        let suppressions = Suppressions::read(document);
        for diagnostic in found {
            if is_silenced(&suppressions, reading, &diagnostic) {
                report.silenced.push(diagnostic.rule);
            } else {
                report.findings.extend(resolve::finding(reading, chapter, diagnostic, (scope, settings)));
            }
        }
        report.findings.sort_by(Finding::order);
        report.comments = unused::comments(reading, chapter, &suppressions, (scope, settings));
        report
    }
}

fn figures(chapter: &Chapter, document: &Document, conformance: Option<&Conformance<'_>>) -> ChapterFigures {
    let (required, met) = conformance.map_or((0, 0), Conformance::required_and_met);
    ChapterFigures {
        name: chapter.name.clone(),
        file: chapter.file.clone(),
        words: document.words(),
        template: conformance.map(|conformance| conformance.template.template.name.clone()),
        required,
        met,
    }
}

/// What was found, at the level that its section asks for: the innermost that speaks of the rule.
fn in_sections(
    found: Vec<Diagnostic>,
    conformance: &Conformance<'_>,
    reading: &Reading,
    scope: Scope<'_>,
    settings: &Settings,
) -> Vec<Diagnostic> {
    let speaking: Vec<_> = conformance.placed.iter().filter(|placed| !placed.slot.slot.rules.is_empty()).collect();
    if speaking.is_empty() {
        return found;
    }
    let fragment = &reading.document.expansion().fragment;
    let at = |place: &Place| match place {
        Place::Text(span) => Some(span.start),
        Place::File(at) => fragment.find(&at.file, at.span.start),
    };
    let runs_everywhere = settings.runs_everywhere(scope, reading.file.path());
    let level = |diagnostic: &Diagnostic| {
        let offset = at(&diagnostic.place);
        let mut around =
            speaking.iter().rev().filter(|placed| offset.is_some_and(|at| placed.section.span.contains(&at)));
        let said = around.find_map(|placed| placed.slot.slot.rules.get(diagnostic.rule.as_ref()));
        match said {
            Some(level) => level.severity(),
            None if runs_everywhere(&diagnostic.rule) => Some(diagnostic.level),
            None => None,
        }
    };
    found.into_iter().filter_map(|diagnostic| Some(Diagnostic { level: level(&diagnostic)?, ..diagnostic })).collect()
}

fn is_silenced(suppressions: &Suppressions, reading: &Reading, diagnostic: &Diagnostic) -> bool {
    let fragment = &reading.document.expansion().fragment;
    let offset = match &diagnostic.place {
        Place::Text(span) => Some(span.start),
        Place::File(at) => fragment.find(&at.file, at.span.start),
    };
    let words = || match &diagnostic.place {
        Place::Text(span) => reading.document.words_at(span),
        Place::File(at) => at.file.text().get(at.span.clone()).unwrap_or_default().to_owned(),
    };
    let file = match &diagnostic.place {
        Place::Text(span) => fragment.locate(span.start..span.start + 1).map(|at| at.file),
        Place::File(at) => Some(at.file.clone()),
    };
    let same_file = |other: usize| {
        let other = fragment.locate(other..other + 1).map(|at| at.file);
        other.is_none_or(|other| file.as_ref().is_none_or(|file| std::sync::Arc::ptr_eq(file, &other)))
    };
    offset.is_some_and(|offset| suppressions.silence(&diagnostic.rule, words, offset, same_file))
}
