//! `check`.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context;
use redline_document::diagnostic::RunError;
use redline_document::document::Document;
use redline_document::edit::Applicability;
use redline_document::source::FileStore;
use redline_lint::convention::Habit;
use redline_lint::fix::drop_unprovable;
use redline_lint::lint_report::LintReport;
use redline_lint::workspace::OpenBook;
use redline_report::change::{EarlierVersions, SuppliedTexts};
#[cfg(feature = "git")]
use redline_report::history::{ChangedLines, Snapshot};
use redline_report::redaction::Redaction;
use redline_report::render::{Coverage, Format, Human, Paths, write};

use crate::args::{CheckArgs, Selection};
use crate::target::{open_workspace, paths_here};
use crate::{Status, output};

/// Checks what the arguments name and prints what was found.
pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<Status> {
    let progress = output::Progress::of("checking");
    let (selection, unsaved) = with_standard_input(args)?;
    let workspace = open_workspace(&selection)?;
    if let Some((path, text)) = unsaved {
        workspace.set_text(&path, text);
    }
    let files = &workspace.files;
    let mut report = LintReport { problems: workspace.problems.clone(), ..LintReport::default() };
    let mut status = Status::Clean;
    for open in &workspace.books {
        let mut found = open.check(files);
        drop_unprovable(&mut found.findings, &open.policy(Applicability::Safe, files, &BTreeSet::new()));
        #[cfg(feature = "git")]
        if let Some(revision) = &args.since {
            ChangedLines::since(Snapshot::at_fork(&open.book.root, revision)?).keep(&mut found);
        }
        status = status.max(verdict(open, &found));
        report.merge(found);
        report.problems.extend(missing_for_reports(open, files));
        print_notes(open, &selection);
    }
    drop(progress);
    if let Some(note) = habits_note(&report.habits).filter(|_| !selection.quiet) {
        output::note(&note);
    }
    if !report.problems.is_empty() {
        status = Status::Failed;
    }
    let paths = paths_here()?;
    let format = Format::from(args.format);
    let human = Human { colour: output::stdout_has_colour(), limit: None, quiet: selection.quiet };
    let mut coverage = Coverage::default();
    for open in &workspace.books {
        coverage.add(&open.book, &open.settings, open.only.as_deref());
    }
    output::result(&write(&report, format, &paths, &human, &coverage))?;
    for passage in report.gates.iter().filter(|_| format != Format::Json) {
        output::note(&passage.to_string());
    }
    if format != Format::Json {
        print_errors(&report.problems, &paths);
    }
    // The process ends here: giving thousands of findings back one by one would only take time.
    std::mem::forget((report, workspace));
    Ok(status)
}

/// What change reports need and a build would miss: the version before, the names, and the files that comments name.
fn missing_for_reports(open: &OpenBook, files: &FileStore) -> Vec<RunError> {
    let Some(table) = open.settings.table.change_report.on() else { return Vec::new() };
    let root = &open.book.root;
    let mut problems = Vec::new();
    let names = Redaction::of(table.redact_file.as_deref(), root);
    let mut tell = |file: Option<&Path>, error: anyhow::Error| {
        let message = format!("{error:#}");
        let message =
            names.as_ref().ok().and_then(Option::as_ref).map_or(message.clone(), |names| names.message(&message));
        problems.push(RunError { file: file.map(Path::to_path_buf), message });
    };
    if let Err(error) = EarlierVersions::open(&table.against, root) {
        tell(None, error.into());
    }
    for path in open.book.chapters.iter().filter_map(|chapter| chapter.file.as_deref()) {
        // A file that cannot be read is reported elsewhere.
        let Ok(file) = files.read(path) else { continue };
        let names_files = ["redline-brief", "redline-original"].iter().any(|verb| file.text().contains(verb));
        let is_shown = open.only.as_ref().is_none_or(|only| only.iter().any(|shown| shown == path));
        if names_files && is_shown {
            let given = SuppliedTexts::read(&Document::of_text(file.text(), &open.dialect), path);
            given.map_or_else(|error| tell(Some(path), error.into()), drop);
        }
    }
    if let Err(error) = names {
        problems.push(RunError { file: None, message: format!("{:#}", anyhow::Error::from(error)) });
    }
    problems
}

/// With `-`, standard input is the unsaved text of the file that `--stdin-path` names: the file and the text.
fn with_standard_input(args: &CheckArgs) -> anyhow::Result<(Selection, Option<(PathBuf, String)>)> {
    let mut selection = args.selection.clone();
    let Some(dash) = selection.paths.iter().position(|path| path.as_os_str() == "-") else {
        return Ok((selection, None));
    };
    let path = args.stdin_path.clone();
    let path = path.context("`-` needs `--stdin-path FILE`, the file that standard input stands for")?;
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text).context("standard input cannot be read as UTF-8")?;
    let file = std::path::absolute(&path)?;
    selection.paths[dash].clone_from(&path);
    selection.held = Some(path);
    Ok((selection, Some((file, text))))
}

/// The habits of the books, with the command that shows how to record them; `None` if there are none.
fn habits_note(habits: &[Habit]) -> Option<String> {
    let list: Vec<String> = habits.iter().map(|it| format!("`{}` ({} of {})", it.form, it.count, it.total)).collect();
    (!list.is_empty()).then(|| {
        let list = list.join(", ");
        format!("redline: by habit the book writes {list}; `mdbook-redline conventions` shows how to record it")
    })
}

/// Whether what was found fails, by the book's own settings.
pub(crate) fn verdict(open: &OpenBook, report: &LintReport) -> Status {
    if report.fails(open.settings.table.fail_on) { Status::Findings } else { Status::Clean }
}

/// Says once what is worth saying of the configuration.
pub(crate) fn print_notes(open: &OpenBook, selection: &Selection) {
    let language = open.settings.language_note();
    for remark in open.notes.iter().chain(&language).filter(|_| !selection.quiet) {
        output::note(&format!("redline: {remark}"));
    }
}

/// Says what could not be checked.
pub(crate) fn print_errors(problems: &[RunError], paths: &Paths) {
    for problem in problems {
        let place = problem.file.as_deref().map(|file| format!("{}: ", paths.show(file))).unwrap_or_default();
        output::error(&format!("{place}{}", problem.message));
    }
}
