//! Arguments of both reports and of the records.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::ValueEnum;

use super::book::BookPlace;

#[derive(Debug, clap::Args)]
#[group(id = "form", multiple = false, args = ["html", "json"])]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) place: BookPlace,
    /// Write one file of HTML that needs nothing else; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Print the figures as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Put several books on one page, by the files of their records.
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["book", "config"])]
    pub(crate) merge: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RecordArgs {
    #[command(flatten)]
    pub(crate) place: BookPlace,
    /// The file of records; by default that of the configuration.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// The commit; by default the one that is checked out.
    #[arg(long, value_name = "REV")]
    pub(crate) commit: Option<String>,
    /// The day of the commit, such as 2026-01-31; by default what the repository says.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) date: Option<String>,
    /// Record the last N commits that changed the book, without checking them out, by the rules of today.
    #[arg(long, value_name = "N", conflicts_with_all = ["commit", "date"])]
    pub(crate) history: Option<NonZeroUsize>,
    /// List the commits that would be recorded, and record nothing.
    #[arg(long, requires = "history")]
    pub(crate) dry_run: bool,
}

/// A date that records can be put in order by.
fn date(text: &str) -> Result<String, String> {
    let is_date = redline_report::style::is_date(text);
    is_date.then(|| text.to_owned()).ok_or_else(|| "a date like 2026-01-31 is expected".to_owned())
}

#[derive(Debug, clap::Args)]
pub(crate) struct DiffArgs {
    /// A book, folder or file, by default the book at or above here.
    pub(crate) book: Option<PathBuf>,
    /// What to compare with: a revision, `git:latest-tag`, `dir:PATH` or `normalized`; by default what the configuration
    /// says, else `HEAD`. A path is relative to the working directory.
    #[arg(long, value_name = "REV")]
    pub(crate) against: Option<String>,
    /// The form of the output.
    #[arg(long, value_enum, default_value = "terminal")]
    pub(crate) format: DiffFormat,
    /// Write a file for each changed chapter into this folder, in the folders of the book.
    #[arg(long, value_name = "DIR")]
    pub(crate) output_dir: Option<PathBuf>,
    /// A TOML file with the table's keys at its top level.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Changed blocks with their places, words marked as `[-gone-]{+new+}`.
    Terminal,
    /// A list of changes.
    Markdown,
    /// The report of a build; with `--output-dir`, pages that need nothing else.
    Html,
    /// The model, one object.
    Json,
    /// The source of one file with `{--gone--}` and `{++new++}`.
    Criticmarkup,
}
