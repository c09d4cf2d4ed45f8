//! Books on disk: `SUMMARY.md` parsed with mdBook's own parser, and folders of Markdown files.

use std::path::{Path, PathBuf};

use mdbook_summary::{Link, SummaryItem, parse_summary};

use crate::book::{Book, Chapter, SUMMARY, key, without_repeats};
use crate::config::ConfigFile;
use redline_document::source::{FileStore, normalize};

/// Error of reading a book from disk.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// `SUMMARY.md` cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// `SUMMARY.md` is not a table of contents.
    #[error("{} is not a table of contents: {reason}", path.display())]
    Summary {
        /// The file.
        path: PathBuf,
        /// Why, in mdBook's words.
        reason: String,
    },
}

/// Loads the book in `root`. `config` is the content of its `book.toml`; `files` may hold an unsaved `SUMMARY.md`.
///
/// # Errors
/// If `SUMMARY.md` cannot be read or parsed.
pub fn load_book(root: &Path, config: &ConfigFile, files: &FileStore) -> Result<Book, BookError> {
    let src = config.value.pointer("/book/src").and_then(serde_json::Value::as_str).unwrap_or("src");
    let src = normalize(&root.join(src));
    let path = src.join(SUMMARY);
    let text = files.read_text(&path).map_err(|source| BookError::Unreadable { path: path.clone(), source })?;
    let (text, repeated) = without_repeats(&text);
    let summary = parse_summary(&text).map_err(|error| BookError::Summary { path, reason: format!("{error:#}") })?;
    let mut chapters = Vec::new();
    for items in [&summary.prefix_chapters, &summary.numbered_chapters, &summary.suffix_chapters] {
        let mut part = None;
        for item in items {
            if let SummaryItem::PartTitle(title) = item {
                part = Some(title.as_str());
            }
            push(item, part, &src, &mut chapters);
        }
    }
    let creates_missing = config.value.pointer("/build/create-missing").and_then(serde_json::Value::as_bool);
    Ok(Book { root: root.to_owned(), src, chapters, creates_missing: creates_missing.unwrap_or(true), repeated })
}

fn push(item: &SummaryItem, part: Option<&str>, src: &Path, chapters: &mut Vec<Chapter>) {
    let SummaryItem::Link(Link { name, location, nested_items, .. }) = item else { return };
    if let Some(location) = location {
        chapters.push(Chapter {
            name: name.clone(),
            path: key(&location.to_string_lossy()),
            page: None,
            file: Some(normalize(&src.join(location))),
            part: part.map(str::to_owned),
            has_children: nested_items.iter().any(|item| matches!(item, SummaryItem::Link(_))),
            is_loose: false,
        });
    }
    for item in nested_items {
        push(item, part, src, chapters);
    }
}

/// Loads every Markdown file below `folder` as a chapter, sorted by path. Tables of contents are included if
/// `with_summaries` is set: styles check them, built-in rules do not.
///
/// Hidden files, `node_modules` and files in `.gitignore` are left out. Also returns the errors of files that cannot be
/// listed.
pub fn load_folder(folder: &Path, with_summaries: bool) -> (Book, Vec<String>) {
    let mut problems = Vec::new();
    let mut chapters = Vec::new();
    let is_foreign = |entry: &ignore::DirEntry| entry.depth() > 0 && entry.file_name() == "node_modules";
    let mut walk = ignore::WalkBuilder::new(folder);
    walk.require_git(false).sort_by_file_path(Path::cmp).filter_entry(move |entry| !is_foreign(entry));
    for entry in walk.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                problems.push(error.to_string());
                continue;
            }
        };
        // Other special files are reported when they are read.
        let is_broken = |link: &Path| link.is_dir() || !link.exists();
        let may_be_read = entry.file_type().is_some_and(|kind| match kind {
            kind if kind.is_symlink() => !is_broken(entry.path()),
            kind => !kind.is_dir(),
        });
        if is_markdown(entry.path()) && may_be_read && (with_summaries || entry.file_name() != SUMMARY) {
            chapters.push(lone_chapter(folder, entry.path()));
        }
    }
    (
        Book {
            root: folder.to_owned(),
            src: folder.to_owned(),
            chapters,
            creates_missing: false,
            repeated: Vec::new(),
        },
        problems,
    )
}

/// Chapter of a file that no table of contents lists.
pub fn lone_chapter(folder: &Path, file: &Path) -> Chapter {
    let relative = file.strip_prefix(folder).unwrap_or(file);
    let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Chapter {
        name,
        path: key(&relative.to_string_lossy()),
        page: None,
        file: Some(normalize(file)),
        part: None,
        has_children: false,
        is_loose: true,
    }
}

fn is_markdown(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_in_the_order_of_the_table_of_contents() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("book.toml"), "[book]\nsrc = \"text\"\n").unwrap();
        std::fs::create_dir(folder.path().join("text")).unwrap();
        let summary = "[Preface](./p.md)\n\n# Part\n\n- [One](a%20b.md)\n  - [Two](x/../x/two.md)\n- [Draft]()\n  - [Three](three.md)\n\n---\n\n[End](end.md)\n";
        std::fs::write(folder.path().join("text/SUMMARY.md"), summary).unwrap();
        let config = ConfigFile::book(&folder.path().join("book.toml"), []).unwrap();
        let book = load_book(folder.path(), &config, &FileStore::default()).unwrap();
        let chapters: Vec<_> = book
            .chapters
            .iter()
            .map(|chapter| (chapter.name.as_str(), chapter.path.as_str(), chapter.has_children))
            .collect();
        assert_eq!(
            chapters,
            [
                ("Preface", "p.md", false),
                ("One", "a b.md", true),
                ("Two", "x/two.md", false),
                ("Three", "three.md", false),
                ("End", "end.md", false)
            ]
        );
    }
}
