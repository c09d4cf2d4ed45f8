//! Terms of the book with new names, in its text and where they are defined.

use std::path::{Path, PathBuf};

use redline_document::edit::Edit;
use redline_document::source::{SourceFile, Span};
use redline_lint::chapter::ParsedChapter;
use redline_lint::terms::{ChapterTerms, Found, Term, TermBase, TermPlace, term_places};

use super::follow::with_links;
use crate::changes::FileChanges;
use crate::sites::{Sites, reaches};
use crate::view::BookView;

/// A term at a place.
pub(super) struct TermPlaceAt {
    /// The words at the place.
    pub(super) span: Span,
    /// The index of the term among the book's own.
    index: usize,
    /// The term as it is defined.
    pub(super) term: String,
}

/// The term at `offset` of the file at `path`: in the text of a chapter, or where it is defined.
pub(super) fn at(view: &BookView<'_>, path: &Path, offset: usize) -> Option<TermPlaceAt> {
    let base = &view.live.open_book().settings.terms;
    let found = |index: usize, span: Span| TermPlaceAt { span, index, term: base.own()[index].term.clone() };
    for (index, place) in places(view).into_iter().enumerate().take(base.own().len()) {
        if let Some(place) = place.filter(|place| place.path == path && reaches(&place.span, offset)) {
            return Some(found(index, place.span));
        }
    }
    let file = view.file(path)?;
    let shown = view.chapters().iter().filter(|parsed| parsed.shows(path));
    shown.into_iter().find_map(|parsed| {
        let (index, span) = own_term_at(view, base, parsed, &file, offset)?;
        Some(found(index, span))
    })
}

/// The own term of the book at a place in a chapter: its index and its words in the file.
fn own_term_at(
    view: &BookView<'_>,
    base: &TermBase,
    parsed: &ParsedChapter,
    file: &SourceFile,
    offset: usize,
) -> Option<(usize, Span)> {
    let fragment = &parsed.expansion().fragment;
    let at = fragment.find(file, offset)?;
    let terms = chapter_terms(view, base, parsed);
    let found: Vec<_> = terms
        .occurrences()
        .flat_map(|(block, found)| found.iter().map(move |occurrence| (block, occurrence)))
        .filter(|(_, occurrence)| base.is_own(occurrence.term) && occurrence.found == Found::Term)
        .map(|(block, occurrence)| (occurrence.term, block.prose.source(occurrence.span.clone())))
        .collect();
    let (term, span) = found.into_iter().find(|(_, span)| reaches(span, at))?;
    let place = fragment.locate_exactly(span)?;
    (place.file.path() == file.path()).then_some((term, place.span))
}

fn chapter_terms<'a>(view: &BookView<'a>, base: &'a TermBase, parsed: &'a ParsedChapter) -> ChapterTerms<'a> {
    let english = view.live.open_book().settings.english_texts();
    ChapterTerms::new(base, parsed.document(), &view.book().chapters[parsed.index].path, english)
}

/// The places where the book's own terms are defined, in their order.
fn places(view: &BookView<'_>) -> Vec<Option<TermPlace>> {
    let open = view.live.open_book();
    term_places(view.files, &open.config_file, &open.settings.table.terms_files)
}

/// Gives a term another name.
pub(super) fn rename(
    view: &BookView<'_>,
    sites: &Sites,
    place: &TermPlaceAt,
    new_name: &str,
) -> Result<FileChanges, String> {
    let definition = places(view).into_iter().nth(place.index).flatten();
    let definition = definition.ok_or_else(|| "the place where this term is defined cannot be edited".to_owned())?;
    let base = base_with(view, place, new_name)?;
    let is_recased = place.term.to_lowercase() == new_name.to_lowercase();
    let is_old = |found: Found| found == Found::Forbidden || is_recased;
    let mut changes = FileChanges::default();
    for parsed in view.chapters() {
        let document = parsed.document();
        let terms = chapter_terms(view, &base, parsed);
        for (block, found) in terms.occurrences() {
            for occurrence in found.iter().filter(|found| found.term == place.index && is_old(found.found)) {
                let edits = occurrence.edits(document, &block.prose).unwrap_or_default();
                for edit in edits.into_iter().filter(|edit| document.text()[edit.span.clone()] != edit.text) {
                    add(parsed, edit, &mut changes);
                }
            }
        }
    }
    let mut changes = with_links(view, sites, changes)?;
    let written = if definition.is_escaped { escaped(new_name) } else { new_name.to_owned() };
    changes.push(&definition.path, Edit::replace(definition.span, written));
    Ok(changes)
}

/// The terms of the book with this one named otherwise and its old name as a forbidden form.
fn base_with(view: &BookView<'_>, place: &TermPlaceAt, new_name: &str) -> Result<TermBase, String> {
    let settings = &view.live.open_book().settings;
    let mut terms: Vec<Term> = settings.terms.own().to_vec();
    let is_known = |(index, term): (usize, &Term)| index != place.index && term.term.eq_ignore_ascii_case(new_name);
    if terms.iter().enumerate().any(is_known) {
        return Err(format!("`{new_name}` is a term already"));
    }
    let term = &mut terms[place.index];
    new_name.clone_into(&mut term.term);
    term.not = vec![place.term.clone()];
    let folder = PathBuf::new();
    TermBase::load(&terms, &[], &folder).map_err(|error| error.to_string())
}

/// Adds an edit of a chapter to the file that holds the place, unless another chapter shows that too.
fn add(parsed: &ParsedChapter, edit: Edit, changes: &mut FileChanges) {
    let Some(found) = parsed.expansion().fragment.locate_exactly(edit.span) else { return };
    let path = found.file.path();
    let edit = Edit::replace(found.span, edit.text);
    if changes.edits.get(path).is_none_or(|edits| !edits.contains(&edit)) {
        changes.push(path, edit);
    }
}

/// Words as a basic string of TOML has them.
fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace('"', "\\\"")
}
