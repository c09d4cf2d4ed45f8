//! The books of the open documents.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use redline_document::source::{FileStore, Revision, Span};
use redline_lint::book::SUMMARY;
use redline_lint::chapter::ParsedChapter;
use redline_lint::config::ConfigError;
use redline_lint::isolation::isolate;
use redline_lint::terms::TermsError;
use redline_lint::workspace::{BookError, LiveBook, OpenOptions, WorkspaceError, book_above, books_below};

use crate::view::BookView;

/// Why a book cannot be opened, at the place to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConfigFault {
    /// The file to correct.
    pub(crate) path: PathBuf,
    /// The bytes there.
    pub(crate) place: FaultPlace,
    /// What is wrong.
    pub(crate) message: String,
    /// The unknown name in these bytes, and the one that was most likely meant.
    pub(crate) correction: Option<(String, String)>,
}

/// A place in a file, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FaultPlace {
    /// Somewhere.
    File,
    /// In a line, counted from one.
    Line(usize),
    /// These bytes.
    Bytes(Span),
}

/// A book, and what was found in it.
#[derive(Debug)]
pub(crate) struct Book {
    root: PathBuf,
    /// The book as it could last be opened.
    live: Option<LiveBook>,
    /// Why it cannot be opened as it is now.
    fault: Option<ConfigFault>,
    /// The files that decide on its settings and chapters, and the changes of files that they include.
    config_files: Vec<PathBuf>,
    opened: Revision,
    /// Whether something has changed since the last check of the whole book.
    pub(crate) is_stale: bool,
    /// How often the check of the whole book was put off.
    pub(crate) put_off: u8,
}

/// The books of the open documents, and the texts of all files.
#[derive(Debug, Default)]
pub(crate) struct Books {
    pub(crate) files: FileStore,
    by_root: BTreeMap<PathBuf, Book>,
    variables: Vec<(String, String)>,
}

/// The folder of the book that a file belongs to: the nearest with a `book.toml` at or above it, else its own.
pub(crate) fn root_of(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(path);
    book_above(folder).unwrap_or_else(|| folder.to_owned())
}

/// The folders of the books in a folder of the workspace: itself, or the nearest below.
pub(crate) fn roots_below(folder: &Path) -> Vec<PathBuf> {
    if folder.join("book.toml").is_file() {
        return vec![folder.to_owned()];
    }
    books_below(folder)
}

/// Whether a file may be a chapter.
pub(crate) fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["md", "markdown", "mdown", "mkd"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

impl Books {
    /// No books yet; `variables` override configurations as they do in mdBook.
    pub(crate) fn new(variables: Vec<(String, String)>) -> Self {
        Self { variables, ..Self::default() }
    }

    /// Keeps the books with these roots, and opens those that are new.
    pub(crate) fn keep(&mut self, roots: &BTreeSet<PathBuf>) {
        self.by_root.retain(|root, _| roots.contains(root));
        for root in roots {
            self.by_root.entry(root.clone()).or_insert_with(|| Book::unopened(root));
        }
    }

    /// The books.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Book> {
        self.by_root.values()
    }

    /// The books, with the texts of all files.
    pub(crate) fn with_files(&mut self) -> (&FileStore, &[(String, String)], impl Iterator<Item = &mut Book>) {
        (&self.files, &self.variables, self.by_root.values_mut())
    }

    /// The book that a file belongs to, or one that includes it.
    pub(crate) fn of(&self, path: &Path) -> Option<&Book> {
        let own = self.by_root.get(&root_of(path)).filter(|book| book.live.is_some());
        let showing = || self.by_root.values().find(|book| book.reads(path));
        match own {
            Some(book) if book.reads(path) => Some(book),
            _ => showing().or(own),
        }
    }

    /// Loads the chapters that are not up to date.
    pub(crate) fn load(&mut self) {
        for book in self.by_root.values_mut() {
            if let Some(live) = &mut book.live {
                live.load(&self.files);
            }
        }
    }

    /// A file of a book at or below a path.
    pub(crate) fn first_below(&self, path: &Path) -> Option<PathBuf> {
        let chapters = self.by_root.values().filter_map(Book::live).flat_map(LiveBook::chapters);
        let mut sources = chapters.flat_map(ParsedChapter::sources);
        sources.find(|source| source.starts_with(path)).map(Path::to_path_buf)
    }

    /// The loaded book that a file belongs to, up to date with the texts.
    pub(crate) fn view_of(&mut self, path: &Path) -> Option<BookView<'_>> {
        let root = self.of(path)?.root.clone();
        let book = self.by_root.get_mut(&root)?;
        let live = book.live.as_mut()?;
        live.load(&self.files);
        Some(BookView { live, files: &self.files })
    }

    /// Marks the books that a changed file is part of.
    pub(crate) fn mark_changed(&mut self, path: &Path) {
        let root = root_of(path);
        for book in self.by_root.values_mut() {
            if book.root == root || book.reads(path) || path.starts_with(&book.root) {
                book.is_stale = true;
            }
        }
    }
}

