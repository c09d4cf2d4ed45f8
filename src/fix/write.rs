//! Files replaced whole: at every moment a file is old or new.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::FixedText;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The system refused.
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
        /// The file, symbolic links followed.
        path: PathBuf,
        /// The book.
        root: PathBuf,
    },
}

/// Writes the new text of a file below `root`: beside it first, then in its place, so that the file
/// is old or new at every moment. Symbolic links are followed and the mode is kept.
///
/// # Errors
/// If the file lies elsewhere, has changed since, or cannot be written.
pub fn write(path: &Path, text: &FixedText, root: &Path) -> Result<(), WriteError> {
    let failed = |source| WriteError::Io { path: path.to_owned(), source };
    let real = path.canonicalize().map_err(failed)?;
    let real_root = root.canonicalize().map_err(failed)?;
    if !real.starts_with(&real_root) {
        return Err(WriteError::Outside { path: real, root: real_root });
    }
    let current = std::fs::read(&real).map_err(failed)?;
    if current != text.before.as_bytes() {
        return Err(WriteError::Changed { path: path.to_owned() });
    }
    let folder = real.parent().unwrap_or(&real_root);
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    beside.write_all(text.after.as_bytes()).map_err(failed)?;
    let mode = std::fs::metadata(&real).map_err(failed)?.permissions();
    beside.as_file().set_permissions(mode).map_err(failed)?;
    beside.persist(&real).map_err(|error| failed(error.error))?;
    Ok(())
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
