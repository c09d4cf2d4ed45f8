//! The files and folders at a path that is being written.

use std::path::{Path, PathBuf};

use redline_document::source::normalize;

/// The most entries of a folder that are offered.
const MAX_ENTRIES: usize = 500;

/// An entry of a folder.
pub(super) struct Entry {
    /// The path, normalised.
    pub(super) path: PathBuf,
    /// The path as it continues the one that is written; of a folder with a slash at its end.
    pub(super) written: String,
    /// Whether it is a folder.
    pub(super) is_folder: bool,
}

/// What is in the folder that `written`, a path below `base`, names up to its last slash: by name, hidden files left out.
pub(super) fn entries(base: &Path, written: &str) -> Vec<Entry> {
    let shared = &written[..written.rfind('/').map_or(0, |at| at + 1)];
    let Ok(folder) = std::fs::read_dir(base.join(shared)) else { return Vec::new() };
    let entry = |entry: std::fs::DirEntry| {
        let path = normalize(&entry.path());
        let name = entry.file_name().into_string().ok().filter(|name| !name.starts_with('.'))?;
        let is_folder = path.is_dir();
        let slash = if is_folder { "/" } else { "" };
        Some(Entry { path, written: format!("{shared}{name}{slash}"), is_folder })
    };
    let mut found: Vec<Entry> = folder.flatten().filter_map(entry).take(MAX_ENTRIES).collect();
    found.sort_by(|one, other| one.written.cmp(&other.written));
    found
}
