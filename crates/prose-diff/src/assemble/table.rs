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
    let row_of = |rows: &[Vec<Text>], row: usize| rows.get(row).map(|row| row_words(row));
    let mut recorder = LaneRecorder {
        location,
        lanes: &ops.columns,
        kinds: [ChangeKind::ColumnAdded, ChangeKind::ColumnRemoved],
        kind_of_move: |count| ChangeKind::ColumnsMoved { count },
        words: &|lane: &Lane| {
            [lane.before.and_then(|at| header(rows_a, at)), lane.after.and_then(|at| header(rows_b, at))]
        },
        moved: None,
    };
    let columns: Vec<Cells> = column_order.iter().map(|&at| recorder.cells(writer, at)).collect();
    changes.extend(columns.iter().filter_map(|column| column.change));
    let mut recorder = LaneRecorder {
        location,
        lanes: &ops.rows,
        kinds: [ChangeKind::RowAdded, ChangeKind::RowRemoved],
        kind_of_move: |count| ChangeKind::RowsMoved { count },
        words: &|lane: &Lane| {
            [lane.before.and_then(|at| row_of(rows_a, at)), lane.after.and_then(|at| row_of(rows_b, at))]
        },
        moved: None,
    };
    let mut rows = Vec::with_capacity(ops.rows.len());
    for &at in &row_order {
        let row = recorder.cells(writer, at);
        changes.extend(row.change);
        let mut found_cells = Vec::with_capacity(columns.len());
        for (column, &column_at) in columns.iter().zip(&column_order) {
            let a = cell(rows_a, row.before, column.before).unwrap_or(&EMPTY);
            let b = cell(rows_b, row.after, column.after).unwrap_or(&EMPTY);
            // Changes in a moved row or column are changes of their own.
            let enclosing =
                [column, &row].into_iter().find(|cells| cells.is_one_sided()).and_then(|cells| cells.change);
            let moved = moved || ops.columns[column_at].moved || ops.rows[at].moved;
            let cell_ops = ops.cells[at][column_at].as_deref();
            let (runs, mut ids) = writer.part(location, (a, b), cell_ops, RunContext { enclosing, moved });
            changes.append(&mut ids);
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
    /// Kinds of changes of what was added and removed.
    kinds: [ChangeKind; 2],
    kind_of_move: fn(usize) -> ChangeKind,
    /// Words of a column or row in the old and the new version.
    words: &'a dyn Fn(&Lane) -> [Option<String>; 2],
    /// The change of all that moved.
    moved: Option<usize>,
}

impl LaneRecorder<'_> {
    /// The column or row with this index, and its change if it is in one version only, or if it moved.
    fn cells(&mut self, writer: &mut BodyWriter<'_>, at: usize) -> Cells {
        let lane = self.lanes[at];
        let [added, removed] = &self.kinds;
        let change = match (lane.before, lane.after) {
            (None, Some(_)) => Some(self.record(writer, added.clone(), (&[&lane], &[&lane]))),
            (Some(_), None) => Some(self.record(writer, removed.clone(), (&[&lane], &[&lane]))),
            _ if lane.moved => {
                let change = self.moved.unwrap_or_else(|| self.record_moved(writer));
                self.moved = Some(change);
                Some(change)
            }
            _ => None,
        };
        Cells { before: lane.before, after: lane.after, change }
    }

    /// Records all that moved as one change.
    fn record_moved(&self, writer: &mut BodyWriter<'_>) -> usize {
        let mut before: Vec<&Lane> = self.lanes.iter().filter(|lane| lane.moved).collect();
        before.sort_by_key(|lane| lane.before);
        let mut after = before.clone();
        after.sort_by_key(|lane| lane.after);
        self.record(writer, (self.kind_of_move)(before.len()), (&before, &after))
    }

    fn record(&self, writer: &mut BodyWriter<'_>, kind: ChangeKind, (before, after): (&[&Lane], &[&Lane])) -> usize {
        let words = |lanes: &[&Lane], side: usize| {
            let words = lanes.iter().filter_map(|lane| (self.words)(lane)[side].take());
            words.collect::<Vec<_>>().join("\n")
        };
        let details = Details { deleted: words(before, 0), inserted: words(after, 1), ..Details::default() };
        writer.log.record(self.location, kind, details)
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
