//! Changes numbered as they are met, and what is counted on the way.

use std::ops::Range;

use super::change::{Change, ChangeKind};
use super::flatten::{CodeLine, Version};
use super::model::Section;
use super::statistics::Words;
use crate::source::Span;

/// Where a change is: blocks of both versions, or of one.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// What has been found so far.
pub(super) struct Ledger<'a> {
    pub(super) before: &'a Version<'a>,
    pub(super) after: &'a Version<'a>,
    pub(super) sections: &'a [Section],
    /// The section in `sections` of each section before.
    pub(super) sections_before: &'a [usize],
    pub(super) changes: Vec<Change>,
    pub(super) words: Words,
    /// Bytes that are the same: spans before and after.
    pub(super) kept: Vec<(Span, Span)>,
    /// Lines of code, HTML and front matter that went and came.
    pub(super) lines: (usize, usize),
}

impl<'a> Ledger<'a> {
    pub(super) fn new(
        before: &'a Version<'a>,
        after: &'a Version<'a>,
        sections: &'a [Section],
        sections_before: &'a [usize],
    ) -> Self {
        Self {
            before,
            after,
            sections,
            sections_before,
            changes: Vec::new(),
            words: Words::default(),
            kept: Vec::new(),
            lines: (0, 0),
        }
    }

    /// Notes a change and returns its id.
    pub(super) fn note(&mut self, place: &Place, kind: ChangeKind, details: Details) -> usize {
        let id = self.changes.len() + 1;
        let at_before = place.before.clone().next().map(|leaf| self.sections_before[self.before.leaves[leaf].section]);
        let at_after = place.after.clone().next().map(|leaf| self.after.leaves[leaf].section);
        let path = |section: Option<usize>, is_before: bool| {
            let section = &self.sections[section?];
            let side = if is_before { &section.before } else { &section.after };
            side.as_ref().map(|side| side.path.clone())
        };
        self.changes.push(Change {
            id,
            kind,
            row: place.row,
            section_before: path(at_before.or(at_after), true),
            section_after: path(at_after.or(at_before), false),
            before: details.before,
            after: details.after,
            deleted: details.deleted,
            inserted: details.inserted,
        });
        id
    }

    /// Adds a line that went, came or was changed to the change of its hunk.
    pub(super) fn note_lines(&mut self, id: usize, before: Option<&CodeLine>, after: Option<&CodeLine>) {
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

    /// Notes a change of whole blocks and returns its id.
    pub(super) fn note_blocks(&mut self, place: &Place, kind: ChangeKind) -> usize {
        let side = |version: &Version<'_>, leaves: &Range<usize>| {
            let leaves = &version.leaves[leaves.clone()];
            let span = leaves.first().zip(leaves.last()).map(|(first, last)| first.span.start..last.span.end);
            let texts: Vec<String> = leaves.iter().map(|leaf| leaf.words_of(version.text())).collect();
            (span, texts.join("\n"))
        };
        let (before, deleted) = side(self.before, &place.before);
        let (after, inserted) = side(self.after, &place.after);
        self.note(place, kind, Details { before, after, deleted, inserted })
    }
}

/// What goes and what comes.
#[derive(Clone, Debug, Default)]
pub(super) struct Details {
    pub(super) before: Option<Span>,
    pub(super) after: Option<Span>,
    pub(super) deleted: String,
    pub(super) inserted: String,
}
