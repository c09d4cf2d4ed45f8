#![doc = include_str!("term_case.md")]

use super::naming::{Sense, precedes_tool, sense};
use super::{Context, Rule};
use crate::catalogue;
use crate::terms::{Found, Occurrence};
use redline_document::document::{BlockKind, BlockProse, Document};
use redline_document::edit::{Applicability, Change, Fix};
use redline_document::source::Span;
use redline_text::detect::is_unspaced;
use redline_text::{capitalised, opens_sentence};

pub(super) static RULE: Rule = Rule { meta: &catalogue::TERM_CASE, check };

fn check(cx: &mut Context<'_>) {
    let (document, terms) = (cx.document, cx.terms);
    for (block, found) in terms.occurrences() {
        let in_heading = document.blocks[block.block].kind == BlockKind::Heading;
        for occurrence in found.iter().filter(|occurrence| occurrence.found == Found::Term) {
            let term = &terms.base.terms()[occurrence.term];
            let is_asked_for = if terms.base.is_by_majority(occurrence.term) {
                let name = term.term.to_lowercase();
                occurrence.language.is_some()
                    && !in_heading
                    && is_lower_name(block, occurrence)
                    && !is_mentioned(cx.document, block, occurrence)
                    && is_of_book(cx, block, occurrence, &name)
            } else {
                term.checks_case()
            };
            if !is_asked_for || !is_miscased(block, occurrence, in_heading) {
                continue;
            }
            // The book's own terms are enforced everywhere.
            let is_own = terms.base.is_own(occurrence.term);
            let sense = if is_own { Sense::Name } else { sense(cx, block, found, occurrence) };
            if let Some(applicability) = sense.applicability() {
                let aspect = terms.base.aspect(occurrence.term);
                let diagnostic = report(cx, block, occurrence, applicability);
                diagnostic.help.clone_from(&term.note);
                diagnostic.fix = diagnostic.fix.take().map(|fix| fix.about(aspect));
            }
        }
    }
}

/// Whether the book writes a name that is a plain word too with its capital: nearly always, or mostly and a noun of tools
/// follows.
fn is_of_book(cx: &Context<'_>, block: &BlockProse, occurrence: &Occurrence, name: &str) -> bool {
    let stats = &cx.book.heading_case.capitalization;
    stats.is_settled_name(name)
        || (stats.is_preferred_name(name) && precedes_tool(block.prose.text(), &occurrence.span))
}

/// Whether a term is not written as it should be. A sentence gives a capital, and so does a heading.
fn is_miscased(block: &BlockProse, occurrence: &Occurrence, in_heading: bool) -> bool {
    let text = block.prose.text();
    let found = &text[occurrence.span.clone()];
    let expected = occurrence.expected.as_str();
    let is_opening = opens_sentence(&text[..occurrence.span.start]);
    if found == expected || (is_opening && found == capitalised(expected)) || is_an_identifier(text) {
        return false;
    }
    let is_shouted = !text.contains(char::is_lowercase) && found.contains(char::is_alphabetic);
    let letters = |text: &str| text.replace(['-', '\n', '\u{a0}', '‑'], " ").replace('’', "'");
    let (found, expected) = (letters(found), letters(expected));
    let is_titled = |(a, b): (&str, &str)| a == b || (in_heading && a == capitalised(b));
    let fits = found.split(' ').count() == expected.split(' ').count()
        && found.split(' ').zip(expected.split(' ')).all(is_titled);
    !is_shouted && !fits
}

/// Whether a name that is a plain word too is written as one, in a text that is more than it.
pub(super) fn is_lower_name(block: &BlockProse, occurrence: &Occurrence) -> bool {
    let text = block.prose.text();
    !text[occurrence.span.clone()].contains(char::is_uppercase) && !is_an_identifier(text)
}

/// Whether a word is mentioned, not used: in emphasis of its own.
pub(super) fn is_mentioned(document: &Document, block: &BlockProse, occurrence: &Occurrence) -> bool {
    let span = block.prose.source(occurrence.span.clone());
    let is_around = |other: &Span| other.start < span.start && span.end < other.end && other.len() <= span.len() + 4;
    let next = document.emphasis.partition_point(|emphasis| emphasis.span.start < span.start);
    // What stands closely around begins just before.
    document.emphasis[..next].iter().rev().take(3).any(|emphasis| is_around(&emphasis.span))
}

/// Whether the text is a name and nothing else: `json`.
fn is_an_identifier(text: &str) -> bool {
    !text.contains(char::is_whitespace) && !text.contains(is_unspaced)
}

/// Reports words that should have other capitals.
pub(super) fn report<'c>(
    cx: &'c mut Context<'_>,
    block: &BlockProse,
    occurrence: &Occurrence,
    applicability: Applicability,
) -> &'c mut redline_document::diagnostic::Diagnostic {
    let prose = &block.prose;
    let Occurrence { span, expected, .. } = occurrence;
    let words = prose.text()[span.clone()].replace('\n', " ");
    let edits = occurrence.edits(cx.document, prose);
    let diagnostic = cx.report(prose.source(span.clone()), format!("write `{expected}` instead of `{words}`"));
    if let Some(edits) = edits {
        diagnostic.fix(Fix::new(format!("write `{expected}`"), applicability, Change::Text, edits));
    }
    diagnostic
}
