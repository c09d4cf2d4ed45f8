//! The links of a file, for editors that underline them.

use std::path::{Path, PathBuf};

use redline_document::source::Span;
use redline_lint::book::Target;

use crate::sites::{LinkSite, Sites};
use crate::view::BookView;

/// A link in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// The bytes of the destination.
    pub span: Span,
    /// What it leads to.
    pub target: LinkTarget,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A file, which need not exist, and an id on its page.
    File(PathBuf, Option<String>),
    /// An address outside of the book.
    Url(String),
}

/// The links and directives of the file at `path` in order. Links without a destination of their own are left out: the
/// definition of their label has it.
pub fn document_links(view: BookView<'_>, path: &Path) -> Vec<DocumentLink> {
    let sites = Sites::of(&view);
    let mut found: Vec<DocumentLink> =
        sites.links.iter().filter(|link| link.path == path).filter_map(|link| document_link(view, link)).collect();
    let includes = sites.includes.iter().filter(|include| include.path == path);
    found.extend(includes.map(|include| {
        let end = include.part.as_ref().map_or(include.target.end, |part| part.end);
        DocumentLink { span: include.target.start..end, target: LinkTarget::File(include.file.clone(), None) }
    }));
    let entries = sites.entries.iter().filter(|entry| entry.path == path);
    found.extend(entries.filter_map(|entry| {
        let span = entry.written.as_ref()?.whole.clone();
        Some(DocumentLink { span, target: LinkTarget::File(entry.file.clone()?, None) })
    }));
    found.sort_by_key(|link| (link.span.start, link.span.end));
    found
}

/// A link with its target on the page of the first chapter that shows it.
fn document_link(view: BookView<'_>, link: &LinkSite) -> Option<DocumentLink> {
    let target = match &link.readings.first()?.target {
        Target::Chapter(chapter, id) => LinkTarget::File(view.book().chapters.get(*chapter)?.file.clone()?, id.clone()),
        Target::File(path, id) => LinkTarget::File(path.clone(), id.clone()),
        Target::External => LinkTarget::Url(link.destination.clone()),
    };
    let span = link.written.as_ref()?.whole.clone();
    Some(DocumentLink { span, target })
}
