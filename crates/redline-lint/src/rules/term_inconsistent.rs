#![doc = include_str!("term_inconsistent.md")]

use super::{Context, Rule};
use crate::catalogue;
use crate::convention::variant_uses;
use redline_document::edit::{Applicability, Change, Fix};
use redline_english::rewording::reworded;

pub(super) static RULE: Rule = Rule { meta: &catalogue::TERM_INCONSISTENT, check };

fn check(cx: &mut Context<'_>) {
    let (document, variants) = (cx.document, &cx.book.variants);
    for found in variant_uses(document) {
        let Some((better, count, total)) = variants.better(&found) else { continue };
        let prose = &document.prose[found.prose].prose;
        let words = prose.text()[found.span.clone()].replace('\n', " ");
        let edits = reworded(document, prose, &found.span, &better);
        let message = format!("`{words}` is `{better}` in {count} of {total} places");
        let diagnostic = cx.report(prose.source(found.span.clone()), message);
        if let Some(edits) = edits {
            diagnostic.fix(Fix::new(format!("write `{better}`"), Applicability::Unsafe, Change::Text, edits));
        }
    }
}
