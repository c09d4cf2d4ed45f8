//! From chapters to documents: files read, includes expanded, Markdown parsed, in parallel.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use memchr::memmem;
use rayon::prelude::*;

use super::Memory;
use crate::book::{Book, Chapter, Content};
use crate::config::Settings;
use crate::diagnostic::Problem;
use crate::digest::Digest;
use crate::document::{Dialect, Document, code_spans};
use crate::isolation::isolate;
use crate::source::{Expander, Expansion, FileStore, Fragment, IncludeFault, ReadError, Scope, SourceFile};

/// A chapter that was read.
#[derive(Debug)]
pub struct Reading {
    /// The index of the chapter in its book.
    pub chapter: usize,
    /// The chapter's own file, or its text where no file holds it.
    pub file: Arc<SourceFile>,
    /// Whether the text is that of files on disk, so that positions are true.
    pub on_disk: bool,
    /// Whether mdBook sent the text with its includes expanded.
    pub sent_expanded: bool,
    expansion: Arc<Expansion>,
    dialect: Dialect,
    with_markup: bool,
    document: OnceLock<Document>,
    identity: OnceLock<Identity>,
}

/// What tells a text from others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Identity {
    /// The text, and how it was put together.
    pub(super) digest: Digest,
    /// Whether what is said of it depends on nothing but this and what rules see of the book: on no files that are not
    /// there, and on no comments, whose use is counted over all chapters.
    pub(super) is_whole: bool,
}

impl Reading {
    /// The chapter's text with its includes expanded.
    pub fn text(&self) -> &str {
        self.expansion.fragment.text()
    }

    /// Whether it is parsed.
    #[cfg(test)]
    pub(super) fn is_parsed(&self) -> bool {
        self.document.get().is_some()
    }

    /// What tells the text from others.
    pub(super) fn identity(&self) -> Identity {
        *self.identity.get_or_init(|| {
            let has_comments = ["redline-", "vale "]
                .iter()
                .any(|mark| memmem::find(self.text().as_bytes(), mark.as_bytes()).is_some());
            let is_whole = self.expansion.problems.is_empty() && !has_comments;
            Identity { digest: self.expansion.fragment.digest(), is_whole }
        })
    }

    /// The text's way back to files, and its includes.
    pub fn expansion(&self) -> &Expansion {
        &self.expansion
    }

    /// The parsed chapter. It is parsed when this is first asked, unless its reader has done so.
    pub fn document(&self) -> &Document {
        self.document.get_or_init(|| {
            let expansion = Arc::clone(&self.expansion);
            if self.with_markup {
                Document::parse_with_markup(expansion, &self.dialect)
            } else {
                Document::parse(expansion, &self.dialect)
            }
        })
    }
}

/// Reads the chapters of a book.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// Where files come from.
    files: &'a FileStore,
    /// The Markdown that is read.
    dialect: &'a Dialect,
    /// Whether styles in Vale's format are to be run over the chapters.
    with_markup: bool,
    /// Whether the words of the chapters are asked for: they are found soonest while a text is at hand.
    with_words: bool,
}

impl<'a> Reader<'a> {
    /// A reader of chapters in this Markdown, from these files.
    pub fn new(files: &'a FileStore, dialect: &'a Dialect) -> Self {
        Self { files, dialect, with_markup: false, with_words: false }
    }

    /// The same for chapters that the rules of `settings` are run over.
    #[must_use]
    pub fn for_rules(self, settings: &Settings) -> Self {
        Self { with_markup: !settings.styles.is_empty(), with_words: settings.asks_for_words(), ..self }
    }

    /// Reads the chapters from disk. What cannot be read is told beside.
    pub fn read(&self, book: &Book) -> (Vec<Reading>, Vec<Problem>) {
        let read = |reader: &Self, index: usize, chapter: &Chapter| {
            let path = chapter.file.as_deref().unwrap_or(Path::new(""));
            let problem = |message: String| Problem { file: chapter.file.clone(), message };
            let file = reader.files.read(path).map_err(|error| problem(error.to_string()))?;
            Ok(reader.reading(&Place { index, book, chapter }, file, true))
        };
        self.read_all(book, read, |_| false)
    }

