//! What rows hold: runs, lines and tables.

use super::assemble::Assembly;
use super::change::{ChangeKind, Fallback};
use super::compare::{Comparison, Joined};
use super::flatten::{CodeLine, Content, Leaf, Text};
use super::ledger::{Details, Place};
use super::lines::{ChangedLine, LineOp};
use super::model::{Body, Line, Mark, Run};
use super::pairing::Pair;
use super::runs::Writer;
use super::side::Side;
use super::words::Op;

impl Assembly<'_, '_> {
    /// The body of blocks that belong together; a section's title is a change as a whole.
    pub(super) fn body(
        &mut self,
        pair: &Pair,
        place: Place,
        (comparison, title): (Comparison, Option<usize>),
        changes: &mut Vec<usize>,
    ) -> Body {
        let moved = pair.out_of_order;
        match comparison {
            Comparison::Words(ops) => self.text(place, &ops, (title, moved), changes),
            Comparison::Replaced(too_large) => {
                let fallback = too_large.map(|it| Fallback::WordProduct { row: place.row, product: it.product });
                self.fallbacks.extend(fallback);
                let count = |leaves: &[Leaf]| leaves.iter().map(|leaf| leaf.tokens().len()).sum();
                let before = 0..count(&self.before.leaves[pair.before.clone()]);
                let after = 0..count(&self.after.leaves[pair.after.clone()]);
                self.text(place, &[Op { equal: false, before, after }], (title, moved), changes)
            }
            Comparison::Lines(ops) => Body::Lines { lines: self.lines(&place, ops, changes) },
            Comparison::Table(ops) => self.table(&place, &ops, moved, changes),
            Comparison::Nothing => {
                let (a, b) = (&self.before.leaves[pair.before.start], &self.after.leaves[pair.after.start]);
                self.ledger.kept.push((a.span.clone(), b.span.clone()));
                Body::Empty
            }
        }
    }

    /// The runs of whole blocks.
    fn text(
        &mut self,
        place: Place,
        ops: &[Op],
        (whole, moved): (Option<usize>, bool),
        changes: &mut Vec<usize>,
    ) -> Body {
        let a = Joined::new(&self.before.leaves[place.before.clone()]);
        let b = Joined::new(&self.after.leaves[place.after.clone()]);
        let sides = (
            Side { version: self.before, joined: &a, block: place.before.start, one_block: false },
            Side { version: self.after, joined: &b, block: place.after.start, one_block: false },
        );
        let mut writer = Writer::new(self.ledger, self.interner, place, sides);
        (writer.whole, writer.moved) = (whole, moved);
        writer.write(ops);
        changes.append(&mut writer.found);
        Body::Text { runs: writer.runs }
    }

    /// The runs of a cell or a line of code, which is in the block that `place` names, and their changes.
    pub(super) fn part(
        &mut self,
        place: &Place,
        (before, after): (&Text, &Text),
        ops: Option<&[Op]>,
        (whole, moved): (Option<usize>, bool),
    ) -> (Vec<Run>, Vec<usize>) {
        let (a, b) = (Joined::of(vec![before]), Joined::of(vec![after]));
        let replaced = [Op { equal: false, before: 0..a.tokens.len(), after: 0..b.tokens.len() }];
        let sides = (
            Side { version: self.before, joined: &a, block: place.before.start, one_block: true },
            Side { version: self.after, joined: &b, block: place.after.start, one_block: true },
        );
        let mut writer = Writer::new(self.ledger, self.interner, place.clone(), sides);
        (writer.whole, writer.moved) = (whole, moved);
        writer.write(ops.unwrap_or(&replaced));
        (writer.runs, writer.found)
    }

    fn lines(&mut self, place: &Place, ops: Vec<LineOp>, changes: &mut Vec<usize>) -> Vec<Line> {
        let (code_a, code_b) =
            (lines_of(&self.before.leaves[place.before.start]), lines_of(&self.after.leaves[place.after.start]));
        let mut lines: Vec<Line> = Vec::with_capacity(ops.len());
        let mut hunk: Option<usize> = None;
        for op in ops {
            let (mark, a, b) = match &op {
                LineOp::Equal(a, b) => (Mark::Equal, Some(&code_a[*a]), Some(&code_b[*b])),
                LineOp::Deleted(a) => (Mark::Deleted, Some(&code_a[*a]), None),
                LineOp::Inserted(b) => (Mark::Inserted, None, Some(&code_b[*b])),
                LineOp::Changed(line) => (Mark::Equal, Some(&code_a[line.before]), Some(&code_b[line.after])),
            };
            let spans = (a.map(|line| line.span.clone()), b.map(|line| line.span.clone()));
            if let LineOp::Equal(..) = op {
                self.ledger.kept.extend(spans.0.clone().zip(spans.1.clone()));
                hunk = None;
            } else {
                let id = *hunk.get_or_insert_with(|| self.ledger.note(place, ChangeKind::Lines, Details::default()));
                self.ledger.note_lines(id, a, b);
                changes.push(id);
            }
            let runs = match (&op, a, b) {
                (LineOp::Changed(line), Some(a), Some(b)) => self.line(place, (a, b), line, hunk),
                _ => Vec::new(),
            };
            lines.push(Line { mark, before: spans.0, after: spans.1, runs, change: hunk });
        }
        lines
    }

    fn line(
        &mut self,
        place: &Place,
        (before, after): (&CodeLine, &CodeLine),
        line: &ChangedLine,
        change: Option<usize>,
    ) -> Vec<Run> {
        let text = |code: &CodeLine, tokens: &[_]| Text { text: code.text.clone(), tokens: tokens.to_vec() };
        let (a, b) = (text(before, &line.tokens_before), text(after, &line.tokens_after));
        self.part(place, (&a, &b), Some(&line.ops), (change, false)).0
    }

    /// The body of a block that is in one version.
    pub(super) fn alone_body(&mut self, place: &Place, mark: Mark, id: usize) -> Body {
        let is_deleted = mark == Mark::Deleted;
        let leaf =
            if is_deleted { &self.before.leaves[place.before.start] } else { &self.after.leaves[place.after.start] };
        match &leaf.content {
            Content::Nothing => Body::Empty,
            Content::Text(text) => {
                let range = 0..text.tokens.len();
                let (before, after) = if is_deleted { (range, 0..0) } else { (0..0, range) };
                self.text(place.clone(), &[Op { equal: false, before, after }], (Some(id), false), &mut Vec::new())
            }
            Content::Lines(lines) => {
                let counter = if is_deleted { &mut self.ledger.lines.0 } else { &mut self.ledger.lines.1 };
                *counter += lines.len();
                let line = |line: &CodeLine| {
                    let span = Some(line.span.clone());
                    let (before, after) = if is_deleted { (span, None) } else { (None, span) };
                    Line { mark, before, after, runs: Vec::new(), change: Some(id) }
                };
                Body::Lines { lines: lines.iter().map(line).collect() }
            }
            Content::Table(rows) => self.table_alone(rows, place, is_deleted, id),
        }
    }
}

fn lines_of(leaf: &Leaf) -> &[CodeLine] {
    if let Content::Lines(lines) = &leaf.content { lines } else { &[] }
}
