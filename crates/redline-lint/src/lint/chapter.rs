//! Lints one chapter.

use std::borrow::Cow;
use std::path::Path;

use super::unused::{self, CommentUse, MissingText};
use super::{Linter, resolve};
use crate::book::Chapter;
use crate::catalogue::{self, Languages, Needs, RuleMeta};
use crate::chapter::ParsedChapter;
use crate::isolation::isolate;
use crate::lint_report::ChapterFigures;
use crate::rules::{self, ChapterSentences, Context, Subject};
use crate::settings::{RuleScope, Settings};
use crate::suppress::{FileSuppressions, Suppressions};
use crate::templates::{Conformance, conformance};
use crate::terms::ChapterTerms;
use redline_document::diagnostic::{Diagnostic, Finding, Place, RunError};
use redline_document::document::{Document, EnglishTexts, ProtectedKind};
use redline_document::source::{SourceFile, Span};

/// What one chapter gave.
#[derive(Default)]
pub(super) struct ChapterReport {
    pub(super) findings: Vec<Finding>,
    pub(super) problems: Vec<RunError>,
    pub(super) comments: Vec<CommentUse>,
    /// Text of partly included files that the chapter does not include.
    pub(super) missing: Vec<MissingText>,
    pub(super) figures: Option<ChapterFigures>,
    pub(super) silenced: Vec<Cow<'static, str>>,
}

/// The scope in which settings of rules apply to a chapter.
fn scope_of<'a>(chapter: &'a Chapter, document: &Document, settings: &'a Settings) -> RuleScope<'a> {
    let template = settings.templates.choose(chapter, document).map(|chosen| chosen.template);
    RuleScope { path: &chapter.path, template: template.filter(|_| !chapter.is_summary()) }
}

