//! The ids of rendered pages, to which links lead.

use std::collections::HashMap;

use crate::book::{Book, Chapter, Destination, page_path};
use crate::chapter::ParsedChapter;
use crate::strict::nearest;
use redline_document::document::{Document, ProtectedKind};

/// The pages of a book whose ids are known.
#[derive(Debug, Default)]
pub struct Pages {
    by_path: HashMap<String, Page>,
    /// Paths of chapters whose pages have other names, by those.
    renamed: HashMap<String, String>,
}

impl Pages {
    pub(super) fn of(book: &Book, chapters: &[&ParsedChapter]) -> Self {
        let page = |parsed: &&ParsedChapter| {
            Some((book.chapters[parsed.index].path.clone(), Page { ids: ids(parsed.document())? }))
        };
        let renamed = book.chapters.iter().filter_map(|chapter| {
            let page = page_path(&chapter.path);
            (page != chapter.path).then(|| (page, chapter.path.clone()))
        });
        Self { by_path: chapters.iter().filter_map(page).collect(), renamed: renamed.collect() }
    }

    pub(super) fn find(&self, chapter: &Chapter, link: &Destination<'_>) -> Option<&Page> {
        let page = link.page(chapter)?;
        self.by_path.get(&page).or_else(|| self.by_path.get(self.renamed.get(&page)?))
    }
}

/// The ids of one rendered page.
#[derive(Debug, Default)]
pub struct Page {
    /// Sorted.
    ids: Vec<String>,
}

impl Page {
    /// Whether it has no ids at all.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The number of its ids.
    pub fn len(&self) -> usize {
        self.ids.len()
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

/// The ids of a page, sorted; `None` if not all of them are known.
fn ids(document: &Document) -> Option<Vec<String>> {
    let mut ids: Vec<String> = has_all_text(document).then(|| document.ids().map(str::to_owned).collect())?;
    ids.sort_unstable();
    Some(ids)
}

/// Whether all of a page's text is known: every include outside code was expanded.
fn has_all_text(document: &Document) -> bool {
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
