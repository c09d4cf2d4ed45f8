//! The files that configure a book.

use std::path::{Path, PathBuf};

use redline_document::source::FileStore;
use semver::Version;

use crate::config::{ConfigError, ConfigFile, OutdatedKey};
use crate::settings::Settings;

/// The mdBook of books that do not name theirs, but set keys that newer ones reject.
pub const OLD_MDBOOK: &str = "0.4";

/// The two files that configure a run: `book.toml`, and the file with our table, which may be the same.
#[derive(Clone, Debug)]
pub struct BookConfig {
    /// `book.toml`, or nothing.
    pub book: ConfigFile,
    /// The file that holds our table.
    pub table: ConfigFile,
}

impl BookConfig {
    /// The configuration for `path`: the nearest `book.toml`, with our table from `file` if given. `files` may hold an
    /// unsaved `book.toml`.
    ///
    /// # Errors
    /// If a file cannot be read or is not TOML.
    pub fn of(
        path: &Path,
        file: Option<&Path>,
        variables: &[(String, String)],
        files: &FileStore,
    ) -> Result<Self, ConfigError> {
        let variables = || variables.iter().cloned();
        let book = match book_above(path) {
            Some(root) => ConfigFile::book_in(files, &root.join("book.toml"), variables())?,
            None => ConfigFile::none(path, variables()),
        };
        let table = match file {
            Some(file) => ConfigFile::plain(file, variables())?,
            None => book.clone(),
        };
        Ok(Self { book, table })
    }

    /// The mdBook that builds the book: the one that the table names, else the one that its keys are for.
    ///
    /// # Errors
    /// If the table names no version.
    pub fn mdbook_version(&self) -> Result<Version, ConfigError> {
        let mut table = self.table.table()?;
        if table.mdbook.is_none() && self.key_of_04().is_some() {
            table.mdbook = Some(OLD_MDBOOK.to_owned());
        }
        table.mdbook_version().map_err(|issue| self.table.invalid(issue))
    }

    /// The first key of `book.toml` that only mdBook 0.4 accepts.
    pub fn key_of_04(&self) -> Option<OutdatedKey> {
        self.book.outdated_keys().into_iter().find(OutdatedKey::implies_04)
    }

    /// The settings in force.
    ///
    /// # Errors
    /// If the table has an unknown key or value, or names something that cannot be loaded.
    pub fn settings(&self) -> Result<Settings, ConfigError> {
        self.table.settings(self.table.table()?, &self.book, &FileStore::default())
    }
}

/// The nearest folder at or above `path` that holds a `book.toml`.
pub fn book_above(path: &Path) -> Option<PathBuf> {
    path.ancestors().find(|folder| has_book(folder)).map(Path::to_path_buf)
}

/// The folders of the books that lie nearest below `path`, up to three levels down.
pub fn books_below(path: &Path) -> Vec<PathBuf> {
    let mut folders = vec![path.to_owned()];
    for _ in 0..LEVELS {
        folders = folders.iter().flat_map(|folder| folders_in(folder)).collect();
        let books: Vec<PathBuf> = folders.iter().filter(|folder| has_book(folder)).cloned().collect();
        if !books.is_empty() {
            return books;
        }
    }
    Vec::new()
}

/// How many levels below a folder its book is searched for.
const LEVELS: usize = 3;

/// The folders directly in `folder`, without those that hold no sources of a book.
fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let is_foreign = |entry: &ignore::DirEntry| entry.depth() > 0 && entry.file_name() == "node_modules";
    let mut walk = ignore::WalkBuilder::new(folder);
    walk.max_depth(Some(1)).sort_by_file_path(Path::cmp).filter_entry(move |entry| !is_foreign(entry));
    let is_folder = |entry: &ignore::DirEntry| entry.depth() > 0 && entry.path().is_dir();
    walk.build().flatten().filter(is_folder).map(ignore::DirEntry::into_path).collect()
}

/// Whether a folder holds a `book.toml`. One that is a pipe or a device is an error when it is read.
pub(super) fn has_book(folder: &Path) -> bool {
    std::fs::metadata(folder.join("book.toml")).is_ok_and(|metadata| !metadata.is_dir())
}
