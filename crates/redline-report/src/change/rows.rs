//! Rows of a diff as HTML: both versions in one text, and side by side where there is room.

use std::collections::BTreeSet;
use std::ops::Range;

use prose_diff::{Block, BlockKind, Body, Mark, Relation, Row, Run};

use super::labels::counted;
use super::row_writer::{Anchored, RowWriter};
use super::segments::{Frame, Item, Segment};
use super::tags::is_comment;
use super::view::View;
use crate::html::Writer;

impl RowWriter<'_> {
    /// Writes all rows.
    pub(super) fn write(&self, writer: &mut Writer) {
        let segments = self.frames.segments(self.diff, |row| self.is_invisible(row));
        let mut anchored = Anchored::new();
        let mut shown_moves = BTreeSet::new();
        for segment in &segments {
            match segment.frame {
                Frame::Row => segment.items.iter().for_each(|item| self.item(writer, item, &mut anchored)),
                Frame::Added => self.whole(writer, segment, ("added", "ins", "+"), &mut anchored),
                Frame::Removed => self.whole(writer, segment, ("removed", "del", "−"), &mut anchored),
                Frame::Left(index) if shown_moves.insert(index) => {
                    self.stub(writer, index, &self.frames.moves[index]);
                }
                Frame::Left(_) => {}
                Frame::Moved(index) => {
                    writer.open("div", " class=\"redline-moved\"");
                    let found = &self.frames.moves[index];
                    let is_start = segment.items.first().is_some_and(|item| match item {
                        Item::Row(row) => *row == found.rows.start,
                        Item::Fold(rows) => rows.contains(&found.rows.start),
                    });
                    if is_start {
                        // The changes of a move are at its beginning, so that links lead there.
                        let changes = &self.diff.rows[found.rows.start].changes;
                        for id in changes {
                            self.anchor_once(writer, Some(*id), &mut anchored);
                        }
                        self.origin(writer, index, found);
                    }
                    segment.items.iter().for_each(|item| self.item(writer, item, &mut anchored));
                    writer.close();
                }
            }
        }
    }

    /// Whether a row has nothing visible: an unchanged comment.
    fn is_invisible(&self, index: usize) -> bool {
        let row = &self.diff.rows[index];
        let block = self.diff.after.get(row.after.start).filter(|_| row.changes.is_empty());
        block.is_some_and(|block| block.kind == BlockKind::Html && is_comment(&self.after[block.span.clone()]))
    }

    fn item(&self, writer: &mut Writer, item: &Item, anchored: &mut Anchored) {
        match item {
            Item::Row(row) => self.row(writer, *row, anchored),
            Item::Fold(rows) => self.fold(writer, rows, anchored),
        }
    }

    /// Writes unchanged rows, folded.
    fn fold(&self, writer: &mut Writer, rows: &Range<usize>, anchored: &mut Anchored) {
        let count = rows.clone().filter(|row| !self.is_invisible(*row)).count();
        let blocks = format!("{}{}", counted(count, "unchanged block", "unchanged blocks"), self.section_of(rows));
        if self.omits_unchanged {
            writer.element("p", " class=\"redline-label\"", &blocks);
            return;
        }
        writer.open("details", " class=\"redline-fold\"").element("summary", "", &blocks);
        let plain = Self { has_sides: false, ..*self };
        rows.clone().filter(|row| !self.is_invisible(*row)).for_each(|row| plain.row(writer, row, anchored));
        writer.close();
    }

    /// The section that folded rows end in, for orientation; nothing if they begin in it.
    fn section_of(&self, rows: &Range<usize>) -> String {
        let section = |row: usize| Some(self.diff.after.get(self.diff.rows[row].after.start)?.section);
        let first = rows.start.checked_sub(1).and_then(section);
        let last = rows.clone().rev().find_map(section).filter(|last| first != Some(*last));
        let title = last.and_then(|last| self.diff.sections.get(last)?.after.as_ref()?.path.last());
        title.map_or_else(String::new, |title| format!(", on to “{title}”"))
    }

    /// Writes blocks that only one version has, marked as a whole.
    fn whole(
        &self,
        writer: &mut Writer,
        segment: &Segment,
        (class, tag, sign): (&str, &'static str, &str),
        anchored: &mut Anchored,
    ) {
        let whole = Self { view: View::Whole, ..*self };
        writer.open("div", &format!(" class=\"redline-row redline-{class}\""));
        writer.open(tag, " class=\"redline-cell\"");
        writer.element("span", " class=\"redline-sign\" aria-hidden=\"true\"", sign);
        for item in &segment.items {
            match item {
                Item::Row(index) => {
                    let row = &self.diff.rows[*index];
                    row.changes.iter().for_each(|id| self.anchor_once(writer, Some(*id), anchored));
                    self.block_notes(writer, *index, row);
                    if row.changes.iter().any(|id| self.authorship.is_marked(*id)) {
                        writer.element("p", " class=\"redline-label\"", super::notes::BY_REDLINE);
                    }
                    whole.body(writer, row, anchored);
                }
                Item::Fold(rows) => self.fold(writer, rows, anchored),
            }
        }
        writer.close().close();
    }

    fn row(&self, writer: &mut Writer, index: usize, anchored: &mut Anchored) {
        let row = &self.diff.rows[index];
        let is_changed = !row.changes.is_empty() && !is_move_only(row);
        let class = match (is_changed, row.relation) {
            (true, _) => "changed",
            (false, Relation::MovedFrom(_)) => "now",
            (false, _) => "same",
        };
        writer.open("div", &format!(" class=\"redline-row redline-{class}\""));
        let is_text = matches!(row.body, Body::Text { .. });
        let has_both = !row.before.is_empty() && !row.after.is_empty() && class != "now";
        if self.has_sides && is_text && has_both {
            writer.open("div", " class=\"redline-old\" hidden");
            Self { view: View::Before, ..*self }.body(writer, row, anchored);
            writer.close();
        }
        writer.open("div", if is_text { " class=\"redline-cell\"" } else { " class=\"redline-full\"" });
        self.anchors(writer, row, anchored);
        self.block_notes(writer, index, row);
        self.body(writer, row, anchored);
        writer.close().close();
    }

    /// Writes the content of a row.
    fn body(&self, writer: &mut Writer, row: &Row, anchored: &mut Anchored) {
        match &row.body {
            Body::Text { runs } => self.text(writer, row, runs, anchored),
            Body::Lines { lines } => self.lines(writer, row, lines, anchored),
            Body::Table { columns, rows } => self.table(writer, row, (columns, rows), anchored),
            Body::Empty => drop(writer.void("hr", "")),
        }
    }

    /// Writes the anchors of changes that no run or line of the row has.
    fn anchors(&self, writer: &mut Writer, row: &Row, anchored: &mut Anchored) {
        let mut in_runs: BTreeSet<usize> = row.body.runs().filter_map(|run| run.change).collect();
        if let Body::Lines { lines } = &row.body {
            in_runs.extend(lines.iter().filter_map(|line| line.change));
        }
        row.changes.iter().filter(|id| !in_runs.contains(id)).for_each(|id| {
            self.anchor_once(writer, Some(*id), anchored);
        });
    }

    /// Writes words, in an element for each of their blocks.
    fn text(&self, writer: &mut Writer, row: &Row, runs: &[Run], anchored: &mut Anchored) {
        let notes = self.word_notes(row);
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
            self.runs(writer, &rest[..count], &notes, anchored);
            writer.close_to(depth);
            rest = &rest[count..];
        }
    }
}

/// Whether a row moved and has no other change: its words are all equal.
fn is_move_only(row: &Row) -> bool {
    matches!(row.relation, Relation::MovedFrom(_))
        && row.body.runs().all(|run| run.mark == Mark::Equal && run.change.is_none())
        && match &row.body {
            Body::Lines { lines } => lines.iter().all(|line| line.change.is_none()),
            _ => true,
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
