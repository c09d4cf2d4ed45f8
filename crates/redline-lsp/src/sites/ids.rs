//! The ids of pages where they are written.

use std::path::PathBuf;

use redline_document::document::{Document, Heading};
use redline_document::source::Span;
use redline_lint::chapter::ParsedChapter;

/// An id on the page of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdSite {
    /// The chapter whose page has it, by its index in the book.
    pub chapter: usize,
    /// The id.
    pub id: String,
    /// The file that holds it.
    pub path: PathBuf,
    /// The text of the heading without hashes, or the value of the attribute.
    pub span: Span,
    /// What has it.
    pub kind: IdKind,
}

/// What has an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdKind {
    /// A heading.
    Heading {
        /// Its index in the chapter's document.
        index: usize,
        /// One to six.
        level: u8,
        /// Its text as shown.
        title: String,
        /// The id where it is written out, without its braces and hash.
        own_id: Option<Span>,
    },
    /// An element of HTML.
    Html,
}

impl IdSite {
    /// Where it is: the text, and the id if it is written out.
    pub fn places(&self) -> impl Iterator<Item = &Span> {
        let own_id = match &self.kind {
            IdKind::Heading { own_id, .. } => own_id.as_ref(),
            IdKind::Html => None,
        };
        std::iter::once(&self.span).chain(own_id)
    }
}

/// The ids of a book's pages, by chapter.
pub(super) fn ids(chapters: &[&ParsedChapter]) -> Vec<IdSite> {
    let mut found = Vec::new();
    for parsed in chapters {
        let document = parsed.document();
        let headings = document.headings.iter().enumerate();
        found.extend(headings.filter_map(|(index, heading)| heading_site(parsed, document, index, heading)));
        let html = document.references().html_ids.iter();
        found.extend(html.filter_map(|id| site(parsed, id.id.clone(), id.span.clone(), IdKind::Html)));
    }
    found
}

fn heading_site(parsed: &ParsedChapter, document: &Document, index: usize, heading: &Heading) -> Option<IdSite> {
    let own_id = document.own_id(heading);
    let own_id = own_id.and_then(|span| Some(parsed.expansion().fragment.locate_exactly(span)?.span));
    let kind = IdKind::Heading { index, level: heading.level, title: heading.title.clone(), own_id };
    site(parsed, heading.id.clone()?, heading.content.clone(), kind)
}

fn site(parsed: &ParsedChapter, id: String, span: Span, kind: IdKind) -> Option<IdSite> {
    let found = parsed.expansion().fragment.locate(span)?;
    Some(IdSite { chapter: parsed.index, id, path: found.file.path().to_owned(), span: found.span, kind })
}
