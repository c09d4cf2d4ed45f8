//! Chapters that are named but not written, and files that are written but not named.

use std::path::Path;

use super::{Action, ActionKind, Task};
use crate::changes::FileChanges;
use crate::rename::{add_to_summary, create_missing_chapter};
use crate::view::BookView;

/// The actions at a place of a file. They belong to no finding.
pub(super) fn actions(view: &BookView<'_>, path: &Path, offset: usize) -> Vec<Action> {
    let action = |title: String, task| {
        let kind = ActionKind::QuickFix;
        Action { title, kind, findings: Vec::new(), is_preferred: false, task }
    };
    let mut actions = Vec::new();
    if has_link(view, path, offset)
        && let Some(changes) = create_missing_chapter(view, path, offset)
        && let Some((file, _)) = changes.created.first()
    {
        let name = redline_document::source::relative_path(&view.book().src, file);
        let task = Task::CreateChapter { path: path.to_owned(), offset };
        actions.push(action(format!("Create the chapter \"{name}\""), task));
    }
    if !view.live.shows(path) && add_to_summary(view, path).is_some() {
        actions.push(action("List this file in SUMMARY.md".to_owned(), Task::ListChapter { path: path.to_owned() }));
    }
    actions
}

/// Whether the line of a place has a link: searching all links of the book takes longer than a menu should.
fn has_link(view: &BookView<'_>, path: &Path, offset: usize) -> bool {
    let Some(file) = view.file(path) else { return false };
    let line = file.line(file.position(offset).line);
    file.text()[line].contains(']')
}

/// The changes that create the chapter that the link at a place names.
pub(super) fn create(view: &BookView<'_>, path: &Path, offset: usize) -> Result<FileChanges, String> {
    create_missing_chapter(view, path, offset).ok_or_else(|| "no chapter is missing here".to_owned())
}

/// The changes that list a file in the table of contents.
pub(super) fn list(view: &BookView<'_>, path: &Path) -> Result<FileChanges, String> {
    add_to_summary(view, path).ok_or_else(|| "the file is part of the book already".to_owned())
}
