//! `fix`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use redline_document::diagnostic::{Finding, RunError};
use redline_document::edit::{Applicability, Change, Fix};
use redline_document::source::{FileStore, lies_below, relative_path};
use redline_lint::fix::{Fixed, FixedText, WriteError, check_writable, drop_unprovable, write};
use redline_lint::lint_report::LintReport;
use redline_lint::replace::remove_strays;
use redline_lint::workspace::{FixRequest, OpenBook, texts_after};
use redline_report::render::{Paths, summary_line};
use similar::TextDiff;

use crate::args::FixArgs;
use crate::check::{print_errors, print_notes, verdict};
use crate::interrupt::clean_up_on_signals;
use crate::target::{open_workspace, paths_here};
use crate::{Status, output};

/// Fixes the sources, or shows how they would change.
pub(crate) fn run(args: &FixArgs) -> anyhow::Result<Status> {
    let _progress = output::Progress::of("fixing");
    let workspace = open_workspace(&args.selection)?;
    let paths = paths_here()?;
    let least = if args.include_unsafe { Applicability::Unsafe } else { Applicability::Safe };
    let mut left = LintReport { problems: workspace.problems.clone(), ..LintReport::default() };
    let mut status = Status::Clean;
    let mut changes = 0;
    for open in &workspace.books {
        let Plan { mut fixed, mut remaining, mut problems } = plan(open, least);
        if args.diff {
            show(&fixed, &paths)?;
        } else {
            remove_left_files(open, &remaining, &paths);
            problems.extend(save(open, &mut fixed, &mut remaining));
            status = status.max(verdict(open, &remaining));
        }
        for refusal in &fixed.rejected {
            let place = refusal.file.as_deref().map(|file| paths.show(file)).unwrap_or_default();
            output::note(&format!("redline: {place}: {}", refusal.message));
        }
        if let Some(summary) = fixed.summary("file").filter(|_| !args.diff && !args.selection.quiet) {
            output::note(&format!("redline: applied {summary}"));
        }
        if !args.selection.quiet {
            print_outside(open, &remaining, least, &paths);
            print_misspelled(&remaining, &paths);
        }
        drop_unprovable(
            &mut remaining.findings,
            &open.policy(Applicability::Safe, &FileStore::default(), &BTreeSet::new()),
        );
        // So the summary does not claim that another run would fix them.
        remaining.left_alone.extend(problems.iter().filter_map(|problem| problem.file.clone()));
        changes += fixed.texts.len();
        left.problems.extend(problems.into_iter().chain(fixed.problems));
        left.merge(remaining);
        print_notes(open, &args.selection);
    }
    if args.diff {
        status = if changes > 0 { Status::Findings } else { Status::Clean };
    } else if !args.selection.quiet {
        output::result(&format!("{}\n", summary_line(&left)))?;
    }
    print_errors(&left.problems, &paths);
    Ok(if left.problems.is_empty() { status } else { Status::Failed })
}

/// What is to be written, and what remains then.
struct Plan {
    fixed: Fixed,
    remaining: LintReport,
    /// Files that cannot be written.
    problems: Vec<RunError>,
}

/// Fixes what can be written. A file that cannot be keeps its text, so it is left out before anything is fixed: links to
/// its headings, and its name in the table of contents, depend on it.
fn plan(open: &OpenBook, least: Applicability) -> Plan {
    let mut held = BTreeSet::new();
    let mut problems = Vec::new();
    loop {
        let request = FixRequest { least, held: &held, is_included: &|_| true };
        let (fixed, remaining) = open.fix(&FileStore::default(), &request);
        let is_writable = |path: &Path, text: &FixedText| check_writable(path, text, &open.book.root);
        let failures: Vec<_> = fixed
            .texts
            .iter()
            .filter_map(|(path, text)| Some((path.clone(), is_writable(path, text).err()?)))
            .filter(|(path, _)| !held.contains(path))
            .collect();
        if failures.is_empty() {
            return Plan { fixed, remaining, problems };
        }
        for (path, error) in failures {
            // The caller reports what lies outside the book.
            problems.extend((!matches!(error, WriteError::Outside { .. })).then(|| unwritten(&path, error)));
            held.insert(path);
        }
    }
}

