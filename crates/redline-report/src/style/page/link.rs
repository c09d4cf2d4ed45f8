//! Links from the page to chapters and source lines.

use redline_text::escape;

use super::super::model::{PlaceRow, StyleReport};
use super::super::node::{Inline, joined, text};

/// The base of links from the page.
#[derive(Clone, Copy, Debug)]
pub(in crate::style) struct LinkBase<'a> {
    /// The path of the page relative to `src`; `None` if it is outside of the book.
    pub(in crate::style) page: Option<&'a str>,
}

/// A place in the sources, as a link if the repository is known.
pub(super) fn source_link(place: &PlaceRow) -> Inline {
    labelled_source(place, place.label())
}

/// The line of a place, as a link if the repository is known; nothing if the place has no line.
pub(super) fn line_link(place: &PlaceRow) -> Option<Inline> {
    place.line.map(|line| labelled_source(place, format!("line\u{a0}{line}")))
}

fn labelled_source(place: &PlaceRow, label: String) -> Inline {
    match &place.source {
        Some(link) => Inline::Link(label, link.clone()),
        None => text(label),
    }
}

impl LinkBase<'_> {
    /// A link to a place in the book. If the page is outside of the book, the source is linked, if the repository is known.
    pub(super) fn link(self, report: &StyleReport, label: &str, place: &PlaceRow) -> Vec<Inline> {
        let chapter = place.chapter.and_then(|chapter| report.chapters.get(chapter));
        let label = if label.trim().is_empty() { "here" } else { label };
        let (Some(page), Some(chapter)) = (self.page, chapter) else {
            return vec![labelled_source(place, label.to_owned())];
        };
        let up = "../".repeat(page.matches('/').count());
        let anchor = place.anchor.as_ref().map(|anchor| format!("#{}", escape::path(anchor))).unwrap_or_default();
        vec![Inline::Link(label.to_owned(), format!("{up}{}{anchor}", escape::path(&chapter.page)))]
    }

    /// Links to places, labelled with the names of their chapters.
    pub(super) fn links(self, report: &StyleReport, places: &[PlaceRow]) -> Vec<Inline> {
        joined(places.iter().map(|place| self.link(report, report.chapter_name(place), place)), ", ")
    }
}
