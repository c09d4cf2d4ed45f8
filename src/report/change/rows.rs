//! The rows of a diff as HTML: blocks with their words marked, unchanged ones folded.

use std::collections::BTreeSet;

use super::super::html::{Writer, is_safe};
use super::words::label;
use crate::diff::{Block, BlockKind, Body, Change, ChangeKind, Diff, Line, Mark, Place, Relation, Row, Run, Styles};
use crate::escape::html as escaped;

/// How many unchanged blocks stand on each side of a change.
const CONTEXT: usize = 1;

/// What is needed to show the rows of one diff.
pub(super) struct Rows<'a> {
    pub(super) diff: &'a Diff,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    /// What the ids of this report begin with.
    pub(super) id: &'a str,
}

impl Rows<'_> {
    /// Writes all rows.
    pub(super) fn write(&self, writer: &mut Writer) {
        let folds = self.diff.foldable(CONTEXT);
        let mut progress = Progress::default();
        let mut at = 0;
        for fold in folds {
            (at..fold.start).for_each(|row| self.row(writer, row, &mut progress));
            writer.open("details", " class=\"redline-fold\"");
            writer.element("summary", "", &format!("{} unchanged blocks", fold.len()));
            fold.clone().for_each(|row| self.row(writer, row, &mut progress));
            writer.close();
            at = fold.end;
        }
        (at..self.diff.rows.len()).for_each(|row| self.row(writer, row, &mut progress));
    }

    fn row(&self, writer: &mut Writer, index: usize, progress: &mut Progress) {
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
        let mut in_runs: BTreeSet<usize> = row.body.runs().filter_map(|run| run.change).collect();
        if let Body::Lines { lines } = &row.body {
            in_runs.extend(lines.iter().filter_map(|line| line.change));
        }
        for id in row.changes.iter().filter(|id| !in_runs.contains(id)) {
            self.anchor(writer, *id);
        }
        self.chips(writer, index, row);
        if let Some(sign) = sign {
            writer.element("span", " class=\"redline-sign\" aria-hidden=\"true\"", sign);
        }
        match &row.body {
            Body::Text { runs } => self.text(writer, row, runs, progress),
            Body::Lines { lines } => self.lines(writer, row, lines, progress),
            Body::Table { columns, rows } => {
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
            Body::Empty if matches!(row.relation, Relation::Kept | Relation::Added | Relation::Removed) => {
                writer.void("hr", "");
            }
            Body::Empty => {}
        }
        writer.close_to(depth);
    }

    fn anchor(&self, writer: &mut Writer, id: usize) {
        writer.open("span", &format!(" id=\"{}-c{id}\"", self.id)).close();
    }

    /// What changed in a row besides its words.
    fn chips(&self, writer: &mut Writer, index: usize, row: &Row) {
        match row.relation {
            Relation::MovedTo(target) => {
                let id = self.diff.rows[target].changes.first();
                let words = "moved to another place";
                match id {
                    Some(id) => writer.element("a", &format!(" href=\"#{}-c{id}\"", self.id), words),
                    None => writer.element("span", " class=\"redline-chip\"", words),
                };
            }
            Relation::MovedFrom(_) => drop(writer.element("span", " class=\"redline-chip\"", "moved here")),
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
            if let ChangeKind::Image { before, after, .. } = &change.kind {
                Self::images(writer, &before.source, &after.source);
            }
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

    /// Words, in an element for each block that they stand in.
    fn text(&self, writer: &mut Writer, row: &Row, runs: &[Run], progress: &mut Progress) {
        // Of blocks that are gone there is the version before alone. Elsewhere words that are gone stay in the block that
        // they stood beside.
        let is_gone = row.after.is_empty();
        let (blocks, first) =
            if is_gone { (&self.diff.before, row.before.start) } else { (&self.diff.after, row.after.start) };
        let block = |run: &Run| if is_gone { &run.before } else { &run.after }.as_ref().map(|place| place.block);
        let mut rest = runs;
        let mut current = first;
        while let Some(run) = rest.first() {
            current = block(run).unwrap_or(current);
            let count = rest.iter().take_while(|run| block(run).is_none_or(|block| block == current)).count().max(1);
            let depth = writer.depth();
            if let Some(block) = blocks.get(current) {
                open_block(writer, block, progress);
            }
            self.runs(writer, &rest[..count], progress);
            writer.close_to(depth);
            rest = &rest[count..];
        }
    }

    fn runs(&self, writer: &mut Writer, runs: &[Run], progress: &mut Progress) {
        for (at, run) in runs.iter().enumerate() {
            let place = match run.mark {
                Mark::Deleted => run.before.as_ref(),
                Mark::Equal | Mark::Inserted => run.after.as_ref(),
            };
            if at > 0 && run.is_spaced() {
                writer.text(" ");
            }
            let depth = writer.depth();
            if let Some(id) = run.change.filter(|id| progress.anchored.insert(*id)) {
                self.anchor(writer, id);
            }
            match run.mark {
                Mark::Deleted => drop(writer.open("del", "")),
                Mark::Inserted => drop(writer.open("ins", "")),
                Mark::Equal if run.change.is_some() => drop(writer.open("span", " class=\"redline-format\"")),
                Mark::Equal => {}
            }
            open_styles(writer, place, run.mark);
            writer.text(&run.text);
            writer.close_to(depth);
        }
    }

    /// Lines of code, each with its sign.
    fn lines(&self, writer: &mut Writer, row: &Row, lines: &[Line], progress: &mut Progress) {
        let language =
            self.diff.after.get(row.after.start).or(self.diff.before.get(row.before.start)).map(|block| &block.kind);
        if let Some(BlockKind::Code { info }) = language.filter(|_| !row.changes.is_empty()) {
            writer.element("span", " class=\"redline-chip\"", if info.is_empty() { "code" } else { info });
        }
        writer.open("pre", " class=\"redline-code\" tabindex=\"0\"").open("code", " class=\"nohighlight\"");
        for line in lines {
            let depth = writer.depth();
            if let Some(id) = line.change.filter(|id| progress.anchored.insert(*id)) {
                self.anchor(writer, id);
            }
            let (tag, sign) = match line.mark {
                Mark::Deleted => ("del", "- "),
                Mark::Inserted => ("ins", "+ "),
                Mark::Equal if line.runs.is_empty() => ("span", "  "),
                Mark::Equal => ("span", "~ "),
            };
            writer.open(tag, "").text(sign);
            if line.runs.is_empty() {
                let source = match (&line.after, &line.before) {
                    (Some(span), _) => self.after.get(span.clone()),
                    (None, Some(span)) => self.before.get(span.clone()),
                    (None, None) => None,
                };
                writer.text(source.unwrap_or_default().trim_end_matches(['\n', '\r']));
            }
            for run in &line.runs {
                match run.mark {
                    Mark::Deleted => drop(writer.element("del", "", &run.text)),
                    Mark::Inserted => drop(writer.element("ins", "", &run.text)),
                    Mark::Equal => drop(writer.text(&run.text)),
                }
            }
            writer.close_to(depth);
            writer.text("\n");
        }
        writer.close().close();
    }
}

/// What was written so far.
#[derive(Default)]
struct Progress {
    /// The number of the last item of a numbered list.
    number: u64,
    /// The changes that have their place.
    anchored: BTreeSet<usize>,
}

fn open_block(writer: &mut Writer, block: &Block, progress: &mut Progress) {
    let inset = block.depth.min(6);
    let inset = if inset > 1 { format!(" redline-depth{inset}") } else { String::new() };
    match &block.kind {
        BlockKind::Heading { level } => drop(writer.open("p", &format!(" class=\"redline-h redline-h{level}\""))),
        BlockKind::Item { start, ordered, task } => {
            progress.number = start.unwrap_or(progress.number + 1);
            let mark = match (task, ordered) {
                (Some(true), _) => "☑ ".to_owned(),
                (Some(false), _) => "☐ ".to_owned(),
                (None, true) => format!("{}. ", progress.number),
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

fn open_styles(writer: &mut Writer, place: Option<&Place>, mark: Mark) {
    let Some(place) = place else { return };
    if let Some(link) = place.link.as_deref().filter(|link| mark != Mark::Deleted && is_safe(link)) {
        writer.open("a", &format!(" href=\"{}\"", escaped(link)));
    }
    for (style, tag) in [
        (Styles::STRONG, "strong"),
        (Styles::EMPHASIS, "em"),
        (Styles::STRIKETHROUGH, "s"),
        (Styles::CODE, "code"),
        (Styles::HTML, "code"),
        (Styles::MATH, "code"),
    ] {
        if place.styles.contains(style) {
            writer.open(tag, "");
        }
    }
    if place.styles.contains(Styles::IMAGE) {
        writer.text("image: ");
    }
}
