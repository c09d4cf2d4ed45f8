//! A small book in a temporary folder, with a caret in one of its texts.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use redline_document::source::FileStore;
use redline_lint::workspace::{LiveBook, OpenOptions};
use redline_lsp::view::{BookView, Location};
use tempfile::TempDir;

/// A book on disk, and unsaved texts of it.
pub(crate) struct Fixture {
    folder: TempDir,
    files: FileStore,
    live: Option<LiveBook>,
}

/// The caret in a text.
const CARET: char = '‸';

impl Fixture {
    /// A book of these files, given by their paths from its root. `src/SUMMARY.md` lists the pages whose names do not begin
    /// with `_`.
    pub(crate) fn new(texts: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let fixture = Self { folder, files: FileStore::default(), live: None };
        let mut summary = "# Summary\n\n".to_owned();
        for (path, text) in texts {
            let file = fixture.path(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("it can be made");
            fs::write(file, text).expect("it can be written");
            let is_page = Path::new(path).extension().is_some_and(|it| it == "md") && !path.contains("/_");
            if let Some(page) = path.strip_prefix("src/").filter(|_| is_page) {
                let title = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(page);
                writeln!(summary, "- [{title}]({})", page.replace(' ', "%20")).expect("a string can be written to");
            }
        }
        for (path, text) in [("book.toml", "[book]\ntitle = \"T\"\n"), ("src/SUMMARY.md", summary.as_str())] {
            if !fixture.path(path).exists() {
                fs::write(fixture.path(path), text).expect("it can be written");
            }
        }
        fixture
    }

    /// The absolute path of a file.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().expect("it exists").join(path)
    }

    /// The path of a file from the root of the book.
    pub(crate) fn name(&self, path: &Path) -> String {
        path.strip_prefix(self.path("")).expect("a file of the book").display().to_string()
    }

    /// The text of a file as it is now.
    pub(crate) fn text(&self, path: &str) -> String {
        self.files.read(&self.path(path)).expect("it can be read").text().to_owned()
    }

    /// Sets the unsaved text of a file to `text` without the caret, and calls `ask` with the caret.
    pub(crate) fn at<T>(&mut self, path: &str, text: &str, ask: impl Fn(BookView<'_>, &Path, usize) -> T) -> T {
        self.view();
        let offset = self.set(path, text);
        let path = self.path(path);
        ask(self.view(), &path, offset)
    }

    /// As [`Self::at`], with the findings of the book.
    pub(crate) fn checked_at<T>(&mut self, path: &str, text: &str, ask: impl Fn(BookView<'_>, &Path, usize) -> T) -> T {
        let offset = self.set(path, text);
        self.view();
        let path = self.path(path);
        let live = self.live.as_mut().expect("an open book");
        assert!(live.check(&self.files, &|| false));
        ask(BookView { live, files: &self.files }, &path, offset)
    }

    /// Sets the unsaved text of a file.
    pub(crate) fn set_text(&self, path: &str, text: &str) {
        self.files.set_text(&self.path(path), text.to_owned());
    }

    fn set(&self, path: &str, text: &str) -> usize {
        self.set_text(path, &text.replace(CARET, ""));
        text.find(CARET).expect("a text with a caret")
    }

    /// The book as it is now, not checked. With a configuration that cannot be used, the book as it was opened before.
    pub(crate) fn view(&mut self) -> BookView<'_> {
        let opened = LiveBook::open(&self.path(""), &OpenOptions::default(), &self.files).ok();
        let mut live = opened.or_else(|| self.live.take()).expect("a configuration that can be used");
        live.load(&self.files);
        BookView { live: self.live.insert(live), files: &self.files }
    }

    /// Places as `path:line: text under them`.
    pub(crate) fn shown(&self, places: &[Location]) -> Vec<String> {
        let shown = |place: &Location| {
            let file = self.files.read(&place.path).expect("it can be read");
            let line = file.position(place.span.0).line;
            format!("{}:{line}: {}", self.name(&place.path), &file.text()[place.span.0..place.span.1])
        };
        places.iter().map(shown).collect()
    }
}
