//! Links where they are written, and what they lead to from each page that shows them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use redline_document::document::{LinkKind, WrittenLink};
use redline_document::source::Span;
use redline_lint::book::{Book, Target};
use redline_lint::chapter::ParsedChapter;

/// A link, an image or a link definition in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkSite {
    /// The file.
    pub path: PathBuf,
    /// The whole link; in HTML, the tag.
    pub span: Span,
    /// How it is written.
    pub kind: LinkKind,
    /// Whether it shows an image.
    pub is_image: bool,
    /// The destination without escapes; that of its definition if it is in one.
    pub destination: String,
    /// The parts of the destination; `None` where a definition has it, and where it cannot be edited.
    pub written: Option<Written>,
    /// The text between brackets.
    pub text: Option<Span>,
    /// The label of a definition or of a link that uses one; of some links it is their text.
    pub label: Option<Span>,
    /// What it leads to from each chapter that shows it.
    pub readings: Vec<Reading>,
}

/// The parts of a destination as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The whole destination, without angle brackets or quotation marks.
    pub whole: Span,
    /// The path without a query; empty for a link within its page.
    pub path: Span,
    /// The id after `#`, without instructions for the browser.
    pub fragment: Option<Span>,
}

/// What a link leads to from one chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The chapter, by its index in the book.
    pub chapter: usize,
    /// What it leads to from there.
    pub target: Target,
}

impl Written {
    /// A destination that is a path as a whole: a table of contents knows no fragments.
    pub(super) fn of_path(whole: Span) -> Self {
        Self { path: whole.clone(), fragment: None, whole }
    }

    /// The parts of the destination that is `whole` of `text`.
    pub(super) fn of(text: &str, whole: Span) -> Self {
        let written = &text[whole.clone()];
        // `&#35;` is a reference to a character, and begins no fragment.
        let hash = written.match_indices('#').map(|(at, _)| at).find(|&at| !written[..at].ends_with('&'));
        let path_end = hash.unwrap_or(written.len());
        let query = written[..path_end].find('?').unwrap_or(path_end);
        let fragment = hash.map(|hash| {
            let len = written[hash + 1..].find(":~:").unwrap_or(written.len() - hash - 1);
            whole.start + hash + 1..whole.start + hash + 1 + len
        });
        Self { path: whole.start..whole.start + query, fragment, whole }
    }
}

/// The links of a book by file and start, and the targets of those that no file holds as they are read.
pub(super) fn links(book: &Book, chapters: &[&ParsedChapter]) -> (Vec<LinkSite>, Vec<Reading>) {
    let mut found: BTreeMap<(PathBuf, usize, usize, bool), LinkSite> = BTreeMap::new();
    let mut unplaced = Vec::new();
    for parsed in chapters {
        let chapter = &book.chapters[parsed.index];
        for link in &parsed.document().references().links {
            let target = Target::of(book, chapter, &link.destination);
            let reading = Reading { chapter: parsed.index, target };
            match place(parsed, link) {
                Some(site) => {
                    let key = (site.path.clone(), site.span.start, site.span.end, site.is_image);
                    found.entry(key).or_insert(site).readings.push(reading);
                }
                None => unplaced.push(reading),
            }
        }
    }
    (found.into_values().collect(), unplaced)
}

/// A link of a chapter in the file that holds it, not yet resolved.
fn place(parsed: &ParsedChapter, link: &WrittenLink) -> Option<LinkSite> {
    let fragment = &parsed.expansion().fragment;
    let whole = fragment.locate(link.span.clone())?;
    let exact = |span: &Option<Span>| {
        let found = fragment.locate_exactly(span.clone()?)?;
        (found.file.path() == whole.file.path()).then_some(found.span)
    };
    let written = exact(&link.written);
    // A destination that cannot be edited is not one that a definition has.
    if link.written.is_some() && written.is_none() {
        return None;
    }
    Some(LinkSite {
        path: whole.file.path().to_owned(),
        written: written.map(|span| Written::of(whole.file.text(), span)),
        text: exact(&link.text),
        label: exact(&link.label),
        span: whole.span,
        kind: link.kind,
        is_image: link.is_image,
        destination: link.destination.clone(),
        readings: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destination_has_parts() {
        let parts = |text: &'static str| {
            let written = Written::of(text, 0..text.len());
            (&text[written.path], written.fragment.map(|fragment| &text[fragment]))
        };
        assert_eq!(parts("a.md?b=c#d:~:text=e"), ("a.md", Some("d")));
        assert_eq!(parts("a&#35;b.md"), ("a&#35;b.md", None));
        assert_eq!(parts("#"), ("", Some("")));
    }
}
