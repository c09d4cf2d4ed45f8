//! `report`: the state of a book, in the terminal, as a file of HTML or as JSON.

use std::path::{Path, PathBuf};

use anyhow::Context;
use redline_report::style::{RecordedBook, Terminal, books_page, read_records, records_of, report_book, standalone};

use crate::args::{ReportArgs, Selection};
use crate::check::{print_errors, print_notes};
use crate::record::print_skipped;
use crate::target::{open_workspace, paths_here};
use crate::{Status, output};

/// Writes the report of one book or folder. It exits as `check` does: by the verdict, and by what could not be checked.
pub(crate) fn run(args: &ReportArgs) -> anyhow::Result<Status> {
    if !args.merge.is_empty() {
        return merge(args);
    }
    let progress = output::Progress::of("checking");
    let paths: Vec<PathBuf> = args.place.book.iter().cloned().collect();
    let selection = Selection { paths, config: args.place.config.clone(), ..Selection::default() };
    let mut workspace = open_workspace(&selection)?;
    let shown = paths_here()?;
    print_errors(&workspace.problems, &shown);
    let Some(book) = workspace.books.first_mut() else { return Ok(Status::Failed) };
    let records = records_of(&book.settings.table, &book.book.root);
    let records = records.map_err(|problem| book.problems.push(problem)).ok();
    print_skipped(records.as_ref().map_or(&[], |records| &records.skipped), &shown);
    let known = records.as_ref().map(|records| records.records.as_slice());
    let (report, problems) = report_book(book, &workspace.files, known);
    drop(progress);
    print_notes(book, &selection);
    print_errors(&problems, &shown);
    let named = args.place.book.as_deref().map(|path| path.display().to_string());
    let terminal =
        Terminal { colour: output::stdout_has_colour(), root: &book.book.root, paths: &shown, book: named.as_deref() };
    match &args.html {
        Some(file) => write_html(file, &standalone(&report))?,
        None if args.json => output::result(&format!("{}\n", serde_json::to_string_pretty(&report)?))?,
        None => output::result(&terminal.report(&report))?,
    }
    if let Some(failure) = report.verdict.failure.as_ref().filter(|_| args.json || args.html.is_some()) {
        output::note(&format!("redline: the book fails: {failure}"));
    }
    let status = match (problems.is_empty(), report.verdict.passed) {
        (false, _) => Status::Failed,
        (true, false) => Status::Findings,
        (true, true) => Status::Clean,
    };
    // The process ends here: giving back what was read and compiled would only take time.
    std::mem::forget(workspace);
    Ok(status)
}

/// Puts the books that have records on one page.
fn merge(args: &ReportArgs) -> anyhow::Result<Status> {
    let mut books = Vec::new();
    for file in &args.merge {
        let records = read_records(file)?.records;
        let last = records.last().with_context(|| format!("{} holds no records", file.display()))?;
        let name = || file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        books.push(RecordedBook { title: last.title.clone().unwrap_or_else(name), records });
    }
    if let Some(file) = &args.html {
        write_html(file, &books_page(&books))?;
    } else {
        let json = serde_json::json!({ "version": 1, "books": books });
        output::result(&format!("{}\n", serde_json::to_string_pretty(&json)?))?;
    }
    Ok(Status::Clean)
}

/// Writes a page to a file, or to standard output for `-`.
fn write_html(file: &Path, page: &str) -> anyhow::Result<()> {
    if file == Path::new("-") {
        return Ok(output::wire([page])?);
    }
    output::save(file, page)?;
    output::note(&format!("wrote {}", file.display()));
    Ok(())
}
