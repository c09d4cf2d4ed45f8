//! Where the version before comes from.

use std::path::{Path, PathBuf};

use super::Against;
use crate::book::{Book, Chapter};
#[cfg(feature = "git")]
use crate::history::{HistoryError, Snapshot};
use crate::source::{SourceFile, normalize};

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

    /// The text that a chapter had; `None` if it had none. `file` is what its author has written now.
    pub fn text(&self, book: &Book, chapter: &Chapter, file: &SourceFile) -> Option<String> {
        match self {
            Self::Normalized => Some(file.text().to_owned()),
            Self::Nothing => None,
            Self::Folder(folder) => {
                let below_root = book.src.strip_prefix(&book.root).unwrap_or(Path::new(""));
                let places = [folder.join(&chapter.path), folder.join(below_root).join(&chapter.path)];
                places.iter().find_map(|path| std::fs::read_to_string(path).ok())
            }
            #[cfg(feature = "git")]
            Self::Commit(snapshot) => {
                let path = chapter.file.as_deref()?;
                snapshot.text(path).or_else(|| snapshot.text_under_old_name(file.text()))
            }
        }
    }
}

/// A file that a comment of a chapter names.
pub(super) fn named_file(chapter: &Path, name: &str) -> Result<String, EarlierError> {
    let path = normalize(&chapter.parent().unwrap_or(Path::new("")).join(name));
    std::fs::read_to_string(&path).map_err(|source| EarlierError::Unreadable {
        path,
        chapter: chapter.to_owned(),
        source,
    })
}
