//! Suppressions that silenced nothing, in any of the chapters that show them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::ParsedChapter;
use super::chapter::Comments;
use super::comment_text::{comment_with_its_line, parts_markup};
use crate::book::Chapter;
use crate::catalogue::{self, RuleMeta};
use crate::settings::{RuleScope, Settings};
use crate::strict::nearest;
use crate::suppress::{FileSuppressions, IneffectiveComment, Suppression, Suppressions, covers};
use crate::templates;
use redline_document::diagnostic::{Finding, Severity};
use redline_document::document::Document;
use redline_document::edit::{Applicability, Change, Edit, Fix};
use redline_document::source::{FileSpan, Span};

/// What one comment did in one chapter.
pub(super) struct CommentUse {
    at: FileSpan,
    entries: Vec<EntryUse>,
    /// Set if the comment can never silence anything, or lacks a required reason.
    faults: Vec<(&'static RuleMeta, Severity, String)>,
    /// A misspelled directive in the file, with the one that was most likely meant.
    rename: Option<(Span, String)>,
    level: Option<Severity>,
    removal: Option<Applicability>,
    /// How far a fix may be trusted that corrects a name; `None` where the configuration wants none.
    correction: Option<Applicability>,
    on_disk: bool,
    chapter: String,
    section: Vec<String>,
}

struct EntryUse {
    /// The rule's name and where the file has it; `None` for all rules.
    rule: Option<(String, Span)>,
    used: bool,
    /// Set if no rule is called so.
    unknown: Option<UnknownRule>,
    /// Whether a rule that it names ran, so that its silence means something.
    ran: bool,
    /// What it covers of a file of which no chapter includes the comment; `None` if one does.
    covered: Option<Vec<Span>>,
}

/// Text of a file that a chapter does not include: the starts of its lines.
pub(super) struct MissingText {
    path: PathBuf,
    lines: Vec<usize>,
}

impl MissingText {
    /// What a chapter does not include of a file.
    pub(super) fn of(file: &FileSuppressions) -> Self {
        Self { path: file.file().path().to_owned(), lines: file.missing_lines() }
    }
}

/// A name that no rule has.
struct UnknownRule {
    /// The name that was most likely meant.
    nearest: Option<String>,
}

/// What the comments of a chapter did.
pub(super) fn comments(
    parsed: &ParsedChapter,
    chapter: &Chapter,
    comments: &Comments<'_>,
    at: (RuleScope<'_>, &Settings),
) -> Vec<CommentUse> {
    let (document, on_disk) = (parsed.document(), parsed.on_disk);
    let chapter = ChapterComments { document, on_disk, chapter, scope: at.0, settings: at.1 };
    let mut uses = chapter.of_suppressions(comments.text);
    uses.extend(chapter.of_templates());
    uses.extend(chapter.of_ineffective(comments.text, |comment| {
        // A part of a file may hold the end of what the rest of the file begins.
        let place = document.expansion().fragment.locate(comment.span.clone());
        place.is_none_or(|at| !comments.files.iter().any(|file| file.is_effective(&at)))
    }));
    for file in comments.files {
        uses.extend(ChapterComments { document: file.document(), ..chapter }.of_file(file));
    }
    uses
}

/// The comments of one chapter.
#[derive(Clone, Copy)]
struct ChapterComments<'a> {
    document: &'a Document,
    on_disk: bool,
    chapter: &'a Chapter,
    scope: RuleScope<'a>,
    settings: &'a Settings,
}

impl ChapterComments<'_> {
    fn level(&self, rule: &'static RuleMeta) -> Option<Severity> {
        self.settings.level(rule, self.scope)
    }

    /// A comment at `span` of the text that has done nothing yet; `None` if it lies in no file.
    fn at(&self, span: &Span) -> Option<CommentUse> {
        let Self { document, on_disk, chapter, scope, settings } = self;
        let applicability = |best| settings.applicability(catalogue::UNUSED_SUPPRESSION.name, *scope, best);
        let is_one_line = !document.text()[span.clone()].contains(['\n', '\r']);
        Some(CommentUse {
            at: document.expansion().fragment.locate_exactly(span.clone())?,
            entries: Vec::new(),
            faults: Vec::new(),
            level: self.level(&catalogue::UNUSED_SUPPRESSION),
            rename: None,
            removal: applicability(Applicability::Safe).filter(|_| is_one_line),
            correction: applicability(Applicability::Unsafe),
            on_disk: *on_disk,
            chapter: chapter.name.clone(),
            section: document.section_path(span.start).into_iter().map(str::to_owned).collect(),
        })
    }

    /// The same with a fault of its own; `None` too if faults of comments are not reported.
    fn faulty(&self, span: &Span, message: String) -> Option<CommentUse> {
        let level = self.level(&catalogue::UNUSED_SUPPRESSION)?;
        let mut found = self.at(span)?;
        found.faults.push((&catalogue::UNUSED_SUPPRESSION, level, message));
        Some(found)
    }

