//! Sources of old versions.

use std::path::{Path, PathBuf};

use redline_document::source::{SourceFile, normalize, read_text};
use redline_lint::book::{Book, Chapter, listed_chapters};
use redline_lint::config::Against;

#[cfg(feature = "git")]
use crate::history::{HistoryError, Snapshot};

/// Errors of reading old versions.
#[derive(Debug, thiserror::Error)]
pub enum EarlierError {
    /// The repository cannot be read.
    #[cfg(feature = "git")]
    #[error(transparent)]
    History(#[from] HistoryError),
    /// This program was built without repositories.
    #[cfg(not(feature = "git"))]
    #[error("`{0}` needs redline with the feature `git`")]
    NoGit(String),
    /// A folder does not exist.
    #[error("{} is no folder: `change-report.against` names it", .0.display())]
    NoFolder(PathBuf),
    /// A file that a comment names cannot be read.
    #[error("{} cannot be read, which a comment in {} names", path.display(), chapter.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The chapter with the comment.
        chapter: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
}

/// A source of old versions.
#[derive(Debug)]
pub enum EarlierVersions {
    /// The author's text before safe fixes.
    Normalized,
    /// The files of a folder.
    Folder(PathBuf),
    /// The files at a commit.
    #[cfg(feature = "git")]
    Commit(Box<Snapshot>),
    /// There is no earlier version yet.
    Nothing,
}

impl EarlierVersions {
    /// Opens the versions that `against` names, for the book at `root`.
    ///
    /// # Errors
    /// If they do not exist.
    pub fn open(against: &Against, root: &Path) -> Result<Self, EarlierError> {
        match against {
            Against::Normalized => Ok(Self::Normalized),
            Against::Folder(path) => {
                let folder = normalize(&root.join(path));
                if folder.is_dir() { Ok(Self::Folder(folder)) } else { Err(EarlierError::NoFolder(folder)) }
            }
            #[cfg(feature = "git")]
            Against::Revision(revision) => Ok(Self::Commit(Box::new(Snapshot::at(root, revision)?))),
            #[cfg(feature = "git")]
            Against::LatestTag => {
                Ok(Snapshot::at_latest_tag(root)?.map_or(Self::Nothing, |snapshot| Self::Commit(Box::new(snapshot))))
            }
            #[cfg(not(feature = "git"))]
            Against::Revision(_) | Against::LatestTag => Err(EarlierError::NoGit(against.to_string())),
        }
    }

    /// Whether they are the files of a commit.
    pub fn is_commit(&self) -> bool {
        match self {
            #[cfg(feature = "git")]
            Self::Commit(_) => true,
            Self::Normalized | Self::Folder(_) | Self::Nothing => false,
        }
    }

    /// The old version of a chapter; `None` if it did not exist. `file` is its file of today.
    pub fn version(&self, book: &Book, chapter: &Chapter, file: &SourceFile) -> Option<EarlierVersion> {
        match self {
            Self::Normalized => Some(EarlierVersion { text: file.text().to_owned(), file: None }),
            Self::Nothing => None,
            Self::Folder(_) => self.file(book, &chapter.path),
            #[cfg(feature = "git")]
            Self::Commit(snapshot) => {
                let path = chapter.file.as_deref()?;
                let under_old_name = || {
                    let old = snapshot.under_old_name(file.text())?;
                    Some(EarlierVersion { text: old.text, file: Some(old.path) })
                };
                let in_place = snapshot.text(path).map(|text| EarlierVersion { text, file: Some(path.to_owned()) });
                in_place.or_else(under_old_name)
            }
        }
    }

    /// A file below `src`, by its key.
    fn file(&self, book: &Book, key: &str) -> Option<EarlierVersion> {
        match self {
            Self::Normalized | Self::Nothing => None,
            Self::Folder(folder) => {
                let below_root = book.src.strip_prefix(&book.root).unwrap_or(Path::new(""));
                let places = [folder.join(key), folder.join(below_root).join(key)];
                places.into_iter().find_map(|path| {
                    let text = read_text(&path).ok()?;
                    Some(EarlierVersion { text, file: Some(path) })
                })
            }
            #[cfg(feature = "git")]
            Self::Commit(snapshot) => {
                let path = book.src.join(key);
                Some(EarlierVersion { text: snapshot.text(&path)?, file: Some(path) })
            }
        }
    }

    /// Chapters that the table of contents no longer names; `None` if that is not known.
    pub fn removed(&self, book: &Book) -> Option<Vec<RemovedChapter>> {
        let summary = self.file(book, "SUMMARY.md")?.text;
        let is_there = |path: &str| book.chapters.iter().any(|chapter| chapter.path == path);
        let removed = listed_chapters(&summary).into_iter().filter(|(path, _)| !is_there(path));
        Some(
            removed
                .filter_map(|(path, name)| Some(RemovedChapter { version: self.file(book, &path)?, name, path }))
                .collect(),
        )
    }
}

/// The old version of a chapter.
#[derive(Debug)]
pub struct EarlierVersion {
    /// Its text.
    pub text: String,
    /// The file it was in, wherever that is or was; `None` if that is the chapter's own file.
    pub file: Option<PathBuf>,
}

/// A chapter that the book no longer has.
#[derive(Debug)]
pub struct RemovedChapter {
    /// Its name in the table of contents.
    pub name: String,
    /// Its key.
    pub path: String,
    /// Its old version.
    pub version: EarlierVersion,
}

/// The text of a file that a comment of a chapter names.
pub(super) fn named_file(chapter: &Path, name: &str) -> Result<String, EarlierError> {
    let path = normalize(&chapter.parent().unwrap_or(Path::new("")).join(name));
    read_text(&path).map_err(|source| EarlierError::Unreadable { path, chapter: chapter.to_owned(), source })
}
