//! Tables: columns by their heads, rows by their first cell and what else they say, cells by words.

use super::align::{Class, Item, align};
use super::compare::{Joined, compare_words, swapped};
use super::flatten::Text;
use super::intern::Interner;
use super::likeness::Bag;
use super::words::Op;

/// How two tables compare. Indices are of columns and rows of each version.
#[derive(Debug)]
pub(super) struct TableOps {
    pub(super) columns: Vec<(Option<usize>, Option<usize>)>,
    pub(super) rows: Vec<(Option<usize>, Option<usize>)>,
    /// By row and column: the words of cells that are in both; `None` for a cell that is in one.
    pub(super) cells: Vec<Vec<Option<Vec<Op>>>>,
}

impl TableOps {
    pub(super) fn swapped(self) -> Self {
        let swap = |pairs: Vec<(Option<usize>, Option<usize>)>| pairs.into_iter().map(|(a, b)| (b, a)).collect();
        let cells = self.cells.into_iter().map(|row| row.into_iter().map(|ops| ops.map(swapped)).collect());
        Self { columns: swap(self.columns), rows: swap(self.rows), cells: cells.collect() }
    }
}

type Rows = [Vec<Text>];

/// Compares two tables.
pub(super) fn compare(before: &Rows, after: &Rows, interner: &mut Interner, limit: usize) -> TableOps {
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
                let (a, b) = (Joined::of(vec![&before[ra][ca]]), Joined::of(vec![&after[rb][cb]]));
                compare_words(&a, &b, interner, limit)
                    .unwrap_or_else(|_| vec![Op { equal: false, before: 0..a.tokens.len(), after: 0..b.tokens.len() }])
            }));
        }
        cells.push(found);
    }
    TableOps { columns, rows, cells }
}

fn key(interner: &mut Interner, texts: &[&Text]) -> u32 {
    let ids = texts.iter().flat_map(|text| text.tokens.iter().map(|token| token.id).chain([u32::MAX])).collect();
    interner.block(u8::MAX, ids)
}

fn bag(interner: &Interner, texts: &[&Text]) -> Bag {
    Bag::new(texts.iter().flat_map(|text| &text.tokens), interner)
}

fn columns(before: &Rows, after: &Rows, interner: &mut Interner) -> Vec<(Option<usize>, Option<usize>)> {
    let read = |rows: &Rows, interner: &mut Interner| -> Vec<(u32, Bag)> {
        let count = rows.first().map_or(0, Vec::len);
        let column = |column: usize| {
            let cells: Vec<&Text> = rows.iter().filter_map(|row| row.get(column)).collect();
            (key(interner, &cells[..1]), bag(interner, &cells))
        };
        (0..count).map(column).collect()
    };
    let (a, b) = (read(before, interner), read(after, interner));
    paired(&a, &b)
}

fn rows(
    before: &Rows,
    after: &Rows,
    shared: &[(usize, usize)],
    interner: &mut Interner,
) -> Vec<(Option<usize>, Option<usize>)> {
    let read = |rows: &Rows, columns: &[usize], interner: &mut Interner| -> Vec<(u32, Bag)> {
        let row = |row: &Vec<Text>| {
            let mut cells: Vec<&Text> = columns.iter().filter_map(|&column| row.get(column)).collect();
            let key = key(interner, &cells);
            // What a row is about stands in its first cell, which is counted twice.
            cells.extend(cells.first().copied());
            (key, bag(interner, &cells))
        };
        rows.iter().skip(1).map(row).collect()
    };
    let columns_a: Vec<usize> = shared.iter().map(|&(a, _)| a).collect();
    let columns_b: Vec<usize> = shared.iter().map(|&(_, b)| b).collect();
    let (a, b) = (read(before, &columns_a, interner), read(after, &columns_b, interner));
    let body = paired(&a, &b).into_iter().map(|(a, b)| (a.map(|a| a + 1), b.map(|b| b + 1)));
    let head = (before.first().map(|_| 0), after.first().map(|_| 0));
    [head].into_iter().chain(body).collect()
}

/// What belongs together in order, what is in one version where it stood: deleted before inserted.
fn paired(before: &[(u32, Bag)], after: &[(u32, Bag)]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut found = Vec::new();
    let (mut from, mut to) = (0, 0);
    for bead in align(&items(before), &items(after), &mut Vec::new()) {
        found.extend((from..bead.before.start).map(|index| (Some(index), None)));
        found.extend((to..bead.after.start).map(|index| (None, Some(index))));
        found.push((Some(bead.before.start), Some(bead.after.start)));
        (from, to) = (bead.before.end, bead.after.end);
    }
    found.extend((from..before.len()).map(|index| (Some(index), None)));
    found.extend((to..after.len()).map(|index| (None, Some(index))));
    found
}

fn items(side: &[(u32, Bag)]) -> Vec<Item<'_>> {
    side.iter().map(|(key, bag)| Item { key: *key, class: Class::Other(0), bag }).collect()
}
