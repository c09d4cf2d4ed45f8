//! Renaming: headings, ids, labels, terms and files, with everything in the book that names them.
//!
//! A new name never breaks a link: what follows from it is computed by parsing the pages as they would be, and a name is
//! refused, with the reason, if a link cannot follow.

mod create;
mod draft;
mod file;
mod follow;
mod heading;
mod label;
mod moves;
mod paths;
mod subject;
mod summary_list;
mod term;

use std::path::Path;

use redline_document::source::Span;

use crate::changes::FileChanges;
use crate::sites::Sites;
use crate::view::BookView;

pub use create::{add_to_summary, create_missing_chapter};
pub use moves::will_rename;

use draft::outside;
use subject::Subject;

/// What can be renamed at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// The bytes that the editor shows as the old name.
    pub span: Span,
    /// The old name, which the user edits.
    pub placeholder: String,
}

/// What can be renamed at `offset` of the file at `path`.
///
/// # Errors
/// Why nothing can be renamed there, for the user.
pub fn prepare_rename(view: &BookView<'_>, path: &Path, offset: usize) -> Result<Prepared, String> {
    let sites = Sites::of(view);
    let subject = Subject::at(view, &sites, path, offset)?;
    Ok(subject.prepared(view, path))
}

/// The changes that give what is at `offset` of the file at `path` another name.
///
/// # Errors
/// Why the name cannot be given, for the user.
pub fn rename(view: &BookView<'_>, path: &Path, offset: usize, new_name: &str) -> Result<FileChanges, String> {
    let sites = Sites::of(view);
    let subject = Subject::at(view, &sites, path, offset)?;
    let new_name = new_name.trim();
    if new_name.is_empty() {
        return Err("a name cannot be empty".to_owned());
    }
    if new_name.contains(['\n', '\r']) {
        return Err("a name cannot have several lines".to_owned());
    }
    if new_name == subject.prepared(view, path).placeholder {
        return Ok(FileChanges::default());
    }
    let mut changes = match &subject {
        Subject::Heading(place) => heading::rename(view, &sites, place, new_name),
        Subject::Id(place) => heading::rename_id(view, &sites, place, new_name),
        Subject::File(place) => file::rename(view, &sites, place, new_name),
        Subject::Label(place) => label::rename_label(view, &sites, place, new_name),
        Subject::Footnote(place) => label::rename_footnote(view, &sites, place, new_name),
        Subject::Term(place) => term::rename(view, &sites, place, new_name),
    }?;
    if changes.confirmation.is_none() {
        changes.confirmation = outside(view, &changes);
    }
    Ok(changes)
}
