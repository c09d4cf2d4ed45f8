//! Files that get another name where a link, a directive or the table of contents names them.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use redline_document::source::{Span, normalize};

use super::moves;
use crate::changes::FileChanges;
use crate::sites::Sites;
use crate::view::BookView;

/// The path of a file.
pub(super) struct FilePlace {
    /// The path as written.
    pub(super) span: Span,
    written: String,
    /// The folder that it is relative to.
    folder: PathBuf,
    /// The file.
    file: PathBuf,
}

impl FilePlace {
    /// The path that is `span` of the file at `path` and names `file`, relative to `folder`.
    pub(super) fn new(view: &BookView<'_>, path: &Path, span: Span, folder: &Path, file: &Path) -> Self {
        let text = view.file(path);
        let written = text.and_then(|text| text.text().get(span.clone()).map(str::to_owned)).unwrap_or_default();
        Self { span, written, folder: folder.to_owned(), file: file.to_owned() }
    }

    /// The file that a new path names: with the extension of the old one if it has none, and the source of a page.
    fn named(&self, src: &Path, new_name: &str) -> PathBuf {
        let path = percent_decode_str(new_name).decode_utf8_lossy();
        let path = match path.strip_prefix('/') {
            Some(path) => src.join(path),
            None => self.folder.join(&*path),
        };
        let mut path = normalize(&path);
        let has_extension = |path: &Path, name: &str| path.extension().is_some_and(|found| found == name);
        let is_page = has_extension(Path::new(&self.written), "html") && has_extension(&self.file, "md");
        let is_html = has_extension(&path, "html");
        if let Some(extension) = self.file.extension().filter(|_| path.extension().is_none() || is_page && is_html) {
            path.set_extension(extension);
        }
        path
    }
}

/// Gives a file another name or place.
pub(super) fn rename(
    view: &BookView<'_>,
    sites: &Sites,
    place: &FilePlace,
    new_name: &str,
) -> Result<FileChanges, String> {
    let new = place.named(&view.book().src, new_name);
    if view.file(&place.file).is_none() && !place.file.exists() {
        return Err("the file does not exist yet".to_owned());
    }
    if !new.starts_with(&view.book().root) {
        return Err("the new path is outside the folder of the book".to_owned());
    }
    if new != place.file && (view.file(&new).is_some() || new.exists()) {
        return Err("a file with this name exists already".to_owned());
    }
    let moved = [(place.file.clone(), new)];
    let mut changes = moves::changes(view, sites, &moved);
    changes.renamed.extend(moved);
    Ok(changes)
}
