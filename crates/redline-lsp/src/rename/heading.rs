//! Headings and ids with new names.

use std::path::PathBuf;

use redline_document::document::Document;
use redline_document::edit::Edit;
use redline_document::source::Span;
use redline_lint::chapter::ParsedChapter;
use redline_lint::fix::{is_plain_id, pin};

use super::draft::Draft;
use super::follow::{taken, with_links};
use crate::changes::FileChanges;
use crate::sites::{IdKind, IdSite, Sites};
use crate::view::BookView;

/// The text of a heading.
pub(super) struct HeadingPlace {
    /// The file.
    pub(super) path: PathBuf,
    /// The text without a number.
    pub(super) span: Span,
}

/// An id, where it is written or where a link names it.
pub(super) struct IdPlace {
    /// The place of the caret.
    pub(super) span: Span,
    /// The chapter whose page has the id.
    pub(super) chapter: usize,
    /// The id.
    pub(super) id: String,
}

/// Gives a heading another text.
pub(super) fn rename(
    view: &BookView<'_>,
    sites: &Sites,
    place: &HeadingPlace,
    new_name: &str,
) -> Result<FileChanges, String> {
    let changes = FileChanges::one(&place.path, Edit::replace(place.span.clone(), new_name));
    let draft = Draft::of(view, &changes.edits)?;
    let old_end = place.span.end;
    let new_end = place.span.start + new_name.len();
    for (before, after) in draft.changed() {
        let headings = before.document().headings.iter().zip(&after.document().headings);
        for (old, new) in headings {
            let at_end = |parsed: &ParsedChapter, end: usize| {
                let found = parsed.expansion().fragment.locate(end..end);
                found.filter(|found| found.file.path() == place.path).map(|found| found.span.start)
            };
            if at_end(before, old.content.end) != Some(old_end) {
                continue;
            }
            if at_end(after, new.content.end) != Some(new_end) {
                return Err("the heading would end before the end of this text".to_owned());
            }
            let content = &after.document().text()[new.content.clone()];
            let gets_id = !new.has_own_id && new.id != old.id;
            if let Some(id) = base_id(view, content).filter(|id| gets_id && new.id.as_ref() != Some(id)) {
                return Err(taken(&id));
            }
        }
    }
    with_links(view, sites, changes)
}

/// The id that a heading with this content has on a page of its own.
fn base_id(view: &BookView<'_>, content: &str) -> Option<String> {
    let document = Document::of_text(&format!("# {content}\n"), &view.live.open_book().dialect);
    document.headings.into_iter().next()?.id
}

/// Gives an id another name, where it is written out; a heading without such an id gets one.
pub(super) fn rename_id(
    view: &BookView<'_>,
    sites: &Sites,
    place: &IdPlace,
    new_name: &str,
) -> Result<FileChanges, String> {
    let new_id = new_name.strip_prefix('#').unwrap_or(new_name);
    if new_id.is_empty() || !is_plain_id(new_id) {
        return Err("an id has letters, digits, hyphens, underscores and full stops only".to_owned());
    }
    let site = sites.ids_on(place.chapter, &place.id).next();
    let site = site.ok_or_else(|| format!("nothing on the page has the id `{}`", place.id))?;
    let has_id = |parsed: &&ParsedChapter| parsed.index == site.chapter;
    let page = view.chapters().iter().find(has_id);
    if page.is_some_and(|parsed| parsed.document().ids().any(|id| id == new_id)) {
        return Err(taken(new_id));
    }
    let edit = match &site.kind {
        IdKind::Html => Edit::replace(site.span.clone(), new_id),
        IdKind::Heading { own_id: Some(own_id), .. } => Edit::replace(own_id.clone(), new_id),
        IdKind::Heading { index, .. } => pinned(view, site, *index, new_id)?,
    };
    with_links(view, sites, FileChanges::one(&site.path, edit))
}

/// Writes out an id behind a heading.
fn pinned(view: &BookView<'_>, site: &IdSite, index: usize, id: &str) -> Result<Edit, String> {
    if !view.live.open_book().reads_ids {
        return Err("the id is made of the heading's text, and not every renderer of the book reads `{#id}`".to_owned());
    }
    let parsed = view.chapters().iter().find(|parsed| parsed.index == site.chapter);
    let parsed = parsed.ok_or_else(|| "the page is not loaded".to_owned())?;
    let document = parsed.document();
    let edit = pin(document.text(), &document.headings[index], id, 0);
    let found = parsed.expansion().fragment.locate_exactly(edit.span.clone());
    let found = found.filter(|found| found.file.path() == site.path);
    found.map(|found| Edit::replace(found.span, edit.text)).ok_or_else(|| "the heading cannot be edited".to_owned())
}
