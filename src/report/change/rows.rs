//! The rows of a diff as HTML: blocks with their words marked, unchanged ones folded.

use std::collections::BTreeSet;

use super::super::html::{Writer, is_safe};
use super::view::{Numbers, View, has_sides};
use super::words::{cut, label};
use crate::diff::{Block, BlockKind, Body, Cells, Change, ChangeKind, Diff, Mark, Relation, Row, Run, TableRow};
use crate::escape::html as escaped;

/// How many unchanged blocks stand on each side of a change.
const CONTEXT: usize = 1;

/// What is needed to show the rows of one diff.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) diff: &'a Diff,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    /// What the ids of this report begin with.
    pub(super) id: &'a str,
    pub(super) numbers: &'a Numbers,
    /// Whether the versions of changed words also stand side by side, for readers who have room.
    pub(super) has_sides: bool,
    pub(super) view: View,
}

impl Rows<'_> {
    /// Writes all rows.
    pub(super) fn write(&self, writer: &mut Writer) {
        let folds = self.diff.foldable(CONTEXT);
        let mut progress = Progress::default();
        let mut at = 0;
        for fold in folds {
            (at..fold.start).for_each(|row| self.row(writer, row, &mut progress));
            at = fold.end;
            let count = fold.clone().filter(|row| !self.is_unseen(*row)).count();
            if count == 0 {
                continue;
            }
            writer.open("details", " class=\"redline-fold\"");
            let blocks = if count == 1 { "block" } else { "blocks" };
            writer.element("summary", "", &format!("{count} unchanged {blocks}"));
            fold.clone().for_each(|row| self.row(writer, row, &mut progress));
            writer.close();
        }
        (at..self.diff.rows.len()).for_each(|row| self.row(writer, row, &mut progress));
    }

    /// Whether a row holds nothing that a reader sees: a comment that is the same.
    fn is_unseen(&self, index: usize) -> bool {
        let row = &self.diff.rows[index];
        let block = self.diff.after.get(row.after.start).filter(|_| row.changes.is_empty());
        block.is_some_and(|block| block.kind == BlockKind::Html && is_comment(&self.after[block.span.clone()]))
    }

    fn row(&self, writer: &mut Writer, index: usize, progress: &mut Progress) {
        if self.is_unseen(index) {
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
        self.anchors(writer, row, has_sides, progress);
        self.chips(writer, index, row);
        if let Some(sign) = sign {
            writer.element("span", " class=\"redline-sign\" aria-hidden=\"true\"", sign);
        }
        match &row.body {
            Body::Text { runs } if has_sides => self.sides(writer, row, runs, progress),
            Body::Text { runs } => self.text(writer, row, runs, progress),
            Body::Lines { lines } => self.lines(writer, row, lines, progress),
            Body::Table { columns, rows } => self.table(writer, columns, rows, progress),
            Body::Empty if matches!(row.relation, Relation::Kept | Relation::Added | Relation::Removed) => {
                writer.void("hr", "");
            }
            Body::Empty => {}
        }
        writer.close_to(depth);
    }

    /// The places of the changes of a row that its words do not hold.
    fn anchors(&self, writer: &mut Writer, row: &Row, has_sides: bool, progress: &mut Progress) {
        let mut in_runs: BTreeSet<usize> = row.body.runs().filter_map(|run| run.change).collect();
        if has_sides {
            // One of two texts is shown, and a place that is not shown cannot be gone to.
            in_runs.clear();
        }
        if let Body::Lines { lines } = &row.body {
            in_runs.extend(lines.iter().filter_map(|line| line.change));
        }
        if let Relation::MovedTo(target) = row.relation {
            // What moved is where it stands now.
            in_runs.extend(&self.diff.rows[target].changes);
        }
        for id in row.changes.iter().filter(|id| !in_runs.contains(id)) {
            if progress.anchored.insert(*id) {
                self.anchor(writer, *id);
            }
        }
    }

    fn table(&self, writer: &mut Writer, columns: &[Cells], rows: &[TableRow], progress: &mut Progress) {
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
                self.runs(writer, cell, progress);
                writer.close();
            }
            writer.close();
        }
        writer.close().close();
    }

    pub(super) fn anchor(&self, writer: &mut Writer, id: usize) {
        writer.open("span", &format!(" id=\"{}-c{id}\"", self.id)).close();
    }

    /// What changed in a row besides its words.
    fn chips(&self, writer: &mut Writer, index: usize, row: &Row) {
        match row.relation {
            Relation::MovedTo(target) => {
                let target = &self.diff.rows[target];
                let words = "moved to another place";
                match target.changes.first() {
                    Some(id) => writer.element("a", &format!(" href=\"#{}-c{id}\"", self.id), words),
                    None => writer.element("span", " class=\"redline-chip\"", words),
                };
                writer.text(&format!(": {}", cut(&self.words_before(target))));
            }
            Relation::MovedFrom(_) => drop(writer.element("span", " class=\"redline-chip\"", "moved here").text(" ")),
            _ => {}
        }
        let is_shown = |change: &Change| {
            let is_own =
                change.row == index && !matches!(change.kind, ChangeKind::Words | ChangeKind::Math | ChangeKind::Lines);
            let is_told =
                matches!(change.kind, ChangeKind::BlockAdded | ChangeKind::BlockRemoved | ChangeKind::BlockMoved);
            is_own && !is_told
        };
        for change in
            row.changes.iter().filter_map(|id| self.diff.changes.get(id - 1)).filter(|change| is_shown(change))
        {
            writer.element("span", " class=\"redline-chip\"", &label(&change.kind)).text(" ");
            if let ChangeKind::Image { before, after, alt } = &change.kind {
                Self::images(writer, &before.source, &after.source);
                if before.alt != after.alt {
                    self.runs(writer, alt, &mut Progress::default());
                }
            }
        }
    }

    /// What a row said before.
    fn words_before(&self, row: &Row) -> String {
        let blocks = self.diff.before.get(row.before.clone()).unwrap_or_default();
        match &row.body {
            Body::Text { runs } => {
                let said = runs.iter().filter(|run| run.mark != Mark::Inserted);
                said.map(|run| if run.is_spaced() { format!(" {}", run.text) } else { run.text.clone() }).collect()
            }
            _ => blocks.iter().filter_map(|block| self.before.get(block.span.clone())).collect(),
        }
    }

    /// Both versions of an image, side by side where there is room.
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

    /// Words in one text, and once more with a side for each version. The sides are hidden unless a stylesheet has room for
    /// them and hides the one text instead.
    fn sides(&self, writer: &mut Writer, row: &Row, runs: &[Run], progress: &mut Progress) {
        writer.open("div", " class=\"redline-inline\"");
        self.text(writer, row, runs, progress);
        writer.close().open("div", " class=\"redline-sides\" hidden");
        for view in [View::Before, View::After] {
            writer.open("div", "");
            Self { view, ..*self }.text(writer, row, runs, progress);
            writer.close();
        }
        writer.close();
    }

    /// Words, in an element for each block that they stand in.
    fn text(&self, writer: &mut Writer, row: &Row, runs: &[Run], progress: &mut Progress) {
        let is_before = self.view.is_of_before(row);
        let (blocks, first) =
            if is_before { (&self.diff.before, row.before.start) } else { (&self.diff.after, row.after.start) };
        let block = |run: &Run| if is_before { &run.before } else { &run.after }.as_ref().map(|place| place.block);
        let mut rest = runs;
        let mut current = first;
        while let Some(run) = rest.first() {
            current = block(run).unwrap_or(current);
            let count = rest.iter().take_while(|run| block(run).is_none_or(|block| block == current)).count().max(1);
            let depth = writer.depth();
            if let Some(block) = blocks.get(current) {
                open_block(writer, block, self.numbers.get(is_before, current));
            }
            self.runs(writer, &rest[..count], progress);
            writer.close_to(depth);
            rest = &rest[count..];
        }
    }
}

/// Whether HTML is one comment.
pub(super) fn is_comment(html: &str) -> bool {
    let html = html.trim();
    crate::document::comment_at_start(html).is_some_and(|(_, len)| len == html.len())
}

/// What was written so far.
#[derive(Default)]
pub(super) struct Progress {
    /// The changes that have their place.
    pub(super) anchored: BTreeSet<usize>,
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
