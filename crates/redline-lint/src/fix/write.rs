//! Writing of fixed files.

use std::path::{Path, PathBuf};

use super::FixedText;
use crate::replace::{check_replaceable, replace};
use redline_document::source::{lies_below, read_bytes};

/// Reason why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The system reported an error.
    #[error("{} cannot be written", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no longer what was read.
    #[error("{} has changed since it was read and was left alone", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The file lies outside the book.
    #[error("{} lies outside {} and was left alone", path.display(), root.display())]
    Outside {
        /// The file.
        path: PathBuf,
        /// The book.
        root: PathBuf,
    },
}

/// Checks that [`write()`] could write the new text of a file.
///
/// # Errors
/// If it could not.
pub fn check_writable(path: &Path, text: &FixedText, root: &Path) -> Result<(), WriteError> {
    let failed = |source| WriteError::Io { path: path.to_owned(), source };
    if !lies_below(path, root) {
        return Err(WriteError::Outside { path: path.to_owned(), root: root.to_owned() });
    }
    check_replaceable(path).map_err(failed)?;
    let current = read_bytes(path).map_err(failed)?;
    if current != text.before.as_bytes() {
        return Err(WriteError::Changed { path: path.to_owned() });
    }
    Ok(())
}

/// Writes the new text of a file below `root`. Symbolic links are followed. The file is the old one or the new one at
/// every moment.
///
/// # Errors
/// If the file lies elsewhere, has changed since, or cannot be written.
pub fn write(path: &Path, text: &FixedText, root: &Path) -> Result<(), WriteError> {
    check_writable(path, text, root)?;
    replace(path, text.after.as_bytes()).map_err(|source| WriteError::Io { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "new").unwrap();
        let text = FixedText { before: "old".into(), after: "fixed".into() };
        assert!(matches!(write(&path, &text, folder.path()), Err(WriteError::Changed { .. })));
        let text = FixedText { before: "new".into(), after: "fixed".into() };
        write(&path, &text, folder.path()).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "fixed");
        let inner = folder.path().join("book");
        std::fs::create_dir(&inner).unwrap();
        let text = FixedText { before: "fixed".into(), after: "x".into() };
        assert!(matches!(write(&path, &text, &inner), Err(WriteError::Outside { .. })));
    }
}
