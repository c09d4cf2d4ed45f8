//! Labels of footnotes where they are written.

use std::path::PathBuf;

use redline_document::source::Span;
use redline_lint::chapter::ParsedChapter;

/// A label of a footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootnoteSite {
    /// The chapter whose page shows it, by its index in the book.
    pub chapter: usize,
    /// The label.
    pub label: String,
    /// The file.
    pub path: PathBuf,
    /// Its place, without brackets and `^`.
    pub span: Span,
    /// Whether the footnote is defined here.
    pub is_definition: bool,
}

/// The labels of a book's footnotes, by chapter.
pub(super) fn footnotes(chapters: &[&ParsedChapter]) -> Vec<FootnoteSite> {
    let mut found = Vec::new();
    for parsed in chapters {
        for label in &parsed.document().references().footnotes {
            let Some(place) = parsed.expansion().fragment.locate_exactly(label.span.clone()) else { continue };
            found.push(FootnoteSite {
                chapter: parsed.index,
                label: label.label.clone(),
                path: place.file.path().to_owned(),
                span: place.span,
                is_definition: label.is_definition,
            });
        }
    }
    found
}
