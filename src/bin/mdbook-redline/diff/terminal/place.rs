//! Places of changes in files, as `file:line`.

use prose_diff::{Block, Body, Row};
use redline_report::change::ChangeReport;
use redline_text::LineIndex;

/// The display forms of the files of a chapter.
#[derive(Debug)]
pub(in crate::diff) struct FileNames {
    /// The file with the new version.
    pub(in crate::diff) after: String,
    /// The file with the old version, or its former name.
    pub(in crate::diff) before: String,
    /// Whether the old version can be opened under its name.
    pub(in crate::diff) has_old_file: bool,
    /// For each line of both versions, the line of its file; `None` if they are the same.
    pub(in crate::diff) lines: [Option<Vec<usize>>; 2],
}

/// Lines of both versions.
pub(super) struct Places<'a> {
    names: &'a FileNames,
    report: &'a ChangeReport<'a>,
    lines: [LineIndex; 2],
}

impl<'a> Places<'a> {
    /// The places in both versions of a report.
    pub(super) fn new(names: &'a FileNames, report: &'a ChangeReport<'a>) -> Self {
        Self { names, report, lines: [LineIndex::new(report.before), LineIndex::new(report.after)] }
    }

    /// A place in the new version: `src/a.md:12`.
    pub(super) fn after(&self, offset: usize) -> String {
        format!("{}:{}", self.names.after, self.file_line(false, offset))
    }

    /// A place in the old version, marked as such where no file has that line.
    pub(super) fn before(&self, offset: usize) -> String {
        let line = self.file_line(true, offset);
        let note = if self.names.has_old_file { "" } else { " (before)" };
        format!("{}:{line}{note}", self.names.before)
    }

    /// The line of an offset in the file: that of its directive if it is included.
    fn file_line(&self, is_before: bool, offset: usize) -> usize {
        let line = self.line(is_before, offset);
        let lines = self.names.lines[usize::from(!is_before)].as_ref();
        lines.and_then(|lines| lines.get(line.saturating_sub(1)).copied()).unwrap_or(line)
    }

    /// The line of an offset, which may be in the middle of a character of another version.
    pub(super) fn line(&self, is_before: bool, offset: usize) -> usize {
        let (text, index) = self.side(is_before);
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        index.line_and_column(text, offset).0
    }

    /// The lines from the one with `start` to the one before `end`, without those that are blank at the end.
    pub(super) fn source(&self, is_before: bool, start: usize, end: usize) -> impl Iterator<Item = &'a str> {
        let (text, index) = self.side(is_before);
        let first = index.line(text, self.line(is_before, start)).start;
        let last = index.line(text, self.line(is_before, end.saturating_sub(1).max(start))).end;
        text.get(first..last).unwrap_or_default().trim_end().lines()
    }

    /// The place of a row: of its first change in the new version, else of its block.
    pub(super) fn row(&self, row: &Row) -> String {
        let diff = &self.report.diff;
        let changed =
            row.body.runs().find_map(|run| Some(run.after.as_ref().filter(|_| run.change.is_some())?.span.start));
        let block = |blocks: &[Block], at: usize| blocks.get(at).map(|block| block.span.start);
        if row.after.is_empty() {
            return block(&diff.before, row.before.start).map(|at| self.before(at)).unwrap_or_default();
        }
        let at = changed.or_else(|| changed_line(row)).or_else(|| block(&diff.after, row.after.start));
        self.after(at.unwrap_or_default())
    }

    fn side(&self, is_before: bool) -> (&'a str, &LineIndex) {
        let [before, after] = &self.lines;
        if is_before { (self.report.before, before) } else { (self.report.after, after) }
    }
}

/// The first changed line of code in the new version.
fn changed_line(row: &Row) -> Option<usize> {
    let Body::Lines { lines } = &row.body else { return None };
    let changed = lines.iter().position(|line| line.change.is_some())?;
    lines[changed..].iter().find_map(|line| Some(line.after.as_ref()?.start))
}
