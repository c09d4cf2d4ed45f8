//! The pairs of texts that are compared where there are too many to compare each with each.

use std::ops::Range;

/// Upper bound on the pairs compared between two anchors.
const CELLS: usize = 1 << 18;

/// Overlaps of the pairs in a band.
pub(super) struct Overlaps(Vec<(usize, Vec<f32>)>);

impl Overlaps {
    /// Computes the overlap of each pair in a band, given by row and column.
    pub(super) fn new(band: &Band, overlap: impl Fn(usize, usize) -> f32) -> Self {
        let mut rows = Vec::with_capacity(band.rows);
        for row in 0..band.rows {
            // A match leads from a cell to the next, so the band of cells is wider by one.
            let columns = band.columns(row).start..band.columns(row + 1).end.min(band.columns);
            rows.push((columns.start, columns.clone().map(|column| overlap(row, column)).collect()));
        }
        Self(rows)
    }

    /// Overlap of two texts; zero outside the band.
    pub(super) fn at(&self, row: usize, column: usize) -> f32 {
        let found = self.0.get(row).and_then(|(start, cells)| cells.get(column.checked_sub(*start)?));
        found.copied().unwrap_or(0.0)
    }
}

/// The cells of the alignment table that are filled: all, or those near the diagonal.
pub(super) struct Band {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Distance from the diagonal.
    reach: usize,
}

impl Band {
    /// The band for this many texts of each version.
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        let reach = if rows * columns <= CELLS { columns } else { (CELLS / (2 * rows)).max(columns / rows + 2) };
        Self { rows, columns, reach }
    }

    /// Whether cells are left out.
    pub(super) fn is_narrow(&self) -> bool {
        self.reach < self.columns
    }

    /// The columns of a row.
    pub(super) fn columns(&self, row: usize) -> Range<usize> {
        let middle = row * self.columns / self.rows;
        middle.saturating_sub(self.reach)..(middle + self.reach).min(self.columns) + 1
    }
}
