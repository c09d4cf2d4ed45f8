//! The forms of the output of `diff`.

use redline_lint::config::Panel;
use redline_report::change::{ChangeReport, critic_markup};
use redline_text::escape::{html, markdown};
use serde_json::json;

use super::terminal::{FileNames, terminal};
use crate::args::DiffFormat;

/// A chapter called `name` in one of the forms.
pub(super) fn shown(names: &FileNames, report: &ChangeReport<'_>, format: DiffFormat) -> String {
    let name = &names.after;
    match format {
        DiffFormat::Terminal => terminal(names, report),
        DiffFormat::Markdown => format!("## {}\n\n{}\n", markdown(name), report.markdown(&[Panel::Diff])),
        DiffFormat::Html => format!("<h2>{}</h2>\n{}\n", html(name), report.html(&[Panel::Diff])),
        DiffFormat::Criticmarkup => {
            let text = critic_markup(report);
            let end = if text.ends_with('\n') { "" } else { "\n" };
            format!("<!-- {} -->\n\n{text}{end}", name.replace("--", "- -"))
        }
        DiffFormat::Json => {
            let figures = report.figures().map(|[before, after]| json!({ "before": before, "after": after }));
            let fixes = report.fixes;
            let summary = report.summary();
            json!({ "file": name, "summary": summary, "fixes": fixes, "figures": figures, "diff": &report.diff })
                .to_string()
        }
    }
}
