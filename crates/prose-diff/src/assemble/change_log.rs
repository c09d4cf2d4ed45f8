//! Numbered changes and counts, collected while rows are assembled.

use std::ops::Range;

use super::moves::Move;
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
            follows_before: None,
            follows_after: None,
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
        let (before, deleted) = span_and_words(self.before, &location.before);
        let (after, inserted) = span_and_words(self.after, &location.after);
        self.record(location, kind, Details { before, after, deleted, inserted })
    }

    /// Records a move and returns its id. The words of a moved section are its title.
    pub(super) fn record_move(&mut self, row: usize, moved: &Move) -> usize {
        let location = Location { row, before: moved.before.clone(), after: moved.after.clone() };
        if moved.kind != ChangeKind::SectionMoved {
            return self.record_blocks(&location, moved.kind.clone());
        }
        let (from, to) = (moved.before.start, moved.after.start);
        let details = Details {
            before: span_and_words(self.before, &moved.before).0,
            after: span_and_words(self.after, &moved.after).0,
            deleted: self.before.leaves[from].words_of(self.before.text()),
            inserted: self.after.leaves[to].words_of(self.after.text()),
        };
        let id = self.record(&location, moved.kind.clone(), details);
        let change = &mut self.changes[id - 1];
        change.follows_before = section_before(self.before, from);
        change.follows_after = section_before(self.after, to);
        id
    }
}

/// The span of consecutive blocks, and their words.
fn span_and_words(version: &Version<'_>, leaves: &Range<usize>) -> (Option<Span>, String) {
    let leaves = &version.leaves[leaves.clone()];
    let start = leaves.first().map(|leaf| leaf.span.start);
    let end = leaves.iter().map(|leaf| leaf.span.end).max();
    let texts: Vec<String> = leaves.iter().map(|leaf| leaf.words_of(version.text())).collect();
    (start.zip(end).map(|(start, end)| start..end), texts.join("\n"))
}

/// Title of the section before the section with this heading: of the same level or around it.
fn section_before(version: &Version<'_>, heading: usize) -> Option<String> {
    let section = version.leaves[heading].section;
    let parent = version.sections[section].parent;
    let mut last = version.leaves[heading.checked_sub(1)?].section;
    while version.sections[last].parent != parent && Some(last) != parent {
        last = version.sections[last].parent?;
    }
    let document = version.document;
    let title = &document.headings[document.sections[last.checked_sub(1)?].heading].title;
    Some(title.clone())
}

/// Spans and words of a change.
#[derive(Clone, Debug, Default)]
pub(super) struct Details {
    pub(super) before: Option<Span>,
    pub(super) after: Option<Span>,
    pub(super) deleted: String,
    pub(super) inserted: String,
}
