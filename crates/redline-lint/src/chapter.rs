//! From chapters to documents: files read, includes expanded, Markdown parsed, in parallel.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::book::{Book, Chapter};
use crate::isolation::isolate;
use redline_document::diagnostic::RunError;
use redline_document::document::{Dialect, Document, code_spans};
use redline_document::source::{
    ExpandMode, Expander, Expansion, FileStore, Fragment, IncludeFault, ReadError, SourceFile,
};

/// The problem of a chapter that mdBook would create in another book.
pub const NOT_CREATED: &str =
    "SUMMARY.md lists the file, but it does not exist, and `create-missing` in `[build]` is false";

/// A chapter with its includes expanded and its Markdown parsed.
#[derive(Debug)]
pub struct ParsedChapter {
    /// The index of the chapter in its book.
    pub index: usize,
    /// The chapter's own file, or its text where no file holds it.
    pub file: Arc<SourceFile>,
    /// Whether the text is that of files on disk, so that positions are true.
    pub on_disk: bool,
    /// Whether mdBook sent the text with its includes expanded.
    pub sent_expanded: bool,
    expansion: Arc<Expansion>,
    document: Document,
}

impl ParsedChapter {
    /// The chapter's text with its includes expanded.
    pub fn text(&self) -> &str {
        self.expansion.fragment.text()
    }

    /// The expanded text with its map back to files.
    pub fn expansion(&self) -> &Expansion {
        &self.expansion
    }

    /// The parsed text.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The files that its text depends on: its own, and those it includes, whether they exist or not.
    pub fn sources(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(self.file.path()).chain(self.expansion.targets.iter().map(PathBuf::as_path))
    }

    /// Whether bytes of the file at `path` are in its text.
    pub fn shows(&self, path: &Path) -> bool {
        self.file.path() == path || self.expansion.fragment.files().iter().any(|file| file.path() == path)
    }
}

/// What a parse finds beside what every rule needs.
#[derive(Clone, Copy, Debug, Default)]
pub struct ParseOptions {
    /// The words of the prose: they are found fastest while the text is in the processor's cache.
    pub words: bool,
}

/// Reads and parses the chapters of a book.
#[derive(Clone, Copy, Debug)]
pub struct ChapterLoader<'a> {
    files: &'a FileStore,
    dialect: &'a Dialect,
    options: ParseOptions,
}

impl<'a> ChapterLoader<'a> {
    /// A loader of chapters in this dialect from these files.
    pub fn new(files: &'a FileStore, dialect: &'a Dialect) -> Self {
        Self { files, dialect, options: ParseOptions::default() }
    }

    /// The same loader with other options.
    #[must_use]
    pub fn with_options(self, options: ParseOptions) -> Self {
        Self { options, ..self }
    }

    /// Loads the chapters from disk, and reports those that cannot be read.
    pub fn load(&self, book: &Book) -> (Vec<ParsedChapter>, Vec<RunError>) {
        self.reload(book, Vec::new())
    }

    /// Loads the chapters from disk that are not in `current`, the ones that are up to date.
    pub fn reload(&self, book: &Book, current: Vec<ParsedChapter>) -> (Vec<ParsedChapter>, Vec<RunError>) {
        load_all(book, current, |index, chapter| self.load_chapter(book, index, chapter))
    }

    /// Loads those chapters from disk that can be read and whose index `is_wanted` accepts.
    pub fn load_some(&self, book: &Book, is_wanted: impl Fn(usize) -> bool + Sync) -> Vec<ParsedChapter> {
        let wanted: Vec<usize> = (0..book.chapters.len()).filter(|&index| is_wanted(index)).collect();
        let load = |index: usize| isolate(|| self.load_chapter(book, index, &book.chapters[index])).ok()?.ok();
        wanted.into_par_iter().filter_map(load).collect()
    }

    fn load_chapter(&self, book: &Book, index: usize, chapter: &Chapter) -> Result<ParsedChapter, RunError> {
        let path = chapter.file.as_deref().unwrap_or(Path::new(""));
        let problem = |message: String| RunError { file: chapter.file.clone(), message };
        match self.files.read(path) {
            Ok(file) => Ok(self.parse(book, index, file, true)),
            Err(ReadError::Missing) if chapter.file.is_some() && !chapter.is_loose => {
                if !book.creates_missing {
                    return Err(problem(NOT_CREATED.to_owned()));
                }
                let file = Arc::new(SourceFile::new(path, chapter.placeholder()));
                Ok(self.parse(book, index, file, false))
            }
            Err(error) => Err(problem(error.to_string())),
        }
    }

