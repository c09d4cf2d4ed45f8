//! `report`: how a book stands, as a file of HTML or as JSON.

use std::path::{Path, PathBuf};

use anyhow::Context;
use mdbook_redline::report::style::{StyleReport, standalone};
use mdbook_redline::source::FileStore;

use crate::args::{ReportArgs, Selection};
use crate::check::tell_problems;
use crate::target::{paths_here, targets};
use crate::{Status, output};

/// Writes the report of one book or folder. Findings fail nothing; what could not be checked does.
pub(crate) fn run(args: &ReportArgs) -> anyhow::Result<Status> {
    let progress = output::Progress::of("checking");
    let paths: Vec<PathBuf> = args.place.book.iter().cloned().collect();
    let selection = Selection { paths, config: args.place.config.clone(), ..Selection::default() };
    let (targets, problems) = targets(&selection)?;
    let shown = paths_here()?;
    tell_problems(&problems, &shown);
    let Some(target) = targets.first() else { return Ok(Status::Failed) };
    let (report, problems) = target.style_report(&FileStore::default());
    drop(progress);
    tell_problems(&problems, &shown);
    match &args.html {
        Some(file) => write_html(file, &report)?,
        None => output::result(&format!("{}\n", serde_json::to_string_pretty(&report)?))?,
    }
    Ok(if problems.is_empty() { Status::Clean } else { Status::Failed })
}

fn write_html(file: &Path, report: &StyleReport) -> anyhow::Result<()> {
    std::fs::write(file, standalone(report)).with_context(|| format!("{} cannot be written", file.display()))?;
    output::note(&format!("wrote {}", file.display()));
    Ok(())
}
