//! A book as it would be after edits.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use redline_document::edit::{Edit, edited};
use redline_document::source::{FileStore, relative_path};
use redline_lint::book::{Book, Target};
use redline_lint::chapter::ParsedChapter;

use crate::changes::FileChanges;
use crate::sites::Sites;
use crate::view::BookView;

/// A book as it would be after edits.
pub(super) struct Draft<'a> {
    view: BookView<'a>,
    files: FileStore,
    /// The chapters that show an edited file.
    chapters: Vec<ParsedChapter>,
}

impl<'a> Draft<'a> {
    /// The book after edits, which are ascending in each file.
    ///
    /// # Errors
    /// If two edits overlap, or a page could not be read afterwards.
    pub(super) fn of(view: &BookView<'a>, edits: &BTreeMap<PathBuf, Vec<Edit>>) -> Result<Self, String> {
        let mut texts = Vec::new();
        for (path, edits) in edits {
            if edits.windows(2).any(|pair| pair[0].span.end > pair[1].span.start) {
                return Err(format!("changes of {} overlap: change its link to itself first", name(view, path)));
            }
            let file = view.file(path).ok_or_else(|| format!("{} cannot be read", name(view, path)))?;
            texts.push((path.as_path(), edited(file.text(), edits)));
        }
        let files = view.files.with_texts(texts.iter().map(|(path, text)| (*path, text.as_str())));
        let shows_edited = |parsed: &&ParsedChapter| edits.keys().any(|path| parsed.shows(path));
        let indices: Vec<usize> = view.chapters().iter().filter(shows_edited).map(|parsed| parsed.index).collect();
        let book = view.book();
        let part =
            Book { chapters: indices.iter().map(|&index| book.chapters[index].clone()).collect(), ..book.clone() };
        let (mut chapters, _) = view.live.open_book().loader(&files).load(&part);
        if chapters.len() != indices.len() {
            return Err("a page could not be read after the change".to_owned());
        }
        for parsed in &mut chapters {
            parsed.index = indices[parsed.index];
        }
        Ok(Self { view: *view, files, chapters })
    }

    /// The chapters that show an edited file, as they are and as they would be.
    pub(super) fn changed(&self) -> impl Iterator<Item = (&'a ParsedChapter, &ParsedChapter)> {
        let before = |index: usize| self.view.chapters().iter().find(|parsed| parsed.index == index);
        self.chapters.iter().filter_map(move |after| Some((before(after.index)?, after)))
    }

    /// Places of the book as it would be.
    fn sites(&self) -> Sites {
        Sites::read(self.view.book(), &self.all(), &self.files)
    }

    /// All chapters as they would be.
    fn all(&self) -> Vec<&ParsedChapter> {
        let after = |index: usize| self.chapters.iter().find(|parsed| parsed.index == index);
        self.view.chapters().iter().map(|parsed| after(parsed.index).unwrap_or(parsed)).collect()
    }

    /// Checks that no link lost the id it leads to.
    ///
    /// # Errors
    /// Names such a link.
    pub(super) fn check_links(&self, before: &Sites) -> Result<(), String> {
        let old = broken(before, &self.view.chapters().iter().collect::<Vec<_>>());
        let new = broken(&self.sites(), &self.all());
        let lost = new.iter().find(|(link, count)| old.get(*link).copied().unwrap_or(0) < **count);
        match lost {
            Some(((path, destination), _)) => {
                Err(format!("the link to `{destination}` in {} would break", name(&self.view, path)))
            }
            None => Ok(()),
        }
    }
}

/// Links to ids that are not on their pages: file and destination, and how many there are.
fn broken(sites: &Sites, chapters: &[&ParsedChapter]) -> BTreeMap<(PathBuf, String), usize> {
    let ids: BTreeMap<usize, BTreeSet<&str>> =
        chapters.iter().map(|parsed| (parsed.index, parsed.document().ids().collect())).collect();
    let mut found = BTreeMap::new();
    for link in &sites.links {
        for reading in &link.readings {
            let Target::Chapter(page, Some(id)) = &reading.target else { continue };
            if ids.get(page).is_some_and(|ids| !id.is_empty() && !ids.contains(id.as_str())) {
                *found.entry((link.path.clone(), link.destination.clone())).or_insert(0) += 1;
            }
        }
    }
    found
}

/// A file as messages name it: relative to the folder of the book.
pub(super) fn name(view: &BookView<'_>, path: &Path) -> String {
    relative_path(&view.book().root, path)
}

/// Why changes of files outside the book's sources are to be confirmed; `None` if there are none.
pub(super) fn outside(view: &BookView<'_>, changes: &FileChanges) -> Option<String> {
    let open = view.live.open_book();
    let is_own = |path: &Path| path.starts_with(&open.book.src) || open.config_files().iter().any(|own| own == path);
    let others: Vec<String> = changes.edits.keys().filter(|path| !is_own(path)).map(|path| name(view, path)).collect();
    (!others.is_empty()).then(|| format!("files outside the book's sources change: {}", others.join(", ")))
}
