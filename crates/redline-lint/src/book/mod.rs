//! Books, as mdBook sends them and on disk.

mod link;
mod placeholder;
mod summary;

use std::path::{Path, PathBuf};

pub use link::{Destination, Target};
pub use placeholder::note_on_unwritten;
pub use summary::{Retitled, Title, follow_titles, listed_chapters, listed_key, without_repeats};

/// File name of a table of contents.
pub const SUMMARY: &str = "SUMMARY.md";

/// Chapter of a book.
#[derive(Clone, Debug, Default)]
pub struct Chapter {
    /// Name in the table of contents.
    pub name: String,
    /// File relative to `src`, with `/`, which identifies the chapter in every run.
    pub path: String,
    /// Page that it becomes, if it has another name: `README.md` becomes `index.md`.
    pub page: Option<String>,
    /// File on disk; `None` for a chapter that another preprocessor created.
    pub file: Option<PathBuf>,
    /// Title of the part of the book that contains it.
    pub part: Option<String>,
    /// Whether it has subchapters.
    pub has_children: bool,
    /// Whether it was loaded without a table of contents.
    pub is_loose: bool,
}

impl Chapter {
    /// Whether it is a table of contents, which only styles check.
    pub fn is_summary(&self) -> bool {
        self.path.rsplit('/').next() == Some(SUMMARY)
    }
}

/// Chapters that are checked together.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Folder of `book.toml`, or the folder that was given.
    pub root: PathBuf,
    /// Folder of the chapters.
    pub src: PathBuf,
    /// Chapters in reading order, drafts left out.
    pub chapters: Vec<Chapter>,
    /// Whether mdBook creates the files of chapters that do not exist yet.
    pub creates_missing: bool,
    /// Files that the table of contents lists again.
    pub repeated: Vec<String>,
}

impl Book {
    /// Removes the chapter at `path`, since it is generated.
    pub fn leave_out(&mut self, path: &str) {
        self.chapters.retain(|chapter| chapter.path != path);
    }

    /// Folder that a chapter's includes are relative to: that of its page, as in mdBook.
    pub fn folder(&self, chapter: &Chapter) -> PathBuf {
        let page = chapter.page.as_ref().unwrap_or(&chapter.path);
        self.src.join(page).parent().map(Path::to_path_buf).unwrap_or_default()
    }
}

/// The path of a chapter whose page is that of the one at `path`: mdBook makes `index.md` of `README.md`.
pub fn page_path(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    match (name.eq_ignore_ascii_case("README.md"), folder) {
        (false, _) => path.to_owned(),
        (true, "") => "index.md".to_owned(),
        (true, folder) => format!("{folder}/index.md"),
    }
}

/// Key of a path in a table of contents or a link: with `/`, without `.`, and with `..` resolved where possible.
pub fn key(path: &str) -> String {
    let normal = redline_document::source::normalize(std::path::Path::new(&path.replace('\\', "/")));
    normal.to_string_lossy().replace('\\', "/")
}
