//! The rows of a table in a row of the diff.

use super::assemble::Assembly;
use super::change::ChangeKind;
use super::flatten::{Content, Text};
use super::ledger::{Details, Place};
use super::model::{Body, Cells, TableRow};
use super::table::TableOps;

/// A column or row, by its index in each version.
type Indices = (Option<usize>, Option<usize>);

impl Assembly<'_, '_> {
    /// The body of a table that is in both versions.
    pub(super) fn table(&mut self, place: &Place, ops: &TableOps, moved: bool, changes: &mut Vec<usize>) -> Body {
        let (before, after) = (self.before, self.after);
        let (Content::Table(rows_a), Content::Table(rows_b)) =
            (&before.leaves[place.before.start].content, &after.leaves[place.after.start].content)
        else {
            return Body::Empty;
        };
        // A column is told by its head, a row by its cells.
        let head = |rows: &[Vec<Text>], column: usize| rows.first().and_then(|row| row.get(column)).map(Text::words);
        let row = |rows: &[Vec<Text>], row: usize| {
            rows.get(row).map(|row| row.iter().map(Text::words).collect::<Vec<_>>().join(" | "))
        };
        let mut columns = Vec::with_capacity(ops.columns.len());
        for &pair in &ops.columns {
            let texts = (pair.0.and_then(|index| head(rows_a, index)), pair.1.and_then(|index| head(rows_b, index)));
            let column = self.cells(place, pair, texts, [ChangeKind::ColumnAdded, ChangeKind::ColumnRemoved]);
            changes.extend(column.change);
            columns.push(column);
        }
        let mut rows = Vec::with_capacity(ops.rows.len());
        for (&pair, found) in ops.rows.iter().zip(&ops.cells) {
            let texts = (pair.0.and_then(|index| row(rows_a, index)), pair.1.and_then(|index| row(rows_b, index)));
            let row = self.cells(place, pair, texts, [ChangeKind::RowAdded, ChangeKind::RowRemoved]);
            changes.extend(row.change);
            let mut cells = Vec::with_capacity(columns.len());
            for (column, ops) in columns.iter().zip(found) {
                let a = cell(rows_a, row.before, column.before).unwrap_or(&EMPTY);
                let b = cell(rows_b, row.after, column.after).unwrap_or(&EMPTY);
                let whole = column.change.or(row.change);
                let (runs, mut noted) = self.part(place, (a, b), ops.as_deref(), (whole, moved));
                changes.append(&mut noted);
                cells.push(runs);
            }
            rows.push(TableRow { row, cells });
        }
        Body::Table { columns, rows }
    }

    /// A column or row, and the change that it is if only one version has it.
    fn cells(
        &mut self,
        place: &Place,
        (before, after): Indices,
        texts: (Option<String>, Option<String>),
        [added, removed]: [ChangeKind; 2],
    ) -> Cells {
        let kind = match (before, after) {
            (None, Some(_)) => added,
            (Some(_), None) => removed,
            _ => return Cells { before, after, change: None },
        };
        let (deleted, inserted) = (texts.0.unwrap_or_default(), texts.1.unwrap_or_default());
        let id = self.ledger.note(place, kind, Details { deleted, inserted, ..Details::default() });
        Cells { before, after, change: Some(id) }
    }

    /// The body of a table that is in one version, which is one change.
    pub(super) fn table_alone(&mut self, rows: &[Vec<Text>], place: &Place, is_deleted: bool, id: usize) -> Body {
        let cells_at = |index: usize| {
            let (before, after) = if is_deleted { (Some(index), None) } else { (None, Some(index)) };
            Cells { before, after, change: Some(id) }
        };
        let mut found = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let mut cells = Vec::with_capacity(row.len());
            for cell in row {
                let sides = if is_deleted { (cell, &EMPTY) } else { (&EMPTY, cell) };
                cells.push(self.part(place, sides, None, (Some(id), false)).0);
            }
            found.push(TableRow { row: cells_at(index), cells });
        }
        let columns = (0..rows.first().map_or(0, Vec::len)).map(cells_at).collect();
        Body::Table { columns, rows: found }
    }
}

/// A cell that a version does not have.
static EMPTY: Text = Text { text: String::new(), tokens: Vec::new() };

fn cell(rows: &[Vec<Text>], row: Option<usize>, column: Option<usize>) -> Option<&Text> {
    rows.get(row?)?.get(column?)
}
