//! Ids of a page, and the ranges that no fix may cut.

use redline_document::document::{Dialect, Document, ProtectedKind};
use redline_document::edit::{Change, Fix};
use redline_document::source::{Span, mark_len};

/// Version of a page.
pub(super) struct Page {
    /// Length of the byte order mark.
    mark: usize,
    document: Document,
}

impl Page {
    /// Parses a version of a page.
    pub(super) fn of(text: &str, dialect: &Dialect) -> Self {
        let mark = mark_len(text);
        Self { mark, document: Document::of_text(&text[mark..], dialect) }
    }

    /// Start and id of each heading; the id is empty if it has none.
    pub(super) fn heading_ids(&self) -> Vec<(usize, String)> {
        let headings = self.document.headings.iter();
        headings.map(|heading| (self.mark + heading.span.start, heading.id.clone().unwrap_or_default())).collect()
    }

    /// Whether one of `fixes` edits a heading.
    pub(super) fn has_edited_heading(&self, fixes: &[&Fix]) -> bool {
        let headings = &self.document.headings;
        fixes.iter().flat_map(|fix| fix.edits()).any(|edit| {
            let (start, end) = (edit.span.start.saturating_sub(self.mark), edit.span.end.saturating_sub(self.mark));
            let next = headings.partition_point(|heading| heading.span.end < start);
            headings.get(next).is_some_and(|heading| heading.span.start <= end)
        })
    }

    /// Ids of definition terms and of tags, sorted.
    pub(super) fn other_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.document.html_ids.iter().map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }

    /// Whether one of `fixes` starts or ends inside an indivisible range: an entity, an escape, a tag, an address, a
    /// shortcode.
    pub(super) fn is_cut_by(&self, fixes: &[&Fix]) -> bool {
        let mut by_change: Vec<(Change, Indivisible)> = Vec::new();
        fixes.iter().any(|fix| {
            let known = by_change.iter().position(|(change, _)| *change == fix.change);
            let index = known.unwrap_or_else(|| {
                by_change.push((fix.change, self.indivisible(fix.change)));
                by_change.len() - 1
            });
            let is_inside =
                |at: usize| at.checked_sub(self.mark).is_some_and(|at| by_change[index].1.contain_inside(at));
            fix.edits().iter().any(|edit| is_inside(edit.span.start) || is_inside(edit.span.end))
        })
    }

    /// Ranges that a fix must not cut. A fix of our own comments edits inside them, and one of a callout inside its
    /// marker.
    fn indivisible(&self, change: Change) -> Indivisible {
        let may_cut = match change {
            Change::Comment => Some(ProtectedKind::Html),
            Change::Callout => Some(ProtectedKind::AlertMarker),
            _ => None,
        };
        let protected = self.document.protected.iter().filter(|range| Some(range.kind) != may_cut);
        Indivisible::new(self.document.escapes.iter().chain(protected.map(|range| &range.span)))
    }

    /// Addresses, formulas, directives and shortcodes, which the parser takes for text. Those that a fix replaces whole
    /// are left out.
    pub(super) fn opaque_texts(&self, fixes: &[&Fix]) -> Vec<&str> {
        let mut replaced: Vec<&Span> =
            fixes.iter().flat_map(|fix| fix.edits()).map(|edit| &edit.span).filter(|span| !span.is_empty()).collect();
        replaced.sort_unstable_by_key(|span| span.start);
        let is_opaque = |kind| {
            use ProtectedKind::{Directive, Math, Shortcode, Url};
            matches!(kind, Directive | Math | Shortcode | Url)
        };
        let ranges = self.document.protected.iter().filter(|range| is_opaque(range.kind)).map(|range| &range.span);
        let is_replaced = |range: &Span| {
            let (start, end) = (self.mark + range.start, self.mark + range.end);
            // Edits are disjoint, so only the last one that starts before can replace it.
            let last = replaced.partition_point(|span| span.start <= start).checked_sub(1);
            last.is_some_and(|last| end <= replaced[last].end)
        };
        ranges.filter(|range| !is_replaced(range)).map(|range| &self.document.text()[range.clone()]).collect()
    }
}

/// Ranges that an edit replaces whole or leaves alone.
struct Indivisible {
    /// Start of each, in order, with the largest end up to it.
    reach: Vec<(usize, usize)>,
}

impl Indivisible {
    fn new<'a>(spans: impl Iterator<Item = &'a Span>) -> Self {
        let mut reach: Vec<(usize, usize)> = spans.map(|span| (span.start, span.end)).collect();
        reach.sort_unstable();
        let mut farthest = 0;
        for (_, end) in &mut reach {
            farthest = farthest.max(*end);
            *end = farthest;
        }
        Self { reach }
    }

    /// Whether `at` lies between the start and the end of one of them.
    fn contain_inside(&self, at: usize) -> bool {
        let before = self.reach.partition_point(|(start, _)| *start < at);
        before.checked_sub(1).is_some_and(|last| at < self.reach[last].1)
    }
}
