//! Comparison of tables: columns by their headers, rows by their cells, cells by words.

use super::lanes::{Lane, LaneText, pair};
use crate::text::{Interner, JoinedText, Text, WordBag, count_words};
use crate::words::{self, Op, swapped};

/// Comparison of two tables.
#[derive(Debug)]
pub(crate) struct TableOps {
    pub(crate) columns: Vec<Lane>,
    pub(crate) rows: Vec<Lane>,
    /// By row and column: the ops of cells of both versions; `None` for a cell of one version.
    pub(crate) cells: Vec<Vec<Option<Vec<Op>>>>,
}

impl TableOps {
    pub(crate) fn swapped(self) -> Self {
        let swap = |lanes: Vec<Lane>| lanes.into_iter().map(Lane::swapped).collect();
        let cells = self.cells.into_iter().map(|row| row.into_iter().map(|ops| ops.map(swapped)).collect());
        Self { columns: swap(self.columns), rows: swap(self.rows), cells: cells.collect() }
    }
}

type Rows = [Vec<Text>];

/// Compares two tables.
pub(crate) fn compare(before: &Rows, after: &Rows, interner: &mut Interner, limit: usize) -> TableOps {
    let columns = columns(before, after, interner);
    let shared: Vec<(usize, usize)> = columns.iter().filter_map(|lane| lane.before.zip(lane.after)).collect();
    let rows = rows(before, after, &shared, interner);
    let cell = |rows: &Rows, row: Option<usize>, column: Option<usize>| -> Option<(usize, usize)> {
        let (row, column) = row.zip(column)?;
        rows[row].get(column).map(|_| (row, column))
    };
    let mut cells = Vec::with_capacity(rows.len());
    for row in &rows {
        let mut found = Vec::with_capacity(columns.len());
        for column in &columns {
            let both = cell(before, row.before, column.before).zip(cell(after, row.after, column.after));
            found.push(both.map(|((ra, ca), (rb, cb))| {
                let (a, b) = (JoinedText::new(vec![&before[ra][ca]]), JoinedText::new(vec![&after[rb][cb]]));
                words::compare(&a, &b, interner, limit)
                    .unwrap_or_else(|_| vec![Op::replace_all(a.tokens.len(), b.tokens.len())])
            }));
        }
        cells.push(found);
    }
    TableOps { columns, rows, cells }
}

/// A column or row with these cells, known by one of them.
fn lane(name: Option<&Text>, cells: &[&Text], weighed: &[&Text], interner: &mut Interner) -> LaneText {
    let mut key = |texts: &[&Text]| interner.block(None, Interner::ids(texts.iter().copied()));
    let words_of = |texts: &[&Text]| texts.iter().map(|text| count_words(&text.tokens)).sum::<usize>();
    let name = name.filter(|name| words_of(&[name]) > 0).map(|name| key(&[name]));
    let words = words_of(cells);
    let content = (words > 0).then(|| key(cells));
    let bag = WordBag::new(weighed.iter().flat_map(|text| &text.tokens), interner);
    LaneText { name, content, bag, words }
}

fn columns(before: &Rows, after: &Rows, interner: &mut Interner) -> Vec<Lane> {
    let read = |rows: &Rows, interner: &mut Interner| -> Vec<LaneText> {
        let count = rows.first().map_or(0, Vec::len);
        let column = |column: usize| {
            let cells: Vec<&Text> = rows.iter().filter_map(|row| row.get(column)).collect();
            let body = cells.get(1..).unwrap_or_default();
            // Under another header it is the same column if its cells are alike, so that the header does not count.
            lane(cells.first().copied(), body, if body.is_empty() { &cells } else { body }, interner)
        };
        (0..count).map(column).collect()
    };
    let (a, b) = (read(before, interner), read(after, interner));
    pair(&a, &b)
}

fn rows(before: &Rows, after: &Rows, shared: &[(usize, usize)], interner: &mut Interner) -> Vec<Lane> {
    let read = |rows: &Rows, columns: &[usize], interner: &mut Interner| -> Vec<LaneText> {
        let row = |row: &Vec<Text>| {
            let cells: Vec<&Text> = columns.iter().filter_map(|&column| row.get(column)).collect();
            // The first cell counts twice, since it mostly names the row.
            let weighed: Vec<&Text> = cells.iter().chain(cells.first()).copied().collect();
            lane(cells.first().copied(), &cells, &weighed, interner)
        };
        rows.iter().skip(1).map(row).collect()
    };
    let columns_a: Vec<usize> = shared.iter().map(|&(a, _)| a).collect();
    let columns_b: Vec<usize> = shared.iter().map(|&(_, b)| b).collect();
    let (a, b) = (read(before, &columns_a, interner), read(after, &columns_b, interner));
    let below = |index: Option<usize>| index.map(|index| index + 1);
    let body =
        pair(&a, &b).into_iter().map(|lane| Lane { before: below(lane.before), after: below(lane.after), ..lane });
    let head = Lane { before: before.first().map(|_| 0), after: after.first().map(|_| 0), moved: false };
    [head].into_iter().chain(body).collect()
}
