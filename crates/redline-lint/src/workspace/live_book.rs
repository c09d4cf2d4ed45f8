//! A book that stays open while its files change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redline_document::diagnostic::RunError;
use redline_document::source::{FileStore, Revision};

use super::{OpenBook, OpenOptions, WorkspaceError, lone_chapter, open};
use crate::book::Book;
use crate::chapter::ParsedChapter;
use crate::index::BookIndex;
use crate::lint::Linter;
use crate::lint_report::LintReport;

/// A book that stays open while its files change: only chapters whose files have changed are parsed again.
#[derive(Debug)]
pub struct LiveBook {
    open: OpenBook,
    chapters: Vec<ParsedChapter>,
    /// Problems of loading the chapters.
    problems: Vec<RunError>,
    /// The changes of the files that `chapters` include.
    loaded: Revision,
    /// Markdown files that no chapter shows, and that are checked each with the book as its context.
    extra: BTreeSet<PathBuf>,
    /// Facts about the whole book when it was last checked as a whole.
    index: Option<Arc<BookIndex>>,
    report: LintReport,
}

impl LiveBook {
    /// Opens the book at `root`, or a folder without one, in which no file is a chapter. `files` may hold unsaved texts,
    /// also of `book.toml` and `SUMMARY.md`. Paths in `options` are not read.
    ///
    /// # Errors
    /// If a configuration or the table of contents cannot be used.
    pub fn open(root: &Path, options: &OpenOptions, files: &FileStore) -> Result<Self, WorkspaceError> {
        Ok(Self {
            open: open::open_book(root, options, files)?,
            chapters: Vec::new(),
            problems: Vec::new(),
            loaded: Revision::default(),
            extra: BTreeSet::new(),
            index: None,
            report: LintReport::default(),
        })
    }

    /// The book with its settings.
    pub fn open_book(&self) -> &OpenBook {
        &self.open
    }

    /// The chapters as last loaded.
    pub fn chapters(&self) -> &[ParsedChapter] {
        &self.chapters
    }

    /// What the last checks found. Findings that are in the baseline are marked, not left out.
    pub fn report(&self) -> &LintReport {
        &self.report
    }

    /// Facts about the whole book when it was last checked as a whole.
    pub(super) fn index(&self) -> Option<&Arc<BookIndex>> {
        self.index.as_ref()
    }

    /// Sets the Markdown files that are checked although no chapter shows them.
    pub fn set_extra(&mut self, files: BTreeSet<PathBuf>) {
        self.extra = files;
    }

    /// Adds a Markdown file that is checked although no chapter shows it.
    pub fn add_extra(&mut self, path: &Path) {
        self.extra.insert(path.to_owned());
    }

    /// Whether it was checked as a whole.
    pub fn is_checked(&self) -> bool {
        self.index.is_some()
    }

    /// Whether bytes of the file are in some chapter.
    pub fn shows(&self, path: &Path) -> bool {
        self.chapters.iter().any(|parsed| parsed.shows(path))
    }

    /// Loads the chapters whose files have changed.
    pub fn load(&mut self, files: &FileStore) {
        let revision = files.revision();
        let is_current = |parsed: &ParsedChapter| !files.has_changed(parsed.sources(), self.loaded);
        let current = std::mem::take(&mut self.chapters).into_iter().filter(is_current).collect();
        (self.chapters, self.problems) = self.open.loader(files).reload(&self.open.book, current);
        self.loaded = revision;
    }

    /// Checks the whole book. Returns whether it did: if `is_cancelled` returns true meanwhile, the last report stays.
    pub fn check(&mut self, files: &FileStore, is_cancelled: &(dyn Fn() -> bool + Sync)) -> bool {
        self.load(files);
        self.open.settings.forget_language();
        let linter = Linter::new(&self.open.book, &self.chapters, &self.open.settings);
        let all: Vec<&ParsedChapter> = self.chapters.iter().collect();
        let Some(mut report) = linter.lint_until(&all, is_cancelled) else { return false };
        let index = Arc::clone(linter.index());
        self.open.finish(&mut report, self.problems.clone());
        for path in &self.extra {
            if is_cancelled() {
                return false;
            }
            if !report.files.contains(path) {
                report.merge(self.check_extra(path, files));
            }
        }
        (self.index, self.report) = (Some(index), report);
        true
    }

    /// Checks the chapters that show one file by what was common in the book at the last check, and replaces the findings
    /// in this file. Checks the whole book if it was not checked yet.
    pub fn check_file(&mut self, path: &Path, files: &FileStore) {
        let Some(index) = self.index.clone() else {
            self.check(files, &|| false);
            return;
        };
        self.load(files);
        let showing: Vec<&ParsedChapter> = self.chapters.iter().filter(|parsed| parsed.shows(path)).collect();
        let mut report = if showing.is_empty() && self.extra.contains(path) {
            self.check_extra(path, files)
        } else {
            let linter = Linter::with_index(&self.open.book, &self.open.settings, index);
            let mut report = linter.lint_until(&showing, &|| false).unwrap_or_default();
            let problems = self.problems.iter().filter(|problem| problem.file.as_deref() == Some(path));
            self.open.finish(&mut report, problems.cloned().collect());
            report
        };
        report.keep_files(|file| file == path);
        self.report.findings.retain(|finding| finding.file.path() != path);
        self.report.problems.retain(|problem| problem.file.as_deref() != Some(path));
        self.report.findings.append(&mut report.findings);
        let of_file = |problem: &RunError| problem.file.is_some();
        self.report.problems.extend(report.problems.into_iter().filter(of_file));
    }

    /// Checks a file that no chapter shows, with the book as its context.
    pub(super) fn check_extra(&self, path: &Path, files: &FileStore) -> LintReport {
        let mut book: Book = self.open.book.clone();
        book.chapters.push(lone_chapter(&self.open.book.src, path));
        let open = OpenBook { book, only: Some(vec![path.to_owned()]), ..self.open.clone() };
        let mut report = open.check(files);
        report.habits.clear();
        report
    }
}
