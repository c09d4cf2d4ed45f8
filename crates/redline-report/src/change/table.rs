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
            let of_row = self.one_sided(line.row);
            writer.open("tr", of_row.map_or("", |(attribute, _)| attribute));
            // A row has one sign, in the first cell of its version.
            let signed = columns.iter().position(|column| !is_from_other_version(line.row, *column));
            for (index, (column, cell)) in columns.iter().zip(&line.cells).enumerate() {
                let tag = if at == 0 { "th" } else { "td" };
                let scope = if at == 0 { " scope=\"col\"" } else { "" };
                let of_column = self.one_sided(*column).filter(|_| of_row.is_none());
                writer.open(tag, &format!("{scope}{}", of_column.map_or("", |(attribute, _)| attribute)));
                let depth = writer.depth();
                let mark = of_row.or(of_column).map(|(_, mark)| mark);
                // The cell is marked as a whole, so its words need no marks.
                let view = if mark.is_some() { View::Whole } else { self.view };
                let is_signed = if of_row.is_some() { signed == Some(index) } else { !cell.is_empty() };
                if let Some(mark) = mark.filter(|_| is_signed || !cell.is_empty()) {
                    writer.open(mark, if is_signed { " class=\"redline-signed\"" } else { "" });
                }
                Self { view, ..*self }.runs(writer, cell, &notes, anchored);
                writer.close_to(depth);
                writer.close();
            }
            writer.close();
        }
        writer.close().close();
    }

    /// The attribute and the mark of a row or column that only one version has.
    fn one_sided(&self, cells: Cells) -> Option<(&'static str, &'static str)> {
        match (cells.before, cells.after) {
            _ if self.view == View::Whole => None,
            (_, None) => Some((" class=\"redline-gone\"", "del")),
            (None, _) => Some((" class=\"redline-new\"", "ins")),
            _ => None,
        }
    }
}

/// Whether a row and a column are of different versions, so that their cell does not exist.
fn is_from_other_version(row: Cells, column: Cells) -> bool {
    row.before.or(column.after).is_none() || row.after.or(column.before).is_none()
}

#[cfg(test)]
mod tests {
    use redline_document::document::Dialect;
    use redline_lint::config::Panel;

    use super::super::report::ChangeReport;

    #[test]
    fn a_row_of_one_version_has_one_sign() {
        let (head, row) = ("| a | b | c |\n|---|---|---|\n| one | two | three |\n", "|  | five | six |\n");
        let (short, long) = (head.to_owned(), format!("{head}{row}"));
        for (before, after, class, mark) in [(&short, &long, "new", "ins"), (&long, &short, "gone", "del")] {
            let html = ChangeReport::new("a.md", before, after, &Dialect::default()).html(&[Panel::Diff]);
            let rows = html.split_once("redline-rows").expect("rows").1;
            let row = format!("<tr class=\"redline-{class}\"><td><{mark} class=\"redline-signed\">");
            assert!(rows.contains(&row), "no {row} in {rows}");
            assert!(rows.contains(&format!("<td><{mark}>six</{mark}></td>")), "{rows}");
            assert_eq!(rows.matches("redline-signed").count(), 1, "{rows}");
        }
    }
}
