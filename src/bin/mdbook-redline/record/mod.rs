//! `record`: a line of figures for the commit that is checked out, or for each of the last commits.

#[cfg(feature = "git")]
mod history;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Context;
#[cfg(feature = "git")]
use redline_document::source::read_text;
use redline_lint::workspace::{OpenBook, Workspace};
use redline_report::render::Paths;
use redline_report::style::{Record, RecordFile, SkippedLine, book_links, notes_on_skipped, records_file, report_book};

use crate::args::{RecordArgs, Selection};
use crate::check::print_errors;
use crate::target::{open_all, paths_here};
use crate::{Status, output};

/// Adds the record. Findings fail nothing; if something could not be checked, nothing is recorded.
pub(crate) fn run(args: &RecordArgs) -> anyhow::Result<Status> {
    let progress = output::Progress::of("checking");
    let paths: Vec<PathBuf> = args.place.book.iter().cloned().collect();
    let selection = Selection { paths, config: args.place.config.clone(), ..Selection::default() };
    let workspace = open_all(&selection)?;
    let open = workspace.books.first().context("there is nothing to record")?;
    let paths = paths_here()?;
    let mut file = RecordFile::open(file(args, open)?)?;
    print_skipped(file.skipped(), &paths);
    if let Some(limit) = args.history {
        drop(progress);
        return record_history(args, &workspace, open, &mut file, limit);
    }
    let (commit, date) = commit(args, open)?;
    let (report, problems) = report_book(open, &workspace.files, Some(&[]));
    drop(progress);
    if !problems.is_empty() {
        print_errors(&problems, &paths);
        return Ok(Status::Failed);
    }
    let record = Record { links: book_links(open), ..Record::of(&report, &commit, &date) };
    let is_new = file.append(&record)?;
    let name = paths.show(file.path());
    if is_new {
        output::note(&format!("added {commit} to {name}"));
    } else {
        output::note(&format!("{name} has the figures of {commit} already"));
    }
    Ok(Status::Clean)
}

/// Names the lines of a file that are not records.
pub(crate) fn print_skipped(skipped: &[SkippedLine], paths: &Paths) {
    let shown = skipped.first().map(|line| paths.show(&line.path)).unwrap_or_default();
    for note in notes_on_skipped(skipped, &shown) {
        output::note(&format!("redline: {note}"));
    }
}

#[cfg(feature = "git")]
fn record_history(
    args: &RecordArgs,
    workspace: &Workspace,
    open: &OpenBook,
    file: &mut RecordFile,
    limit: NonZeroUsize,
) -> anyhow::Result<Status> {
    history::record_history(open, &workspace.files, file, limit.get(), args.dry_run)
}

#[cfg(not(feature = "git"))]
fn record_history(
    _: &RecordArgs,
    _: &Workspace,
    _: &OpenBook,
    _: &mut RecordFile,
    _: NonZeroUsize,
) -> anyhow::Result<Status> {
    anyhow::bail!("this build knows no revisions")
}

/// The file of records: the one that is named, else that of the configuration.
fn file(args: &RecordArgs, open: &OpenBook) -> anyhow::Result<PathBuf> {
    match &args.file {
        Some(file) => Ok(std::path::absolute(file)?),
        None => records_file(open).context(
            "no file of records is set: name one with `--file`, or as `records` in `[preprocessor.redline.style-report]`",
        ),
    }
}

/// The commit and its date: those that are named, else those that are checked out.
#[cfg(feature = "git")]
fn commit(args: &RecordArgs, open: &OpenBook) -> anyhow::Result<(String, String)> {
    if let (Some(commit), Some(date)) = (&args.commit, &args.date) {
        return Ok((commit.clone(), date.clone()));
    }
    let revision = args.commit.as_deref().unwrap_or("HEAD");
    let found = redline_report::history::Snapshot::at(&open.book.root, revision)
        .context("name the commit with `--commit` and `--date`")?;
    // Figures of other text would stand under the name of the commit.
    let is_as_committed = |file: &&PathBuf| {
        let now = read_text(file).unwrap_or_default();
        found.text(file).is_some_and(|then| then.replace("\r\n", "\n") == now.replace("\r\n", "\n"))
    };
    let files = || open.book.chapters.iter().filter_map(|chapter| chapter.file.as_ref());
    if let Some(changed) = files().find(|file| !is_as_committed(file)) {
        let (changed, commit) = (paths_here()?.show(changed), found.commit);
        anyhow::bail!(
            "{changed} is not as in {commit}: commit it first, or name a commit with `--commit` and `--date`"
        );
    }
    let date = args.date.clone().map_or_else(|| found.date(), Ok)?;
    Ok((found.commit, date))
}

#[cfg(not(feature = "git"))]
fn commit(args: &RecordArgs, _: &OpenBook) -> anyhow::Result<(String, String)> {
    let named = args.commit.clone().zip(args.date.clone());
    named.context("this build knows no revisions: name the commit with `--commit` and `--date`")
}
