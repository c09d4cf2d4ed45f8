//! The content of one row.

use prose_diff::{Body, Line, Mark, Relation, Row, Run, TableRow};

use super::Page;
use super::paint::{marked, signed, signed_pieces};
use super::words::{TextLine, text_lines};

/// Number of unchanged lines of code shown on each side of a change.
const CONTEXT: usize = 3;

impl Page<'_> {
    /// Writes the content of a row that is in both versions.
    pub(super) fn body(&mut self, row: &Row) {
        match &row.body {
            Body::Text { runs } => {
                for line in text_lines(runs, &self.report.diff, self.report.after) {
                    self.indented("  ", &TextLine::shown(&line));
                }
            }
            Body::Lines { lines } => self.code(lines, matches!(row.relation, Relation::MovedFrom(_))),
            Body::Table { rows, .. } => self.table(rows),
            Body::Empty => {}
        }
    }

    /// Writes the changed lines of code with the lines around them; `is_moved` code without changes is its first line.
    fn code(&mut self, lines: &[Line], is_moved: bool) {
        let is_changed = |line: &Line| line.change.is_some() && (line.mark != Mark::Equal || !line.runs.is_empty());
        let changed: Vec<usize> = (0..lines.len()).filter(|at| is_changed(&lines[*at])).collect();
        if changed.is_empty() && is_moved {
            if let Some(first) = lines.first() {
                let more = if lines.len() > 1 { " …" } else { "" };
                let text = format!("{}{more}", self.source_of(first).trim_end());
                self.indented("", &signed(Mark::Equal, &text));
            }
            return;
        }
        let is_near = |at: usize| changed.iter().any(|changed| changed.abs_diff(at) <= CONTEXT);
        let mut at = 0;
        let mut is_gap = false;
        while at < lines.len() {
            let line = &lines[at];
            if !is_near(at) {
                is_gap = true;
                at += 1;
                continue;
            }
            if std::mem::take(&mut is_gap) && changed.first().is_some_and(|first| *first < at) {
                self.indented("  ", "…");
            }
            let inner = lines[at..].iter().take_while(|line| is_changed(line) && !line.runs.is_empty()).count();
            if inner == 0 {
                let text = self.source_of(line);
                self.indented("", &signed(line.mark, text));
                at += 1;
                continue;
            }
            for mark in [Mark::Deleted, Mark::Inserted] {
                for line in &lines[at..at + inner] {
                    let shown = line.runs.iter().filter(|run| [Mark::Equal, mark].contains(&run.mark));
                    let shown = signed_pieces(mark, shown.map(|run| (run.mark, run.text.as_str())));
                    self.indented("", &shown);
                }
            }
            at += inner;
        }
    }

    /// The source of a line of code.
    fn source_of(&self, line: &Line) -> &str {
        let source = match (&line.after, &line.before) {
            (Some(span), _) => self.report.after.get(span.clone()),
            (None, Some(span)) => self.report.before.get(span.clone()),
            (None, None) => None,
        };
        source.unwrap_or_default().trim_end_matches(['\n', '\r'])
    }

    /// Writes the head of a table and its changed rows.
    fn table(&mut self, rows: &[TableRow]) {
        let is_changed =
            |row: &TableRow| row.cells.iter().flatten().any(|run| run.mark != Mark::Equal || run.change.is_some());
        let mut is_gap = false;
        for (at, row) in rows.iter().enumerate() {
            let is_whole = row.row.before.is_none() || row.row.after.is_none();
            if at > 0 && !is_whole && !is_changed(row) {
                is_gap = true;
                continue;
            }
            if std::mem::take(&mut is_gap) {
                self.indented("  ", "…");
            }
            if is_whole {
                let mark = if row.row.after.is_none() { Mark::Deleted } else { Mark::Inserted };
                let cells: Vec<String> = row.cells.iter().map(plain).collect();
                self.indented("", &signed(mark, &format!("| {} |", cells.join(" | "))));
            } else {
                let diff = &self.report.diff;
                let shown = |cell: &Vec<Run>| -> String {
                    let lines = text_lines(cell, diff, self.report.after);
                    lines.iter().map(TextLine::shown).collect::<Vec<_>>().join(&marked(Mark::Equal, " "))
                };
                let cells: Vec<String> = row.cells.iter().map(shown).collect();
                self.indented("  ", &format!("| {} |", cells.join(" | ")));
            }
        }
    }
}

/// Words without marks.
pub(super) fn plain<'a>(runs: impl IntoIterator<Item = &'a Run>) -> String {
    let mut out = String::new();
    for run in runs {
        if run.is_spaced() && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&run.text);
    }
    out
}
