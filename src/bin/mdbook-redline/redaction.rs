//! `verify-redaction`: names that must not be in what was built.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use mdbook_redline::redaction::{Redaction, VARIABLE};

use crate::target::{BookConfig, book_above};
use crate::{Status, output};

/// Looks for names in every byte of every file below `folder`, and in the names of files.
pub(crate) fn verify(folder: &Path, file: Option<&Path>) -> anyhow::Result<Status> {
    let redaction = Redaction::load(&names(folder, file)?)?;
    if !folder.is_dir() {
        bail!("{} is no folder", folder.display());
    }
    let mut hits = 0;
    for entry in ignore::WalkBuilder::new(folder).standard_filters(false).sort_by_file_path(Path::cmp).build() {
        let entry = entry?;
        let path = entry.path();
        let shown = path.display();
        // A path that holds a name is not shown as it is.
        if let Some(offset) = entry.file_name().to_str().and_then(|name| redaction.first_in(name)) {
            let folder = path.parent().unwrap_or(folder).display();
            output::result(&format!(
                "{folder}: the name of a file in it holds a name that must not be there, at byte {offset}\n"
            ))?;
            hits += 1;
            continue;
        }
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let bytes = std::fs::read(path).with_context(|| format!("{shown} cannot be read"))?;
        if let Some(offset) = redaction.first_in_bytes(&bytes) {
            output::result(&format!("{shown}: byte {offset}: a name that must not be there\n"))?;
            hits += 1;
        }
    }
    output::note(&format!("redline: {hits} files with names that must not be there"));
    Ok(if hits == 0 { Status::Clean } else { Status::Findings })
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
    let config = BookConfig::of(if book_above(&folder).is_some() { &folder } else { &here }, None)?;
    let table = config.table.table()?;
    let file = table.change_report.on().and_then(|table| table.redact_file.as_ref());
    let file =
        file.with_context(|| format!("no file of names: set `redact-file` under `change-report`, or ${VARIABLE}"))?;
    Ok(config.table.folder().join(file))
}
