//! A file with another text, before anything is changed: what checks would find, and what readers would see.

use std::path::Path;
use std::sync::Arc;

use redline_document::diagnostic::Finding;
use redline_document::source::{FileStore, SourceFile};

use super::LiveBook;
use crate::chapter::ParsedChapter;
use crate::fix::is_same_without_comments;
use crate::lint::Linter;

impl LiveBook {
    /// The findings in all files of the chapters that depend on the file at `path`, if `text` were its text, by what was
    /// common in the book at the last check; `None` before the first check. The baseline is not compared.
    pub fn findings_with(&self, files: &FileStore, path: &Path, text: &str) -> Option<Vec<Finding>> {
        let files = files.with_texts([(path, text)]);
        if self.depending_on(path).next().is_none() {
            return Some(self.check_extra(path, &files).findings);
        }
        let (open, index) = (self.open_book(), Arc::clone(self.index()?));
        let is_wanted = |index: usize| self.depending_on(path).any(|parsed| parsed.index == index);
        let chapters = open.loader(&files).load_some(&open.book, is_wanted);
        let linter = Linter::with_index(&open.book, &open.settings, index);
        let report = linter.lint_until(&chapters.iter().collect::<Vec<_>>(), &|| false)?;
        Some(report.findings)
    }

    /// Whether every page would be the same, besides suppression comments that `text` adds to the file at `path`.
    pub fn adds_only_comments(&self, files: &FileStore, path: &Path, text: &str) -> bool {
        let open = self.open_book();
        let after = files.with_texts([(path, text)]);
        let dialects = open.all_dialects();
        let is_same =
            |before: &str, after: &str| dialects.iter().all(|dialect| is_same_without_comments(after, before, dialect));
        let (Ok(old), Ok(new)) = (files.read(path), after.read(path)) else { return false };
        if self.depending_on(path).next().is_none() {
            return is_same(old.text(), new.text());
        }
        self.depending_on(path).all(|parsed| {
            let folder = open.book.folder(&open.book.chapters[parsed.index]);
            let own = if parsed.file.path() == path { &new } else { &parsed.file };
            let rendered = |files: &FileStore, file: &Arc<SourceFile>| open.loader(files).rendered(file, &folder);
            is_same(rendered(files, &parsed.file).text(), rendered(&after, own).text())
        })
    }

    /// The chapters whose text depends on the file.
    fn depending_on<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = &'a ParsedChapter> {
        self.chapters().iter().filter(move |parsed| parsed.sources().any(|source| source == path))
    }
}
