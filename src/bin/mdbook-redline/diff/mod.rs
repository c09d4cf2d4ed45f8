//! `diff`: what changed in the chapters of a book, in the terminal or as Markdown, HTML, JSON, `CriticMarkup`.

mod formats;
mod terminal;
mod versions;

use redline_document::source::FileStore;
use redline_lint::lint::detect_language;
use redline_report::change::ChangeReport;
use redline_report::redaction::Redaction;

use crate::args::{DiffArgs, DiffFormat, Selection};
use crate::target::{open_all, paths_here};
use crate::{Status, output};
use formats::shown;
use terminal::FileNames;
use versions::{chapters, masked};

/// Prints what changed, chapter by chapter.
pub(crate) fn run(args: DiffArgs) -> anyhow::Result<Status> {
    let selection = Selection {
        paths: args.book.into_iter().collect(),
        config: args.config,
        without_baseline: true,
        ..Selection::default()
    };
    let workspace = open_all(&selection)?;
    let paths = paths_here()?;
    let mut json = Vec::new();
    for open in &workspace.books {
        let table = open.settings.table.change_report.on();
        detect_language(&open.book, &open.load(&FileStore::default()), &open.settings);
        let names = Redaction::of(table.and_then(|table| table.redact_file.as_deref()), &open.book.root)?;
        for chapter in chapters(open, args.against.as_deref(), names.as_ref())? {
            let (mut before, mut after) = (chapter.before.as_str(), chapter.after.as_str());
            if args.format != DiffFormat::Criticmarkup {
                // How a file begins is no change of its text.
                (before, after) = (without_mark(before), without_mark(after));
            }
            let mut report = ChangeReport::new(&chapter.key, before, after, &open.dialect);
            report.is_english = open.settings.is_english();
            report.fixes = chapter.fixes;
            if report.is_empty() {
                continue;
            }
            let name = masked(&paths.show(&chapter.path), names.as_ref(), open);
            let old_path = chapter.old_path.as_ref().unwrap_or(&chapter.path);
            let file_names = FileNames {
                after: name.clone(),
                before: masked(&paths.show(old_path), names.as_ref(), open),
                has_old_file: chapter.has_old_file,
            };
            let text = shown(&file_names, &report, args.format);
            match &names {
                Some(names) if args.format == DiffFormat::Html => names.check_html(&name, &text)?,
                Some(names) => names.check(&name, &text)?,
                None => {}
            }
            if args.format == DiffFormat::Json {
                json.push(text);
            } else {
                output::result(&text)?;
            }
        }
    }
    if args.format == DiffFormat::Json {
        output::result(&format!("{{\"version\":1,\"chapters\":[{}]}}\n", json.join(",")))?;
    }
    Ok(Status::Clean)
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
