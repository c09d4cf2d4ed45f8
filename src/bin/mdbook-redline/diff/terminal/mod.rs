//! What changed in a chapter, for a terminal: a heading for each section, the place of each changed block, its words.

mod notes;
mod paint;
mod place;
mod rows;
mod words;

use std::ops::Range;

use prose_diff::{BlockKind, Body, Mark, Relation, Row};
use redline_report::change::ChangeReport;

use notes::quoted;
use paint::{PLACE, REMARK, TITLE, clean, painted, signed};
pub(super) use place::FileNames;
use place::Places;
use words::{TextLine, text_lines};

/// The changed blocks of a report.
pub(super) fn terminal(names: &FileNames, report: &ChangeReport<'_>) -> String {
    let mut page = Page { report, places: Places::new(names, report), section: None, out: String::new() };
    page.head(&names.after);
    let rows = &report.diff.rows;
    let mut at = 0;
    while at < rows.len() {
        let end = page.group(at);
        page.rows(at..end);
        at = end;
    }
    page.out.push('\n');
    page.out
}

/// A chapter as it is written.
struct Page<'a> {
    report: &'a ChangeReport<'a>,
    places: Places<'a>,
    /// The section under whose heading the last block is.
    section: Option<usize>,
    out: String,
}

impl Page<'_> {
    /// Writes the chapter's name and its figures.
    fn head(&mut self, name: &str) {
        let report = self.report;
        self.out = format!("{}: {}\n", painted(TITLE, name), report.summary());
        for line in report.fixes.line().into_iter().chain([report.figures_line()]).filter(|line| !line.is_empty()) {
            self.out.extend([&line, "\n"]);
        }
        for line in report.limits() {
            self.out.extend([&line, "\n"]);
        }
    }

    /// The end of the rows that are shown together with the one at `start`: whole blocks that follow each other in the
    /// file.
    fn group(&self, start: usize) -> usize {
        let diff = &self.report.diff;
        let follows = |row: &Row, next: &Row| {
            if row.relation != next.relation || self.is_heading(next) || self.section_of(row) != self.section_of(next) {
                return false;
            }
            match row.relation {
                Relation::Added => row.after.end == next.after.start,
                Relation::Removed => row.before.end == next.before.start,
                _ => false,
            }
        };
        let follows_move = |row: &Row, next: &Row| match (row.relation, next.relation) {
            (Relation::MovedTo(to), Relation::MovedTo(next_to)) => next_to == to + 1,
            _ => false,
        };
        let mut end = start + 1;
        while end < diff.rows.len() {
            let (row, next) = (&diff.rows[end - 1], &diff.rows[end]);
            if self.is_heading(row) || !(follows(row, next) || follows_move(row, next)) {
                break;
            }
            end += 1;
        }
        end
    }

    /// Writes a group of rows, unless nothing in it changed.
    fn rows(&mut self, range: Range<usize>) {
        let diff = &self.report.diff;
        let (index, row) = (range.start, &diff.rows[range.start]);
        if row.changes.is_empty() && matches!(row.relation, Relation::Kept | Relation::Split | Relation::Merged) {
            return;
        }
        if self.is_heading(row) {
            self.heading_row(index, row);
            return;
        }
        let label = match row.relation {
            Relation::Added => format!("  {}", painted(REMARK, "added")),
            Relation::Removed => format!("  {}", painted(REMARK, &self.removed(index, row))),
            _ => self.labels(index, row),
        };
        if !self.is_amid(index, row) {
            self.enter(self.section_of(row));
        }
        let place = painted(PLACE, &self.places.row(row));
        self.out.extend(["\n  ", &place, &label, "\n"]);
        match row.relation {
            Relation::Added | Relation::Removed => self.whole(range),
            Relation::MovedTo(new) => self.stub(range.len(), new),
            _ => {
                self.body(row);
                self.notes(index, row);
            }
        }
    }

    /// Whether a removed row is in the middle of another section than its own, under whose heading the last block is.
    fn is_amid(&self, index: usize, row: &Row) -> bool {
        let around = self.report.diff.rows[..index].iter().rev().find(|row| !row.after.is_empty());
        let around = around.and_then(|row| self.section_of(row));
        let is_removed = row.relation == Relation::Removed;
        is_removed && around.is_some() && around == self.section && around != self.section_of(row)
    }

    /// What happened to a removed row.
    fn removed(&self, index: usize, row: &Row) -> String {
        let section = self.section_of(row).and_then(|at| self.report.diff.sections.get(at));
        let title = section.and_then(|section| section.before.as_ref()?.path.last());
        match title.filter(|_| self.is_amid(index, row)) {
            Some(title) => format!("removed from § {title}"),
            None => "removed".to_owned(),
        }
    }

    /// Writes whole blocks that only one version has, as they are in the file.
    fn whole(&mut self, range: Range<usize>) {
        let diff = &self.report.diff;
        let is_before = diff.rows[range.start].after.is_empty();
        let blocks = if is_before { &diff.before } else { &diff.after };
        let side = |row: &Row| if is_before { row.before.clone() } else { row.after.clone() };
        let (first, last) = (side(&diff.rows[range.start]).start, side(&diff.rows[range.end - 1]).end);
        let (Some(first), Some(last)) = (blocks.get(first), last.checked_sub(1).and_then(|at| blocks.get(at))) else {
            return;
        };
        let mark = if is_before { Mark::Deleted } else { Mark::Inserted };
        let (start, end) = (first.span.start, last.span.end);
        let lines: Vec<String> = self.places.source(is_before, start, end).map(|line| signed(mark, line)).collect();
        for line in lines {
            self.indented("", &line);
        }
    }

    /// Writes the first words of blocks that are now elsewhere.
    fn stub(&mut self, count: usize, target: usize) {
        let Some(row) = self.report.diff.rows.get(target) else { return };
        let block = self.report.diff.before.get(row.before.start);
        let text = block.and_then(|block| self.report.before.get(block.span.clone())).unwrap_or_default();
        let more = if count > 1 { format!(" and {} more blocks", count - 1) } else { String::new() };
        self.indented("  ", &format!("{}{more}", clean(&quoted(text))));
    }

    /// Writes the heading of a section whose first row changed.
    fn heading_row(&mut self, index: usize, row: &Row) {
        let section = self.section_of(row);
        let diff = &self.report.diff;
        let title = match (&row.body, row.relation) {
            (Body::Text { runs }, Relation::Kept | Relation::Split | Relation::Merged | Relation::MovedFrom(_)) => {
                let lines = text_lines(runs, diff, self.report.after);
                lines.iter().map(TextLine::words).collect::<Vec<_>>().join(" ")
            }
            _ => self.title(section),
        };
        let place = painted(PLACE, &self.places.row(row));
        let labels = self.labels(index, row);
        self.out.extend(["\n", &place, "  § ", &title, &labels, "\n"]);
        self.notes(index, row);
        // The old place of a section is in the middle of another one.
        self.section = section.filter(|_| !matches!(row.relation, Relation::MovedTo(_)));
    }

    /// Writes the heading of a section, unless the last block is in it too.
    fn enter(&mut self, section: Option<usize>) {
        if section == self.section {
            return;
        }
        self.section = section;
        let Some(found) = section.and_then(|at| self.report.diff.sections.get(at)) else { return };
        let place = match (&found.after, &found.before) {
            (Some(side), _) => self.places.after(side.span.start),
            (None, Some(side)) => self.places.before(side.span.start),
            (None, None) => return,
        };
        let title = self.title(section);
        if !title.is_empty() {
            self.out.extend(["\n", &painted(PLACE, &place), "  § ", &title, "\n"]);
        }
    }

    /// The title of a section: that of the new version, if it is there.
    fn title(&self, section: Option<usize>) -> String {
        let found = section.and_then(|at| self.report.diff.sections.get(at));
        let side = found.and_then(|section| section.after.as_ref().or(section.before.as_ref()));
        side.and_then(|side| side.path.last()).map(|title| painted(TITLE, title)).unwrap_or_default()
    }

    /// The section of a row: that of the new version, if it is there.
    fn section_of(&self, row: &Row) -> Option<usize> {
        let diff = &self.report.diff;
        let after = diff.after.get(row.after.start).filter(|_| !row.after.is_empty());
        after.or_else(|| diff.before.get(row.before.start)).map(|block| block.section)
    }

    /// Whether a row begins a section.
    fn is_heading(&self, row: &Row) -> bool {
        let diff = &self.report.diff;
        let after = diff.after.get(row.after.start).filter(|_| !row.after.is_empty());
        let block = after.or_else(|| diff.before.get(row.before.start));
        block.is_some_and(|block| matches!(block.kind, BlockKind::Heading { .. }))
    }

    /// Writes a line of a block.
    fn indented(&mut self, inset: &str, line: &str) {
        let line = if line.is_empty() { "" } else { &format!("  {inset}{line}") };
        self.out.extend([line, "\n"]);
    }
}
