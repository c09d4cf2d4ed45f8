//! Bodies of rows with a table.

use super::change_log::{Details, Location};
use super::runs::RunContext;
use super::text::BodyWriter;
use crate::align::Indices;
use crate::compare::TableOps;
use crate::flatten::{Content, row_words};
use crate::model::{Body, Cells, ChangeKind, TableRow};
use crate::text::Text;

/// A missing cell.
static EMPTY: Text = Text { text: String::new(), tokens: Vec::new() };

/// The body of a table of both versions.
pub(super) fn table(
    writer: &mut BodyWriter<'_>,
    location: &Location,
    ops: &TableOps,
    moved: bool,
    changes: &mut Vec<usize>,
) -> Body {
    let (before, after) = (writer.before, writer.after);
    let (Content::Table(rows_a), Content::Table(rows_b)) =
        (&before.leaves[location.before.start].content, &after.leaves[location.after.start].content)
    else {
        return Body::Empty;
    };
    // The change of a column has the words of its header, the change of a row those of its cells.
    let header = |rows: &[Vec<Text>], column: usize| cell(rows, Some(0), Some(column)).map(Text::words);
    let row = |rows: &[Vec<Text>], row: usize| rows.get(row).map(|row| row_words(row));
    let mut columns = Vec::with_capacity(ops.columns.len());
    for &pair in &ops.columns {
        let words = (pair.0.and_then(|index| header(rows_a, index)), pair.1.and_then(|index| header(rows_b, index)));
        let column = cells(writer, location, pair, words, [ChangeKind::ColumnAdded, ChangeKind::ColumnRemoved]);
        changes.extend(column.change);
        columns.push(column);
    }
    let mut rows = Vec::with_capacity(ops.rows.len());
    for (&pair, found) in ops.rows.iter().zip(&ops.cells) {
        let words = (pair.0.and_then(|index| row(rows_a, index)), pair.1.and_then(|index| row(rows_b, index)));
        let row = cells(writer, location, pair, words, [ChangeKind::RowAdded, ChangeKind::RowRemoved]);
        changes.extend(row.change);
        let mut found_cells = Vec::with_capacity(columns.len());
        for (column, ops) in columns.iter().zip(found) {
            let a = cell(rows_a, row.before, column.before).unwrap_or(&EMPTY);
            let b = cell(rows_b, row.after, column.after).unwrap_or(&EMPTY);
            let context = RunContext { enclosing: column.change.or(row.change), moved };
            let (runs, mut recorded) = writer.part(location, (a, b), ops.as_deref(), context);
            changes.append(&mut recorded);
            found_cells.push(runs);
        }
        rows.push(TableRow { row, cells: found_cells });
    }
    Body::Table { columns, rows }
}

/// A column or row, and its change if it is in one version only.
fn cells(
    writer: &mut BodyWriter<'_>,
    location: &Location,
    (before, after): Indices,
    words: (Option<String>, Option<String>),
    [added, removed]: [ChangeKind; 2],
) -> Cells {
    let kind = match (before, after) {
        (None, Some(_)) => added,
        (Some(_), None) => removed,
        _ => return Cells { before, after, change: None },
    };
    let (deleted, inserted) = (words.0.unwrap_or_default(), words.1.unwrap_or_default());
    let id = writer.log.record(location, kind, Details { deleted, inserted, ..Details::default() });
    Cells { before, after, change: Some(id) }
}

/// The body of a table of one version, all of it one change.
pub(super) fn single_table(
    writer: &mut BodyWriter<'_>,
    rows: &[Vec<Text>],
    location: &Location,
    is_deleted: bool,
    id: usize,
) -> Body {
    let cells_at = |index: usize| {
        let (before, after) = if is_deleted { (Some(index), None) } else { (None, Some(index)) };
        Cells { before, after, change: Some(id) }
    };
    let context = RunContext { enclosing: Some(id), moved: false };
    let mut found = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let mut cells = Vec::with_capacity(row.len());
        for cell in row {
            let sides = if is_deleted { (cell, &EMPTY) } else { (&EMPTY, cell) };
            cells.push(writer.part(location, sides, None, context).0);
        }
        found.push(TableRow { row: cells_at(index), cells });
    }
    let columns = (0..rows.first().map_or(0, Vec::len)).map(cells_at).collect();
    Body::Table { columns, rows: found }
}

fn cell(rows: &[Vec<Text>], row: Option<usize>, column: Option<usize>) -> Option<&Text> {
    rows.get(row?)?.get(column?)
}
