#![doc = include_str!("term_inconsistent.md")]

use crate::config::Pack;
use crate::convention::variant_uses;
use crate::diagnostic::Severity;
use crate::edit::{Applicability, Change, Fix};
use crate::rewording::reworded;
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "term-inconsistent",
    summary: "A word is spelled in another way than nearly everywhere else in the book.",
    page: include_str!("term_inconsistent.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Unsafe),
    english: true,
    options: None,
    check: Check::Chapter(check),
};

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
