//! A place in a file, with the chapters that show it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redline_document::document::{ProtectedKind, code_spans};
use redline_document::source::{SourceFile, Span, normalize};
use redline_lint::book::{Chapter, SUMMARY};
use redline_lint::chapter::ParsedChapter;
use redline_lint::workspace::lone_chapter;

use crate::view::BookView;

/// A place in a file of a book.
#[derive(Debug)]
pub(super) struct Caret<'a> {
    /// The book.
    pub(super) view: BookView<'a>,
    /// The file as it is now.
    pub(super) file: Arc<SourceFile>,
    /// The byte of the file, between two characters.
    pub(super) offset: usize,
    /// The chapters that show the place, in the order of the book.
    pub(super) shown: Vec<Shown<'a>>,
}

/// A place in the text of a chapter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'a> {
    /// The chapter.
    pub(super) parsed: &'a ParsedChapter,
    /// The byte of its text.
    pub(super) offset: usize,
}

impl<'a> Caret<'a> {
    /// The place at `offset` of the file at `path`; `None` if the file cannot be read.
    pub(super) fn new(view: BookView<'a>, path: &Path, offset: usize) -> Option<Self> {
        let file = view.file(path)?;
        let offset = floor_char_boundary(file.text(), offset);
        let place = |parsed: &'a ParsedChapter| {
            let offset = parsed.expansion().fragment.find(&file, offset)?;
            Some(Shown { parsed, offset })
        };
        let shown = view.chapters().iter().filter_map(place).collect();
        Some(Self { view, file, offset, shown })
    }

    /// The text of the file.
    pub(super) fn text(&self) -> &str {
        self.file.text()
    }

    /// The start of its line.
    pub(super) fn line_start(&self) -> usize {
        self.text()[..self.offset].rfind(['\n', '\r']).map_or(self.file.body().start.min(self.offset), |at| at + 1)
    }

    /// The line up to the caret.
    pub(super) fn before(&self) -> &str {
        &self.text()[self.line_start()..self.offset]
    }

    /// The line from the caret on, without its ending.
    pub(super) fn after(&self) -> &str {
        let rest = &self.text()[self.offset..];
        &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())]
    }

    /// The chapter whose page resolves the links of the file: the first that shows the place, else one that the table of
    /// contents does not list.
    pub(super) fn chapter(&self) -> Cow<'a, Chapter> {
        let book = self.view.book();
        let listed = self.shown.first().and_then(|shown| book.chapters.get(shown.parsed.index));
        listed.map_or_else(|| Cow::Owned(lone_chapter(&book.src, self.file.path())), Cow::Borrowed)
    }

    /// The folder that links are relative to.
    pub(super) fn link_folder(&self) -> PathBuf {
        let path = self.view.book().src.join(&self.chapter().path);
        path.parent().map(normalize).unwrap_or_default()
    }

    /// The folder that includes in the file are relative to: of a chapter that of its page, else that of the file.
    pub(super) fn include_folder(&self) -> PathBuf {
        let book = self.view.book();
        let own = book.chapters.iter().find(|chapter| chapter.file.as_deref() == Some(self.file.path()));
        let folder = self.file.path().parent().map(Path::to_owned).unwrap_or_default();
        normalize(&own.map_or(folder, |chapter| book.folder(chapter)))
    }

    /// Whether the place is inside code.
    pub(super) fn is_in_code(&self) -> bool {
        if let Some(shown) = self.shown.first() {
            let document = shown.parsed.document();
            let code = document.protected.iter().filter(|range| range.kind == ProtectedKind::Code);
            return code.map(|range| &range.span).any(|code| is_inside(document.text(), code, shown.offset));
        }
        code_spans(self.text()).iter().any(|code| is_inside(self.text(), code, self.offset))
    }

    /// Whether the file is the table of contents.
    pub(super) fn is_in_summary(&self) -> bool {
        self.file.path() == normalize(&self.view.book().src.join(SUMMARY))
    }

    /// Whether the file is one that configures the book, and then whether it holds our table at its top level.
    pub(super) fn config(&self) -> Option<ConfigKind> {
        let open = self.view.live.open_book();
        let is_at = |path: &Path| normalize(path) == self.file.path();
        if is_at(&open.book.root.join("book.toml")) {
            Some(ConfigKind::BookToml)
        } else {
            is_at(&open.config_file).then_some(ConfigKind::Plain)
        }
    }
}

/// A kind of file that holds our table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ConfigKind {
    /// `book.toml`, which has it at `preprocessor.redline`.
    BookToml,
    /// A file that has its keys at the top level.
    Plain,
}

/// Whether a caret at `offset` writes inside `code`: also at the end of a block that is still open.
fn is_inside(text: &str, code: &Span, offset: usize) -> bool {
    if offset <= code.start || code.end < offset {
        return false;
    }
    let source = &text[code.clone()];
    let fence = ["```", "~~~"].into_iter().find(|fence| source.starts_with(fence));
    let is_open = match fence {
        Some(fence) => !source.lines().skip(1).last().is_some_and(|line| line.trim_start().starts_with(fence)),
        None => !source.starts_with('`'),
    };
    offset < code.end || is_open
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

impl ConfigKind {
    /// The part of a path of keys that is below our table; `None` for a path that is not in it.
    pub(super) fn path_in_table(self, path: &[String]) -> Option<&[String]> {
        let [first, second, inner @ ..] = path else { return (self == Self::Plain).then_some(path) };
        match self {
            Self::Plain => Some(path),
            Self::BookToml => (first == "preprocessor" && second == redline_lint::NAME).then_some(inner),
        }
    }
}
