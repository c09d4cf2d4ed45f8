//! Bodies of rows with a table.

use super::change_log::{Details, Location};
use super::runs::RunContext;
use super::text::BodyWriter;
use crate::compare::{Lane, TableOps, reading_order};
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
    let (column_order, row_order) = (reading_order(&ops.columns), reading_order(&ops.rows));
    // The change of a column has the words of its header, the change of a row those of its cells.
    let header = |rows: &[Vec<Text>], column: usize| cell(rows, Some(0), Some(column)).map(Text::words);
    let row = |rows: &[Vec<Text>], row: usize| rows.get(row).map(|row| row_words(row));
    let words_of_column = |lane: &Lane| Details {
        deleted: lane.before.and_then(|index| header(rows_a, index)).unwrap_or_default(),
        inserted: lane.after.and_then(|index| header(rows_b, index)).unwrap_or_default(),
        ..Details::default()
    };
    let words_of_row = |lane: &Lane| Details {
        deleted: lane.before.and_then(|index| row(rows_a, index)).unwrap_or_default(),
        inserted: lane.after.and_then(|index| row(rows_b, index)).unwrap_or_default(),
        ..Details::default()
    };
    let mut recorder = LaneRecorder { location, lanes: &ops.columns, moved: None };
    let kinds = [ChangeKind::ColumnAdded, ChangeKind::ColumnRemoved];
    let columns: Vec<Cells> = column_order
        .iter()
        .map(|&at| {
            recorder.cells(writer, at, kinds.clone(), words_of_column, |count| ChangeKind::ColumnsMoved { count })
        })
        .collect();
    changes.extend(columns.iter().filter_map(|column| column.change));
    let mut recorder = LaneRecorder { location, lanes: &ops.rows, moved: None };
    let kinds = [ChangeKind::RowAdded, ChangeKind::RowRemoved];
    let mut rows = Vec::with_capacity(ops.rows.len());
    for &at in &row_order {
        let row = recorder.cells(writer, at, kinds.clone(), words_of_row, |count| ChangeKind::RowsMoved { count });
        changes.extend(row.change);
        let mut found_cells = Vec::with_capacity(columns.len());
        for (column, &column_at) in columns.iter().zip(&column_order) {
            let a = cell(rows_a, row.before, column.before).unwrap_or(&EMPTY);
            let b = cell(rows_b, row.after, column.after).unwrap_or(&EMPTY);
            let enclosing =
                [column, &row].into_iter().find(|cells| cells.is_one_sided()).and_then(|cells| cells.change);
            let moved = moved || ops.columns[column_at].moved || ops.rows[at].moved;
            let found = ops.cells[at][column_at].as_deref();
            let (runs, mut recorded) = writer.part(location, (a, b), found, RunContext { enclosing, moved });
            changes.append(&mut recorded);
            found_cells.push(runs);
        }
        rows.push(TableRow { row, cells: found_cells });
    }
    Body::Table { columns, rows }
}

/// Recorder of added, removed and moved columns or rows of one table.
struct LaneRecorder<'a> {
    location: &'a Location,
    lanes: &'a [Lane],
    /// The change of all that moved.
    moved: Option<usize>,
}

impl LaneRecorder<'_> {
    /// The column or row with this index, and its change if it is in one version only, or if it moved.
    fn cells(
        &mut self,
        writer: &mut BodyWriter<'_>,
        at: usize,
        [added, removed]: [ChangeKind; 2],
        words: impl Fn(&Lane) -> Details,
        kind_of_move: impl Fn(usize) -> ChangeKind,
    ) -> Cells {
        let lane = self.lanes[at];
        let change = match (lane.before, lane.after) {
            (None, Some(_)) => Some(writer.log.record(self.location, added, words(&lane))),
            (Some(_), None) => Some(writer.log.record(self.location, removed, words(&lane))),
            _ if lane.moved => {
                let change = self.moved.unwrap_or_else(|| self.record_moved(writer, words, kind_of_move));
                self.moved = Some(change);
                Some(change)
            }
            _ => None,
        };
        Cells { before: lane.before, after: lane.after, change }
    }

    /// Records all that moved as one change.
    fn record_moved(
        &self,
        writer: &mut BodyWriter<'_>,
        words: impl Fn(&Lane) -> Details,
        kind: impl Fn(usize) -> ChangeKind,
    ) -> usize {
        let mut moved: Vec<&Lane> = self.lanes.iter().filter(|lane| lane.moved).collect();
        moved.sort_by_key(|lane| lane.before);
        let deleted: Vec<String> = moved.iter().map(|lane| words(lane).deleted).collect();
        moved.sort_by_key(|lane| lane.after);
        let inserted: Vec<String> = moved.iter().map(|lane| words(lane).inserted).collect();
        let details = Details { deleted: deleted.join("\n"), inserted: inserted.join("\n"), ..Details::default() };
        writer.log.record(self.location, kind(moved.len()), details)
    }
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
