//! `baseline create`, `update`, `prune`, `show`: findings that a book lives with.

use std::path::PathBuf;

use anyhow::bail;
use redline_lint::baseline::{Baseline, FILE};
use redline_lint::lint_report::LintReport;
use redline_lint::workspace::{OpenBook, book_above};
use redline_report::render::{Coverage, Format, Human, write};

use crate::args::{BaselineCommand, BookPlace, Selection};
use crate::check::print_errors;
use crate::target::{open_all, paths_here};
use crate::{Status, output};

/// Runs one of the commands.
pub(crate) fn run(command: BaselineCommand) -> anyhow::Result<Status> {
    match command {
        BaselineCommand::Create { place, force } => create(&Book::of(place)?, force),
        BaselineCommand::Update { place, grow } => shrink(&Book::of(place)?, Shrink { refresh: true, grow }),
        BaselineCommand::Prune { place } => shrink(&Book::of(place)?, Shrink { refresh: false, grow: false }),
        BaselineCommand::Show { place } => show(&Book::of(place)?),
    }
}

/// A book, checked without its baseline.
struct Book {
    open: OpenBook,
    report: LintReport,
    /// Where its baseline lies.
    path: PathBuf,
    /// Whether the configuration names that file.
    is_configured: bool,
}

impl Book {
    fn of(place: BookPlace) -> anyhow::Result<Self> {
        let BookPlace { book, config } = place;
        let folder = config.as_deref().and_then(std::path::Path::parent).map(std::path::Path::to_path_buf);
        // The baseline is that of the whole book, wherever in it the path leads.
        let whole = |path: PathBuf| {
            let above = std::path::absolute(&path).ok().and_then(|path| book_above(&path));
            above.unwrap_or(path)
        };
        let book = book.map(whole);
        let selection =
            Selection { paths: book.into_iter().collect(), config, without_baseline: true, ..Selection::default() };
        let mut workspace = open_all(&selection)?;
        let Some(mut open) = workspace.books.pop() else { bail!("there is no book here") };
        open.only = None;
        let report = open.check(&workspace.files);
        if !report.problems.is_empty() {
            let paths = paths_here()?;
            print_errors(&report.problems, &paths);
            bail!("a baseline is made of all findings, and some files could not be checked");
        }
        let configured = open.baseline.clone();
        let root = folder.unwrap_or_else(|| open.book.root.clone());
        let path = std::path::absolute(root.join(configured.as_deref().unwrap_or(std::path::Path::new(FILE))))?;
        Ok(Self { is_configured: configured.is_some(), open, report, path })
    }

    fn baseline(&self) -> anyhow::Result<Baseline> {
        Ok(Baseline::load(&self.path)?)
    }

    fn write(&self, baseline: &Baseline) -> anyhow::Result<()> {
        output::save(&self.path, &baseline.to_json())
    }

    fn shown_path(&self) -> anyhow::Result<String> {
        let paths = paths_here()?;
        Ok(paths.show(&self.path))
    }
}

fn create(book: &Book, force: bool) -> anyhow::Result<Status> {
    let path = book.shown_path()?;
    if book.path.exists() && !force {
        bail!("{path} is there already: `baseline update` shrinks it, and `--force` writes it anew");
    }
    let baseline = Baseline::empty(&book.path).with_findings(&book.report);
    book.write(&baseline)?;
    let count = baseline.entries.len();
    let noun = if count == 1 { "finding" } else { "findings" };
    output::note(&format!("wrote {count} {noun} to {path}"));
    if !book.is_configured {
        let name = book.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        output::note(&format!("to live with them, add `baseline = \"{name}\"` to `[preprocessor.redline]`"));
    }
    Ok(Status::Clean)
}

/// What becomes of entries that are found.
#[derive(Clone, Copy)]
struct Shrink {
    /// They follow their text.
    refresh: bool,
    /// What is new is taken in.
    grow: bool,
}

fn shrink(book: &Book, shrink: Shrink) -> anyhow::Result<Status> {
    let baseline = book.baseline()?;
    let comparison = baseline.compare(&book.report, &book.open.settings);
    let new = comparison.known.iter().filter(|known| known.is_none()).count();
    let (after, grown) = if shrink.grow {
        (baseline.with_findings(&book.report), new)
    } else {
        (baseline.without_stale(&book.report, &comparison, shrink.refresh), 0)
    };
    book.write(&after)?;
    let (before, left) = (baseline.entries.len(), after.entries.len());
    let taken = if grown > 0 { format!(", {grown} taken in") } else { String::new() };
    output::note(&format!("{}: {before} findings before, {left} now{taken}", book.shown_path()?));
    if new > grown {
        output::note(&format!("{new} findings are new: mend them, or take them in with `baseline update --grow`"));
    }
    Ok(Status::Clean)
}

fn show(book: &Book) -> anyhow::Result<Status> {
    let baseline = book.baseline()?;
    let comparison = baseline.compare(&book.report, &book.open.settings);
    let mut debt = book.report.clone();
    let mut known = comparison.known.iter();
    debt.findings.retain(|_| known.next().is_some_and(Option::is_some));
    let paths = paths_here()?;
    output::result(&write(&debt, Format::Short, &paths, &Human::default(), &Coverage::default()))?;
    for &stale in &comparison.stale {
        let entry = &baseline.entries[stale];
        output::note(&format!("no longer there: {}: {} [{}]", entry.file, entry.text, entry.rule));
    }
    output::note(&format!("{} known, {} no longer there", debt.findings.len(), comparison.stale.len()));
    Ok(Status::Clean)
}
