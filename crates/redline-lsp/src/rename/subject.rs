//! What can be renamed at a place.

use std::path::Path;

use redline_document::document::{LinkKind, heading_number};
use redline_document::source::Span;
use redline_lint::book::Target;

use super::Prepared;
use super::file::FilePlace;
use super::heading::{HeadingPlace, IdPlace};
use super::label::LabelPlace;
use super::term::{self, TermPlaceAt};
use crate::sites::{IdKind, IdSite, LinkSite, Sites, reaches};
use crate::view::BookView;

/// What can be renamed at a place.
pub(super) enum Subject {
    /// The text of a heading.
    Heading(HeadingPlace),
    /// An id that is written out, or that a link names.
    Id(IdPlace),
    /// A file that a link, a directive or the table of contents names.
    File(FilePlace),
    /// The label of a link definition.
    Label(LabelPlace),
    /// The label of a footnote.
    Footnote(LabelPlace),
    /// A term of the book.
    Term(TermPlaceAt),
}

impl Subject {
    /// What can be renamed at `offset` of the file at `path`.
    ///
    /// # Errors
    /// Why nothing can be.
    pub(super) fn at(view: &BookView<'_>, sites: &Sites, path: &Path, offset: usize) -> Result<Self, String> {
        if let Some(entry) = sites.entry_at(path, offset) {
            let written = entry.written.as_ref().filter(|written| reaches(&written.whole, offset));
            return match (written, &entry.file) {
                (Some(written), Some(file)) => {
                    Ok(Self::File(FilePlace::new(view, path, written.path.clone(), &view.book().src, file)))
                }
                _ => Err("a name in the table of contents is edited in place".to_owned()),
            };
        }
        if let Some(include) = sites.include_at(path, offset) {
            if !reaches(&include.target, offset) {
                return Err("the part of a file that a directive names is edited in both files".to_owned());
            }
            let folder = path.parent().unwrap_or(Path::new(""));
            return Ok(Self::File(FilePlace::new(view, path, include.target.clone(), folder, &include.file)));
        }
        if let Some(label) = sites.footnote_at(path, offset) {
            return Ok(Self::Footnote(LabelPlace {
                path: path.to_owned(),
                span: label.span.clone(),
                label: label.label.clone(),
            }));
        }
        let link = sites.link_at(path, offset);
        if let Some(subject) =
            link.map(|link| Self::in_destination(view, sites, link, offset)).and_then(Result::transpose)
        {
            return subject;
        }
        let id = sites.id_at(path, offset);
        let in_heading = id.is_some_and(|id| matches!(id.kind, IdKind::Heading { .. }));
        if let Some(label) = link.filter(|link| !in_heading || link.kind == LinkKind::Reference)
            && let Some(place) = label_of(view, label, offset)
        {
            return Ok(Self::Label(place));
        }
        match id {
            Some(id) => Self::of_id(view, id, offset),
            None => match term::at(view, path, offset) {
                Some(place) => Ok(Self::Term(place)),
                None if !view.live.shows(path) => Err("no chapter of the book shows this file".to_owned()),
                None => Err("only headings, ids, links, labels, footnotes and terms can be renamed".to_owned()),
            },
        }
    }

    /// The id or the file that the destination of a link names; `None` if the place is not in it.
    fn in_destination(
        view: &BookView<'_>,
        sites: &Sites,
        link: &LinkSite,
        offset: usize,
    ) -> Result<Option<Self>, String> {
        let Some(written) = link.written.as_ref().filter(|written| reaches(&written.whole, offset)) else {
            return Ok(None);
        };
        let in_book = link.readings.iter().find(|reading| reading.target != Target::External);
        let reading = in_book.ok_or_else(|| "the link leads out of the book".to_owned())?;
        let book = view.book();
        if let Some(fragment) = written.fragment.as_ref().filter(|fragment| reaches(fragment, offset)) {
            let Target::Chapter(chapter, Some(id)) = &reading.target else {
                return Err("the link leads to no page of the book".to_owned());
            };
            if sites.ids_on(*chapter, id).next().is_none() {
                return Err(format!("nothing on the page has the id `{id}`"));
            }
            return Ok(Some(Self::Id(IdPlace { span: fragment.clone(), chapter: *chapter, id: id.clone() })));
        }
        if written.path.is_empty() {
            return Err("the link leads within its page".to_owned());
        }
        let file = match &reading.target {
            Target::Chapter(chapter, _) => book.chapters[*chapter].file.clone(),
            Target::File(file, _) => Some(file.clone()),
            Target::External => None,
        };
        let file = file.ok_or_else(|| "the page has no file".to_owned())?;
        let folder = book.folder(&book.chapters[reading.chapter]);
        Ok(Some(Self::File(FilePlace::new(view, &link.path, written.path.clone(), &folder, &file))))
    }

    /// A heading or an id that is written out.
    fn of_id(view: &BookView<'_>, site: &IdSite, offset: usize) -> Result<Self, String> {
        let id = |span: &Span| Self::Id(IdPlace { span: span.clone(), chapter: site.chapter, id: site.id.clone() });
        let own_id = match &site.kind {
            IdKind::Html => return Ok(id(&site.span)),
            IdKind::Heading { own_id, .. } => own_id.as_ref(),
        };
        if let Some(own_id) = own_id.filter(|own_id| reaches(own_id, offset)) {
            return Ok(id(own_id));
        }
        let file = view.file(&site.path).ok_or_else(|| "the file cannot be read".to_owned())?;
        let content = &file.text()[site.span.clone()];
        let parsed = view.chapters().iter().find(|parsed| parsed.index == site.chapter);
        let is_whole = parsed.is_some_and(|parsed| parsed.document().text().contains(content));
        if content.is_empty() || !is_whole {
            return Err("the text of this heading comes from another file".to_owned());
        }
        let number = heading_number(content).map_or(0, |(number, _)| number.len());
        Ok(Self::Heading(HeadingPlace { path: site.path.clone(), span: site.span.start + number..site.span.end }))
    }

    /// What the editor shows.
    pub(super) fn prepared(&self, view: &BookView<'_>, path: &Path) -> Prepared {
        let written = |span: &Span| {
            let file = view.file(path);
            file.and_then(|file| file.text().get(span.clone()).map(str::to_owned)).unwrap_or_default()
        };
        let (span, placeholder) = match self {
            Self::Heading(place) => (&place.span, written(&place.span)),
            Self::Id(place) => (&place.span, place.id.clone()),
            Self::File(place) => (&place.span, written(&place.span)),
            Self::Label(place) | Self::Footnote(place) => (&place.span, written(&place.span)),
            Self::Term(place) => (&place.span, place.term.clone()),
        };
        Prepared { span: span.clone(), placeholder }
    }
}

/// The label of a link at a place.
fn label_of(view: &BookView<'_>, link: &LinkSite, offset: usize) -> Option<LabelPlace> {
    let label = link.label.as_ref().filter(|label| reaches(label, offset))?;
    let file = view.file(&link.path)?;
    let written = file.text().get(label.clone())?.to_owned();
    Some(LabelPlace { path: link.path.clone(), span: label.clone(), label: written })
}
