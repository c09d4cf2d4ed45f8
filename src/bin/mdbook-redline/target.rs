//! From paths to books: what is checked, with which configuration.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context;
use redline_document::diagnostic::RunError;
use redline_document::document::Dialect;
use redline_document::edit::Applicability;
use redline_document::source::{FileStore, lies_below, normalize, not_regular};
use redline_lint::book::Book;
use redline_lint::chapter::{ChapterLoader, ParsedChapter};
use redline_lint::config::{ConfigFile, OldIdsSetting};
use redline_lint::evaluate::evaluate;
use redline_lint::fix::{OldIds, Policy, held_ids};
use redline_lint::lint::{Linter, lint};
use redline_lint::lint_report::LintReport;
use redline_lint::settings::{Settings, declared_language_remark};
use redline_lint::workspace::{load_book, load_folder, lone_chapter};
use redline_report::render::Paths;
use redline_report::style::{BookFigures, Record, ReportInput, SourceLinks, StyleReport, records_of, style_report};
use semver::Version;

use crate::args::Selection;

/// Chapters that are checked together.
pub(crate) struct Target {
    /// The chapters.
    pub(crate) book: Book,
    /// The rules.
    pub(crate) settings: Settings,
    /// The Markdown.
    pub(crate) dialect: Dialect,
    /// The files whose findings are shown; `None` for all.
    pub(crate) only: Option<Vec<PathBuf>>,
    /// Whether every renderer of the book reads `{#id}` behind a heading.
    pub(crate) reads_ids: bool,
    /// What is worth saying of the configuration, a line each.
    pub(crate) remarks: Vec<String>,
    problems: Vec<RunError>,
    config: serde_json::Value,
    /// The baseline that the configuration names.
    baseline: Option<PathBuf>,
}

