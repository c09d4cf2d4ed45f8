#![doc = include_str!("dash_form.md")]

use super::Rule;
use crate::catalogue;
use crate::convention::{DASHES, FormUse};
use redline_document::document::Document;
use redline_document::source::Span;

pub(super) static RULE: Rule =
    Rule { meta: &catalogue::DASH_FORM, check: |cx| super::form::check_except(cx, &DASHES, is_left_to_author) };

/// Index of the first form of dashes that is typed with hyphens.
const FIRST_OF_HYPHENS: usize = 3;

/// Whether a dash is better than the hyphens of the book, precedes the source of a quotation, follows a label in bold, or
/// is in a title that is linked.
fn is_left_to_author(document: &Document, found: &FormUse, form: usize) -> bool {
    let is_better = form >= FIRST_OF_HYPHENS && found.form < FIRST_OF_HYPHENS;
    let prose = &document.prose[found.prose].prose;
    let follows_quotation = prose.text()[..found.span.start].trim_end().ends_with(['"', '”']);
    let source = prose.source(found.span.clone());
    let start = prose.source(0..found.span.start).start;
    let is_label = |span: &Span| span.start <= start && span.end <= source.start && source.start - span.end <= 1;
    let follows_label = document.emphasis.iter().any(|emphasis| emphasis.strong && is_label(&emphasis.span));
    let mut links = document.links.iter().map(|link| &link.span);
    let is_in_title = links.any(|link| link.start < source.start && source.end < link.end);
    is_better || follows_quotation || follows_label || is_in_title
}
