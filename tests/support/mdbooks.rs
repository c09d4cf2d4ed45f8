//! Both real mdBooks, in this process, with the real binary as an external preprocessor.
//!
//! Shell scripts take the place of renderers and preprocessors of other tools.
use super::{BINARY, TestBook, files, script};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

/// Which mdBook builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    V04,
    V05,
}

/// The result of a build.
#[derive(Debug)]
pub(crate) struct Built {
    /// mdBook's error with its causes.
    pub(crate) failure: Option<String>,
    /// Everything in the build folder.
    pub(crate) rendered: BTreeMap<String, Vec<u8>>,
    /// Standard error of the preprocessor, over all its runs.
    pub(crate) stderr: String,
}

impl Built {
    /// The same build, after asserting that it succeeded.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        assert_eq!(self.failure, None, "{}", self.stderr);
        self
    }

    /// A rendered file as text.
    #[track_caller]
    pub(crate) fn page(&self, name: &str) -> &str {
        let bytes = self.rendered.get(name).unwrap_or_else(|| panic!("{name} is not in {:?}", self.rendered.keys()));
        std::str::from_utf8(bytes).expect("a page is UTF-8")
    }
}

impl Version {
    pub(crate) const BOTH: [Self; 2] = [Self::V04, Self::V05];

    /// The number of the version.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::V04 => "0.4.52",
            Self::V05 => "0.5.4",
        }
    }

    /// Where this version runs its preprocessors: in the caller's folder, or in the book's root.
    pub(crate) fn working_folder(self, root: &Path) -> PathBuf {
        match self {
            Self::V04 => std::env::current_dir().expect("there is a working folder"),
            Self::V05 => root.to_owned(),
        }
    }

    /// Builds a test book; its preprocessor, if it has one, must have been `wired`.
    pub(crate) fn build(self, book: &TestBook) -> Built {
        self.build_as(book, &book.read("book.toml"))
    }

    /// Builds a test book with another book.toml than its own.
    pub(crate) fn build_as(self, book: &TestBook, toml: &str) -> Built {
        let log = log_of(book.outside());
        let _ = fs::remove_file(&log);
        let out = tempfile::tempdir().expect("a temporary folder");
        let failure = self.render(&book.root(), toml, out.path()).err();
        Built { failure, rendered: files(out.path()), stderr: fs::read_to_string(log).unwrap_or_default() }
    }

    /// Renders the book at `root` with this configuration into a folder.
    pub(crate) fn render(self, root: &Path, toml: &str, out: &Path) -> Result<(), String> {
        match self {
            Self::V04 => (|| {
                let mut config = mdbook::Config::from_str(toml)?;
                out.clone_into(&mut config.build.build_dir);
                mdbook::MDBook::load_with_config(root, config)?.build()
            })()
            .map_err(|error| format!("{error:#}")),
            Self::V05 => (|| {
                let mut config = mdbook_driver::config::Config::from_str(toml)?;
                out.clone_into(&mut config.build.build_dir);
                mdbook_driver::MDBook::load_with_config(root, config)?.build()
            })()
            .map_err(|error| format!("{error:#}")),
        }
    }

    /// What `mdbook test` does.
    pub(crate) fn test(self, book: &TestBook) -> Result<(), String> {
        match self {
            Self::V04 => mdbook::MDBook::load(book.root())
                .and_then(|mut book| book.test(Vec::new()))
                .map_err(|e| format!("{e:#}")),
            Self::V05 => mdbook_driver::MDBook::load(book.root())
                .and_then(|mut book| book.test(Vec::new()))
                .map_err(|e| format!("{e:#}")),
        }
    }
}

/// The file with standard error of the preprocessor of a wired book.
fn log_of(folder: &Path) -> PathBuf {
    folder.join("stderr.txt")
}

/// A script in `folder` that runs the real binary and keeps its standard error in a file.
pub(crate) fn keeping_stderr(folder: &Path) -> String {
    let log = log_of(folder);
    script(&folder.join("redline.sh"), &format!("exec '{BINARY}' \"$@\" 2>>'{}'", log.display()))
}

/// The book, with the real binary as its preprocessor.
pub(crate) fn wired(book: TestBook) -> TestBook {
    let command = keeping_stderr(book.outside());
    book.command(&command)
}

/// A renderer that saves its input. Returns its table for book.toml.
pub(crate) fn recording_renderer(book: &TestBook, name: &str) -> String {
    let saved = book.outside().join(format!("{name}.json"));
    let command = script(&book.outside().join(format!("{name}.sh")), &format!("cat >'{}'", saved.display()));
    format!("[output.{name}]\ncommand = {command:?}\n")
}

/// The content of every chapter that a recording renderer was sent, by its `source_path`.
#[track_caller]
pub(crate) fn recorded(book: &TestBook, renderer: &str) -> BTreeMap<String, String> {
    let saved = book.outside().join(format!("{renderer}.json"));
    let text = fs::read_to_string(saved).unwrap_or_else(|error| panic!("{renderer} was not run: {error}"));
    let context: Value = serde_json::from_str(&text).expect("mdBook sends JSON");
    let mut found = BTreeMap::new();
    let mut items = vec![&context["book"]["sections"], &context["book"]["items"]];
    while let Some(item) = items.pop() {
        items.extend(item.as_array().into_iter().flatten());
        let chapter = &item["Chapter"];
        if let (Some(path), Some(content)) = (chapter["source_path"].as_str(), chapter["content"].as_str()) {
            found.insert(path.to_owned(), content.to_owned());
        }
        if chapter.is_object() {
            items.push(&chapter["sub_items"]);
        }
    }
    found
}

/// A preprocessor that applies `expression` of sed to the JSON of the book, and saves its input in `NAME.json`. Returns its
/// table for book.toml, open for further keys.
pub(crate) fn sed_preprocessor(folder: &Path, name: &str, expression: &str) -> String {
    let saved = folder.join(format!("{name}.json"));
    let body = format!(
        "[ \"$1\" = supports ] && exit 0\n\
         tee '{}' | sed -e 's/^.*,{{\"sections\":\\[/{{\"sections\":[/' -e 's/^.*,{{\"items\":\\[/{{\"items\":[/' -e 's/\\]$//' {expression}",
        saved.display(),
    );
    let command = script(&folder.join(format!("{name}.sh")), &body);
    format!("[preprocessor.{name}]\ncommand = {command:?}\n")
}
