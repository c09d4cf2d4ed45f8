//! Folders outside `src` that chapters include from: `mdbook serve` does not watch them by itself.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use redline_document::document::Dialect;
use redline_document::source::FileStore;
use redline_lint::chapter::ChapterLoader;
use redline_lint::config::edit::list_at;
use redline_lint::workspace::load_book;
use redline_report::render::Paths;
use toml_edit::DocumentMut;

use super::Wiring;

impl Wiring {
    /// Adds the folders to `extra-watch-dirs`.
    pub(super) fn watch(&mut self, document: &mut DocumentMut) -> anyhow::Result<()> {
        let Ok(book) = load_book(&self.root, &self.config, &FileStore::default()) else { return Ok(()) };
        let files = FileStore::default();
        let dialect = Dialect::default();
        let (parsed_chapters, _) = ChapterLoader::new(&files, &dialect).load(&book);
        let targets = parsed_chapters.iter().flat_map(|parsed| &parsed.expansion().targets);
        let folders: BTreeSet<String> = targets
            .filter(|target| !target.starts_with(&book.src) && target.is_file())
            .filter_map(|target| watched_folder(&self.root, target))
            .collect();
        if folders.is_empty() {
            return Ok(());
        }
        let list = list_at(document, &["build"], "extra-watch-dirs")?;
        for folder in folders {
            if !list.iter().any(|known| known.as_str().is_some_and(|known| known.trim_end_matches('/') == folder)) {
                self.changes.push(format!("added \"{folder}\" to `extra-watch-dirs` in `[build]`, for `mdbook serve`"));
                list.push(folder);
            }
        }
        Ok(())
    }
}

/// What to watch for a file: the top folder below the book's root, or the file's own folder.
fn watched_folder(root: &Path, target: &Path) -> Option<String> {
    match target.strip_prefix(root) {
        Ok(inside) if inside.components().count() > 1 => match inside.components().next() {
            Some(Component::Normal(first)) => Some(first.to_string_lossy().into_owned()),
            _ => None,
        },
        Ok(_) => None,
        Err(_) => target.parent().map(|folder| Paths::relative_to(root).show(folder)),
    }
}
