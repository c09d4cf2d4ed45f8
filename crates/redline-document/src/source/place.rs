//! Paths relative to a folder.

use std::path::{Path, PathBuf};

use super::normalize;

/// `path` relative to `folder`, with `/` between its parts; an absolute path if nothing but the root of the file system
/// is above both. `folder` is absolute and normalised. The disk is not read.
pub fn relative_path(folder: &Path, path: &Path) -> String {
    let absolute = normalize(&folder.join(path));
    let mut folder = folder;
    let mut up = String::new();
    loop {
        if let Ok(rest) = absolute.strip_prefix(folder) {
            return format!("{up}{}", rest.display()).replace('\\', "/");
        }
        match folder.parent() {
            Some(parent) if parent.parent().is_some() => folder = parent,
            _ => return absolute.display().to_string().replace('\\', "/"),
        }
        up.push_str("../");
    }
}

/// Whether the file at `path` is below `folder` after symbolic links are followed.
pub fn lies_below(path: &Path, folder: &Path) -> bool {
    real(path).starts_with(real(folder))
}

/// `path` with symbolic links followed, as far as it exists.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| normalize(path))
}