impl Target {
    /// The Markdown of every mdBook that may build the sources: what a fix must not change. A book that names its mdBook
    /// is built by that one.
    fn all_dialects(&self) -> Vec<Dialect> {
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

    /// The baseline that the configuration names, relative to the file that does.
    pub(crate) fn configured_baseline(&self) -> Option<&Path> {
        self.baseline.as_deref()
    }

    /// What fixes of this trust and above may change. Files in `held` are not written.
    pub(crate) fn policy(&self, least: Applicability, files: &FileStore, held: &BTreeSet<PathBuf>) -> Policy {
        Policy { least, dialects: self.all_dialects(), ids: self.old_ids(files, held) }
    }

    /// What becomes of the id of a heading whose words change.
    /// Files in `held` are not written.
    fn old_ids(&self, files: &FileStore, held: &BTreeSet<PathBuf>) -> OldIds {
        let is_writable = |path: &Path| !held.contains(path) && lies_below(path, &self.book.root);
        match self.settings.table.old_ids {
            OldIdsSetting::Rewrite => OldIds::Follow(held_ids(&self.book, &self.read(files), is_writable)),
            OldIdsSetting::Keep if self.reads_ids => OldIds::Pin,
            OldIdsSetting::Keep => OldIds::Hold,
        }
    }

    /// Reads the chapters; unreadable ones are reported when they are checked.
    pub(crate) fn read(&self, files: &FileStore) -> Vec<ParsedChapter> {
        ChapterLoader::new(files, &self.dialect).with_options(self.settings.parse_options()).load(&self.book).0
    }

    /// Reads and checks the chapters; `files` may hold text that is not on disk.
    pub(crate) fn lint(&self, files: &FileStore) -> LintReport {
        let mut report = self.lint_book(&self.book, files);
        let Some(only) = &self.only else { return report };
        let strangers: Vec<&PathBuf> = only.iter().filter(|file| !report.files.contains(*file)).collect();
        if !strangers.is_empty() {
            let mut book = self.book.clone();
            book.chapters.extend(strangers.into_iter().map(|file| lone_chapter(&self.book.src, file)));
            report = self.lint_book(&book, files);
        }
        report.keep_files(|file| only.iter().any(|kept| kept == file));
        report
    }

    /// The file of records that the configuration names.
    pub(crate) fn records_file(&self) -> Option<PathBuf> {
        let table = self.settings.table.style_report.on()?;
        table.records.as_ref().map(|file| self.book.root.join(file))
    }

    /// The records that the configuration names; what is wrong with them is a problem of the book.
    pub(crate) fn take_records(&mut self) -> Option<Vec<Record>> {
        let records = records_of(&self.settings.table, &self.book.root);
        records.map_err(|problem| self.problems.push(problem)).ok()
    }

    /// How the chapters stand, and what could not be checked.
    pub(crate) fn style_report(&self, files: &FileStore, records: Option<&[Record]>) -> (StyleReport, Vec<RunError>) {
        let (parsed_chapters, problems) = self.read_and_prepare(&self.book, files);
        let checked = || {
            let linter = Linter::new(&self.book, &parsed_chapters, &self.settings);
            let report = linter.lint(&parsed_chapters);
            (linter, report)
        };
        let ((linter, report), figures) = rayon::join(checked, || BookFigures::of(&parsed_chapters));
        let report = self.judged(report, problems);
        let title = self.config.pointer("/book/title").and_then(serde_json::Value::as_str);
        let links = SourceLinks::new(&self.settings.table, &self.config, &self.book.root);
        let (book, settings) = (&self.book, &self.settings);
        let survey = ReportInput {
            book,
            title,
            parsed_chapters: &parsed_chapters,
            figures: &figures,
            report: &report,
            settings,
            links: &links,
            records,
            heading_case: linter.heading_case(),
        };
        let model = style_report(&survey);
        // The process ends when the report or the record is written: no thread is to give chapters back meanwhile.
        std::mem::forget((parsed_chapters, figures));
        (model, report.problems)
    }

    fn lint_book(&self, book: &Book, files: &FileStore) -> LintReport {
        let (parsed_chapters, problems) = self.read_and_prepare(book, files);
        let report = self.judged(lint(book, &parsed_chapters, &self.settings), problems);
        // Nobody waits for the chapters to be given back.
        rayon::spawn(move || drop(parsed_chapters));
        report
    }

    /// Reads chapters while the rules are made ready.
    fn read_and_prepare(&self, book: &Book, files: &FileStore) -> (Vec<ParsedChapter>, Vec<RunError>) {
        let loader = ChapterLoader::new(files, &self.dialect).with_options(self.settings.parse_options());
        rayon::join(|| loader.load(book), || self.settings.patterns()).0
    }

    /// What was found, against the baseline and the gate.
    fn judged(&self, mut report: LintReport, problems: Vec<RunError>) -> LintReport {
        report.problems.extend(problems);
        report.problems.extend(self.problems.iter().cloned());
        evaluate(&mut report, &self.settings);
        report
    }
}

/// Paths as they are shown: from where the user stands.
pub(crate) fn paths_here() -> anyhow::Result<Paths> {
    Ok(Paths::relative_to(std::env::current_dir().context("the working directory cannot be read")?))
}

/// What the paths mean.
///
/// # Errors
/// If one of them means nothing.
pub(crate) fn sound_targets(selection: &Selection) -> anyhow::Result<Vec<Target>> {
    let (targets, problems) = targets(selection)?;
    match problems.first() {
        None => Ok(targets),
        Some(RunError { file: Some(file), message }) => anyhow::bail!("{}: {message}", file.display()),
        Some(RunError { file: None, message }) => anyhow::bail!("{message}"),
    }
}

/// What the paths mean, and paths that mean nothing.
pub(crate) fn targets(selection: &Selection) -> anyhow::Result<(Vec<Target>, Vec<RunError>)> {
    let here = std::env::current_dir().context("the working directory cannot be read")?;
    let mut problems = Vec::new();
    let mut targets = Vec::new();
    let mut files: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    if selection.paths.is_empty() {
        let root = book_above(&here).unwrap_or_else(|| here.clone());
        targets.push(folder_target(&root, selection)?);
    }
    for path in &selection.paths {
        let absolute = normalize(&here.join(path));
        if absolute.is_dir() {
            targets.push(folder_target(&absolute, selection)?);
        } else if absolute.is_file() || selection.held.as_ref() == Some(path) {
            let folder = absolute.parent().unwrap_or(&here);
            let root = book_above(folder).unwrap_or_else(|| folder.to_owned());
            files.entry(root).or_default().push(absolute);
        } else {
            let found = std::fs::metadata(&absolute).ok().and_then(|metadata| not_regular(&metadata));
            let message = found.map_or_else(|| "no such file or folder".to_owned(), |found| found.to_string());
            problems.push(RunError { file: Some(path.clone()), message });
        }
    }
    for (root, files) in files {
        targets.push(files_target(&root, files, selection)?);
    }
    Ok((targets, problems))
}

/// The book or folder at `path`.
fn folder_target(path: &Path, selection: &Selection) -> anyhow::Result<Target> {
    let config = BookConfig::of(path, selection.config.as_deref())?;
    if has_book(path) {
        return config.target(load_book(path, &config.book)?, Vec::new(), selection);
    }
    let with_summaries = !config.table.table()?.styles.is_empty();
    let (book, problems) = load_folder(path, with_summaries);
    let problem = |message| RunError { file: None, message };
    let mut target = config.target(book, problems.into_iter().map(problem).collect(), selection)?;
    target.remarks.extend(unused_book(path).filter(|_| selection.config.is_none()));
    Ok(target)
}

/// A note about a book in a folder below, whose configuration does not apply to this run.
fn unused_book(path: &Path) -> Option<String> {
    if book_above(path).is_some() {
        return None;
    }
    let mut folders: Vec<PathBuf> = std::fs::read_dir(path).ok()?.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    let book = folders.into_iter().find(|folder| has_book(folder))?;
    let name = book.file_name()?.to_string_lossy().into_owned();
    Some(format!(
        "there is no book here, so defaults hold; the book in `{name}` is checked by its own table if you name it"
    ))
}

/// Single files, with the book at `root` as their context if there is one.
fn files_target(root: &Path, files: Vec<PathBuf>, selection: &Selection) -> anyhow::Result<Target> {
    let config = BookConfig::of(root, selection.config.as_deref())?;
    let book = if has_book(root) {
        load_book(root, &config.book)?
    } else {
        Book { root: root.to_owned(), src: root.to_owned(), chapters: Vec::new() }
    };
    let mut target = config.target(book, Vec::new(), selection)?;
    target.only = Some(files);
    Ok(target)
}

/// The two files that configure a run: `book.toml` for the book, and where our table is.
pub(crate) struct BookConfig {
    /// `book.toml`, or nothing.
    pub(crate) book: ConfigFile,
    /// The file that holds our table.
    pub(crate) table: ConfigFile,
}

impl BookConfig {
    /// The configuration for `path`: the nearest `book.toml`, with our table from `file` if given.
    pub(crate) fn of(path: &Path, file: Option<&Path>) -> anyhow::Result<Self> {
        let book = match book_above(path) {
            Some(root) => ConfigFile::book(&root.join("book.toml"), variables())?,
            None => ConfigFile::none(path, variables()),
        };
        let table = match file {
            Some(file) => ConfigFile::plain(file, variables())?,
            None => book.clone(),
        };
        Ok(Self { book, table })
    }

