//! From paths to open books.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use redline_document::diagnostic::RunError;
use redline_document::document::Dialect;
use redline_document::source::{FileStore, normalize, not_regular, relative_path};

use super::config::has_book;
use super::{BookConfig, OpenBook, OpenOptions, WorkspaceError, book_above, books_below, load_book, load_folder};
use crate::book::Book;
use crate::settings::declared_language_note;

/// The books that the paths name, and problems of paths that name nothing.
pub(super) fn books(
    options: &OpenOptions,
    store: &FileStore,
) -> Result<(Vec<OpenBook>, Vec<RunError>), WorkspaceError> {
    let here = &options.folder;
    let mut problems = Vec::new();
    let mut books = Vec::new();
    let mut files: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    if options.paths.is_empty() {
        let root = book_above(here).unwrap_or_else(|| here.clone());
        books.push(open_folder(&root, options, store)?);
    }
    for path in &options.paths {
        let absolute = normalize(&here.join(path));
        if absolute.is_dir() {
            books.push(open_folder(&absolute, options, store)?);
        } else if absolute.is_file() || options.unsaved.as_ref() == Some(path) {
            let folder = absolute.parent().unwrap_or(here);
            let root = book_above(folder).unwrap_or_else(|| folder.to_owned());
            files.entry(root).or_default().push(absolute);
        } else {
            let found = std::fs::metadata(&absolute).ok().and_then(|metadata| not_regular(&metadata));
            let message = found.map_or_else(|| "no such file or folder".to_owned(), |found| found.to_string());
            problems.push(RunError { file: Some(path.clone()), message });
        }
    }
    for (root, files) in files {
        books.push(open_files(&root, files, options, store)?);
    }
    Ok((books, problems))
}

/// Opens the book or folder at `path`.
fn open_folder(path: &Path, options: &OpenOptions, store: &FileStore) -> Result<OpenBook, WorkspaceError> {
    let config = BookConfig::of(path, options.config.as_deref(), &options.variables, store)?;
    if has_book(path) {
        let mut open = open(&config, load_book(path, &config.book, store)?, Vec::new(), options, store)?;
        open.notes.extend(open.book.note_on_unwritten());
        open.notes.extend(open.book.note_on_repeated());
        return Ok(open);
    }
    let with_summaries = !config.table.table()?.styles.is_empty();
    let (book, problems) = load_folder(path, with_summaries);
    let problem = |message| RunError { file: None, message };
    let mut open = open(&config, book, problems.into_iter().map(problem).collect(), options, store)?;
    open.notes.extend(unused_book(path).filter(|_| options.config.is_none()));
    Ok(open)
}

/// A note about a book in a folder below, whose configuration does not apply to this run.
fn unused_book(path: &Path) -> Option<String> {
    if book_above(path).is_some() {
        return None;
    }
    let book = books_below(path).into_iter().next()?;
    let name = relative_path(path, &book);
    Some(format!(
        "there is no book here, so defaults hold; the book in `{name}` is checked by its own table if you name it"
    ))
}

/// Opens single files, with the book at `root` as their context if there is one.
fn open_files(
    root: &Path,
    files: Vec<PathBuf>,
    options: &OpenOptions,
    store: &FileStore,
) -> Result<OpenBook, WorkspaceError> {
    Ok(OpenBook { only: Some(files), ..open_book(root, options, store)? })
}

/// Opens the book at `root`, or a folder without one, in which no file is a chapter.
pub(super) fn open_book(root: &Path, options: &OpenOptions, store: &FileStore) -> Result<OpenBook, WorkspaceError> {
    let config = BookConfig::of(root, options.config.as_deref(), &options.variables, store)?;
    let book = if has_book(root) {
        load_book(root, &config.book, store)?
    } else {
        Book { root: root.to_owned(), src: root.to_owned(), ..Book::default() }
    };
    open(&config, book, Vec::new(), options, store)
}

fn open(
    config: &BookConfig,
    mut book: Book,
    problems: Vec<RunError>,
    options: &OpenOptions,
    store: &FileStore,
) -> Result<OpenBook, WorkspaceError> {
    let mut table = config.table.table()?;
    let baseline = table.baseline.clone();
    if options.without_baseline {
        (table.baseline, table.gate) = (None, None);
    }
    let mut settings = config.table.settings(table, &config.book, store)?;
    if !options.select.is_empty() {
        settings.select(&options.select).map_err(WorkspaceError::Select)?;
        // A gate is about the findings of all rules.
        settings.table.gate = None;
    }
    if let Some(level) = options.fail_on {
        settings.table.fail_on = level;
    }
    if let Some(page) = settings.report_page() {
        book.leave_out(&page);
    }
    let version = config.mdbook_version()?;
    let reads_ids = settings.table.heading_attributes || config.book.renders_only_html();
    let language = declared_language_note(&settings.table, config.book.language());
    let notes = language.into_iter().chain(settings.styles.notes()).chain(settings.notes(&book)).collect();
    Ok(OpenBook {
        dialect: Dialect::new(version, &config.book.value),
        book,
        settings,
        only: None,
        reads_ids,
        notes,
        problems,
        config: config.book.value.clone(),
        config_file: config.table.path.clone(),
        baseline,
    })
}