impl Linter<'_> {
    /// Lints one chapter. A panic outside of the rules costs the findings of this chapter alone.
    pub(super) fn lint_chapter(&self, parsed: &ParsedChapter) -> ChapterReport {
        isolate(|| self.lint_chapter_unprotected(parsed)).unwrap_or_else(|fault| {
            let file = self.book.chapters[parsed.index].file.clone();
            let problem = RunError { file, message: fault.describe("checking this chapter") };
            ChapterReport { problems: vec![problem], ..ChapterReport::default() }
        })
    }

    fn lint_chapter_unprotected(&self, parsed: &ParsedChapter) -> ChapterReport {
        let Self { book, settings, .. } = self;
        let chapter = &book.chapters[parsed.index];
        if settings.is_ignored(&chapter.path) {
            return ChapterReport::default();
        }
        let document = parsed.document();
        let scope = scope_of(chapter, document, settings);
        let conformance = scope.template.map(|template| conformance::conformance(template, document));
        let figures = figures(chapter, document, conformance.as_ref());
        let mut report = ChapterReport { figures: Some(figures), ..ChapterReport::default() };
        // Nobody has written it yet, and its file may not exist.
        if chapter.is_placeholder(parsed.text()) {
            return report;
        }
        let (mut found, mut messages) = self.check_rules(parsed, scope, conformance.as_ref());
        let (more_found, more_messages) = self.check_patterns(parsed, scope);
        found.extend(more_found);
        messages.extend(more_messages);
        report.problems.extend(messages.into_iter().map(|message| RunError { file: chapter.file.clone(), message }));
        if let Some(conformance) = &conformance {
            found = in_sections(found, conformance, parsed, scope, settings);
        }
        self.leave_other_languages(parsed, &mut found);
        leave_front_matter(parsed, &mut found);
        leave_licences(parsed, &mut found);
        let file = chapter.file.as_deref().unwrap_or(Path::new(&chapter.path));
        let mut suppressions = Suppressions::read_in(document, &settings.styles.comment_delimiters(file));
        suppressions.hold_misspelled(|name| settings.check_rule_name(name));
        let check = |name: &str| settings.check_rule_name(name);
        let files = FileSuppressions::of_chapter(&parsed.expansion().fragment, &parsed.file, check);
        let comments = Comments { text: &suppressions, files: &files };
        for mut diagnostic in found {
            let silence = comments.silence(parsed, &diagnostic);
            if silence == Silence::Whole {
                report.silenced.push(diagnostic.rule);
            } else {
                diagnostic.fix = diagnostic.fix.filter(|_| silence == Silence::None);
                report.findings.extend(resolve::finding(parsed, chapter, diagnostic, (scope, settings)));
            }
        }
        report.findings.sort_by(Finding::order);
        report.comments = unused::comments(parsed, chapter, &comments, (scope, settings));
        report.missing = files.iter().map(unused::MissingText::of).collect();
        report
    }

    /// Drops diagnostics of English rules in text of another language, and in an English book those of conventions.
    fn leave_other_languages(&self, parsed: &ParsedChapter, found: &mut Vec<Diagnostic>) {
        let (document, english) = (parsed.document(), self.settings.english_texts());
        if english == EnglishTexts::Nowhere || document.language().is_all_english(english) {
            return;
        }
        let fragment = &parsed.expansion().fragment;
        let is_english = |place: &Place| {
            let offset = match place {
                Place::Text(span) => Some(span.start),
                Place::File(at) => fragment.find(&at.file, at.span.start),
            };
            offset.is_none_or(|offset| document.is_english_at(offset, english))
        };
        let is_about_english = |rule: &str| catalogue::is_about_english(rule, english == EnglishTexts::UnlessOther);
        found.retain(|diagnostic| !is_about_english(&diagnostic.rule) || is_english(&diagnostic.place));
    }

    /// Whether rules of English look at a chapter.
    pub(super) fn reads_english(&self, parsed: &ParsedChapter) -> bool {
        match self.settings.english_texts() {
            EnglishTexts::Nowhere => false,
            english => parsed.document().language().has_english(english),
        }
    }

    /// What the rules find that are code, and which of them failed.
    fn check_rules(
        &self,
        parsed: &ParsedChapter,
        scope: RuleScope<'_>,
        conformance: Option<&Conformance<'_>>,
    ) -> (Vec<Diagnostic>, Vec<String>) {
        let Self { book, settings, index, .. } = self;
        let (document, chapter) = (parsed.document(), &book.chapters[parsed.index]);
        let (mut found, mut messages) = (Vec::new(), Vec::new());
        let terms = ChapterTerms::new(&settings.terms, document, &chapter.path, settings.english_texts());
        let reads_english = self.reads_english(parsed);
        let may_read = |rule: &RuleMeta| rule.languages != Languages::English || reads_english;
        let is_read = !chapter.is_summary();
        let enabled = rules::ALL.iter().filter(|rule| is_read && may_read(rule.meta));
        let running: Vec<_> =
            enabled.filter_map(|rule| Some((*rule, settings.running_level(rule.meta, scope)?))).collect();
        let reads_sentences = running.iter().any(|(rule, _)| rule.meta.needs.contains(Needs::SENTENCES));
        let sentences =
            if reads_sentences { ChapterSentences::of(document, &rules::ANCHORS) } else { ChapterSentences::default() };
        for (rule, level) in running {
            let mut own = Vec::new();
            let options = settings.options(rule.meta, scope);
            let (position, options, terms) = (parsed.index, &options, &terms);
            let sentences = &sentences;
            let subject = Subject { document, chapter, book: index, position, options, terms, conformance, sentences };
            match isolate(|| Context::run(rule, level, &subject, &mut own)) {
                Ok(()) => found.append(&mut own),
                Err(fault) => messages.push(fault.describe(&format!("the rule `{}`", rule.meta.name))),
            }
        }
        (found, messages)
    }
}

/// Drops diagnostics in front matter of included files, which mdBook renders and no author means to be read. Empty ones
/// are about the whole file.
fn leave_front_matter(parsed: &ParsedChapter, found: &mut Vec<Diagnostic>) {
    let protected = parsed.document().protected.iter();
    let hidden: Vec<&Span> =
        protected.filter(|range| range.kind == ProtectedKind::FrontMatter).map(|range| &range.span).collect();
    if !hidden.is_empty() {
        let is_inside = |at: &Span| !at.is_empty() && hidden.iter().any(|span| span.contains(&at.start));
        let is_hidden = |place: &Place| matches!(place, Place::Text(at) if is_inside(at));
        found.retain(|diagnostic| !is_hidden(&diagnostic.place));
    }
}

