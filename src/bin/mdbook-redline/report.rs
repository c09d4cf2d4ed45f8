//! `report`: the state of a book, in the terminal, as a file of HTML or as JSON.

use std::path::{Path, PathBuf};

use anyhow::Context;
use redline_report::style::{
    RecordedBook, Records, Terminal, books_page, books_table, read_records, records_of, report_book, standalone,
};

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

/// Shows the books that have records together.
fn merge(args: &ReportArgs) -> anyhow::Result<Status> {
    let shown = paths_here()?;
    let mut books = Vec::new();
    for file in &args.merge {
        let Records { records, skipped } = read_records(file)?;
        print_skipped(&skipped, &shown);
        let title = records.last().and_then(|last| last.title.clone()).unwrap_or_else(|| stem(file));
        let book = RecordedBook::new(title, records);
        books.push(book.with_context(|| format!("{} holds no records", file.display()))?);
    }
    let names = books.iter().map(|book| book.title.clone()).collect::<Vec<_>>();
    for (book, file) in books.iter_mut().zip(&args.merge) {
        if names.iter().filter(|name| **name == book.title).count() > 1 {
            book.title = format!("{} ({})", book.title, file.display());
        }
    }
    match &args.html {
        Some(file) => write_html(file, &books_page(&books))?,
        None if args.json => {
            let json = serde_json::json!({ "version": 1, "books": books });
            output::result(&format!("{}\n", serde_json::to_string_pretty(&json)?))?;
        }
        None => output::result(&books_table(&books))?,
    }
    Ok(Status::Clean)
}

/// The name of a file without its extension.
fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
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
