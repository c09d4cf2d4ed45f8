//! Comparison of tables: columns by their headers, rows by their cells, cells by words.

use crate::align::{Class, Indices, Unit, paired};
use crate::text::{Interner, JoinedText, Text, WordBag};
use crate::words::{self, Op, swapped};

/// Comparison of two tables.
#[derive(Debug)]
pub(crate) struct TableOps {
    pub(crate) columns: Vec<Indices>,
    pub(crate) rows: Vec<Indices>,
    /// By row and column: the ops of cells of both versions; `None` for a cell of one version.
    pub(crate) cells: Vec<Vec<Option<Vec<Op>>>>,
}

impl TableOps {
    pub(crate) fn swapped(self) -> Self {
        let swap = |pairs: Vec<Indices>| pairs.into_iter().map(|(a, b)| (b, a)).collect();
        let cells = self.cells.into_iter().map(|row| row.into_iter().map(|ops| ops.map(swapped)).collect());
        Self { columns: swap(self.columns), rows: swap(self.rows), cells: cells.collect() }
    }
}

type Rows = [Vec<Text>];

/// Compares two tables.
pub(crate) fn compare(before: &Rows, after: &Rows, interner: &mut Interner, limit: usize) -> TableOps {
    let columns = columns(before, after, interner);
    let shared: Vec<(usize, usize)> = columns.iter().filter_map(|&(a, b)| a.zip(b)).collect();
    let rows = rows(before, after, &shared, interner);
    let mut cells = Vec::with_capacity(rows.len());
    for &(row_a, row_b) in &rows {
        let cell = |rows: &'_ Rows, row: Option<usize>, column: Option<usize>| -> Option<(usize, usize)> {
            let (row, column) = row.zip(column)?;
            rows[row].get(column).map(|_| (row, column))
        };
        let mut found = Vec::with_capacity(columns.len());
        for &(column_a, column_b) in &columns {
            let both = cell(before, row_a, column_a).zip(cell(after, row_b, column_b));
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

/// Key of some cells: equal cells have equal keys.
fn key(texts: &[&Text], interner: &mut Interner) -> u32 {
    interner.block(None, Interner::ids(texts.iter().copied()))
}

fn bag(texts: &[&Text], interner: &Interner) -> WordBag {
    WordBag::new(texts.iter().flat_map(|text| &text.tokens), interner)
}

fn columns(before: &Rows, after: &Rows, interner: &mut Interner) -> Vec<Indices> {
    let read = |rows: &Rows, interner: &mut Interner| -> Vec<(u32, WordBag)> {
        let count = rows.first().map_or(0, Vec::len);
        let column = |column: usize| {
            let cells: Vec<&Text> = rows.iter().filter_map(|row| row.get(column)).collect();
            (key(&cells[..1], interner), bag(&cells, interner))
        };
        (0..count).map(column).collect()
    };
    let (a, b) = (read(before, interner), read(after, interner));
    paired(&units(&a), &units(&b))
}

fn rows(before: &Rows, after: &Rows, shared: &[(usize, usize)], interner: &mut Interner) -> Vec<Indices> {
    let read = |rows: &Rows, columns: &[usize], interner: &mut Interner| -> Vec<(u32, WordBag)> {
        let row = |row: &Vec<Text>| {
            let mut cells: Vec<&Text> = columns.iter().filter_map(|&column| row.get(column)).collect();
            let key = key(&cells, interner);
            // The first cell counts twice, since it mostly names the row.
            cells.extend(cells.first().copied());
            (key, bag(&cells, interner))
        };
        rows.iter().skip(1).map(row).collect()
    };
    let columns_a: Vec<usize> = shared.iter().map(|&(a, _)| a).collect();
    let columns_b: Vec<usize> = shared.iter().map(|&(_, b)| b).collect();
    let (a, b) = (read(before, &columns_a, interner), read(after, &columns_b, interner));
    let body = paired(&units(&a), &units(&b)).into_iter().map(|(a, b)| (a.map(|a| a + 1), b.map(|b| b + 1)));
    let head = (before.first().map(|_| 0), after.first().map(|_| 0));
    [head].into_iter().chain(body).collect()
}

fn units(side: &[(u32, WordBag)]) -> Vec<Unit<'_>> {
    side.iter().map(|(key, bag)| Unit { key: *key, class: Class::Other(None), bag }).collect()
}
