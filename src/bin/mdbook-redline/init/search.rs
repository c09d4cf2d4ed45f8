//! Pages of reports, left out of the book's search index: what they hold is in the chapters, or no longer true.

use redline_document::source::FileStore;
use redline_lint::NAME;
use redline_lint::book::{Book, key};
use redline_lint::config::edit::table_at;
use redline_lint::workspace::load_book;
use toml_edit::{DocumentMut, InlineTable, Item, TableLike, value};

use super::Wiring;
use crate::output;

/// The folder of the pages with change reports.
const CHANGES: &str = "changes";

/// The page of the style report, unless the configuration names another.
const STYLE_REPORT: &str = "style-report.md";

/// The table that excludes pages from the search index.
const TABLE: [&str; 4] = ["output", "html", "search", "chapter"];

impl Wiring {
    /// Excludes the pages of reports that a build adds, and takes out exclusions of pages that it no longer adds: mdBook
    /// does not build a book that excludes a page which it does not have.
    pub(super) fn search(&mut self, document: &mut DocumentMut) -> anyhow::Result<()> {
        if !has_search(document) {
            return Ok(());
        }
        let book = load_book(&self.root, &self.config, &FileStore::default()).unwrap_or_default();
        let style_page = report(document, "style-report").map(|it| key(key_of(it, "page").unwrap_or(STYLE_REPORT)));
        let changes = report(document, "change-report").map(|it| key_of(it, "place") == Some("page"));
        if changes == Some(false) {
            output::note(
                "redline: search finds old wording in change reports within chapters; with `place = \"page\"` it does not",
            );
        }
        let has_own_pages = has_chapters(&book, CHANGES);
        if changes == Some(true) && has_own_pages {
            output::note(&format!(
                "redline: the book has chapters of its own in `{CHANGES}`, so search finds the change reports there too"
            ));
        }
        let changes = (changes == Some(true) && !has_own_pages).then(|| CHANGES.to_owned());
        let excluded: Vec<String> = changes.into_iter().chain(style_page).collect();
        for stale in [CHANGES, STYLE_REPORT] {
            if !excluded.iter().any(|page| page == stale) && !has_chapters(&book, stale) {
                self.include(document, stale);
            }
        }
        for page in &excluded {
            self.exclude(document, page)?;
        }
        Ok(())
    }

    /// Adds an exclusion, unless the author decided on the page.
    fn exclude(&mut self, document: &mut DocumentMut, page: &str) -> anyhow::Result<()> {
        let table = table_at(document, &TABLE)?;
        if !table.contains_key(page) {
            let mut setting = InlineTable::new();
            setting.insert("enable", false.into());
            table.insert(page, value(setting));
            self.changes.push(format!("added \"{page}\" to `[{}]`, so that search leaves it out", TABLE.join(".")));
        }
        Ok(())
    }

    /// Removes an exclusion.
    fn include(&mut self, document: &mut DocumentMut, page: &str) {
        let root: &mut dyn TableLike = document.as_table_mut();
        let table = TABLE.iter().try_fold(root, |table, name| table.get_mut(name)?.as_table_like_mut());
        let Some(table) = table else { return };
        let is_ours = |item: &Item| item.get("enable").and_then(Item::as_bool) == Some(false);
        if table.get(page).is_some_and(is_ours) {
            table.remove(page);
            self.changes.push(format!("removed \"{page}\" from `[{}]`, since no build adds it now", TABLE.join(".")));
        }
    }
}

/// Whether the book is rendered as HTML. Where there are only other renderers, a table for HTML would add that one.
pub(super) fn has_html(document: &DocumentMut) -> bool {
    let output = document.get("output").and_then(Item::as_table_like);
    output.is_none_or(|output| output.is_empty() || output.contains_key("html"))
}

/// Whether a build makes a search index that redline's pages would be in.
fn has_search(document: &DocumentMut) -> bool {
    let Some(output) = document.get("output").and_then(Item::as_table_like) else { return true };
    let Some(html) = output.get("html") else { return has_html(document) };
    html.get("search").and_then(|search| search.get("enable")).and_then(Item::as_bool) != Some(false)
}

/// The setting of a report that is on: a table, or `true`.
fn report<'a>(document: &'a DocumentMut, name: &str) -> Option<&'a Item> {
    let item = document.get("preprocessor")?.get(NAME)?.get(name)?;
    (item.as_bool() != Some(false)).then_some(item)
}

/// A key of a report's table.
fn key_of<'a>(report: &'a Item, name: &str) -> Option<&'a str> {
    report.get(name)?.as_str()
}

/// Whether a book has chapters at or below a path.
fn has_chapters(book: &Book, path: &str) -> bool {
    book.chapters.iter().any(|chapter| std::path::Path::new(&chapter.path).starts_with(path))
}
