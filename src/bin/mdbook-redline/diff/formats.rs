//! The forms of the output of `diff`.

use redline_lint::config::Panel;
use redline_report::change::{ChangeReport, critic_markup};
use redline_text::escape::markdown;
use serde_json::json;

use super::terminal::{FileNames, terminal};
use crate::args::DiffFormat;

/// A chapter in one of the forms.
pub(super) struct Shown {
    /// The key of the chapter: its path in the book.
    pub(super) key: String,
    /// The display form of its path.
    pub(super) name: String,
    /// What changed, in one line.
    pub(super) summary: String,
    /// Number of deleted and inserted words.
    pub(super) words: usize,
    /// The form.
    pub(super) text: String,
}

/// A chapter in one of the forms.
pub(super) fn shown(files: &FileNames, key: &str, report: &ChangeReport<'_>, format: DiffFormat) -> Shown {
    let name = &files.after;
    let text = match format {
        DiffFormat::Terminal => terminal(files, report),
        DiffFormat::Markdown => format!("## {}\n\n{}\n", markdown(name), report.markdown(&[Panel::Diff])),
        DiffFormat::Html => report.html(&[Panel::Diff]),
        DiffFormat::Criticmarkup => critic_markup(report),
        DiffFormat::Json => {
            let figures = report.figures().map(|[before, after]| json!({ "before": before, "after": after }));
            json!({
                "file": name,
                "old_file": files.before,
                "summary": report.summary(),
                "fixes": report.fixes,
                "figures": figures,
                "diff": &report.diff,
            })
            .to_string()
        }
    };
    let words = &report.diff.statistics.words;
    let words = words.deleted + words.inserted;
    Shown { key: key.to_owned(), name: name.clone(), summary: report.summary(), words, text }
}

/// The object of the JSON form.
pub(super) fn json_of<'a>(chapters: impl Iterator<Item = &'a str>) -> String {
    format!("{{\"version\":1,\"chapters\":[{}]}}\n", chapters.collect::<Vec<_>>().join(","))
}
