//! From arguments to open books.

use std::path::Path;

use anyhow::Context;
use redline_document::diagnostic::RunError;
use redline_lint::workspace::{BookConfig, OpenOptions, Workspace};
use redline_report::render::Paths;

use crate::args::Selection;

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

/// The configuration for `path`, with our table from `file` if given.
pub(crate) fn config_of(path: &Path, file: Option<&Path>) -> anyhow::Result<BookConfig> {
    Ok(BookConfig::of(path, file, &variables())?)
}

/// Paths shown relative to the working directory.
pub(crate) fn paths_here() -> anyhow::Result<Paths> {
    Ok(Paths::relative_to(std::env::current_dir().context("the working directory cannot be read")?))
}

/// The variables of the environment that are text.
fn variables() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}
