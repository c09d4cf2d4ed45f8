//! Files that can be read to their end.

use std::fs::{FileType, Metadata};
use std::io;
use std::path::Path;

/// Something other than a regular file at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is {0}, not a file")]
pub struct NotRegular(pub(super) &'static str);

impl NotRegular {
    /// Whether it is a directory.
    pub fn is_directory(&self) -> bool {
        self.0 == DIRECTORY
    }
}

/// The bytes of the file at `path`.
///
/// # Errors
/// If it cannot be read, or is not a regular file: opening a named pipe would wait until something writes to it, and a
/// device may have no end.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    if let Some(error) = not_regular(&std::fs::metadata(path)?) {
        let kind = if error.is_directory() { io::ErrorKind::IsADirectory } else { io::ErrorKind::InvalidInput };
        return Err(io::Error::new(kind, error));
    }
    std::fs::read(path)
}

/// The text of the file at `path`.
///
/// # Errors
/// As for [`read_bytes`], and if the bytes are not UTF-8.
pub fn read_text(path: &Path) -> io::Result<String> {
    let bytes = read_bytes(path)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
}

const DIRECTORY: &str = "a directory";

/// The kind of a file that is not regular; `None` for a regular one.
pub fn not_regular(metadata: &Metadata) -> Option<NotRegular> {
    let kind = metadata.file_type();
    if kind.is_file() {
        return None;
    }
    Some(NotRegular(if kind.is_dir() { DIRECTORY } else { special(kind) }))
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => "a named pipe",
        kind if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "something else"
}