    /// Loads the chapters as mdBook sent them; `texts` has one text for each chapter.
    pub fn load_sent(&self, book: &Book, texts: &[&str]) -> (Vec<ParsedChapter>, Vec<RunError>) {
        load_all(book, Vec::new(), |index, _| Ok(self.load_sent_chapter(book, index, texts[index])))
    }

    /// Loads one chapter as mdBook sent it.
    pub fn load_sent_chapter(&self, book: &Book, index: usize, text: &str) -> ParsedChapter {
        let chapter = &book.chapters[index];
        let on_disk = chapter.file.as_deref().and_then(|path| self.find_on_disk(path, text, &book.folder(chapter)));
        if let Some((file, sent_expanded)) = on_disk {
            return ParsedChapter { sent_expanded, ..self.parse(book, index, file, true) };
        }
        let path = chapter.file.clone().unwrap_or_else(|| book.src.join(&chapter.path));
        self.parse(book, index, Arc::new(SourceFile::new(path, text)), false)
    }

    /// The file at `path` if `sent` is its text, with or without its includes expanded, and whether they are.
    fn find_on_disk(&self, path: &Path, sent: &str, folder: &Path) -> Option<(Arc<SourceFile>, bool)> {
        let file = self.files.read(path).ok()?;
        if file.text()[file.body()] == *sent {
            return Some((file, false));
        }
        let is_expanded = self.rendered(&file, folder).text() == sent;
        is_expanded.then_some((file, true))
    }

    fn parse(&self, book: &Book, index: usize, file: Arc<SourceFile>, on_disk: bool) -> ParsedChapter {
        let folder = book.folder(&book.chapters[index]);
        let expansion = Arc::new(self.expander(ExpandMode::Prose).expand(&file, &folder));
        let document = Document::parse(Arc::clone(&expansion), self.dialect);
        if self.options.words {
            document.find_words();
        }
        ParsedChapter { index, file, on_disk, sent_expanded: false, expansion, document }
    }

    /// A file as mdBook renders it, its includes relative to `folder`.
    pub fn rendered(&self, file: &Arc<SourceFile>, folder: &Path) -> Fragment {
        self.expander(ExpandMode::Rendered).expand(file, folder).fragment
    }

    fn expander(&self, mode: ExpandMode) -> Expander<'_> {
        Expander { files: self.files, mode, repeat_prefix: self.dialect.repeats_include_prefix(), code: code_spans }
    }
}

/// Loads the chapters that are not in `current` in parallel, and reports those that cannot be read or parsed.
fn load_all(
    book: &Book,
    current: Vec<ParsedChapter>,
    load: impl Fn(usize, &Chapter) -> Result<ParsedChapter, RunError> + Sync,
) -> (Vec<ParsedChapter>, Vec<RunError>) {
    let mut is_current = vec![false; book.chapters.len()];
    for parsed in &current {
        is_current[parsed.index] = true;
    }
    let outcomes: Vec<Result<ParsedChapter, RunError>> = book
        .chapters
        .par_iter()
        // Chapters differ much in length: no thread should hold several that another could begin.
        .with_max_len(1)
        .enumerate()
        .filter(|(index, _)| !is_current[*index])
        .map(|(index, chapter)| {
            isolate(|| load(index, chapter)).unwrap_or_else(|fault| {
                Err(RunError { file: chapter.file.clone(), message: fault.describe("parsing this chapter") })
            })
        })
        .collect();
    let mut chapters = current;
    let mut problems = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(chapter) => chapters.push(chapter),
            Err(problem) => problems.push(problem),
        }
    }
    chapters.sort_by_key(|parsed| parsed.index);
    problems.extend(chapters.iter().flat_map(special_includes));
    (chapters, problems)
}

/// Problems of includes that name a pipe, a device or the like: the fault is not in the text alone.
fn special_includes(chapter: &ParsedChapter) -> impl Iterator<Item = RunError> {
    chapter.expansion().problems.iter().filter_map(|include| {
        let IncludeFault::Unreadable(ReadError::NotAFile(found)) = &include.fault else { return None };
        if found.is_directory() {
            return None;
        }
        let message = format!("`{}` is not included: {found}", include.target);
        Some(RunError { file: Some(include.at.file.path().to_owned()), message })
    })
}
