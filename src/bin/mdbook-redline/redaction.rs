//! `verify-redaction`: names that must not be in what was built.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use redline_lint::workspace::book_above;
use redline_report::redaction::{FileText, Redaction, VARIABLE};
use serde_json::Value;

use crate::mdbook_files::Overrides;
use crate::target::config_of;
use crate::{Status, output};

/// Looks for names in the text of every file below `folder`, and in the names of files.
pub(crate) fn verify(folder: &Path, file: Option<&Path>) -> anyhow::Result<Status> {
    let redaction = Redaction::load(&names(folder, file)?)?;
    // Also an error of the file system names a path.
    search(folder, &redaction).map_err(|error| anyhow!(redaction.message(&format!("{error:#}"))))
}

/// How many files were looked at, and how.
#[derive(Default)]
struct Counts {
    hits: usize,
    binary: usize,
    own: usize,
}

fn search(folder: &Path, redaction: &Redaction) -> anyhow::Result<Status> {
    if !folder.is_dir() {
        bail!("{} is no folder", folder.display());
    }
    let overrides = overrides(folder)?;
    let mut counts = Counts::default();
    for entry in ignore::WalkBuilder::new(folder).standard_filters(false).sort_by_file_path(Path::cmp).build() {
        let entry = entry?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy();
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && overrides.leave(folder, path) {
            counts.own += 1;
            continue;
        }
        if let Some(offset) = redaction.first_in(&name).filter(|_| entry.depth() > 0) {
            let parent = redaction.message(&path.parent().unwrap_or(folder).display().to_string());
            output::result(&format!(
                "{parent}: the name of a file in it holds a name that must not be there, at byte {offset}\n"
            ))?;
            counts.hits += 1;
        }
        if !is_file {
            continue;
        }
        let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let Some(file) = FileText::of(&name, &bytes) else {
            counts.binary += 1;
            continue;
        };
        let is_markup = FileText::is_markup(&name);
        let found = if is_markup { redaction.first_in_html(file.text()) } else { redaction.first_in(file.text()) };
        if let Some(at) = found {
            // A path that holds a name is not shown as it is.
            let shown = redaction.message(&path.display().to_string());
            output::result(&format!("{shown}: byte {}: a name that must not be there\n", file.offset(at)))?;
            counts.hits += 1;
        }
    }
    let Counts { hits, binary, own } = counts;
    output::note(&format!(
        "redline: {hits} files with names that must not be there; not read: {binary} binary files, {own} of mdBook itself"
    ));
    Ok(if hits == 0 { Status::Clean } else { Status::Findings })
}

/// The folders of the book around `folder` whose files take the place of mdBook's.
fn overrides(folder: &Path) -> anyhow::Result<Overrides> {
    let folder = std::path::absolute(folder)?;
    let here = std::env::current_dir().context("the working directory cannot be read")?;
    let Some(root) = book_above(&folder).or_else(|| book_above(&here)) else { return Ok(Overrides::default()) };
    let book = config_of(&root, None)?.book;
    let set = |pointer: &str, usual: &str| -> PathBuf {
        root.join(book.value.pointer(pointer).and_then(Value::as_str).unwrap_or(usual))
    };
    Ok(Overrides(vec![set("/output/html/theme", "theme"), set("/book/src", "src")]))
}

/// The file of names: the one given, that of the environment, or that of the configuration.
fn names(folder: &Path, file: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(file) = file {
        return Ok(file.to_owned());
    }
    let here = std::env::current_dir().context("the working directory cannot be read")?;
    if let Some(path) = std::env::var_os(VARIABLE) {
        return Ok(path.into());
    }
    // A book is most often built inside of itself; else the book here is meant.
    let folder = std::path::absolute(folder)?;
    let config = config_of(if book_above(&folder).is_some() { &folder } else { &here }, None)?;
    let table = config.table.table()?;
    let file = table.change_report.on().and_then(|table| table.redact_file.as_ref());
    let file =
        file.with_context(|| format!("no file of names: set `redact-file` under `change-report`, or ${VARIABLE}"))?;
    Ok(config.table.folder().join(file))
}
