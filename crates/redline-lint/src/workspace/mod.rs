//! Open books with their files and settings: what the command line, the preprocessor and an editor check and fix.

mod config;
mod disk;
mod fix;
mod live_book;
mod open;
mod open_book;
mod preview;

use std::path::{Path, PathBuf};

use redline_document::diagnostic::RunError;
use redline_document::source::FileStore;

use crate::config::{ConfigError, FailOn};
use crate::strict::Issue;

pub use config::{BookConfig, OLD_MDBOOK, book_above, books_below};
pub use disk::{BookError, load_book, load_folder, lone_chapter};
pub use fix::{FixRequest, texts_after};
pub use live_book::LiveBook;
pub use open_book::OpenBook;

/// Books and files that are open together.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The files that were read, and unsaved texts.
    pub files: FileStore,
    /// The books, each with its settings.
    pub books: Vec<OpenBook>,
    /// Paths that name nothing.
    pub problems: Vec<RunError>,
}

/// What to open, and settings that override those of the books.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// The folder that relative paths start from; absolute.
    pub folder: PathBuf,
    /// Books, folders or Markdown files; the book at or above `folder` if there is none.
    pub paths: Vec<PathBuf>,
    /// A TOML file with the table's keys at its top level, instead of `book.toml`.
    pub config: Option<PathBuf>,
    /// The environment, which overrides the configuration as it does in mdBook.
    pub variables: Vec<(String, String)>,
    /// The only rules that run; all if there is none.
    pub select: Vec<String>,
    /// The least serious finding that fails.
    pub fail_on: Option<FailOn>,
    /// A path that need not be on disk, since its text is set.
    pub unsaved: Option<PathBuf>,
    /// Whether findings in the baseline count as new.
    pub without_baseline: bool,
}

/// The reason why books cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// A configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A book cannot be read.
    #[error(transparent)]
    Book(#[from] BookError),
    /// A selected rule does not exist.
    #[error("--select: {0}")]
    Select(Issue),
}

impl Workspace {
    /// Opens books, folders and files. Paths that name nothing are problems of the workspace.
    ///
    /// # Errors
    /// If a configuration or a table of contents cannot be used.
    pub fn open(options: &OpenOptions) -> Result<Self, WorkspaceError> {
        let files = FileStore::default();
        let (books, problems) = open::books(options, &files)?;
        Ok(Self { files, books, problems })
    }

    /// Sets the unsaved text of a file.
    pub fn set_text(&self, path: &Path, text: String) {
        self.files.set_text(path, text);
    }
}
