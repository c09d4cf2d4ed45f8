//! `diff`: what changed in the chapters of a book, in the terminal or as Markdown, HTML, JSON, `CriticMarkup`.

mod destination;
mod formats;
mod terminal;
mod versions;

use std::path::Path;

use redline_document::source::FileStore;
use redline_lint::lint::detect_language;
use redline_lint::workspace::OpenBook;
use redline_report::change::ChangeReport;
use redline_report::redaction::Redaction;
use redline_report::render::Paths;

use crate::Status;
use crate::args::{DiffArgs, DiffFormat, Selection};
use crate::target::{open_all, paths_here};
use destination::Destination;
use formats::{Shown, shown};
use terminal::FileNames;
use versions::{Versions, chapters, masked};

/// Prints what changed, chapter by chapter, or writes it into a folder.
pub(crate) fn run(args: DiffArgs) -> anyhow::Result<Status> {
    let selection = Selection {
        paths: args.book.into_iter().collect(),
        config: args.config,
        without_baseline: true,
        ..Selection::default()
    };
    let workspace = open_all(&selection)?;
    let against = args.against.map(|against| from_here(&against)).transpose()?;
    let mut destination = Destination::new(args.format, args.output_dir.as_deref())?;
    let comparison = Comparison { format: args.format, paths: paths_here()? };
    for open in &workspace.books {
        let open = open.with_named_files();
        let table = open.settings.table.change_report.on();
        detect_language(&open.book, &open.load(&FileStore::default()), &open.settings);
        let names = Redaction::of(table.and_then(|table| table.redact_file.as_deref()), &open.book.root)?;
        let is_source = comparison.format == DiffFormat::Criticmarkup;
        for chapter in chapters(&open, against.as_deref(), names.as_ref(), is_source)? {
            if let Some(shown) = comparison.shown(&open, &chapter, names.as_ref())? {
                destination.take(shown)?;
            }
        }
    }
    destination.finish()?;
    Ok(Status::Clean)
}

/// A source of old versions whose path, typed at a prompt, is relative to the working directory.
fn from_here(against: &str) -> anyhow::Result<String> {
    match against.strip_prefix("dir:") {
        Some(path) if Path::new(path).is_dir() => Ok(format!("dir:{}", std::path::absolute(path)?.display())),
        _ => Ok(against.to_owned()),
    }
}

/// How chapters are compared and shown.
struct Comparison {
    format: DiffFormat,
    paths: Paths,
}

impl Comparison {
    /// A chapter in the form of the output; `None` if there is nothing to show.
    fn shown(&self, open: &OpenBook, chapter: &Versions, names: Option<&Redaction>) -> anyhow::Result<Option<Shown>> {
        let is_source = self.format == DiffFormat::Criticmarkup;
        let (mut before, mut after) = (chapter.before.as_str(), chapter.after.as_str());
        if !is_source {
            // How a file begins is no change of its text.
            (before, after) = (without_mark(before), without_mark(after));
        }
        let mut report = ChangeReport::new(&chapter.key, before, after, &open.dialect);
        if !is_source {
            report = report.with_author(&chapter.author);
        }
        report.is_english = open.settings.is_english();
        report.fixes = chapter.fixes;
        // The only file that was named is shown in any case, so that a script can rely on it.
        let is_named = open.only.as_ref().is_some_and(|only| only.len() == 1);
        let is_changed = if is_source { is_named || before != after } else { !report.is_empty() };
        if !is_changed {
            return Ok(None);
        }
        let name = |path: &Path| masked(&self.paths.show(path), names, open);
        let files = FileNames {
            after: name(&chapter.path),
            before: name(chapter.old_path.as_ref().unwrap_or(&chapter.path)),
            has_old_file: chapter.has_old_file,
            lines: chapter.lines.clone(),
        };
        let key = masked(&chapter.key, names, open);
        let shown = shown(&files, &key, &report, self.format);
        match names {
            Some(names) if self.format == DiffFormat::Html => names.check_html(&files.after, &shown.text)?,
            Some(names) => names.check(&files.after, &shown.text)?,
            None => {}
        }
        Ok(Some(shown))
    }
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
