//! Numbered changes and counts, collected while rows are assembled.

use std::ops::Range;

use super::outline::Outline;
use crate::flatten::{CodeLine, Version};
use crate::model::{Change, ChangeKind, WordCounts};
use redline_text::Span;

/// Location of a change: its row, and its blocks of both versions or of one.
#[derive(Clone, Debug)]
pub(super) struct Location {
    pub(super) row: usize,
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// Numbered changes and counts, collected while rows are assembled.
pub(super) struct ChangeLog<'a> {
    pub(super) before: &'a Version<'a>,
    pub(super) after: &'a Version<'a>,
    pub(super) outline: Outline,
    pub(super) changes: Vec<Change>,
    pub(super) words: WordCounts,
    /// Equal bytes as spans of both versions.
    pub(super) equal: Vec<(Span, Span)>,
    /// Deleted and inserted lines of code, HTML and front matter.
    pub(super) lines: (usize, usize),
}

impl<'a> ChangeLog<'a> {
    pub(super) fn new(before: &'a Version<'a>, after: &'a Version<'a>, outline: Outline) -> Self {
        let words = WordCounts { before: before.words(), after: after.words(), ..WordCounts::default() };
        Self { before, after, outline, changes: Vec::new(), words, equal: Vec::new(), lines: (0, 0) }
    }

    /// Records a change and returns its id.
    pub(super) fn record(&mut self, location: &Location, kind: ChangeKind, details: Details) -> usize {
        let id = self.changes.len() + 1;
        let at_before = location.before.clone().next();
        let at_before = at_before.map(|leaf| self.outline.of_before[self.before.leaves[leaf].section]);
        let at_after = location.after.clone().next().map(|leaf| self.after.leaves[leaf].section);
        let path = |section: Option<usize>, is_before: bool| {
            let section = &self.outline.sections[section?];
            let side = if is_before { &section.before } else { &section.after };
            side.as_ref().map(|side| side.path.clone())
        };
        self.changes.push(Change {
            id,
            kind,
            row: location.row,
            section_before: path(at_before.or(at_after), true),
            section_after: path(at_after.or(at_before), false),
            before: details.before,
            after: details.after,
            deleted: details.deleted,
            inserted: details.inserted,
        });
        id
    }

    /// Adds a deleted, inserted or changed line to the change of its hunk.
    pub(super) fn extend_hunk(&mut self, id: usize, before: Option<&CodeLine>, after: Option<&CodeLine>) {
        let change = &mut self.changes[id - 1];
        let grow = |span: &mut Option<Span>, text: &mut String, line: &CodeLine| {
            *span = Some(span.as_ref().map_or(line.span.start, |span| span.start)..line.span.end);
            text.push_str(&line.text);
            text.push('\n');
        };
        if let Some(line) = before {
            grow(&mut change.before, &mut change.deleted, line);
            self.lines.0 += 1;
        }
        if let Some(line) = after {
            grow(&mut change.after, &mut change.inserted, line);
            self.lines.1 += 1;
        }
    }

    /// Records a change of whole blocks and returns its id.
    pub(super) fn record_blocks(&mut self, location: &Location, kind: ChangeKind) -> usize {
        let side = |version: &Version<'_>, leaves: &Range<usize>| {
            let leaves = &version.leaves[leaves.clone()];
            let span = leaves.first().zip(leaves.last()).map(|(first, last)| first.span.start..last.span.end);
            let texts: Vec<String> = leaves.iter().map(|leaf| leaf.words_of(version.text())).collect();
            (span, texts.join("\n"))
        };
        let (before, deleted) = side(self.before, &location.before);
        let (after, inserted) = side(self.after, &location.after);
        self.record(location, kind, Details { before, after, deleted, inserted })
    }
}

/// Spans and words of a change.
#[derive(Clone, Debug, Default)]
pub(super) struct Details {
    pub(super) before: Option<Span>,
    pub(super) after: Option<Span>,
    pub(super) deleted: String,
    pub(super) inserted: String,
}
