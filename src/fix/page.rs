//! What readers and links find on a page beside its blocks: ids, and markup that no fix may cut.

use crate::document::{Dialect, Document, ProtectedKind};
use crate::edit::{Change, Fix};
use crate::source::{Span, mark_len};

/// One version of a page.
pub(super) struct Page {
    /// Bytes before the document: those of a byte order mark.
    mark: usize,
    document: Document,
}

impl Page {
    /// Parses a version of a page.
    pub(super) fn of(text: &str, dialect: &Dialect) -> Self {
        let mark = mark_len(text);
        Self { mark, document: Document::of_text(&text[mark..], dialect) }
    }

    /// The id of each heading, empty where it has none, with the byte where the heading starts.
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

    /// The ids that are no heading's: of definition terms and of tags, sorted.
    pub(super) fn other_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.document.html_ids.iter().map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }

    /// Whether one of `fixes` begins or ends inside of something that is whole or nothing: an entity, an escape, a tag,
    /// an address, a shortcode.
    pub(super) fn is_cut_by(&self, fixes: &[&Fix]) -> bool {
        let mut atoms: Vec<(Change, Atoms)> = Vec::new();
        fixes.iter().any(|fix| {
            let known = atoms.iter().position(|(change, _)| *change == fix.change);
            let index = known.unwrap_or_else(|| {
                atoms.push((fix.change, self.atoms(fix.change)));
                atoms.len() - 1
            });
            let holds = |at: usize| at.checked_sub(self.mark).is_some_and(|at| atoms[index].1.hold_inside(at));
            fix.edits().iter().any(|edit| holds(edit.span.start) || holds(edit.span.end))
        })
    }

    /// What an edit of a kind must not cut. An edit of our own comments begins and ends in them, and one of a callout in
    /// its marker.
    fn atoms(&self, change: Change) -> Atoms {
        let may_cut = match change {
            Change::Comment => Some(ProtectedKind::Html),
            Change::Callout => Some(ProtectedKind::AlertMarker),
            _ => None,
        };
        let protected = self.document.protected.iter().filter(|range| Some(range.kind) != may_cut);
        Atoms::new(self.document.escapes.iter().chain(protected.map(|range| &range.span)))
    }

    /// What the page spells in markup that reads as text: addresses, formulas, directives, shortcodes. Those that a fix
    /// replaces whole are left out.
    pub(super) fn opaque_texts(&self, fixes: &[&Fix]) -> Vec<&str> {
        let replaced: Vec<&Span> =
            fixes.iter().flat_map(|fix| fix.edits()).map(|edit| &edit.span).filter(|span| !span.is_empty()).collect();
        let is_opaque = |kind| {
            use ProtectedKind::{Directive, Math, Shortcode, Url};
            matches!(kind, Directive | Math | Shortcode | Url)
        };
        let ranges = self.document.protected.iter().filter(|range| is_opaque(range.kind)).map(|range| &range.span);
        let is_replaced = |range: &Span| {
            let (start, end) = (self.mark + range.start, self.mark + range.end);
            replaced.iter().any(|span| span.start <= start && end <= span.end)
        };
        ranges.filter(|range| !is_replaced(range)).map(|range| &self.document.text()[range.clone()]).collect()
    }
}

/// Ranges that an edit replaces whole or leaves alone.
struct Atoms {
    /// Where each starts, in order, and how far it or one before it reaches.
    reach: Vec<(usize, usize)>,
}

impl Atoms {
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

    /// Whether a byte lies behind the first and before the end of one of them.
    fn hold_inside(&self, at: usize) -> bool {
        let before = self.reach.partition_point(|(start, _)| *start < at);
        before.checked_sub(1).is_some_and(|last| at < self.reach[last].1)
    }
}
