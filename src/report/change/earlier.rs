//! Where the version before comes from.

use std::path::{Path, PathBuf};

use crate::book::{Book, Chapter, listed_chapters};
use crate::config::Against;
#[cfg(feature = "git")]
use crate::history::{HistoryError, Snapshot};
use crate::source::{SourceFile, normalize, read_text};

/// Why there is nothing to compare with.
#[derive(Debug, thiserror::Error)]
pub enum EarlierError {
    /// The repository cannot be asked.
    #[cfg(feature = "git")]
    #[error(transparent)]
    History(#[from] HistoryError),
    /// This program knows no repositories.
    #[cfg(not(feature = "git"))]
    #[error("`{0}` needs redline with the feature `git`")]
    NoGit(String),
    /// A folder is not there.
    #[error("{} is no folder: `change-report.against` names it", .0.display())]
    NoFolder(PathBuf),
    /// A file that a comment names cannot be read.
    #[error("{} cannot be read, which a comment in {} names", path.display(), chapter.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The chapter with the comment.
        chapter: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// The versions before.
#[derive(Debug)]
pub enum Earlier {
    /// What the author wrote, before safe fixes.
    Normalized,
    /// The files of a folder.
    Folder(PathBuf),
    /// The files at a commit.
    #[cfg(feature = "git")]
    Commit(Box<Snapshot>),
    /// There is no earlier version yet.
    Nothing,
}

impl Earlier {
    /// The versions that `against` means, for the book at `root`.
    ///
    /// # Errors
    /// If they are not there.
    pub fn of(against: &Against, root: &Path) -> Result<Self, EarlierError> {
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

    /// Whether they are those of a commit.
    pub fn is_commit(&self) -> bool {
        match self {
            #[cfg(feature = "git")]
            Self::Commit(_) => true,
            Self::Normalized | Self::Folder(_) | Self::Nothing => false,
        }
    }

    /// What a chapter was; `None` if it was not there. `file` is what its author has written now.
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

    /// The chapters that the book had and its table of contents no longer names; `None` if that is not known.
    pub fn gone(&self, book: &Book) -> Option<Vec<GoneChapter>> {
        let summary = self.file(book, "SUMMARY.md")?.text;
        let is_there = |path: &str| book.chapters.iter().any(|chapter| chapter.path == path);
        let gone = listed_chapters(&summary).into_iter().filter(|(path, _)| !is_there(path));
        Some(
            gone.filter_map(|(path, name)| Some(GoneChapter { version: self.file(book, &path)?, name, path }))
                .collect(),
        )
    }
}

/// What a chapter was.
#[derive(Debug)]
pub struct EarlierVersion {
    /// Its text.
    pub text: String,
    /// The file that held it, wherever that is or was; `None` if that was the chapter's own.
    pub file: Option<PathBuf>,
}

/// A chapter that the book no longer has.
#[derive(Debug)]
pub struct GoneChapter {
    /// Its name in the table of contents.
    pub name: String,
    /// Its key.
    pub path: String,
    /// What it was.
    pub version: EarlierVersion,
}

/// A file that a comment of a chapter names.
pub(super) fn named_file(chapter: &Path, name: &str) -> Result<String, EarlierError> {
    let path = normalize(&chapter.parent().unwrap_or(Path::new("")).join(name));
    read_text(&path).map_err(|source| EarlierError::Unreadable { path, chapter: chapter.to_owned(), source })
}
