//! `record --history`: records of commits that are not checked out.

use std::path::PathBuf;

use redline_document::source::{FileStore, lies_below};
use redline_lint::chapter::ParsedChapter;
use redline_lint::workspace::OpenBook;
use redline_report::history::{BookCommit, BookCommits};
use redline_report::style::{Record, RecordFile, book_links, possible_rule_sets, report_book};

use crate::target::paths_here;
use crate::{Status, output};

/// Adds records of the last `limit` commits that changed the book, oldest first, judged by the rules in force now. Commits
/// whose book cannot be read are named and skipped. A dry run lists the commits instead.
pub(super) fn record_history(
    open: &OpenBook,
    files: &FileStore,
    file: &mut RecordFile,
    limit: usize,
    is_dry_run: bool,
) -> anyhow::Result<Status> {
    let commits = BookCommits::of(&open.book.root, &included_from_elsewhere(open, files), limit)?;
    let rule_sets = possible_rule_sets(&open.settings);
    let (known, missing): (Vec<&BookCommit>, Vec<&BookCommit>) =
        commits.commits.iter().partition(|commit| file.has(&commit.id, &rule_sets));
    if is_dry_run {
        let line = |commit: &&BookCommit| format!("{} {}\n", commit.id, day(commit));
        output::result(&missing.iter().map(line).collect::<String>())?;
    }
    let (mut added, mut skipped) = (0, 0);
    if !is_dry_run {
        // Compiled once, for the books of all commits.
        open.settings.patterns();
        let steps = output::Steps::of(missing.len());
        for (index, commit) in missing.iter().enumerate() {
            steps.show(index, &format!("commit of {}", day(commit)));
            match record_of(open, &commits, commit) {
                Ok(record) => added += usize::from(file.append(&record)?),
                Err(error) => {
                    skipped += 1;
                    let root = format!("{}{}", open.book.root.display(), std::path::MAIN_SEPARATOR);
                    let why = format!("{error:#}").replace(&root, "");
                    steps.note(&format!("redline: {} of {} is skipped: {why}", short(commit), day(commit)));
                }
            }
        }
    }
    summarize(&commits, file, (added, known.len(), missing.len()), is_dry_run)?;
    Ok(if skipped > 0 && added + known.len() == 0 { Status::Failed } else { Status::Clean })
}

/// The record of a commit.
fn record_of(open: &OpenBook, commits: &BookCommits, commit: &BookCommit) -> anyhow::Result<Record> {
    let files = commits.files(commit);
    let then = open.in_files(&files)?;
    let (report, problems) = report_book(&then, &files, Some(&[]));
    if let Some(problem) = problems.first() {
        let place =
            problem.file.as_deref().map(|file| Ok::<_, anyhow::Error>(format!("{}: ", paths_here()?.show(file))));
        anyhow::bail!("{}{}", place.transpose()?.unwrap_or_default(), problem.message);
    }
    Ok(Record { links: book_links(open), ..Record::of(&report, &commit.id, &commit.date) })
}

/// The files outside of `src` that the chapters include.
fn included_from_elsewhere(open: &OpenBook, files: &FileStore) -> Vec<PathBuf> {
    let chapters = open.load(files);
    let sources = chapters.iter().flat_map(ParsedChapter::sources);
    let mut outside: Vec<PathBuf> =
        sources.filter(|path| !lies_below(path, &open.book.src)).map(PathBuf::from).collect();
    outside.sort();
    outside.dedup();
    outside
}

/// Prints how many records there are now, and why there are not more.
fn summarize(
    commits: &BookCommits,
    file: &RecordFile,
    (added, known, missing): (usize, usize, usize),
    is_dry_run: bool,
) -> anyhow::Result<()> {
    let name = paths_here()?.show(file.path());
    let there = match known {
        0 => String::new(),
        1 => "; 1 is there already".to_owned(),
        known => format!("; {known} are there already"),
    };
    if is_dry_run {
        output::note(&format!("would add {} to {name}{there}", records(missing)));
    } else {
        output::note(&format!("added {} to {name}{there}", records(added)));
    }
    if commits.is_cut_off {
        let found = commits.commits.len();
        output::note(&format!(
            "redline: this clone is shallow and ends after {found} such {}: fetch the rest with `git fetch --unshallow`, or \
             `fetch-depth: 0` in a workflow",
            if found == 1 { "commit" } else { "commits" }
        ));
    }
    Ok(())
}

fn records(count: usize) -> String {
    if count == 1 { "1 record".to_owned() } else { format!("{count} records") }
}

/// The day of a commit.
fn day(commit: &BookCommit) -> &str {
    commit.date.split('T').next().unwrap_or_default()
}

/// The abbreviated id of a commit.
fn short(commit: &BookCommit) -> &str {
    commit.id.get(..8).unwrap_or(&commit.id)
}