    fn of_suppressions(&self, suppressions: &Suppressions) -> Vec<CommentUse> {
        let mut uses = Vec::new();
        for (index, comment) in suppressions.comments.iter().enumerate().filter(|(_, comment)| !comment.is_vale) {
            let Some(mut found) = self.at(&comment.span) else { continue };
            let first = suppressions.entries.partition_point(|entry| entry.comment < index);
            let entries = suppressions.entries[first..].iter().take_while(|entry| entry.comment == index);
            let fragment = &self.document.expansion().fragment;
            found.entries = entries.map(|entry| entry_use(entry, fragment, self.scope, self.settings)).collect();
            found.keep_what_was_written(comment.has_reason, found.entries.iter().all(|entry| entry.unknown.is_none()));
            let without_reason = self.level(&catalogue::SUPPRESSION_WITHOUT_REASON).filter(|_| !comment.has_reason);
            if let Some(level) = without_reason {
                let message = "this suppression does not say why".to_owned();
                found.faults.push((&catalogue::SUPPRESSION_WITHOUT_REASON, level, message));
            }
            uses.push(found);
        }
        uses
    }

    /// Comments that choose a template in vain. The author meant something by them: nothing takes them away.
    fn of_templates(&self) -> Vec<CommentUse> {
        let templates = &self.settings.templates;
        let mut has_chosen = false;
        let mut uses = Vec::new();
        for (comment, name) in templates::comments(self.document) {
            let message = match (templates.find(name), has_chosen) {
                (Some(_), false) => {
                    has_chosen = true;
                    continue;
                }
                (Some(_), true) => "another comment has chosen the template of this page".to_owned(),
                (None, _) => {
                    let near = nearest(name, templates.names());
                    let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                    format!("no template is called `{name}`{hint}")
                }
            };
            let found = self.faulty(&comment.span, message);
            uses.extend(found.map(|found| CommentUse { removal: None, ..found }));
        }
        uses
    }

    /// Comments that can never silence anything.
    fn of_ineffective(
        &self,
        suppressions: &Suppressions,
        is_reported: impl Fn(&IneffectiveComment) -> bool,
    ) -> Vec<CommentUse> {
        let use_of = |comment: &IneffectiveComment| {
            let mut found = self.faulty(&comment.span, comment.message.clone())?;
            let fragment = &self.document.expansion().fragment;
            let place = |span: &Span| Some(fragment.locate_exactly(span.clone())?.span);
            found.rename = comment.rename.as_ref().and_then(|(span, name)| Some((place(span)?, name.clone())));
            let is_known = |name: &String| is_rule_name(name, self.settings);
            found.keep_what_was_written(comment.has_reason, comment.is_directive && comment.rules.iter().all(is_known));
            Some(found)
        };
        suppressions.ineffective.iter().filter(|comment| is_reported(comment)).filter_map(use_of).collect()
    }

    /// Comments of a file that the chapter includes in part.
    fn of_file(&self, file: &FileSuppressions) -> Vec<CommentUse> {
        let suppressions = file.suppressions();
        let mut uses = self.of_suppressions(suppressions);
        for found in &mut uses {
            if file.is_included(file.offset(&found.at)) {
                // The chapter's own text has the comment too, and decides on it.
                found.faults.clear();
                continue;
            }
            let mark = file.file().body().start;
            let len = self.document.text().len();
            let index =
                suppressions.comments.partition_point(|comment| mark + comment.span.start < found.at.span.start);
            let first = suppressions.entries.partition_point(|entry| entry.comment < index);
            let entries = || suppressions.entries[first..].iter().take_while(|entry| entry.comment == index);
            if !entries().any(|entry| file.covers_included(entry)) {
                found.faults.clear();
            }
            for (found, entry) in found.entries.iter_mut().zip(entries()) {
                found.covered = Some(entry.covered(len));
            }
        }
        uses.extend(self.of_ineffective(suppressions, |comment| !file.is_included(comment.span.start)));
        uses
    }
}

/// Whether a name in a comment is that of a rule, of a style, or of all our rules.
fn is_rule_name(name: &str, settings: &Settings) -> bool {
    name == crate::NAME || settings.rule_names().any(|known| covers(name, known))
}

fn entry_use(
    entry: &Suppression,
    fragment: &redline_document::source::Fragment,
    scope: RuleScope<'_>,
    settings: &Settings,
) -> EntryUse {
    let runs = |name: &str| settings.runs(name, scope);
    EntryUse {
        rule: entry
            .rule
            .as_ref()
            .and_then(|(name, span)| Some((name.clone(), fragment.locate_exactly(span.clone())?.span))),
        unknown: entry
            .rule
            .as_ref()
            .filter(|(name, _)| !is_rule_name(name, settings))
            .map(|(name, _)| UnknownRule { nearest: nearest(name, settings.rule_names()) }),
        used: entry.is_used(),
        ran: entry.rule.as_ref().is_none_or(|(name, _)| runs(name)),
        covered: None,
    }
}