    /// The settings, made ready.
    pub(crate) fn settings(&self) -> anyhow::Result<Settings> {
        Ok(self.table.settings(self.table.table()?, &self.book)?)
    }

    fn target(&self, mut book: Book, problems: Vec<RunError>, selection: &Selection) -> anyhow::Result<Target> {
        let mut table = self.table.table()?;
        let baseline = table.baseline.clone();
        if selection.without_baseline {
            (table.baseline, table.gate) = (None, None);
        }
        let mut settings = self.table.settings(table, &self.book)?;
        if !selection.select.is_empty() {
            settings.select(&selection.select).map_err(|issue| anyhow::anyhow!("--select: {issue}"))?;
            // A gate is about what all rules find.
            settings.table.gate = None;
        }
        if let Some(level) = selection.fail_on {
            settings.table.fail_on = level.into();
        }
        if let Some(page) = settings.report_page() {
            book.leave_out(&page);
        }
        let version = settings.table.mdbook_version().map_err(|issue| self.table.invalid(issue))?;
        let reads_ids = settings.table.heading_attributes || self.book.renders_only_html();
        let language = declared_language_remark(&settings.table, self.book.language());
        let remarks = language.into_iter().chain(settings.styles.notes()).chain(settings.unmatched(&book)).collect();
        Ok(Target {
            dialect: Dialect::new(version, &self.book.value),
            book,
            settings,
            only: None,
            reads_ids,
            remarks,
            problems,
            config: self.book.value.clone(),
            baseline,
        })
    }
}

/// The nearest folder at or above `path` that holds a `book.toml`.
pub(crate) fn book_above(path: &Path) -> Option<PathBuf> {
    path.ancestors().find(|folder| has_book(folder)).map(Path::to_path_buf)
}

/// Whether a folder holds a `book.toml`. One that is a pipe or a device is an error when it is read.
fn has_book(folder: &Path) -> bool {
    std::fs::metadata(folder.join("book.toml")).is_ok_and(|metadata| !metadata.is_dir())
}

/// The environment, as far as it is text.
fn variables() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}
