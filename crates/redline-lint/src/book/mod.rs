//! Books: as mdBook sends them, and as they lie on disk.

mod summary;

use std::path::{Path, PathBuf};

pub use summary::{Retitled, Title, follow_titles, listed_chapters};

/// The name of a table of contents.
pub const SUMMARY: &str = "SUMMARY.md";

/// A chapter as the book's table of contents has it.
#[derive(Clone, Debug, Default)]
pub struct Chapter {
    /// Its name in the table of contents.
    pub name: String,
    /// Its file relative to `src`, with `/`; the same in every run, so it is the chapter's key.
    pub path: String,
    /// The page it becomes, if that is another one: `README.md` becomes `index.md`.
    pub page: Option<String>,
    /// The file on disk; `None` for a chapter that another preprocessor made.
    pub file: Option<PathBuf>,
    /// The title of the part of the book that it stands in.
    pub part: Option<String>,
    /// Whether chapters stand below it.
    pub has_children: bool,
    /// Whether no table of contents is known that could name it.
    pub is_loose: bool,
}

impl Chapter {
    /// Whether it is a table of contents, which only styles look at.
    pub fn is_summary(&self) -> bool {
        self.path.rsplit('/').next() == Some(SUMMARY)
    }
}

/// The chapters that are checked together.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Where `book.toml` lies, or the folder that was named.
    pub root: PathBuf,
    /// The folder of the chapters.
    pub src: PathBuf,
    /// Chapters in reading order, drafts left out.
    pub chapters: Vec<Chapter>,
}

impl Book {
    /// Leaves out the chapter at `path`: a page that is made, not written.
    pub fn leave_out(&mut self, path: &str) {
        self.chapters.retain(|chapter| chapter.path != path);
    }

    /// The folder that a chapter's includes are relative to: that of its page, as for mdBook.
    pub fn folder(&self, chapter: &Chapter) -> PathBuf {
        let page = chapter.page.as_ref().unwrap_or(&chapter.path);
        self.src.join(page).parent().map(Path::to_path_buf).unwrap_or_default()
    }
}

/// The keys of the chapters that a link without its fragment may lead to, the likelier first; `None`
/// if it leads out of the book.
pub(crate) fn page_keys(chapter: &Chapter, link: &str) -> Option<Vec<String>> {
    if link.is_empty() {
        return Some(vec![chapter.path.clone()]);
    }
    if link.contains([':', '?']) || link.starts_with('/') {
        return None;
    }
    let link = percent_encoding::percent_decode_str(link).decode_utf8().ok()?;
    let folder = chapter.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = key(&format!("{folder}/{link}"));
    let path = path.trim_start_matches('/');
    let stem = path.strip_suffix(".html").or_else(|| path.strip_suffix(".md"))?;
    let readme = stem.strip_suffix("index").map(|folder| format!("{folder}README.md"));
    Some(std::iter::once(format!("{stem}.md")).chain(readme).collect())
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

/// The chapter that a link in `chapter`, without its fragment, leads to.
pub(crate) fn page_of<'a>(book: &'a Book, chapter: &Chapter, link: &str) -> Option<&'a Chapter> {
    let keys = page_keys(chapter, link)?;
    keys.iter().find_map(|path| book.chapters.iter().find(|chapter| chapter.path == *path))
}

/// The key of a path written in a table of contents or a link: `/` between parts, no `.` and
/// `..` resolved where it can be.
pub fn key(path: &str) -> String {
    let normal = redline_document::source::normalize(std::path::Path::new(&path.replace('\\', "/")));
    normal.to_string_lossy().replace('\\', "/")
}
