//! From arguments to open books.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use redline_document::diagnostic::RunError;
use redline_document::source::{FileStore, normalize, relative_path};
use redline_lint::workspace::{BookConfig, OpenOptions, Workspace, book_above, books_below};
use redline_report::render::Paths;

use crate::args::Selection;
use crate::output;

/// Opens what the arguments name; paths that name nothing are problems of the workspace.
pub(crate) fn open_workspace(selection: &Selection) -> anyhow::Result<Workspace> {
    let options = OpenOptions {
        folder: std::env::current_dir().context("the working directory cannot be read")?,
        paths: selection.paths.clone(),
        config: selection.config.clone(),
        variables: variables(),
        select: selection.select.clone(),
        fail_on: selection.fail_on.map(Into::into),
        unsaved: selection.held.clone(),
        without_baseline: selection.without_baseline,
    };
    Ok(Workspace::open(&options)?)
}

/// Opens what the arguments name.
///
/// # Errors
/// If a path names nothing.
pub(crate) fn open_all(selection: &Selection) -> anyhow::Result<Workspace> {
    let workspace = open_workspace(selection)?;
    match workspace.problems.first() {
        None => Ok(workspace),
        Some(RunError { file: Some(file), message }) => anyhow::bail!("{}: {message}", file.display()),
        Some(RunError { file: None, message }) => anyhow::bail!("{message}"),
    }
}

/// The folder of the book that `path` is about: the nearest at or above it, else the only one below it.
///
/// # Errors
/// If no book is found, or several are below it.
pub(crate) fn find_book(path: &Path) -> anyhow::Result<PathBuf> {
    let folder = normalize(&std::path::absolute(path)?);
    if let Some(root) = book_above(&folder) {
        return Ok(root);
    }
    let books = books_below(&folder);
    let names = books.iter().map(|book| relative_path(&folder, book)).collect::<Vec<_>>().join(", ");
    match books.as_slice() {
        [book] => {
            output::note(&format!("redline: the book is in {names}"));
            Ok(book.clone())
        }
        [] => bail!("{} has no book.toml, nor has a folder above or below it", path.display()),
        _ => bail!("{} holds several books; name one of {names}", path.display()),
    }
}

/// The configuration for `path`, with our table from `file` if given.
pub(crate) fn config_of(path: &Path, file: Option<&Path>) -> anyhow::Result<BookConfig> {
    Ok(BookConfig::of(path, file, &variables(), &FileStore::default())?)
}

/// Paths shown relative to the working directory.
pub(crate) fn paths_here() -> anyhow::Result<Paths> {
    Ok(Paths::relative_to(std::env::current_dir().context("the working directory cannot be read")?))
}

/// The variables of the environment that are text.
pub(crate) fn variables() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}
