//! Every place of a book that names another: links, ids, labels, directives that include files, and the table of contents.
//!
//! Places are bytes of files, unsaved texts included. A file that several chapters include is read once: its links have
//! a target for each of these chapters, since mdBook resolves them from the page.

mod footnotes;
mod ids;
mod includes;
mod links;
mod summary;

use std::path::Path;

use redline_document::source::{FileStore, Span};
use redline_lint::book::{Book, Target};
use redline_lint::chapter::ParsedChapter;

use crate::view::BookView;

pub use footnotes::FootnoteSite;
pub use ids::{IdKind, IdSite};
pub use includes::IncludeSite;
pub use links::{LinkSite, Reading, Written};
pub use summary::SummaryEntry;

/// The places of a book that name others.
#[derive(Clone, Debug, Default)]
pub struct Sites {
    /// Links, images and link definitions, by file and start.
    pub links: Vec<LinkSite>,
    /// Targets of links that no file holds as they are read: text that spans two files, for instance.
    pub unplaced: Vec<Reading>,
    /// The ids of pages, by chapter.
    pub ids: Vec<IdSite>,
    /// Labels of footnotes, by chapter.
    pub footnotes: Vec<FootnoteSite>,
    /// Directives that include files, by file and start.
    pub includes: Vec<IncludeSite>,
    /// The entries of the table of contents, in order.
    pub entries: Vec<SummaryEntry>,
}

impl Sites {
    /// The places of a book that name others.
    pub fn of(view: &BookView<'_>) -> Self {
        Self::read(view.book(), &view.chapters().iter().collect::<Vec<_>>(), view.files)
    }

    /// The places in these chapters of a book, in the files they include and in its table of contents.
    pub fn read(book: &Book, chapters: &[&ParsedChapter], files: &FileStore) -> Self {
        let (links, unplaced) = links::links(book, chapters);
        Self {
            links,
            unplaced,
            ids: ids::ids(chapters),
            footnotes: footnotes::footnotes(chapters),
            includes: includes::includes(chapters, files),
            entries: summary::entries(book, files),
        }
    }

    /// The innermost link at a place.
    pub fn link_at(&self, path: &Path, offset: usize) -> Option<&LinkSite> {
        let around = self.links.iter().filter(|link| link.path == path && reaches(&link.span, offset));
        around.min_by_key(|link| link.span.len())
    }

    /// The id at a place: that of a heading, or one that is written out. A file that several chapters show has one for each.
    pub fn id_at(&self, path: &Path, offset: usize) -> Option<&IdSite> {
        self.ids.iter().find(|id| id.path == path && id.places().any(|span| reaches(span, offset)))
    }

    /// The label of a footnote at a place.
    pub fn footnote_at(&self, path: &Path, offset: usize) -> Option<&FootnoteSite> {
        self.footnotes.iter().find(|label| label.path == path && reaches(&label.span, offset))
    }

    /// The directive at a place.
    pub fn include_at(&self, path: &Path, offset: usize) -> Option<&IncludeSite> {
        self.includes.iter().find(|include| include.path == path && reaches(&include.span, offset))
    }

    /// The entry of the table of contents at a place.
    pub fn entry_at(&self, path: &Path, offset: usize) -> Option<&SummaryEntry> {
        self.entries.iter().find(|entry| entry.path == path && reaches(&entry.span, offset))
    }

    /// The places of an id on the page of a chapter.
    pub fn ids_on<'a>(&'a self, chapter: usize, id: &'a str) -> impl Iterator<Item = &'a IdSite> {
        self.ids.iter().filter(move |site| site.chapter == chapter && site.id == id)
    }

    /// The links that lead to an id on the page of a chapter.
    pub fn links_to<'a>(&'a self, chapter: usize, id: &'a str) -> impl Iterator<Item = &'a LinkSite> {
        self.links_leading(
            move |target| matches!(target, Target::Chapter(page, Some(to)) if *page == chapter && to == id),
        )
    }

    /// The links that lead to the page of a chapter, or to an id on it.
    pub fn links_to_page(&self, chapter: usize) -> impl Iterator<Item = &LinkSite> {
        self.links_leading(move |target| matches!(target, Target::Chapter(page, _) if *page == chapter))
    }

    /// The links with a target for which `leads` holds.
    fn links_leading(&self, leads: impl Fn(&Target) -> bool) -> impl Iterator<Item = &LinkSite> {
        self.links.iter().filter(move |link| link.readings.iter().any(|reading| leads(&reading.target)))
    }

    /// The directives that include a file.
    pub fn includes_of<'a>(&'a self, file: &'a Path) -> impl Iterator<Item = &'a IncludeSite> {
        self.includes.iter().filter(move |include| include.file == file)
    }
}

/// Whether a caret at `offset` is at a span: in it, or right before or after it.
pub fn reaches(span: &Span, offset: usize) -> bool {
    (span.start..=span.end).contains(&offset)
}