/// Writes the new texts. Those that could not be written after all are taken out, and what remains is found anew.
fn save(open: &OpenBook, fixed: &mut Fixed, remaining: &mut LintReport) -> Vec<RunError> {
    clean_up_on_signals();
    let root = &open.book.root;
    let failures: Vec<_> =
        fixed.texts.iter().filter_map(|(path, text)| Some((path.clone(), write(path, text, root).err()?))).collect();
    if failures.is_empty() {
        return Vec::new();
    }
    let problem = |(path, error): (PathBuf, WriteError)| {
        fixed.take_out(&path);
        unwritten(&path, error)
    };
    let problems = failures.into_iter().map(problem).collect();
    *remaining = open.check(&FileStore::default().with_texts(texts_after(&fixed.texts)));
    problems
}

/// The problem of a file that is not written.
fn unwritten(path: &Path, error: WriteError) -> RunError {
    let message = match error {
        WriteError::Io { source, .. } => format!("the fixes cannot be written: {source}"),
        WriteError::Changed { .. } => "the file has changed since it was read and was left alone".to_owned(),
        WriteError::Outside { .. } => "the file lies outside the book and was left alone".to_owned(),
    };
    RunError { file: Some(path.to_owned()), message }
}

/// Reports how many fixes are left because their files lie outside the book.
fn print_outside(open: &OpenBook, remaining: &LintReport, least: Applicability, paths: &Paths) {
    for file in &remaining.left_alone {
        let is_left = |finding: &&Finding| {
            finding.file.path() == file && finding.fix.as_ref().is_some_and(|fix| fix.applicability >= least)
        };
        let fixes = match remaining.findings.iter().filter(is_left).count() {
            0 => continue,
            1 => "1 fix is".to_owned(),
            count => format!("{count} fixes are"),
        };
        let (shown, ignored) = (paths.show(file), relative_path(&open.book.src, file));
        output::note(&format!(
            "redline: {shown} lies outside the book, so {fixes} left there; `ignore = [\"{ignored}\"]` leaves out the file"
        ));
    }
}

/// Reports which comments are misspelled: fixes wait where they were meant to silence a rule.
fn print_misspelled(remaining: &LintReport, paths: &Paths) {
    for finding in &remaining.findings {
        let is_correction =
            |fix: &Fix| fix.change == Change::Comment && fix.edits().iter().all(|edit| !edit.text.is_empty());
        if finding.fix.as_ref().is_some_and(is_correction) {
            let (file, line) = (paths.show(finding.file.path()), finding.file.position(finding.span.start).line);
            output::note(&format!("redline: {file}: line {line}: {}; fixes there wait for it", finding.message));
        }
    }
}

/// Removes the files that killed runs left behind where this command writes, and reports it.
fn remove_left_files(open: &OpenBook, remaining: &LintReport, paths: &Paths) {
    let book = &open.book;
    let files = remaining.files.iter().chain(book.chapters.iter().filter_map(|chapter| chapter.file.as_ref()));
    let mut folders: BTreeSet<&Path> = files.filter_map(|file| file.parent()).collect();
    folders.extend([book.root.as_path(), &book.src]);
    for file in folders.into_iter().filter(|folder| lies_below(folder, &book.root)).flat_map(remove_strays) {
        output::note(&format!("redline: removed {}, which an interrupted run left behind", paths.show(&file)));
    }
}

fn show(fixed: &Fixed, paths: &Paths) -> anyhow::Result<()> {
    for (path, text) in &fixed.texts {
        let name = paths.show(path);
        let diff = TextDiff::from_lines(&text.before, &text.after);
        let unified =
            diff.unified_diff().context_radius(2).header(&format!("a/{name}"), &format!("b/{name}")).to_string();
        output::result(&unified)?;
    }
    Ok(())
}
