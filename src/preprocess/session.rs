//! The chapters of one run: read, checked, normalised.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::Value;

use super::changes::{Changes, ReportOutput, Versions};
use super::report_page::{PageText, ReportPage};
use super::version;
use crate::preprocess::{Outcome, PreprocessError};
use crate::wire::{NewChapter, Patch, WireInput};
use redline_document::diagnostic::{Finding, RunError};
use redline_document::document::Dialect;
use redline_document::edit::Applicability;
use redline_document::source::{FileStore, SourceFile, mark_len, normalize};
use redline_lint::book::{Book, Chapter, Title, key, note_on_unwritten};
use redline_lint::chapter::{ChapterLoader, ParsedChapter};
use redline_lint::config::{ConfigFile, Normalize, OldIdsSetting};
use redline_lint::fix::{Fixed, FixedText, OldIds, Policy, fix_all, held_ids};
use redline_lint::isolation::{Fault, isolate};
use redline_lint::lint::Linter;
use redline_lint::lint_report::{GateResult, LintReport};
use redline_lint::settings::Settings;
use redline_lint::terms::with_glossary;
use redline_lint::workspace::OpenBook;
use redline_report::change::{without_comments, without_marker};
use redline_report::style::BookFigures;

/// The chapters of one run.
pub(super) struct Session<'a> {
    /// The book that mdBook sent.
    open: OpenBook,
    /// For each chapter of the book, its index among those that mdBook sent.
    sent: Vec<usize>,
    /// The texts of these chapters.
    texts: Vec<&'a str>,
    /// Whether the renderer shows HTML as browsers do.
    is_html: bool,
    /// The preprocessors that may run after redline.
    later: Vec<String>,
    /// Those that the configuration puts before it.
    earlier: Vec<String>,
    /// The page of the style report, if there is to be one.
    report_page: Option<ReportPage>,
}

/// What changes in the book.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) patches: Vec<Patch>,
    /// Chapters that `SUMMARY.md` does not list.
    pub(super) added: Vec<NewChapter>,
}

impl<'a> Session<'a> {
    pub(super) fn new(input: &'a WireInput<'_>, config: &ConfigFile, settings: Settings) -> Self {
        let src = config.value.pointer("/book/src").and_then(Value::as_str).unwrap_or("src");
        let root = normalize(&std::path::absolute(&input.context.root).unwrap_or_else(|_| input.context.root.clone()));
        let src = normalize(&root.join(src));
        let report_page = ReportPage::of(input, config, &settings, &root);
        let mut session = Self {
            open: OpenBook {
                config_file: config.path.clone(),
                book: Book { root, src, ..Book::default() },
                dialect: Dialect::new(version(&input.context), &config.value),
                only: None,
                reads_ids: input.context.renderer == "html" || settings.table.heading_attributes,
                notes: Vec::new(),
                problems: report_page.iter().filter_map(|page| page.records.as_ref().err().cloned()).collect(),
                config: config.value.clone(),
                baseline: None,
                settings,
            },
            sent: Vec::new(),
            texts: Vec::new(),
            is_html: input.context.renderer == "html",
            later: config.later_preprocessors(),
            earlier: config.earlier_preprocessors(),
            report_page,
        };
        for (index, chapter) in input.book.chapters.iter().enumerate() {
            let Some(page) = &chapter.path else { continue };
            let path = key(chapter.source_path.as_ref().unwrap_or(page));
            if session.report_page.as_ref().is_some_and(|page| page.path == path) {
                continue;
            }
            session.open.book.chapters.push(Chapter {
                name: chapter.name.to_string(),
                page: Some(key(page)).filter(|page| *page != path),
                file: chapter.source_path.as_ref().map(|_| normalize(&session.open.book.src.join(&path))),
                part: chapter.part.clone(),
                has_children: chapter.has_children,
                path,
                is_loose: false,
            });
            session.sent.push(index);
            session.texts.push(&chapter.content);
        }
        session
    }

