//! What changed in a chapter, for a terminal.

use anstyle::{AnsiColor, Effects, Style};
use prose_diff::{Body, Change, ChangeKind, Diff, Line, Mark, Relation, Row};
use redline_report::change::ChangeReport;

/// The changed rows of a report, in colour.
pub(super) fn terminal(name: &str, report: &ChangeReport<'_>) -> String {
    let bold = Style::new().effects(Effects::BOLD);
    let mut out = format!("{bold}{name}{bold:#}: {}\n", report.summary());
    for line in report.fixes.line().into_iter().chain([report.figures_line()]).filter(|line| !line.is_empty()) {
        out.extend([&line, "\n"]);
    }
    for row in report.diff.rows.iter().filter(|row| !row.changes.is_empty()) {
        let line = line(row, &report.diff, report);
        if !line.trim().is_empty() {
            out.extend(["\n", &line, "\n"]);
        }
    }
    out.push('\n');
    out
}

fn line(row: &Row, diff: &Diff, report: &ChangeReport<'_>) -> String {
    let sign = match row.relation {
        Relation::Added => "+ ",
        Relation::Removed => "- ",
        Relation::MovedFrom(_) => "> ",
        Relation::MovedTo(_) => return String::new(),
        Relation::Kept | Relation::Split | Relation::Merged => "  ",
    };
    let mut out = sign.to_owned();
    match &row.body {
        Body::Text { runs } => {
            for run in runs {
                if out.len() > sign.len() && run.is_spaced() {
                    out.push(' ');
                }
                out.push_str(&marked(run.mark, &run.text));
            }
        }
        Body::Lines { lines } => out.push_str(&code(lines, report)),
        Body::Table { rows, .. } => {
            for row in rows {
                let cells: Vec<String> = row
                    .cells
                    .iter()
                    .map(|cell| cell.iter().map(|run| marked(run.mark, &run.text)).collect::<Vec<_>>().join(" "))
                    .collect();
                out.extend(["\n  | ", &cells.join(" | "), " |"]);
            }
        }
        Body::Empty => {}
    }
    let row_heading = row_heading(row, diff);
    if row_heading.is_empty() { out } else { format!("  {row_heading}\n{out}") }
}

/// The place of a row, and its changes that marks do not show.
fn row_heading(row: &Row, diff: &Diff) -> String {
    let changes: Vec<&Change> = row.changes.iter().filter_map(|id| diff.changes.get(id - 1)).collect();
    let section =
        changes.iter().find_map(|change| change.section_after.as_ref().or(change.section_before.as_ref())?.last());
    let is_shown = |kind: &ChangeKind| {
        use ChangeKind::{BlockAdded, BlockMoved, BlockRemoved, Lines, Math, Words};
        matches!(kind, Words | Math | Lines | BlockAdded | BlockRemoved | BlockMoved)
    };
    let unseen = changes.iter().filter(|change| !is_shown(&change.kind));
    let row_heading: Vec<String> = section
        .map(|section| format!("§ {section}"))
        .into_iter()
        .chain(unseen.map(|change| ChangeReport::label(change)))
        .collect();
    row_heading.join("; ")
}

/// Words in the colours of their mark.
fn marked(mark: Mark, text: &str) -> String {
    let gone = Style::new().fg_color(Some(AnsiColor::Red.into())).effects(Effects::STRIKETHROUGH);
    let new = Style::new().fg_color(Some(AnsiColor::Green.into())).effects(Effects::UNDERLINE);
    match mark {
        Mark::Equal => text.to_owned(),
        Mark::Deleted => format!("{gone}[-{text}-]{gone:#}"),
        Mark::Inserted => format!("{new}{{+{text}+}}{new:#}"),
    }
}

/// The lines of code that changed.
fn code(lines: &[Line], report: &ChangeReport<'_>) -> String {
    let mut out = String::new();
    for line in lines.iter().filter(|line| line.change.is_some()) {
        if !line.runs.is_empty() {
            out.push_str("\n  ~ ");
            out.extend(line.runs.iter().map(|run| marked(run.mark, &run.text)));
            continue;
        }
        let source = match (&line.after, &line.before) {
            (Some(span), _) => report.after.get(span.clone()),
            (None, Some(span)) => report.before.get(span.clone()),
            (None, None) => None,
        };
        let sign = if line.mark == Mark::Deleted { "-" } else { "+" };
        out.extend(["\n  ", sign, " ", source.unwrap_or_default().trim_end()]);
    }
    out
}
