//! What a rule may ask of the other chapters.

use std::collections::HashMap;

use super::Reading;
use crate::book::{Book, Chapter, key};
use crate::config::{Settings, nearest};
use crate::convention::HeadingCase;
use crate::document::ProtectedKind;
use crate::rules;

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
    /// Collects what `readings` say, as far as the rules that run ask.
    pub(super) fn new(book: &Book, readings: &[Reading], settings: &Settings) -> Self {
        let mut index = Self { usual_start: usual_start(readings), ..Self::default() };
        if book.chapters.iter().any(|chapter| settings.level(&rules::HEADING_CASE, &chapter.path).is_some()) {
            let documents: Vec<_> = readings.iter().map(|reading| (reading.chapter, &reading.document)).collect();
            index.heading_case = HeadingCase::of_book(&documents);
        }
        for reading in readings.iter().filter(|reading| knows_its_ids(reading)) {
            let chapter = &book.chapters[reading.chapter];
            let mut ids: Vec<String> = reading.document.ids().map(str::to_owned).collect();
            ids.sort_unstable();
            index.pages.insert(chapter.path.clone(), Page { ids });
        }
        index
    }

    /// The page that a link in `chapter` leads to; `None` if it is no page of this book, or one
    /// whose ids cannot be known.
    pub fn page(&self, chapter: &Chapter, link: &str) -> Option<&Page> {
        if link.is_empty() {
            return self.pages.get(&chapter.path);
        }
        if link.contains([':', '?']) || link.starts_with('/') {
            return None;
        }
        let link = percent_encoding::percent_decode_str(link).decode_utf8().ok()?;
        let folder = chapter.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = key(&format!("{folder}/{link}"));
        let path = path.trim_start_matches('/');
        let stem = path.strip_suffix(".html").or_else(|| path.strip_suffix(".md"))?;
        let readme = stem.strip_suffix("index").map(|folder| format!("{folder}README.md"));
        self.pages.get(&format!("{stem}.md")).or_else(|| self.pages.get(&readme?))
    }
}

/// Whether all of a page's text is known: no include outside code was left alone.
fn knows_its_ids(reading: &Reading) -> bool {
    let document = &reading.document;
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

fn usual_start(readings: &[Reading]) -> Option<u8> {
    let starts: Vec<u8> = readings
        .iter()
        .filter_map(|reading| {
            reading.document.sections.first().map(|first| reading.document.headings[first.heading].level)
        })
        .collect();
    let share = |level: u8| starts.iter().filter(|&&start| start <= level).count() * 4 >= starts.len() * 3;
    (starts.len() >= MIN_CHAPTERS).then(|| (1..=6).find(|&level| share(level)))?
}