    /// Reads the chapters as mdBook sent them: `contents` belongs to the chapters one by one. Those of which enough is
    /// in `memory` are parsed only if somebody asks for what they say.
    pub(crate) fn read_sent(
        &self,
        book: &Book,
        contents: &[&Content<'_>],
        memory: Option<Memory<'_>>,
    ) -> (Vec<Reading>, Vec<Problem>) {
        let read = |reader: &Self, index: usize, _: &Chapter| Ok(reader.read_one(book, index, contents[index], memory));
        self.read_all(book, read, |reading| memory.is_some_and(|memory| memory.knows(reading)))
    }

    /// Reads one chapter as mdBook sent it, with what is in `memory`. It is not parsed yet.
    pub(crate) fn read_one(
        &self,
        book: &Book,
        index: usize,
        content: &Content<'_>,
        memory: Option<Memory<'_>>,
    ) -> Reading {
        match memory {
            Some(memory) => self.read_remembered(book, index, content, &memory),
            None => self.read_anew(book, index, content),
        }
    }

    /// Reads one chapter as mdBook sent it, without what it includes if that has not changed.
    fn read_remembered(&self, book: &Book, index: usize, content: &Content<'_>, memory: &Memory<'_>) -> Reading {
        let path = book.chapters[index].file.as_deref();
        let file = path.and_then(|path| self.files.read(path).ok());
        let Some(file) = file.filter(|file| memmem::find(file.text().as_bytes(), b"{{#").is_some()) else {
            return self.read_anew(book, index, content);
        };
        let origin = memory.origin(index, content);
        if let Some((expansion, origin)) =
            origin.and_then(|origin| Some((origin.expansion(&file, self.files)?, origin)))
        {
            return Reading { sent_expanded: origin.sent_expanded, ..self.reading_of(index, file, true, expansion) };
        }
        let reading = self.read_anew(book, index, content);
        memory.keep_origin(&reading, self.files, content);
        reading
    }

    fn read_anew(&self, book: &Book, index: usize, content: &Content<'_>) -> Reading {
        let chapter = &book.chapters[index];
        let place = Place { index, book, chapter };
        let found = chapter.file.as_deref().and_then(|path| self.find_on_disk(path, content, &place.folder()));
        if let Some((file, sent_expanded)) = found {
            return Reading { sent_expanded, ..self.reading(&place, file, true) };
        }
        let path = chapter.file.clone().unwrap_or_else(|| book.src.join(&chapter.path));
        self.reading(&place, Arc::new(SourceFile::new(path, content.as_str())), false)
    }

    fn read_all(
        &self,
        book: &Book,
        read: impl Fn(&Self, usize, &Chapter) -> Result<Reading, Problem> + Sync,
        may_wait: impl Fn(&Reading) -> bool + Sync,
    ) -> (Vec<Reading>, Vec<Problem>) {
        let outcomes: Vec<Result<Reading, Problem>> = book
            .chapters
            .par_iter()
            // Chapters differ much in length: no thread is to hold several that another could begin.
            .with_max_len(1)
            .enumerate()
            .map(|(index, chapter)| {
                let parsed = || {
                    let reading = read(self, index, chapter)?;
                    if !may_wait(&reading) {
                        let document = reading.document();
                        if self.with_words {
                            document.find_words();
                        }
                    }
                    Ok(reading)
                };
                isolate(parsed).unwrap_or_else(|fault| {
                    Err(Problem { file: chapter.file.clone(), message: fault.describe("parsing this chapter") })
                })
            })
            .collect();
        let mut readings = Vec::with_capacity(outcomes.len());
        let mut problems = Vec::new();
        for outcome in outcomes {
            match outcome {
                Ok(reading) => readings.push(reading),
                Err(problem) => problems.push(problem),
            }
        }
        problems.extend(readings.iter().flat_map(special_includes));
        (readings, problems)
    }

    /// The file at `path` if `content` is its text, or its text with the includes expanded, and
    /// which of the two.
    fn find_on_disk(&self, path: &Path, content: &Content<'_>, folder: &Path) -> Option<(Arc<SourceFile>, bool)> {
        let file = self.files.read(path).ok()?;
        if content.reads(&file.text()[file.body()]) {
            return Some((file, false));
        }
        let is_expanded = content.reads(self.rendered(&file, folder).text());
        is_expanded.then_some((file, true))
    }

    fn reading(&self, place: &Place<'_>, file: Arc<SourceFile>, on_disk: bool) -> Reading {
        let expansion = self.expander(Scope::Prose).expand(&file, &place.folder());
        self.reading_of(place.index, file, on_disk, expansion)
    }

    fn reading_of(&self, chapter: usize, file: Arc<SourceFile>, on_disk: bool, expansion: Expansion) -> Reading {
        Reading {
            chapter,
            file,
            on_disk,
            sent_expanded: false,
            expansion: Arc::new(expansion),
            dialect: self.dialect.clone(),
            with_markup: self.with_markup,
            document: OnceLock::new(),
            identity: OnceLock::new(),
        }
    }

    /// A file as mdBook renders it, its includes relative to `folder`.
    pub fn rendered(&self, file: &Arc<SourceFile>, folder: &Path) -> Fragment {
        self.expander(Scope::Rendered).expand(file, folder).fragment
    }

    fn expander(&self, scope: Scope) -> Expander<'_> {
        Expander { files: self.files, scope, repeat_prefix: self.dialect.repeats_include_prefix(), code: code_spans }
    }
}

/// Includes of pipes, devices and the like: what is wrong there is no matter of the text alone.
fn special_includes(reading: &Reading) -> impl Iterator<Item = Problem> {
    reading.expansion().problems.iter().filter_map(|include| {
        let IncludeFault::Unreadable(ReadError::NotAFile(found)) = &include.fault else { return None };
        if found.is_directory() {
            return None;
        }
        let message = format!("`{}` is not included: {found}", include.target);
        Some(Problem { file: Some(include.at.file.path().to_owned()), message })
    })
}

/// A chapter and where it stands.
struct Place<'a> {
    index: usize,
    book: &'a Book,
    chapter: &'a Chapter,
}

impl Place<'_> {
    fn folder(&self) -> PathBuf {
        self.book.folder(self.chapter)
    }
}
