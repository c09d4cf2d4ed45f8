//! Where what is under a caret is defined.

use std::path::Path;

use redline_document::document::LinkKind;
use redline_document::source::{Selection, SourceFile, Span, opened_anchors};
use redline_lint::book::Target;

use super::caret::Caret;
use super::{footnotes, labels, terms};
use crate::sites::{IncludeSite, LinkSite, Sites, reaches};
use crate::view::{BookView, Location};

/// Where what is at `offset` of the file at `path` is defined: the target of a link, the part of a file that a directive
/// includes, the definition of a label, a footnote or a term. A link in a file that several chapters show may have several
/// targets.
pub fn definition(view: BookView<'_>, path: &Path, offset: usize) -> Vec<Location> {
    definition_among(view, &Sites::of(&view), path, offset)
}

/// As [`definition`], for a caller that has the places of the book already.
pub fn definition_among(view: BookView<'_>, sites: &Sites, path: &Path, offset: usize) -> Vec<Location> {
    let Some(caret) = Caret::new(view, path, offset) else { return Vec::new() };
    if let Some(term) = terms::defined_at(&caret) {
        return terms::first_use(view, term).into_iter().map(|(_, at)| location(at.file.path(), at.span)).collect();
    }
    let (path, offset) = (caret.file.path(), caret.offset);
    let mut found = if let Some(include) = sites.include_at(path, offset) {
        included_part(view, include).into_iter().collect()
    } else if let Some(entry) = sites.entry_at(path, offset) {
        entry.file.iter().filter_map(|file| start_of(view, file)).collect()
    } else if let Some(link) = sites.link_at(path, offset) {
        of_link(view, sites, link, offset)
    } else if let Some(footnote) = footnotes::at(&caret) {
        footnote.places(true)
    } else if let Some((term, _)) = terms::occurrence_at(&caret) {
        terms::definition(view, term).into_iter().collect()
    } else {
        Vec::new()
    };
    found.sort();
    found.dedup();
    found
}

fn location(path: &Path, span: Span) -> Location {
    Location::new(path, span)
}

/// The start of a file; `None` if it cannot be read.
fn start_of(view: BookView<'_>, path: &Path) -> Option<Location> {
    let start = view.file(path)?.body().start;
    Some(location(path, start..start))
}

/// What a link leads to; of one with a label outside of its text, at the label, the definition of it.
fn of_link(view: BookView<'_>, sites: &Sites, link: &LinkSite, offset: usize) -> Vec<Location> {
    let is_at_label = link.kind == LinkKind::Reference && link.label.as_ref().is_some_and(|it| reaches(it, offset));
    let targets = || -> Vec<Location> {
        let readings = link.readings.iter();
        readings.filter_map(|reading| target(view, sites, &reading.target)).collect()
    };
    let found = if is_at_label { Vec::new() } else { targets() };
    if !found.is_empty() {
        return found;
    }
    labels::definitions(view, sites, link)
}

/// The place that a link leads to: an id, or the start of a file. A link to an id that does not exist leads to its page.
fn target(view: BookView<'_>, sites: &Sites, target: &Target) -> Option<Location> {
    match target {
        Target::Chapter(chapter, id) => {
            let id = id.as_deref().and_then(|id| sites.ids_on(*chapter, id).next());
            let of_id = id.map(|id| location(&id.path, id.span.clone()));
            of_id.or_else(|| start_of(view, view.book().chapters.get(*chapter)?.file.as_deref()?))
        }
        Target::File(path, _) => start_of(view, path),
        Target::External => None,
    }
}

/// The part of a file that a directive includes: the name of its anchor, its lines, or its start.
fn included_part(view: BookView<'_>, include: &IncludeSite) -> Option<Location> {
    let file = view.file(&include.file)?;
    let span = match &include.selection {
        Some(Selection::Anchor(name)) => anchor(&file, name),
        Some(selection) => lines(&file, selection),
        None => None,
    };
    span.map_or_else(|| start_of(view, &include.file), |span| Some(location(&include.file, span)))
}

/// The name of an anchor where a file opens it for the first time.
pub(super) fn anchor(file: &SourceFile, name: &str) -> Option<Span> {
    opened_anchors(file.text()).into_iter().find(|span| &file.text()[span.clone()] == name)
}

fn lines(file: &SourceFile, selection: &Selection) -> Option<Span> {
    let lines = selection.existing_lines(file.text());
    Some(lines.first()?.start..lines.last()?.end)
}
