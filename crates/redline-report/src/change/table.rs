//! Tables as HTML.

use prose_diff::{Cells, Row, TableRow};

use super::row_writer::{Anchored, RowWriter};
use super::view::View;
use crate::html::Writer;

impl RowWriter<'_> {
    /// Writes a table of both versions; columns and rows that only one version has are marked as a whole.
    pub(super) fn table(
        &self,
        writer: &mut Writer,
        row: &Row,
        (columns, rows): (&[Cells], &[TableRow]),
        anchored: &mut Anchored,
    ) {
        let notes = self.word_notes(row);
        writer.open("div", " class=\"redline-wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"");
        writer.open("table", "");
        for (at, line) in rows.iter().enumerate() {
            writer.open("tr", "");
            for (column, cell) in columns.iter().zip(&line.cells) {
                let tag = if at == 0 { "th" } else { "td" };
                let cells = [line.row, *column];
                let (class, mark) = match () {
                    () if self.view == View::Whole => ("", None),
                    () if cells.iter().any(|cells| cells.after.is_none()) => (" class=\"redline-gone\"", Some("del")),
                    () if cells.iter().any(|cells| cells.before.is_none()) => (" class=\"redline-new\"", Some("ins")),
                    () => ("", None),
                };
                writer.open(tag, &format!("{}{class}", if at == 0 { " scope=\"col\"" } else { "" }));
                let depth = writer.depth();
                // The cell is marked as a whole, so its words need no marks.
                let view = if mark.is_some() { View::Whole } else { self.view };
                if let Some(mark) = mark.filter(|_| !cell.is_empty()) {
                    writer.open(mark, "");
                }
                Self { view, ..*self }.runs(writer, cell, &notes, anchored);
                writer.close_to(depth);
                writer.close();
            }
            writer.close();
        }
        writer.close().close();
    }
}
