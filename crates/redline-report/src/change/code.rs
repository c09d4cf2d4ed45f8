//! Lines of code as HTML: each with its sign, unchanged ones folded, both versions side by side where lines are short.

use prose_diff::{Line, Mark, Row};

use super::labels::counted;
use super::row_writer::{Anchored, RowWriter};
use super::view::View;
use crate::html::Writer;

/// Number of unchanged lines shown on each side of a change.
const CONTEXT: usize = 3;
/// Fewest lines that are worth a fold.
const LEAST_FOLDED: usize = 3;
/// Longest line, in characters, of code whose versions are shown side by side.
const MAX_BESIDE: usize = 45;

/// A line of one version or of both.
struct ShownLine<'a> {
    mark: Mark,
    change: Option<usize>,
    /// Its pieces; those that changed within the line are marked.
    pieces: Vec<(bool, &'a str)>,
}

impl ShownLine<'_> {
    fn chars(&self) -> usize {
        self.pieces.iter().map(|(_, text)| text.chars().count()).sum()
    }
}

impl<'a> RowWriter<'a> {
    /// Writes lines of code.
    pub(super) fn lines(&self, writer: &mut Writer, row: &Row, lines: &'a [Line], anchored: &mut Anchored) {
        let shown = self.shown_lines(lines);
        writer.open("div", " class=\"redline-code\"");
        if self.view == View::Whole || shown.iter().all(|line| line.mark == Mark::Equal) {
            let is_context = row.changes.is_empty() && shown.len() > 2 * CONTEXT + LEAST_FOLDED;
            if is_context {
                folded(writer, &shown);
            } else {
                plain(writer, "redline-now", &shown);
            }
            writer.close();
            return;
        }
        let is_beside = self.has_sides && shown.iter().all(|line| line.chars() <= MAX_BESIDE);
        let mut start = 0;
        for fold in folds(&shown).into_iter().chain([(shown.len(), shown.len())]) {
            if start < fold.0 {
                self.hunk(writer, &shown[start..fold.0], is_beside, anchored);
            }
            if fold.0 < fold.1 {
                folded(writer, &shown[fold.0..fold.1]);
            }
            start = fold.1;
        }
        writer.close();
    }

    /// The lines in the order they are shown: at each place first the old ones, then the new ones.
    fn shown_lines(&self, lines: &'a [Line]) -> Vec<ShownLine<'a>> {
        let source = |line: &Line| {
            let text = match (&line.after, &line.before) {
                (Some(span), _) => self.after.get(span.clone()),
                (None, Some(span)) => self.before.get(span.clone()),
                (None, None) => None,
            };
            text.unwrap_or_default().trim_end_matches(['\n', '\r'])
        };
        let mut shown = Vec::new();
        let mut new: Vec<ShownLine<'a>> = Vec::new();
        for line in lines {
            let is_equal = line.mark == Mark::Equal && line.runs.is_empty();
            if is_equal {
                shown.append(&mut new);
            }
            if line.runs.is_empty() {
                let line = ShownLine { mark: line.mark, change: line.change, pieces: vec![(false, source(line))] };
                if line.mark == Mark::Inserted {
                    new.push(line);
                } else {
                    shown.push(line);
                }
                continue;
            }
            let side = |mark: Mark, other: Mark| {
                let runs = line.runs.iter().filter(|run| run.mark != other);
                let pieces = runs.map(|run| (run.mark == mark, run.text.as_str())).collect();
                ShownLine { mark, change: line.change, pieces }
            };
            shown.push(side(Mark::Deleted, Mark::Inserted));
            new.push(side(Mark::Inserted, Mark::Deleted));
        }
        shown.append(&mut new);
        shown
    }

    /// Writes lines with signs, and beside them those of the old version.
    fn hunk(&self, writer: &mut Writer, lines: &[ShownLine<'_>], is_beside: bool, anchored: &mut Anchored) {
        let groups: Vec<&[ShownLine<'_>]> =
            lines.chunk_by(|a, b| (a.mark == Mark::Equal) == (b.mark == Mark::Equal)).collect();
        let count = |group: &[ShownLine<'_>], mark: Mark| group.iter().filter(|line| line.mark == mark).count();
        writer
            .open("div", if is_beside { " class=\"redline-hunk redline-beside\"" } else { " class=\"redline-hunk\"" });
        if is_beside {
            open_pre(writer, "redline-old", "Code before");
            for group in &groups {
                group.iter().filter(|line| line.mark != Mark::Inserted).for_each(|line| signed(writer, line));
                fill(writer, count(group, Mark::Inserted).saturating_sub(count(group, Mark::Deleted)));
            }
            writer.close();
        }
        open_pre(writer, "redline-now", if is_beside { "Code after" } else { "Code, changed lines" });
        for group in &groups {
            for line in *group {
                self.anchor_once(writer, line.change, anchored);
                signed(writer, line);
            }
            if is_beside {
                fill(writer, count(group, Mark::Deleted).saturating_sub(count(group, Mark::Inserted)));
            }
        }
        writer.close().close();
    }
}

/// Ranges of unchanged lines that are folded.
fn folds(lines: &[ShownLine<'_>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for group in lines.chunk_by(|a, b| (a.mark == Mark::Equal) == (b.mark == Mark::Equal)) {
        let end = start + group.len();
        let from = if start == 0 { start } else { start + CONTEXT };
        let to = if end == lines.len() { end } else { end.saturating_sub(CONTEXT) };
        if group[0].mark == Mark::Equal && from + LEAST_FOLDED <= to {
            found.push((from, to));
        }
        start = end;
    }
    found
}

fn open_pre(writer: &mut Writer, class: &str, label: &str) {
    let hidden = if class == "redline-old" { " hidden" } else { "" };
    // It may scroll, so the keyboard must reach it.
    let keyboard = format!(" tabindex=\"0\" role=\"group\" aria-label=\"{label}\"");
    writer.open("pre", &format!(" class=\"redline-lines {class}\"{keyboard}{hidden}"));
}

/// Writes lines of code without signs.
fn plain(writer: &mut Writer, class: &str, lines: &[ShownLine<'_>]) {
    open_pre(writer, class, "Code");
    for line in lines {
        line.pieces.iter().for_each(|(_, text)| {
            writer.text(text);
        });
        writer.text("\n");
    }
    writer.close();
}

/// Writes unchanged lines behind their number.
fn folded(writer: &mut Writer, lines: &[ShownLine<'_>]) {
    writer.open("details", " class=\"redline-fold\"");
    writer.element("summary", "", &format!("… {}", counted(lines.len(), "unchanged line", "unchanged lines")));
    plain(writer, "redline-now", lines);
    writer.close();
}

/// Writes a line with its sign.
fn signed(writer: &mut Writer, line: &ShownLine<'_>) {
    let (tag, sign) = match line.mark {
        Mark::Deleted => ("del", "− "),
        Mark::Inserted => ("ins", "+ "),
        Mark::Equal => ("span", "  "),
    };
    writer.open(tag, " class=\"redline-line\"").text(sign);
    for (is_changed, text) in &line.pieces {
        if *is_changed {
            writer.element("strong", "", text);
        } else {
            writer.text(text);
        }
    }
    writer.text("\n").close();
}

/// Writes empty lines, so that lines beside each other stay at one height.
fn fill(writer: &mut Writer, count: usize) {
    for _ in 0..count {
        writer.element("span", " class=\"redline-line redline-filler\" aria-hidden=\"true\" hidden", " \n");
    }
}