    /// A line for each former name of a rule in the configuration, each part of it that is for no chapter of this book, and
    /// each line of the records that is skipped.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = self.open.settings.notes(&self.open.book);
        notes.extend(self.report_page.iter().flat_map(|page| page.notes(&self.open.book.root)));
        notes
    }

    /// A note that names the chapters that are still to be written.
    pub(super) fn note_on_unwritten(&self) -> Option<String> {
        let chapters = self.open.book.chapters.iter().zip(&self.texts);
        note_on_unwritten(chapters.filter(|(chapter, text)| chapter.is_placeholder(text)).map(|(chapter, _)| chapter))
    }

    /// What is worth saying of the language of the text, once it was checked.
    pub(super) fn language_note(&self) -> Option<String> {
        self.open.settings.language_note()
    }

    /// Checks the chapters and gives back what changes in them, and the pages of reports.
    ///
    /// # Errors
    /// If chapters are to be compared with what is not there.
    pub(super) fn run(
        &self,
        normalize: Normalize,
        reports: bool,
        outcome: &mut Outcome,
    ) -> Result<Written, PreprocessError> {
        let changes = Changes::of(&self.open.settings, &self.open.book, self.is_html)?;
        let files = FileStore::default();
        let loader = self.open.loader(&files);
        let (parsed_chapters, problems) = loader.load_sent(&self.open.book, &self.texts);
        let check = || {
            let linter = Linter::new(&self.open.book, &parsed_chapters, &self.open.settings);
            let report = linter.lint(&parsed_chapters);
            (linter, report)
        };
        let count = || self.report_page.as_ref().map(|page| (page, isolate(|| BookFigures::of(&parsed_chapters))));
        let ((linter, mut report), page) = rayon::join(check, count);
        self.open.finish(&mut report, problems);
        let page = page.and_then(|(page, figures)| {
            let write = |figures: BookFigures| {
                isolate(|| {
                    page.write(&self.open.book, (&parsed_chapters, &figures), (&report, &linter), &self.open.settings)
                })
            };
            let page = figures.and_then(write);
            page.map_err(|fault| report.problems.push(fault_of(None, "writing the style report", &fault))).ok()
        });
        let fixed = (normalize != Normalize::Off)
            .then(|| self.fix_in_isolation(normalize, &linter, (&files, &parsed_chapters), &mut report));
        let kept = |summary| format!("{summary} (run `mdbook-redline fix` to keep them)");
        let summary = fixed.as_ref().and_then(|fixed| fixed.summary("chapter"));
        outcome.notes.extend(summary.map(kept).filter(|_| reports));
        let mut reported = ReportOutput::default();
        let new = (fixed.as_ref(), changes.as_ref());
        let patches = self.patches(&loader, &parsed_chapters, new, (&mut reported, &mut report.problems))?;
        outcome.notes.append(&mut reported.notes);
        if reports {
            outcome.notes.extend(reported.note_on_names());
            // What is fixed in the pages is still in the sources: the verdict is about these, as that of `check` is.
            outcome.failure = report.failure(self.open.settings.table.fail_on);
            outcome.notes.extend(report.gates.iter().map(GateResult::to_string));
            outcome.notes.extend(self.order_note(&report));
            outcome.report = Some(report);
        }
        let overview = changes.as_ref().map(|changes| changes.overview(reported, &self.open.dialect)).transpose()?;
        let added = overview.flatten().into_iter().collect();
        let mut written = Written { patches, added };
        match page {
            Some(PageText::Listed(patch)) => written.patches.push(patch),
            Some(PageText::Added(chapter)) => written.added.push(chapter),
            None => {}
        }
        // Nobody waits for the chapters to be given back.
        rayon::spawn(move || drop(parsed_chapters));
        Ok(written)
    }

    /// Ends the run: what it knew of the book is given back while the book is written.
    pub(super) fn end(self) {
        rayon::spawn(move || drop(self.open));
    }

    /// What changes in the chapters, with their fixes and reports. Work that panics leaves its chapter as it came.
    fn patches(
        &self,
        loader: &ChapterLoader<'_>,
        parsed_chapters: &[ParsedChapter],
        (fixed, changes): (Option<&Fixed>, Option<&Changes<'_>>),
        (reported, problems): (&mut ReportOutput, &mut Vec<RunError>),
    ) -> Result<Vec<Patch>, PreprocessError> {
        let mut patches = Vec::new();
        let name = |parsed| isolate(|| self.new_name(parsed, fixed?)).ok().flatten();
        let names: Vec<Option<String>> = parsed_chapters.par_iter().map(name).collect();
        for (parsed, name) in parsed_chapters.iter().zip(names) {
            match isolate(|| self.patch(loader, parsed, fixed, (changes, reported))) {
                Ok(patch) => patches.extend(patch?.map(|patch| Patch { name, ..patch })),
                Err(fault) => {
                    let file = self.open.book.chapters[parsed.index].file.clone();
                    problems.push(fault_of(file, "writing this chapter", &fault));
                }
            }
        }
        Ok(patches)
    }

    /// The fixes that `normalize` names, applied; none if that panics. What could not be fixed is a problem of `report`.
    fn fix_in_isolation(
        &self,
        normalize: Normalize,
        linter: &Linter<'_>,
        texts: (&FileStore, &[ParsedChapter]),
        report: &mut LintReport,
    ) -> Fixed {
        let fixed = isolate(|| self.fix(normalize, linter, texts, &report.findings)).unwrap_or_else(|fault| {
            report.problems.push(fault_of(None, "fixing the pages", &fault));
            Fixed::default()
        });
        report.problems.extend(fixed.rejected.iter().chain(&fixed.problems).cloned());
        fixed
    }

    /// Applies the safe fixes that `normalize` names to the chapters' own texts; what is included is its own file's
    /// affair. Only chapters that change are read again.
    fn fix(
        &self,
        normalize: Normalize,
        linter: &Linter<'_>,
        (files, parsed_chapters): (&FileStore, &[ParsedChapter]),
        first: &[Finding],
    ) -> Fixed {
        let policy = Policy {
            least: Applicability::Safe,
            dialects: vec![self.open.dialect.clone()],
            ids: self.old_ids(parsed_chapters),
        };
        let own: BTreeSet<&Path> = parsed_chapters.iter().map(|parsed| parsed.file.path()).collect();
        let look = |texts: &BTreeMap<PathBuf, FixedText>| -> Result<Vec<Finding>, std::convert::Infallible> {
            let is_changed = |finding: &Finding| texts.contains_key(finding.file.path());
            let is_applied = |finding: &Finding| {
                own.contains(finding.file.path()) && finding.fix.as_ref().is_some_and(|fix| normalize.applies(fix))
            };
            let mut found: Vec<Finding> =
                first.iter().filter(|finding| !is_changed(finding) && is_applied(finding)).cloned().collect();
            if !texts.is_empty() {
                let again = linter.lint(&self.read_again(files, parsed_chapters, texts)).findings;
                found.extend(again.into_iter().filter(|finding| is_changed(finding) && is_applied(finding)));
            }
            Ok(found)
        };
        let Ok(mut fixed) = fix_all(&policy, look);
        if matches!(policy.ids, OldIds::Follow(_)) {
            let changed = self.read_again(files, parsed_chapters, &fixed.texts);
            let is_unchanged = |parsed: &&ParsedChapter| !fixed.texts.contains_key(parsed.file.path());
            let now: Vec<&ParsedChapter> = parsed_chapters.iter().filter(is_unchanged).chain(&changed).collect();
            fixed.follow_ids(&self.open.book, now, &policy.dialects);
        }
        fixed
    }

    fn old_ids(&self, parsed_chapters: &[ParsedChapter]) -> OldIds {
        match self.open.settings.table.old_ids {
            OldIdsSetting::Rewrite => OldIds::Follow(held_ids(&self.open.book, parsed_chapters, |_| true)),
            OldIdsSetting::Keep if self.open.reads_ids => OldIds::Pin,
            OldIdsSetting::Keep => OldIds::Hold,
        }
    }

    fn read_again(
        &self,
        files: &FileStore,
        parsed_chapters: &[ParsedChapter],
        texts: &BTreeMap<PathBuf, FixedText>,
    ) -> Vec<ParsedChapter> {
        let changed: Vec<&ParsedChapter> =
            parsed_chapters.iter().filter(|parsed| texts.contains_key(parsed.file.path())).collect();
        let on_disk = changed.iter().filter(|parsed| parsed.on_disk).map(|parsed| parsed.file.path());
        let files = files.with_texts(on_disk.map(|path| (path, texts[path].after.as_str())));
        let loader = self.open.loader(&files);
        let load = |parsed: &ParsedChapter| {
            let after = &texts[parsed.file.path()].after;
            loader.load_sent_chapter(&self.open.book, parsed.index, &after[mark_len(after)..])
        };
        changed.into_iter().map(load).collect()
    }

    /// The new name of a chapter that had the name of its title, if the title was fixed.
    fn new_name(&self, parsed: &ParsedChapter, fixed: &Fixed) -> Option<String> {
        let text = fixed.texts.get(parsed.file.path())?;
        let name = &self.open.book.chapters[parsed.index].name;
        let (old, new) =
            (Title::of(parsed.file.text(), &self.open.dialect)?, Title::of(&text.after, &self.open.dialect)?);
        (old.words == *name && new.words != *name).then_some(new.words)
    }

    /// A chapter's new text, if it changes: with its fixes and without our comments where texts
    /// are normalised, and with the glossary on its page.
    fn patch(
        &self,
        loader: &ChapterLoader<'_>,
        parsed: &ParsedChapter,
        fixed: Option<&Fixed>,
        (changes, reported): (Option<&Changes<'_>>, &mut ReportOutput),
    ) -> Result<Option<Patch>, PreprocessError> {
        let chapter = &self.open.book.chapters[parsed.index];
        let fixed_text = fixed.and_then(|fixed| fixed.texts.get(parsed.file.path())).map(|text| text.after.as_str());
        let now = fixed_text.unwrap_or(parsed.file.text());
        let without = fixed.and_then(|_| without_comments(now, &self.open.dialect));
        let glossary = with_glossary(without.as_deref().unwrap_or(now), &self.open.settings.terms);
        let mut text = glossary.as_deref().or(without.as_deref()).or(fixed_text).map(str::to_owned);
        if let Some(changes) = changes {
            let after = without.as_deref().unwrap_or(now);
            let shown = text.as_deref().unwrap_or(now);
            let counts = fixed.and_then(|fixed| fixed.counts.get(parsed.file.path())).copied().unwrap_or_default();
            let versions = Versions { chapter, parsed, after, shown, fixes: counts };
            let with_report = changes.with_report(&versions, &self.open.dialect, reported)?;
            let plain = || Some(without_marker(shown)).filter(|plain| plain != shown);
            text = with_report.or_else(plain).or(text.clone());
        }
        let Some(text) = text else { return Ok(None) };
        let file = Arc::new(SourceFile::new(parsed.file.path(), text));
        let content = if parsed.sent_expanded {
            loader.rendered(&file, &self.open.book.folder(chapter)).text().to_owned()
        } else {
            file.text()[file.body()].to_owned()
        };
        Ok(Some(Patch { chapter: self.sent[parsed.index], name: None, content: Some(content) }))
    }

    /// Which order would give lines, if findings are in text that is no longer the author's.
    fn order_note(&self, report: &LintReport) -> Option<String> {
        let nowhere: Vec<_> = report.findings.iter().filter(|finding| !finding.on_disk).collect();
        if let Some(missing) = nowhere.iter().find(|finding| !finding.file.path().is_file()) {
            let path = missing.file.path().display();
            return Some(format!("there is no file {path}: findings in the text that mdBook sent for it have no line"));
        }
        let nowhere = nowhere.len();
        if nowhere == 0 {
            return None;
        }
        let names: Vec<String> = self.later.iter().chain(&self.earlier).map(|name| format!("\"{name}\"")).collect();
        let findings = if nowhere == 1 { "1 finding has".to_owned() } else { format!("{nowhere} findings have") };
        let unless = match self.earlier.as_slice() {
            [] => String::new(),
            earlier => format!(", without the `before` or `after` that puts `{}` first", earlier.join("`, `")),
        };
        Some(format!(
            "{findings} no line: another preprocessor changed the text before redline saw it; `before = [{}]` in \
             `[preprocessor.redline]` gives lines{unless}",
            names.join(", ")
        ))
    }
}

/// The problem of work that panicked.
fn fault_of(file: Option<PathBuf>, work: &str, fault: &Fault) -> RunError {
    RunError { file, message: fault.describe(work) }
}
