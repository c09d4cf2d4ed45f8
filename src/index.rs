//! What a rule may ask of the other chapters.

use std::collections::HashMap;

use crate::book::{Book, Chapter, page_keys};
use crate::config::nearest;
use crate::convention::HeadingCase;
use crate::document::{Document, ProtectedKind};
use crate::terms::TermBase;

/// How many chapters a book needs before their first headings say what is usual.
const MIN_CHAPTERS: usize = 20;

/// What the chapters of a book say together.
#[derive(Debug, Default)]
pub struct BookIndex {
    /// How the book capitalises headings; empty if no rule asks.
    pub heading_case: HeadingCase,
    pages: HashMap<String, Page>,
    /// The level at which, or above which, at least three quarters of the chapters start.
    pub usual_start: Option<u8>,
}

/// The ids of one rendered page.
#[derive(Debug, Default)]
pub struct Page {
    ids: Vec<String>,
}

impl Page {
    /// Whether it has no ids at all.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether a link can lead to `id`.
    pub fn has_id(&self, id: &str) -> bool {
        self.ids.binary_search_by(|known| known.as_str().cmp(id)).is_ok()
    }

    /// The id that `id` was most likely meant to be.
    pub fn nearest_id(&self, id: &str) -> Option<String> {
        nearest(id, &self.ids)
    }
}

impl BookIndex {
    /// Collects what the chapters say; each document comes with the index of its chapter in `book`.
    ///
    /// Reading all prose for the case of headings costs more than the rest, so it is done only if
    /// `counts_case` says that a rule asks.
    pub(crate) fn new(book: &Book, documents: &[(usize, &Document)], terms: &TermBase, counts_case: bool) -> Self {
        let mut index = Self { usual_start: usual_start(documents), ..Self::default() };
        if counts_case {
            index.heading_case = HeadingCase::of_book(documents, terms.words_by_majority());
        }
        for (chapter, document) in documents.iter().filter(|(_, document)| knows_its_ids(document)) {
            let mut ids: Vec<String> = document.ids().map(str::to_owned).collect();
            ids.sort_unstable();
            index.pages.insert(book.chapters[*chapter].path.clone(), Page { ids });
        }
        index
    }

    /// The page that a link in `chapter` leads to; `None` if it is no page of this book, or one
    /// whose ids cannot be known.
    pub fn page(&self, chapter: &Chapter, link: &str) -> Option<&Page> {
        page_keys(chapter, link)?.iter().find_map(|path| self.pages.get(path))
    }
}

/// Whether all of a page's text is known: no include outside code was left alone.
fn knows_its_ids(document: &Document) -> bool {
    let ranges = |kind| document.protected.iter().filter(move |range| range.kind == kind).map(|range| &range.span);
    let code: Vec<_> = ranges(ProtectedKind::Code).collect();
    let in_code = |at: usize| {
        // Code does not nest, so the last that starts before can alone hold the place.
        let last = code.partition_point(|span| span.start <= at).checked_sub(1);
        last.is_some_and(|last| code[last].contains(&at))
    };
    let is_escaped = |at: usize| at > 0 && document.text().as_bytes()[at - 1] == b'\\';
    ranges(ProtectedKind::Directive).all(|span| in_code(span.start) || is_escaped(span.start))
}

fn usual_start(documents: &[(usize, &Document)]) -> Option<u8> {
    let start = |document: &Document| Some(document.headings[document.sections.first()?.heading].level);
    let starts: Vec<u8> = documents.iter().filter_map(|(_, document)| start(document)).collect();
    let share = |level: u8| starts.iter().filter(|&&start| start <= level).count() * 4 >= starts.len() * 3;
    (starts.len() >= MIN_CHAPTERS).then(|| (1..=6).find(|&level| share(level)))?
}