impl Book {
    fn unopened(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            live: None,
            fault: None,
            config_files: Vec::new(),
            opened: Revision::default(),
            is_stale: true,
            put_off: 0,
        }
    }

    /// The folder of `book.toml`, or that of files without a book.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The book as it could last be opened.
    pub(crate) fn live(&self) -> Option<&LiveBook> {
        self.live.as_ref()
    }

    /// Whether it was checked as a whole since it was opened.
    pub(crate) fn is_checked(&self) -> bool {
        self.live.as_ref().is_some_and(LiveBook::is_checked)
    }

    /// Why it cannot be opened as it is now.
    pub(crate) fn fault(&self) -> Option<&ConfigFault> {
        self.fault.as_ref()
    }

    /// Whether a file decides on its settings and chapters.
    pub(crate) fn is_configured_by(&self, path: &Path) -> bool {
        self.config_files.iter().any(|file| file == path)
    }

    /// Whether the file has a part in what is found: a chapter, an included file or the configuration.
    pub(crate) fn reads(&self, path: &Path) -> bool {
        let of_chapter =
            |live: &LiveBook| live.chapters().iter().any(|parsed| parsed.sources().any(|file| file == path));
        self.is_configured_by(path) || self.live.as_ref().is_some_and(of_chapter)
    }

    /// Opens the book, or opens it again if its configuration has changed. Returns notes about the configuration if it
    /// did.
    pub(crate) fn open(&mut self, files: &FileStore, variables: &[(String, String)]) -> Vec<String> {
        let is_open = self.live.is_some() || self.fault.is_some();
        if is_open && !files.has_changed(self.config_files.iter().map(PathBuf::as_path), self.opened) {
            return Vec::new();
        }
        let options =
            OpenOptions { folder: self.root.clone(), variables: variables.to_vec(), ..OpenOptions::default() };
        let revision = files.revision();
        match LiveBook::open(&self.root, &options, files) {
            Ok(live) => {
                self.fault = None;
                self.config_files = live.open_book().config_files();
                self.live = Some(live);
            }
            Err(error) => {
                let fault = ConfigFault::of(&error, &self.root);
                for path in [self.root.join("book.toml"), fault.path.clone()] {
                    if !self.is_configured_by(&path) {
                        self.config_files.push(path);
                    }
                }
                self.fault = Some(fault);
            }
        }
        // Reading them makes later changes of them known.
        for path in &self.config_files {
            drop(files.read(path));
        }
        self.opened = revision;
        self.is_stale = true;
        let notes = self.live.as_ref().filter(|_| self.fault.is_none()).map(|live| live.open_book().notes.clone());
        notes.unwrap_or_default()
    }

    /// Checks the whole book, with the open documents that no chapter shows. Returns whether it did, or what failed: if
    /// `is_cancelled` returns true meanwhile, the last findings stay.
    pub(crate) fn check<'a>(
        &mut self,
        files: &FileStore,
        open: impl Iterator<Item = &'a Path>,
        is_cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<bool, String> {
        self.is_stale = false;
        let Some(live) = &mut self.live else { return Ok(true) };
        let root = &self.root;
        let done = isolate(|| {
            live.load(files);
            let extra = open.filter(|path| is_extra(live, root, path)).map(Path::to_path_buf).collect();
            live.set_extra(extra);
            live.check(files, is_cancelled)
        });
        self.settled(done, "checking the book")
    }

    /// Checks the chapters that show a file by what was common in the book at the last check.
    pub(crate) fn check_file(&mut self, path: &Path, files: &FileStore) -> Result<bool, String> {
        let Some(live) = &mut self.live else { return Ok(false) };
        let root = &self.root;
        let done = isolate(|| {
            live.load(files);
            if is_extra(live, root, path) {
                live.add_extra(path);
            }
            live.check_file(path, files);
            true
        });
        self.settled(done, "checking this chapter")
    }

    fn settled(&mut self, done: Result<bool, redline_lint::isolation::Fault>, work: &str) -> Result<bool, String> {
        match done {
            Ok(done) => {
                self.is_stale |= !done;
                Ok(done)
            }
            Err(fault) => {
                // Its state may be half of a change, so it is opened anew.
                (self.live, self.fault) = (None, None);
                Err(fault.describe(work))
            }
        }
    }
}

/// Whether a document is to be checked although no chapter shows it.
fn is_extra(live: &LiveBook, root: &Path, path: &Path) -> bool {
    let is_table = path.file_name().is_some_and(|name| name == SUMMARY);
    let has_styles = !live.open_book().settings.table.styles.is_empty();
    is_markdown(path) && root_of(path) == root && !live.shows(path) && (!is_table || has_styles)
}

impl ConfigFault {
    fn of(error: &WorkspaceError, root: &Path) -> Self {
        let at = |path: &Path, place| Self { path: path.to_owned(), place, message: chain(error), correction: None };
        let book = root.join("book.toml");
        match error {
            WorkspaceError::Config(ConfigError::Invalid { at: found, issue, .. }) => {
                let (path, span) = found.clone().unwrap_or((book, None));
                let place = span.map_or(FaultPlace::File, FaultPlace::Bytes);
                Self {
                    path,
                    place,
                    message: issue.to_string(),
                    correction: issue.name.clone().zip(issue.nearest.clone()),
                }
            }
            WorkspaceError::Config(ConfigError::NotToml { path, source, .. }) => {
                let place = source.span().map_or(FaultPlace::File, FaultPlace::Bytes);
                Self { message: source.message().to_owned(), ..at(path, place) }
            }
            WorkspaceError::Config(ConfigError::Terms(TermsError::Invalid { path, line, message })) => {
                Self { message: message.clone(), ..at(path, FaultPlace::Line(*line)) }
            }
            WorkspaceError::Book(BookError::Summary { path, reason }) => {
                let message = format!("this is not a table of contents: {reason}");
                Self { message, ..at(path, FaultPlace::File) }
            }
            _ => at(&book, FaultPlace::File),
        }
    }
}

/// An error with its causes, on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text.replace('\n', " ")
}
