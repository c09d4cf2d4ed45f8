//! Atomic replacement of files: at every moment a file is the old one or the new one.
//!
//! A file is written beside the one that it replaces, synced, and renamed. The file keeps its owner as far as the system
//! allows, its mode and its extended attributes. A rename cannot keep hard links: other names of the file keep the
//! old content.

mod attributes;
mod unfinished;

use std::fs::{Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use redline_document::source::not_regular;
use unfinished::Unfinished;

pub use unfinished::{Abandoned, abandon, remove_strays};

/// Maximum number of symbolic links that are followed to a file that does not exist yet.
const MAX_LINKS: usize = 40;

/// Writes `bytes` to the file at `path`, which need not exist. Symbolic links are followed. A special file such as
/// `/dev/null` is written to directly.
///
/// # Errors
/// If the system reports an error.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match std::fs::metadata(path) {
        Ok(old) if old.is_file() => {
            let real = path.canonicalize()?;
            check(&real, &old)?;
            let mut file = Unfinished::for_existing(&real, &old)?;
            file.fill(bytes)?;
            file.persist(&real)
        }
        Ok(old) if old.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(_) => OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let real = end_of_links(path)?;
            let mut file = Unfinished::for_new(&real)?;
            file.fill(bytes)?;
            file.persist(&real)
        }
        Err(error) => Err(error),
    }
}

/// Writes `bytes` as a new file at `path`.
///
/// # Errors
/// If `path` exists, or the system reports an error.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Unfinished::for_new(path)?;
    file.fill(bytes)?;
    file.persist_new(path)
}

/// Checks that [`replace`] may write to the file at `path`, without writing anything.
///
/// # Errors
/// If it may not.
pub fn check_replaceable(path: &Path) -> io::Result<()> {
    let real = path.canonicalize()?;
    check(&real, &std::fs::metadata(&real)?)
}

/// Checks the permissions of the folder, which are all that a rename needs: a read-only file is replaced, as `sed -i`
/// does, and stays read-only.
fn check(path: &Path, metadata: &Metadata) -> io::Result<()> {
    if let Some(found) = not_regular(metadata) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, found));
    }
    attributes::check_folder(folder_of(path))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Target of the symbolic links at `path`, where no file exists.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    let mut end = path.to_owned();
    for _ in 0..MAX_LINKS {
        match std::fs::read_link(&end) {
            Ok(target) => end = folder_of(&end).join(target),
            Err(_) => return Ok(end),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(create(&path, b"three").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(replace(folder.path(), b"").unwrap_err().kind(), io::ErrorKind::IsADirectory);
        let error = replace(&folder.path().join("no/such/folder.html"), b"").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        assert!(!error.to_string().contains("redline"), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_even_to_files_that_do_not_exist() {
        let folder = tempfile::tempdir().unwrap();
        let (link, file) = (folder.path().join("link"), folder.path().join("file"));
        std::os::unix::fs::symlink("file", &link).unwrap();
        for text in ["one", "two"] {
            replace(&link, text.as_bytes()).unwrap();
            assert!(link.is_symlink());
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
        std::os::unix::fs::symlink("circle", folder.path().join("circle")).unwrap();
        assert!(replace(&folder.path().join("circle"), b"").is_err());
        replace(Path::new("/dev/null"), b"text").unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_has_the_mode_of_other_new_files() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        fs::write(folder.path().join("plain"), "").unwrap();
        replace(&folder.path().join("replaced"), b"").unwrap();
        create(&folder.path().join("created"), b"").unwrap();
        assert_eq!((mode("replaced"), mode("created")), (mode("plain"), mode("plain")));
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_keeps_its_mode() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "old").unwrap();
        for mode in [0o600, 0o664, 0o755, 0o444] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            replace(&path, b"new").unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, mode);
        }
    }
}
