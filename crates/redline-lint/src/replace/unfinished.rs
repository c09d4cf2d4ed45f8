//! Temporary files that are written beside those that they will replace.
//!
//! They are recognized by their names, so that those of a killed run can be removed. The names end with `.md`, since
//! mdBook copies every other file of a book's source to the output, and start with a dot, since tools that search for
//! Markdown skip hidden files.

use std::fs::{File, Metadata, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile};

use super::{attributes, folder_of};

const PREFIX: &str = ".redline-";
const SUFFIX: &str = ".tmp.md";

/// Files that this process is writing.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Temporary file, which is removed unless it is persisted.
pub(super) struct Unfinished {
    /// `None` once it is persisted.
    file: Option<NamedTempFile>,
    path: PathBuf,
}

impl Unfinished {
    /// Creates a file with the attributes of the one at `path`. Until it has them, only its owner can read it.
    pub(super) fn for_existing(path: &Path, metadata: &Metadata) -> io::Result<Self> {
        let unfinished = Self::beside(path, None)?;
        if let Some(file) = &unfinished.file {
            attributes::copy(path, metadata, file.as_file())?;
        }
        Ok(unfinished)
    }

    /// Creates a file with the mode of new files.
    pub(super) fn for_new(path: &Path) -> io::Result<Self> {
        Self::beside(path, attributes::of_new_files())
    }

    fn beside(path: &Path, permissions: Option<Permissions>) -> io::Result<Self> {
        let folder = folder_of(path);
        // The error of the temporary file would be about its own path.
        attributes::check_folder(folder)?;
        let mut builder = Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        if let Some(permissions) = permissions {
            builder.permissions(permissions);
        }
        // Locked until the file is listed, so that a signal handler knows every file that exists.
        let mut unfinished = unfinished();
        let file = builder.tempfile_in(folder)?;
        // A file without a lock is a leftover. On systems without locks, every file counts as in use.
        attributes::lock(file.as_file());
        let path = file.path().to_owned();
        unfinished.push(path.clone());
        Ok(Self { file: Some(file), path })
    }

    /// Writes and syncs the content.
    pub(super) fn fill(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        file.write_all(bytes)?;
        file.as_file().sync_all()
    }

    /// Renames the file to `path`, replacing a file there.
    pub(super) fn persist(mut self, path: &Path) -> io::Result<()> {
        let Some(file) = self.file.take() else { return Ok(()) };
        file.persist(path).map(drop).map_err(|error| error.error)
    }

    /// Renames the file to `path`, unless there is a file.
    pub(super) fn persist_new(mut self, path: &Path) -> io::Result<()> {
        let Some(file) = self.file.take() else { return Ok(()) };
        file.persist_noclobber(path).map(drop).map_err(|error| error.error)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        drop(self.file.take());
        unfinished().retain(|path| *path != self.path);
    }
}

/// While this value exists, this process creates no files.
#[derive(Debug)]
pub struct Abandoned(#[expect(dead_code, reason = "holds the lock")] MutexGuard<'static, Vec<PathBuf>>);

/// Removes all temporary files, since the process is about to exit.
pub fn abandon() -> Abandoned {
    let mut unfinished = unfinished();
    for path in unfinished.drain(..) {
        drop(std::fs::remove_file(path));
    }
    Abandoned(unfinished)
}

/// Removes the temporary files that killed runs left in a folder. Returns their paths.
pub fn remove_strays(folder: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut strays: Vec<PathBuf> = paths.filter(|path| is_unfinished(path)).collect();
    strays.sort();
    strays.retain(|path| {
        let is_leftover = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
            && File::open(path).is_ok_and(|file| attributes::lock(&file));
        is_leftover && std::fs::remove_file(path).is_ok()
    });
    strays
}

/// Whether a path has the name of a temporary file.
fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.strip_prefix(PREFIX)
        .and_then(|name| name.strip_suffix(SUFFIX))
        .is_some_and(|middle| !middle.is_empty() && middle.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn only_leftover_files_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let stray = folder.path().join(".redline-aB3xYz.tmp.md");
        let others = [".redline-.tmp.md", ".redline-my notes.tmp.md", "redline-aB3xYz.tmp.md", ".redline-aB3xYz.md"];
        for path in others.map(|name| folder.path().join(name)).iter().chain([&stray]) {
            fs::write(path, "text").unwrap();
        }
        fs::create_dir(folder.path().join(".redline-folder.tmp.md")).unwrap();
        assert_eq!(remove_strays(folder.path()), [stray]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), others.len() + 1);
    }

    #[test]
    fn a_file_in_use_is_not_a_leftover_and_is_removed_on_drop() {
        let folder = tempfile::tempdir().unwrap();
        let count = || fs::read_dir(folder.path()).unwrap().count();
        let mut file = Unfinished::for_new(&folder.path().join("a.md")).unwrap();
        file.fill(b"half").unwrap();
        if cfg!(any(target_os = "linux", target_os = "macos")) {
            assert!(remove_strays(folder.path()).is_empty());
        }
        drop(file);
        assert_eq!(count(), 0);
    }
}
