//! Rows of a diff as HTML: blocks with marked words, unchanged ones folded.

use std::collections::BTreeSet;

use prose_diff::{Block, BlockKind, Body, Cells, Change, ChangeKind, Mark, Relation, Row, Run, TableRow};
use redline_text::escape::html as escaped;

use super::labels::{label, shortened};
use super::row_writer::{Anchored, RowWriter};
use super::tags::is_comment;
use super::view::{View, has_sides};
use crate::html::{Writer, is_safe};

/// Number of unchanged blocks shown on each side of a change.
const CONTEXT: usize = 1;

impl RowWriter<'_> {
    /// Writes all rows.
    pub(super) fn write(&self, writer: &mut Writer) {
        let folds = self.diff.foldable(CONTEXT);
        let mut anchored = Anchored::new();
        let mut at = 0;
        for fold in folds {
            (at..fold.start).for_each(|row| self.row(writer, row, &mut anchored));
            at = fold.end;
            let count = fold.clone().filter(|row| !self.is_invisible(*row)).count();
            if count == 0 {
                continue;
            }
            writer.open("details", " class=\"redline-fold\"");
            let blocks = if count == 1 { "block" } else { "blocks" };
            writer.element("summary", "", &format!("{count} unchanged {blocks}"));
            fold.clone().for_each(|row| self.row(writer, row, &mut anchored));
            writer.close();
        }
        (at..self.diff.rows.len()).for_each(|row| self.row(writer, row, &mut anchored));
    }

    /// Whether a row has nothing visible: an unchanged comment.
    fn is_invisible(&self, index: usize) -> bool {
        let row = &self.diff.rows[index];
        let block = self.diff.after.get(row.after.start).filter(|_| row.changes.is_empty());
        block.is_some_and(|block| block.kind == BlockKind::Html && is_comment(&self.after[block.span.clone()]))
    }

    fn row(&self, writer: &mut Writer, index: usize, anchored: &mut Anchored) {
        if self.is_invisible(index) {
            return;
        }
        let row = &self.diff.rows[index];
        let (class, sign) = match row.relation {
            Relation::Added => ("added", Some("+ ")),
            Relation::Removed => ("removed", Some("− ")),
            Relation::MovedFrom(_) | Relation::MovedTo(_) => ("moved", None),
            Relation::Kept | Relation::Split | Relation::Merged if row.changes.is_empty() => ("same", None),
            Relation::Kept | Relation::Split | Relation::Merged => ("changed", None),
        };
        let depth = writer.depth();
        writer.open("div", &format!(" class=\"redline-row redline-{class}\""));
        let has_sides = self.has_sides && has_sides(row);
        self.anchors(writer, row, has_sides, anchored);
        self.chips(writer, index, row);
        if let Some(sign) = sign {
            writer.element("span", " class=\"redline-sign\" aria-hidden=\"true\"", sign);
        }
        match &row.body {
            Body::Text { runs } if has_sides => self.sides(writer, row, runs, anchored),
            Body::Text { runs } => self.text(writer, row, runs, anchored),
            Body::Lines { lines } => self.lines(writer, row, lines, anchored),
            Body::Table { columns, rows } => self.table(writer, columns, rows, anchored),
            Body::Empty if matches!(row.relation, Relation::Kept | Relation::Added | Relation::Removed) => {
                writer.void("hr", "");
            }
            Body::Empty => {}
        }
        writer.close_to(depth);
    }

    /// Writes the anchors of changes that no run or line of the row has.
    fn anchors(&self, writer: &mut Writer, row: &Row, has_sides: bool, anchored: &mut Anchored) {
        let mut in_runs: BTreeSet<usize> = row.body.runs().filter_map(|run| run.change).collect();
        if has_sides {
            // Only one of the two texts is visible, and a link cannot lead to a hidden anchor.
            in_runs.clear();
        }
        if let Body::Lines { lines } = &row.body {
            in_runs.extend(lines.iter().filter_map(|line| line.change));
        }
        if let Relation::MovedTo(target) = row.relation {
            // The anchor of a moved block is at its new place.
            in_runs.extend(&self.diff.rows[target].changes);
        }
        for id in row.changes.iter().filter(|id| !in_runs.contains(id)) {
            if anchored.insert(*id) {
                self.anchor(writer, *id);
            }
        }
    }

    fn table(&self, writer: &mut Writer, columns: &[Cells], rows: &[TableRow], anchored: &mut Anchored) {
        writer.open("div", " class=\"redline-wide\" tabindex=\"0\"").open("table", "");
        for (at, line) in rows.iter().enumerate() {
            writer.open("tr", "");
            for (column, cell) in columns.iter().zip(&line.cells) {
                let tag = if at == 0 { "th" } else { "td" };
                let cells = [line.row, *column];
                let class = match () {
                    () if cells.iter().any(|cells| cells.after.is_none()) => " class=\"redline-gone\"",
                    () if cells.iter().any(|cells| cells.before.is_none()) => " class=\"redline-new\"",
                    () => "",
                };
                writer.open(tag, &format!("{}{class}", if at == 0 { " scope=\"col\"" } else { "" }));
                self.runs(writer, cell, anchored);
                writer.close();
            }
            writer.close();
        }
        writer.close().close();
    }

    /// Writes the labels of changes that marked words do not show.
    fn chips(&self, writer: &mut Writer, index: usize, row: &Row) {
        match row.relation {
            Relation::MovedTo(target) => {
                let target = &self.diff.rows[target];
                let words = "moved to another place";
                match target.changes.first() {
                    Some(id) => writer.element("a", &format!(" href=\"#{}-c{id}\"", self.id), words),
                    None => writer.element("span", " class=\"redline-chip\"", words),
                };
                writer.text(&format!(": {}", shortened(&self.words_before(target))));
            }
            // A move has one label, at its first row.
            Relation::MovedFrom(_) if self.begins_move(index, row) => {
                writer.element("span", " class=\"redline-chip\"", "moved here").text(" ");
            }
            _ => {}
        }
        let is_shown = |change: &Change| {
            let is_own =
                change.row == index && !matches!(change.kind, ChangeKind::Words | ChangeKind::Math | ChangeKind::Lines);
            let is_shown_by_sign =
                matches!(change.kind, ChangeKind::BlockAdded | ChangeKind::BlockRemoved | ChangeKind::BlockMoved);
            is_own && !is_shown_by_sign
        };
        for change in
            row.changes.iter().filter_map(|id| self.diff.changes.get(id - 1)).filter(|change| is_shown(change))
        {
            writer.element("span", " class=\"redline-chip\"", &label(&change.kind)).text(" ");
            if let ChangeKind::Image { before, after, alt } = &change.kind {
                Self::images(writer, &before.source, &after.source);
                if before.alt != after.alt {
                    self.runs(writer, alt, &mut Anchored::new());
                }
            }
        }
    }

    /// Whether a row is the first of a move.
    fn begins_move(&self, index: usize, row: &Row) -> bool {
        let mut changes = row.changes.iter().filter_map(|id| self.diff.changes.get(id - 1));
        changes.any(|change| {
            change.row == index && matches!(change.kind, ChangeKind::BlockMoved | ChangeKind::SectionMoved)
        })
    }

    /// The words of a row in the old version.
    fn words_before(&self, row: &Row) -> String {
        let blocks = self.diff.before.get(row.before.clone()).unwrap_or_default();
        match &row.body {
            Body::Text { runs } => {
                let old = runs.iter().filter(|run| run.mark != Mark::Inserted);
                old.map(|run| if run.is_spaced() { format!(" {}", run.text) } else { run.text.clone() }).collect()
            }
            _ => blocks.iter().filter_map(|block| self.before.get(block.span.clone())).collect(),
        }
    }

    /// Writes both versions of an image, side by side where there is room.
    fn images(writer: &mut Writer, before: &str, after: &str) {
        if before == after || !is_safe(before) || !is_safe(after) {
            return;
        }
        writer.open("div", " class=\"redline-images\"");
        for (source, caption) in [(before, "before"), (after, "after")] {
            writer.open("figure", "").void("img", &format!(" src=\"{}\" alt=\"\"", escaped(source)));
            writer.element("figcaption", "", caption).close();
        }
        writer.close();
    }

    /// Writes words in one text, and once more with a side for each version. The sides are hidden unless a stylesheet
    /// has room for them and hides the one text instead.
    fn sides(&self, writer: &mut Writer, row: &Row, runs: &[Run], anchored: &mut Anchored) {
        writer.open("div", " class=\"redline-inline\"");
        self.text(writer, row, runs, anchored);
        writer.close().open("div", " class=\"redline-sides\" hidden");
        for view in [View::Before, View::After] {
            writer.open("div", "");
            Self { view, ..*self }.text(writer, row, runs, anchored);
            writer.close();
        }
        writer.close();
    }

    /// Writes words, in an element for each of their blocks.
    fn text(&self, writer: &mut Writer, row: &Row, runs: &[Run], anchored: &mut Anchored) {
        let is_before = self.view.shows_old_blocks(row);
        let (blocks, first) =
            if is_before { (&self.diff.before, row.before.start) } else { (&self.diff.after, row.after.start) };
        let block = |run: &Run| if is_before { &run.before } else { &run.after }.as_ref().map(|side| side.block);
        let mut rest = runs;
        let mut current = first;
        while let Some(run) = rest.first() {
            current = block(run).unwrap_or(current);
            let count = rest.iter().take_while(|run| block(run).is_none_or(|block| block == current)).count().max(1);
            let depth = writer.depth();
            if let Some(block) = blocks.get(current) {
                open_block(writer, block, self.numbers.get(is_before, current));
            }
            self.runs(writer, &rest[..count], anchored);
            writer.close_to(depth);
            rest = &rest[count..];
        }
    }
}

fn open_block(writer: &mut Writer, block: &Block, number: u64) {
    let inset = block.depth.min(6);
    let inset = if inset > 1 { format!(" redline-depth{inset}") } else { String::new() };
    match &block.kind {
        BlockKind::Heading { level } => drop(writer.open("p", &format!(" class=\"redline-h redline-h{level}\""))),
        BlockKind::Item { ordered, task, .. } => {
            let mark = match (task, ordered) {
                (Some(true), _) => "☑ ".to_owned(),
                (Some(false), _) => "☐ ".to_owned(),
                (None, true) => format!("{number}. "),
                (None, false) => "• ".to_owned(),
            };
            writer.open("p", &format!(" class=\"redline-item{inset}\"")).text(&mark);
        }
        BlockKind::Quote | BlockKind::Admonition { .. } => drop(writer.open("blockquote", " class=\"redline-quote\"")),
        BlockKind::Term => drop(writer.open("p", " class=\"redline-term\"")),
        BlockKind::Footnote { label } => {
            writer.open("p", " class=\"redline-note\"").element("sup", "", label).text(" ");
        }
        _ => drop(writer.open("p", &format!(" class=\"redline-p{inset}\""))),
    }
}
