#![doc = include_str!("likely_misspelling.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::edit::{Applicability, Change, Fix};
use redline_english::rewording::reworded;
use redline_english::spelling::{is_in_label, known_misspelling};

pub(super) static RULE: Rule = Rule { meta: &catalogue::LIKELY_MISSPELLING, check };

fn check(cx: &mut Context<'_>) {
    let (document, slips) = (cx.document, &cx.book.slips);
    if slips.is_empty() {
        return;
    }
    for block in &document.prose {
        let text = block.prose.text();
        for (span, word) in block.words() {
            let Some(meant) = slips.get(word) else { continue };
            // Known misspellings are reported by their own rule, if it runs.
            let is_reported = cx.book.reports_misspellings && known_misspelling(word).is_some();
            if is_reported || !(super::misspelling::is_plain(text, &span, word) || is_in_label(text, &span)) {
                continue;
            }
            let edits = reworded(document, &block.prose, &span, meant);
            let message = format!("`{word}` is most likely `{meant}`, which the book uses often");
            let found = cx.report(block.prose.source(span), message);
            if let Some(edits) = edits {
                found.fix(Fix::new(format!("write `{meant}`"), Applicability::Unsafe, Change::Text, edits));
            }
        }
    }
}
