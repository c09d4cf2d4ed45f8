//! The entries of a table of contents.

use std::path::PathBuf;

use redline_document::document::{Dialect, Document};
use redline_document::source::{FileStore, Span, mark_len, normalize};
use redline_lint::book::{Book, SUMMARY, listed_key};

use super::links::Written;

/// An entry of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryEntry {
    /// The table of contents.
    pub path: PathBuf,
    /// The whole link.
    pub span: Span,
    /// The name of the chapter.
    pub name: Span,
    /// The destination; `None` for a draft.
    pub written: Option<Written>,
    /// The file of the chapter, which need not exist; `None` for a draft.
    pub file: Option<PathBuf>,
    /// The chapter, by its index in the book; `None` for a draft, and for a file that is listed again.
    pub chapter: Option<usize>,
}

/// The entries of a book's table of contents.
pub(super) fn entries(book: &Book, files: &FileStore) -> Vec<SummaryEntry> {
    let path = book.src.join(SUMMARY);
    let Ok(file) = files.read(&path) else { return Vec::new() };
    let mark = mark_len(file.text());
    let document = Document::of_text(&file.text()[mark..], &Dialect::default());
    let in_file = |span: Span| mark + span.start..mark + span.end;
    let mut found: Vec<SummaryEntry> = Vec::new();
    for link in document.references().links.iter().filter(|link| !link.is_image) {
        let Some(name) = link.text.clone().map(in_file) else { continue };
        let key = listed_key(&link.destination);
        let listed = (!key.is_empty()).then(|| normalize(&book.src.join(key)));
        let is_new = found.iter().all(|entry| entry.file != listed);
        let chapter = book.chapters.iter().position(|chapter| chapter.file == listed && is_new && listed.is_some());
        let written = link.written.clone().map(|span| Written::of_path(in_file(span)));
        found.push(SummaryEntry {
            path: path.clone(),
            span: in_file(link.span.clone()),
            name,
            written: written.filter(|_| listed.is_some()),
            file: listed,
            chapter,
        });
    }
    found
}
