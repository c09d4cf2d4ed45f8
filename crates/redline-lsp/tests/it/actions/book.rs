//! A small book on disk that is open.

use std::path::{Path, PathBuf};

use redline_document::diagnostic::Finding;
use redline_document::edit::{Applicability, Edit};
use redline_document::source::FileStore;
use redline_lint::workspace::{FixRequest, LiveBook, OpenOptions, Workspace};
use redline_lsp::actions::{Action, Request, Task, actions, resolve};
use redline_lsp::changes::FileChanges;
use redline_lsp::view::BookView;

/// A small book on disk that is open.
pub(super) struct TestBook {
    _folder: tempfile::TempDir,
    root: PathBuf,
    files: FileStore,
    live: LiveBook,
}

impl TestBook {
    /// Writes the files, opens the book and checks it. `book.toml` and `SUMMARY.md` are made if they are missing: the
    /// Markdown files directly in `src` are chapters.
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let write = |name: &str, text: &str| {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        let names = files.iter().filter_map(|(name, _)| name.strip_prefix("src/")).filter(|name| !name.contains('/'));
        let links: Vec<String> = names.map(|name| format!("- [{name}]({name})\n")).collect();
        write("src/SUMMARY.md", &format!("# Summary\n\n{}", links.concat()));
        write("book.toml", "[preprocessor.redline]\n");
        for (name, text) in files {
            write(name, text);
        }
        let store = FileStore::default();
        let mut live = LiveBook::open(&root, &OpenOptions::default(), &store).unwrap();
        live.check(&store, &|| false);
        Self { _folder: folder, root, files: store, live }
    }

    pub(super) fn view(&self) -> BookView<'_> {
        BookView { live: &self.live, files: &self.files }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub(super) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// All actions for a file.
    pub(super) fn actions(&self, name: &str) -> Vec<Action> {
        let path = self.path(name);
        let len = self.text(name).len();
        actions(&self.view(), &path, &(0..len), &Request::default())
    }

    /// The action with a title that begins so.
    pub(super) fn action(&self, name: &str, title: &str) -> Action {
        let all = self.actions(name);
        let titles: Vec<String> = all.iter().map(|action| action.title.clone()).collect();
        let found = all.into_iter().find(|action| action.title.starts_with(title));
        found.unwrap_or_else(|| panic!("no action is called {title:?}: {titles:#?}"))
    }

    pub(super) fn resolve(&self, task: &Task) -> Result<FileChanges, String> {
        resolve(&self.view(), task)
    }

    /// The findings that `check` shows for the files on disk.
    pub(super) fn check(&self) -> Vec<Finding> {
        let workspace = self.workspace(Vec::new());
        let report = workspace.books[0].check(&workspace.files);
        assert_eq!(report.problems, []);
        report.findings
    }

    /// The new text of every file that `fix FILE` writes.
    pub(super) fn fixed_by_command(&self, name: &str, select: &[&str]) -> Vec<(PathBuf, String)> {
        let options = OpenOptions {
            folder: self.root.clone(),
            paths: vec![self.path(name)],
            select: select.iter().map(|&rule| rule.to_owned()).collect(),
            ..OpenOptions::default()
        };
        let workspace = Workspace::open(&options).unwrap();
        let held = std::collections::BTreeSet::new();
        let request = FixRequest { least: Applicability::Safe, held: &held, is_included: &|_| true };
        let (fixed, _) = workspace.books[0].fix(&workspace.files, &request);
        fixed.texts.into_iter().map(|(path, text)| (path, text.after)).collect()
    }

    fn workspace(&self, paths: Vec<PathBuf>) -> Workspace {
        Workspace::open(&OpenOptions { folder: self.root.clone(), paths, ..OpenOptions::default() }).unwrap()
    }

    /// Writes changes to disk, and checks the book again.
    pub(super) fn apply(&mut self, changes: &FileChanges) {
        for (path, edits) in &changes.edits {
            let text = edited(&std::fs::read_to_string(path).unwrap(), edits);
            self.write(path, &text);
        }
        for (path, text) in &changes.created {
            self.write(path, text);
        }
        self.reopen();
    }

    /// Writes a file.
    pub(super) fn write(&self, path: &Path, text: &str) {
        std::fs::write(path, text).unwrap();
        self.files.invalidate(path);
    }

    /// Opens the book again, as after a change of its configuration.
    pub(super) fn reopen(&mut self) {
        self.live = LiveBook::open(&self.root, &OpenOptions::default(), &self.files).unwrap();
        self.live.check(&self.files, &|| false);
    }
}

/// A text after edits, which must be ascending and disjoint.
pub(super) fn edited(text: &str, edits: &[Edit]) -> String {
    assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        out.replace_range(edit.span.clone(), &edit.text);
    }
    out
}
