//! Chapters that are not written or not listed yet.

use std::path::{Path, PathBuf};

use redline_document::document::{Dialect, Document};
use redline_lint::book::{Chapter, SUMMARY, Target};
use redline_text::escape::markdown as escaped;

use super::summary_list::{SummaryList, name_of_page};
use crate::changes::FileChanges;
use crate::sites::{LinkSite, Sites, SummaryEntry};
use crate::view::BookView;

/// Creates the chapter that the table of contents or a link at `offset` of the file at `path` names, and whose file does
/// not exist, with the title that mdBook would write. A chapter that is not listed yet is listed after the one with the
/// link.
pub fn create_missing_chapter(view: &BookView<'_>, path: &Path, offset: usize) -> Option<FileChanges> {
    let sites = Sites::of(view);
    if let Some(entry) = sites.entry_at(path, offset) {
        return listed(view, entry.chapter?);
    }
    let link = sites.link_at(path, offset).filter(|link| !link.is_image)?;
    let reading = link.readings.first()?;
    match &reading.target {
        Target::Chapter(chapter, _) => listed(view, *chapter),
        Target::File(file, _) if is_missing_chapter(view, file) => {
            let name = link_name(view, link, file);
            let from = |entry: &&SummaryEntry| entry.chapter == Some(reading.chapter);
            let from = sites.entries.iter().find(from);
            let mut changes = with_entry(view, &sites, &escaped(&name), file, from)?;
            let chapter = Chapter { name, ..Chapter::default() };
            changes.created.push((file.clone(), chapter.placeholder()));
            Some(changes)
        }
        _ => None,
    }
}

/// Creates the file of a chapter that the table of contents lists.
fn listed(view: &BookView<'_>, chapter: usize) -> Option<FileChanges> {
    let chapter = &view.book().chapters[chapter];
    let file = chapter.file.clone().filter(|file| is_missing(view, file))?;
    Some(FileChanges { created: vec![(file, chapter.placeholder())], ..FileChanges::default() })
}

/// Lists the Markdown file at `path`, which no chapter shows, in the table of contents.
pub fn add_to_summary(view: &BookView<'_>, path: &Path) -> Option<FileChanges> {
    let file = view.file(path)?;
    let sites = Sites::of(view);
    let is_shown = view.live.shows(path) || sites.includes_of(path).next().is_some();
    let is_own = path.starts_with(&view.book().src) && path != view.book().src.join(SUMMARY);
    if is_shown || !is_own || !is_markdown(path) {
        return None;
    }
    with_entry(view, &sites, &name_of_page(file.text(), path), path, None)
}

/// The table of contents with a file after an entry, or at a fitting place.
fn with_entry(
    view: &BookView<'_>,
    sites: &Sites,
    name: &str,
    file: &Path,
    after: Option<&SummaryEntry>,
) -> Option<FileChanges> {
    let path: PathBuf = view.book().src.join(SUMMARY);
    let summary = view.file(&path)?;
    let list = SummaryList { src: &view.book().src, text: summary.text(), entries: &sites.entries };
    let edit = match after {
        Some(entry) => list.after(entry, name, file),
        None => list.at_fitting_place(name, file),
    };
    Some(FileChanges::one(&path, edit))
}

/// Whether a file is a chapter that could be created.
fn is_missing_chapter(view: &BookView<'_>, file: &Path) -> bool {
    is_markdown(file) && file.starts_with(&view.book().src) && is_missing(view, file)
}

fn is_missing(view: &BookView<'_>, file: &Path) -> bool {
    view.file(file).is_none() && !file.exists()
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
}

/// The name of a chapter that a link names: the words of the link, or the name of the file.
fn link_name(view: &BookView<'_>, link: &LinkSite, file: &Path) -> String {
    let source = view.file(&link.path);
    let text = source.as_ref().zip(link.text.clone()).and_then(|(source, text)| source.text().get(text));
    let document = Document::of_text(&format!("# {}\n", text.unwrap_or_default()), &Dialect::default());
    let words = document.headings.first().map(|heading| heading.title.clone()).filter(|words| !words.is_empty());
    words.unwrap_or_else(|| file.file_stem().unwrap_or_default().to_string_lossy().into_owned())
}
