//! One open book: its chapters loaded, checked and evaluated.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use redline_document::diagnostic::RunError;
use redline_document::document::Dialect;
use redline_document::edit::Applicability;
use redline_document::source::{FileStore, lies_below, normalize};
use semver::Version;

use super::{WorkspaceError, load_book, lone_chapter};
use crate::book::{Book, SUMMARY};
use crate::chapter::{ChapterLoader, ParsedChapter};
use crate::config::{ConfigFile, OldIdsSetting};
use crate::evaluate::evaluate;
use crate::fix::{HeldIds, OldIds, Policy, held_ids};
use crate::lint::Linter;
use crate::lint_report::LintReport;
use crate::settings::Settings;

/// A book, a folder or single files, with the settings in force.
#[derive(Clone, Debug)]
pub struct OpenBook {
    /// The chapters.
    pub book: Book,
    /// The settings in force.
    pub settings: Settings,
    /// The Markdown of the mdBook that builds the book.
    pub dialect: Dialect,
    /// The files whose findings are shown; `None` for all.
    pub only: Option<Vec<PathBuf>>,
    /// Whether every renderer of the book reads `{#id}` behind a heading.
    pub reads_ids: bool,
    /// Notes about the configuration, a line each.
    pub notes: Vec<String>,
    /// Problems found before any chapter is read.
    pub problems: Vec<RunError>,
    /// `book.toml` as a JSON value.
    pub config: serde_json::Value,
    /// The file with our table, which need not exist.
    pub config_file: PathBuf,
    /// The baseline that the configuration names, relative to the file with our table.
    pub baseline: Option<PathBuf>,
}

impl OpenBook {
    /// Loads the chapters. Unreadable ones are reported by [`Self::check`].
    pub fn load(&self, files: &FileStore) -> Vec<ParsedChapter> {
        self.loader(files).load(&self.book).0
    }

    /// Checks the chapters; `files` may hold unsaved texts.
    pub fn check(&self, files: &FileStore) -> LintReport {
        let mut report = self.check_chapters(&self.book, files);
        let Some(only) = &self.only else { return report };
        let strangers: Vec<&PathBuf> = only.iter().filter(|file| !report.files.contains(*file)).collect();
        if !strangers.is_empty() {
            let mut book = self.book.clone();
            book.chapters.extend(strangers.into_iter().map(|file| lone_chapter(&self.book.src, file)));
            report = self.check_chapters(&book, files);
        }
        report.keep_files(|file| only.iter().any(|kept| kept == file));
        report
    }

    /// The same, where files that were named and belong to no chapter are chapters of their own.
    #[must_use]
    pub fn with_named_files(&self) -> Self {
        let mut open = self.clone();
        let is_chapter = |file: &PathBuf| self.book.chapters.iter().any(|chapter| chapter.file.as_ref() == Some(file));
        let strangers = self.only.iter().flatten().filter(|file| !is_chapter(file));
        open.book.chapters.extend(strangers.map(|file| lone_chapter(&self.book.src, file)));
        open
    }

    /// The book as it is in other files, such as those of an earlier commit: with their table of contents, chapters and
    /// `src`, and with the settings in force now.
    ///
    /// # Errors
    /// If `files` have no `book.toml`, or no table of contents.
    pub fn in_files(&self, files: &FileStore) -> Result<Self, WorkspaceError> {
        let config = ConfigFile::book_in(files, &self.book.root.join("book.toml"), [])?;
        let mut book = load_book(&self.book.root, &config, files)?;
        if let Some(page) = self.settings.report_page() {
            book.leave_out(&page);
        }
        let mut settings = self.settings.clone();
        settings.forget_language();
        Ok(Self { book, settings, only: None, notes: Vec::new(), problems: Vec::new(), ..self.clone() })
    }