/// The findings: a comment that one chapter needs is not unused in another. `missing` has the text of partly included
/// files that one of the chapters does not include.
pub(super) fn findings(uses: Vec<CommentUse>, missing: Vec<MissingText>) -> Vec<Finding> {
    let mut comments: BTreeMap<(PathBuf, usize), CommentUse> = BTreeMap::new();
    for found in uses {
        let key = (found.at.file.path().to_owned(), found.at.span.start);
        match comments.get_mut(&key) {
            None => drop(comments.insert(key, found)),
            Some(known) => {
                for (known, found) in known.entries.iter_mut().zip(found.entries) {
                    known.used |= found.used;
                    known.covered = known.covered.take().filter(|_| found.covered.is_some());
                }
            }
        }
    }
    let mut unread: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for MissingText { path, lines } in missing {
        unread.entry(path).and_modify(|known| known.retain(|line| lines.binary_search(line).is_ok())).or_insert(lines);
    }
    for ((path, _), comment) in &mut comments {
        let Some(unread) = unread.get(path) else { continue };
        for entry in &mut comment.entries {
            // What no chapter shows may have the finding that the comment is for.
            let covers_unread = |spans: &Vec<Span>| {
                spans.iter().any(|span| {
                    unread.get(unread.partition_point(|line| *line < span.start)).is_some_and(|line| *line < span.end)
                })
            };
            entry.ran &= !entry.covered.as_ref().is_some_and(covers_unread);
        }
    }
    comments.into_values().flat_map(CommentUse::findings).collect()
}

impl CommentUse {
    fn findings(self) -> Vec<Finding> {
        let mut found = Vec::new();
        for (rule, level, message) in &self.faults {
            let fix = || self.rename().or_else(|| self.removal());
            let fix = (rule.name == catalogue::UNUSED_SUPPRESSION.name).then(fix).flatten();
            found.push(Finding { fix, ..self.finding(rule, *level, self.at.span.clone(), message.clone()) });
        }
        let Some(level) = self.level else { return found };
        let is_idle = |entry: &EntryUse| !entry.used && entry.ran;
        let all_idle = !self.entries.is_empty() && self.entries.iter().all(is_idle);
        for entry in self.entries.iter().filter(|entry| is_idle(entry)) {
            let span = entry.rule.as_ref().map_or_else(|| self.at.span.clone(), |(_, span)| span.clone());
            let fix = match (&entry.rule, &entry.unknown) {
                (Some((_, span)), Some(UnknownRule { nearest })) => {
                    nearest.as_ref().and_then(|near| self.correction(span, near))
                }
                (Some((_, span)), None) if !all_idle => self.name_removal(span),
                _ => self.removal(),
            };
            found.push(Finding { fix, ..self.finding(&catalogue::UNUSED_SUPPRESSION, level, span, entry.message()) });
        }
        found
    }

    fn finding(&self, rule: &'static RuleMeta, level: Severity, span: Span, message: String) -> Finding {
        Finding {
            rule: Cow::Borrowed(rule.name),
            level,
            message,
            help: None,
            link: None,
            file: Arc::clone(&self.at.file),
            on_disk: self.on_disk,
            span,
            related: None,
            chapter: self.chapter.clone(),
            section: self.section.clone(),
            fix: None,
            is_known: false,
        }
    }

    /// Trusts the removal of the comment less, or not at all, where it holds what its author may miss.
    fn keep_what_was_written(&mut self, has_reason: bool, names_are_known: bool) {
        let best = if has_reason { Applicability::Unsafe } else { Applicability::Safe };
        self.removal = self.removal.filter(|_| names_are_known).map(|removal| removal.min(best));
    }

    fn removal(&self) -> Option<Fix> {
        let text = self.at.file.text();
        if parts_markup(text, &self.at.span) {
            return None;
        }
        let span = comment_with_its_line(text, &self.at.span);
        Some(Fix::new("remove the comment", self.removal?, Change::Comment, [Edit::delete(span)]))
    }

    /// Corrects a misspelled directive.
    fn rename(&self) -> Option<Fix> {
        let (span, name) = self.rename.as_ref()?;
        self.correction(span, name)
    }

    /// Corrects the name at `span`.
    fn correction(&self, span: &Span, name: &str) -> Option<Fix> {
        let edit = Edit::replace(span.clone(), name);
        Some(Fix::new(format!("write `{name}`"), self.correction?, Change::Comment, [edit]))
    }

    /// Takes one name out of the list, with the comma or the space before it.
    fn name_removal(&self, name: &Span) -> Option<Fix> {
        let text = &self.at.file.text()[..name.start];
        let before = text.len() - text.trim_end_matches([' ', '\t', ',']).len();
        Some(Fix::new(
            "remove the rule's name",
            self.removal?,
            Change::Comment,
            [Edit::delete(name.start - before.max(1)..name.end)],
        ))
    }
}

impl EntryUse {
    fn message(&self) -> String {
        match (&self.rule, &self.unknown) {
            (None, _) => "this suppression silences nothing".to_owned(),
            (Some((name, _)), None) => format!("`{name}` has nothing to say here"),
            (Some((name, _)), Some(UnknownRule { nearest })) => {
                let hint = nearest.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                format!("no rule is called `{name}`{hint}")
            }
        }
    }
}
