//! Parts of the configuration that match no chapter, and former names of rules.

use super::Settings;
use crate::book::Book;
use crate::config::globs;

impl Settings {
    /// A line for each former name of a rule and each part of the configuration that fits no chapter of `book`.
    pub fn notes(&self, book: &Book) -> Vec<String> {
        let former = self.table.former_names.iter().map(ToString::to_string);
        former.chain(self.unmatched(book)).collect()
    }

    /// A line for each glob, and each part of the table of contents, that fits no chapter of `book`: a slip of the
    /// pen there would switch a rule or a template off, and nobody would know.
    ///
    /// Empty for a book without a table of contents: its chapters are the files that the command names.
    fn unmatched(&self, book: &Book) -> Vec<String> {
        if book.chapters.iter().all(|chapter| chapter.is_loose) {
            return Vec::new();
        }
        // The page of the style report is a chapter too, although it is not checked.
        let page = self.report_page();
        let paths = || book.chapters.iter().map(|chapter| chapter.path.as_str()).chain(page.as_deref());
        let fits_none = |glob: &&String| {
            let set = globs(std::slice::from_ref(*glob));
            set.is_ok_and(|set| !paths().any(|path| set.is_match(path)))
        };
        let no_chapter = |key: String, patterns: &[String]| -> Vec<String> {
            let unmatched = patterns.iter().filter(fits_none);
            unmatched.map(|glob| format!("`{glob}` in `{key}` fits no chapter of the book")).collect()
        };
        let is_part = |name: &&String| book.chapters.iter().any(|chapter| chapter.part.as_ref() == Some(*name));
        let table = &self.table;
        // Included files can be ignored too. Which files outside `src` are included is not known here.
        let may_be_included = |glob: &String| glob.starts_with("../") || book.src.join(glob).is_file();
        let ignored: Vec<String> = table.ignore.iter().filter(|glob| !may_be_included(glob)).cloned().collect();
        let mut unmatched = no_chapter("ignore".to_owned(), &ignored);
        for (index, entry) in table.overrides.iter().enumerate() {
            unmatched.extend(no_chapter(format!("overrides.{index}.for"), &entry.chapters));
        }
        for template in &table.templates {
            let name = &template.name;
            unmatched.extend(no_chapter(format!("templates.{name}.for"), &template.chapters));
            let parts = template.parts.iter().filter(|part| !is_part(part));
            unmatched.extend(parts.map(|part| format!("`{part}` in `templates.{name}.parts` is no part of the book")));
        }
        for term in self.terms.own() {
            unmatched.extend(no_chapter(format!("terms.{}.for", term.term), &term.chapters));
        }
        unmatched
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::book::{Book, Chapter};
    use crate::config::{BookContext, Table};
    use crate::settings::Settings;
    use crate::terms::TermBase;

    fn book(is_loose: bool) -> Book {
        let chapter = |path: &str, part: Option<&str>| Chapter {
            path: path.to_owned(),
            part: part.map(str::to_owned),
            is_loose,
            ..Chapter::default()
        };
        Book { chapters: vec![chapter("a.md", None), chapter("guide/b.md", Some("Guides"))], ..Book::default() }
    }

    #[test]
    fn what_fits_nothing_is_named() {
        let table: Table = toml::from_str(
            "ignore = [\"a.md\", \"gone.md\"]\n\
             overrides = [{ for = [\"guide/*.md\", \"gudie/**\"], rules = { passive = \"off\" } }]\n\
             terms = [{ term = \"API token\", for = [\"b.md\"] }]\n\
             templates = [{ name = \"how-to\", for = [\"**\"], parts = [\"Guides\", \"Guide\"] }]\n",
        )
        .unwrap();
        let terms = TermBase::load(&table.terms, &[], std::path::Path::new("")).unwrap();
        let settings = Settings::new(table, Arc::default(), Arc::new(terms), BookContext::default()).unwrap();
        let unmatched = [
            "`gone.md` in `ignore` fits no chapter of the book",
            "`gudie/**` in `overrides.0.for` fits no chapter of the book",
            "`Guide` in `templates.how-to.parts` is no part of the book",
            "`b.md` in `terms.API token.for` fits no chapter of the book",
        ];
        assert_eq!(settings.unmatched(&book(false)), unmatched);
        assert!(settings.unmatched(&book(true)).is_empty(), "loose files are no book");
    }
}