    /// The files that configure the book, besides those of styles: when one of them changes, the book is to be opened again.
    pub fn config_files(&self) -> Vec<PathBuf> {
        let folder = self.config_file.parent().unwrap_or(Path::new(""));
        let table = &self.settings.table;
        let dictionary = self.settings.spelling_options().dictionary;
        let named = table.terms_files.iter().cloned().chain(self.baseline.clone()).chain(dictionary);
        let own = [self.config_file.clone(), self.book.root.join("book.toml"), self.book.src.join(SUMMARY)];
        own.into_iter().chain(named.map(|path| folder.join(path))).map(|path| normalize(&path)).collect()
    }

    /// Whether the file with our table holds it at its top level: it is not `book.toml`.
    pub fn has_plain_config(&self) -> bool {
        self.config_file != self.book.root.join("book.toml")
    }

    /// Loads the chapters while the patterns of packs are compiled.
    pub fn load_and_compile(&self, book: &Book, files: &FileStore) -> (Vec<ParsedChapter>, Vec<RunError>) {
        let loader = self.loader(files);
        rayon::join(|| loader.load(book), || self.settings.patterns()).0
    }

    /// Adds the problems of loading to a report, and evaluates the baseline and the gate.
    pub fn finish(&self, report: &mut LintReport, problems: Vec<RunError>) {
        report.problems.extend(problems);
        report.problems.extend(self.problems.iter().cloned());
        evaluate(report, &self.settings);
    }

    /// The policy for fixes of this applicability and above. Files in `held` are not written.
    pub fn policy(&self, least: Applicability, files: &FileStore, held: &BTreeSet<PathBuf>) -> Policy {
        Policy { least, dialects: self.all_dialects(), ids: self.old_ids(held, |held_ids| held_ids(&self.load(files))) }
    }

    /// The same policy over chapters that are loaded; every file is written.
    pub fn policy_over(&self, least: Applicability, chapters: &[ParsedChapter]) -> Policy {
        let ids = self.old_ids(&BTreeSet::new(), |held_ids| held_ids(chapters));
        Policy { least, dialects: self.all_dialects(), ids }
    }

    /// The loader of its chapters.
    pub fn loader<'a>(&'a self, files: &'a FileStore) -> ChapterLoader<'a> {
        ChapterLoader::new(files, &self.dialect).with_options(self.settings.parse_options())
    }

    /// Whether fixes may be written to a file: it lies in the book.
    pub fn may_write(&self, path: &Path) -> bool {
        lies_below(path, &self.book.root)
    }

    fn check_chapters(&self, book: &Book, files: &FileStore) -> LintReport {
        let (chapters, problems) = self.load_and_compile(book, files);
        let mut report = Linter::new(book, &chapters, &self.settings).lint(&chapters);
        self.finish(&mut report, problems);
        // Freeing the chapters takes a while, and nothing waits for it.
        rayon::spawn(move || drop(chapters));
        report
    }

    /// The dialects of every mdBook that may build the sources, under which a fix must not change them. A book that names
    /// its mdBook is built by that one.
    pub(super) fn all_dialects(&self) -> Vec<Dialect> {
        let mut dialects = vec![self.dialect.clone()];
        if self.settings.table.mdbook.is_some() {
            return dialects;
        }
        for version in [Version::new(0, 4, 52), Version::new(0, 5, 4)] {
            let dialect = Dialect::new(version, &self.config);
            if !dialects.contains(&dialect) {
                dialects.push(dialect);
            }
        }
        dialects
    }

    /// What happens to old ids. `with_chapters` calls its argument with the chapters, if they are needed.
    fn old_ids(
        &self,
        held: &BTreeSet<PathBuf>,
        with_chapters: impl FnOnce(&dyn Fn(&[ParsedChapter]) -> HeldIds) -> HeldIds,
    ) -> OldIds {
        let is_writable = |path: &Path| !held.contains(path) && lies_below(path, &self.book.root);
        match self.settings.table.old_ids {
            OldIdsSetting::Rewrite => {
                OldIds::Follow(with_chapters(&|chapters| held_ids(&self.book, chapters, is_writable)))
            }
            OldIdsSetting::Keep if self.reads_ids => OldIds::Pin,
            OldIdsSetting::Keep => OldIds::Hold,
        }
    }
}