/// Drops diagnostics about the wording of licences, which nobody may change.
fn leave_licences(parsed: &ParsedChapter, found: &mut Vec<Diagnostic>) {
    let is_licence = |file: &SourceFile| {
        let stem = file.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_lowercase();
        let name = stem.split(['-', '_', '.']).next().unwrap_or_default();
        matches!(name, "copying" | "licence" | "licences" | "license" | "licenses" | "notice" | "unlicense")
    };
    let fragment = &parsed.expansion().fragment;
    if !fragment.files().iter().any(|file| is_licence(file)) {
        return;
    }
    found.retain(|diagnostic| {
        let is_in_licence = match &diagnostic.place {
            Place::Text(span) => fragment.locate(span.clone()).is_some_and(|at| is_licence(&at.file)),
            Place::File(at) => is_licence(&at.file),
        };
        !(is_in_licence && catalogue::is_about_english(&diagnostic.rule, true))
    });
}

fn figures(chapter: &Chapter, document: &Document, conformance: Option<&Conformance<'_>>) -> ChapterFigures {
    let (required, met) = conformance.map_or((0, 0), Conformance::required_and_met);
    ChapterFigures {
        name: chapter.name.clone(),
        file: chapter.file.clone(),
        words: document.word_count(),
        template: conformance.map(|conformance| conformance.template.template.name.clone()),
        required,
        met,
    }
}

/// The findings, at the level that their section sets: the innermost one that configures the rule.
fn in_sections(
    found: Vec<Diagnostic>,
    conformance: &Conformance<'_>,
    parsed: &ParsedChapter,
    scope: RuleScope<'_>,
    settings: &Settings,
) -> Vec<Diagnostic> {
    let speaking: Vec<_> = conformance.placed.iter().filter(|placed| !placed.slot.slot.rules.is_empty()).collect();
    if speaking.is_empty() {
        return found;
    }
    let fragment = &parsed.expansion().fragment;
    let at = |place: &Place| match place {
        Place::Text(span) => Some(span.start),
        Place::File(at) => fragment.find(&at.file, at.span.start),
    };
    let runs_everywhere = settings.runs_everywhere(scope, parsed.file.path());
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

/// What comments do to a diagnostic.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Silence {
    None,
    /// It is reported, but not fixed: a misspelled comment was meant to silence it.
    OfFix,
    Whole,
}

/// Suppressions that hold in a chapter.
pub(super) struct Comments<'a> {
    /// Those in its text, includes expanded.
    pub(super) text: &'a Suppressions,
    /// Those of the files that it includes in part.
    pub(super) files: &'a [FileSuppressions],
}

impl Comments<'_> {
    fn silence(&self, parsed: &ParsedChapter, diagnostic: &Diagnostic) -> Silence {
        let (fragment, rule) = (&parsed.expansion().fragment, &diagnostic.rule);
        let offset = match &diagnostic.place {
            Place::Text(span) => Some(span.start),
            Place::File(at) => fragment.find(&at.file, at.span.start),
        };
        let words = || match &diagnostic.place {
            Place::Text(span) => parsed.document().words_at(span),
            Place::File(at) => at.file.text().get(at.span.clone()).unwrap_or_default().to_owned(),
        };
        let place = match &diagnostic.place {
            Place::Text(span) => fragment.locate(span.start..span.start + 1),
            Place::File(at) => Some(at.clone()),
        };
        let same_file = |other: usize| {
            let other = fragment.locate(other..other + 1).map(|at| at.file);
            other.is_none_or(|other| place.as_ref().is_none_or(|place| place.file.id() == other.id()))
        };
        let in_file = place.as_ref().and_then(|place| {
            let file = self.files.iter().find(|file| file.file().id() == place.file.id())?;
            Some((file.suppressions(), file.offset(place)))
        });
        // Both are looked up, since both count as used.
        let suppressed = [
            offset.is_some_and(|offset| self.text.suppress(rule, words, offset, same_file)),
            in_file.is_some_and(|(file, offset)| file.suppress(rule, words, offset, |_| true)),
        ];
        let holds_fix = || {
            offset.is_some_and(|offset| self.text.holds_fix(rule, words, offset, same_file))
                || in_file.is_some_and(|(file, offset)| file.holds_fix(rule, words, offset, |_| true))
        };
        match suppressed {
            [false, false] if holds_fix() => Silence::OfFix,
            [false, false] => Silence::None,
            _ => Silence::Whole,
        }
    }
}
