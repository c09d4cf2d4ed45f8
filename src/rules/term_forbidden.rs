#![doc = include_str!("term_forbidden.md")]

use super::naming::{Standing, standing};
use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::edit::{Applicability, Change, Fix};
use crate::rule::{Check, Context, Rule};
use crate::terms::Found;

pub(crate) static RULE: Rule = Rule {
    name: "term-forbidden",
    summary: "A word stands for a term that the book calls otherwise.",
    page: include_str!("term_forbidden.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: Some(Applicability::Safe),
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let (document, terms) = (cx.document, cx.terms);
    for (block, found) in terms.occurrences() {
        for occurrence in found.iter().filter(|occurrence| occurrence.found == Found::Forbidden) {
            let is_own = terms.base.is_own(occurrence.term);
            let standing = if is_own { Standing::Name } else { standing(cx, block, found, occurrence) };
            let Some(applicability) = standing.applicability() else { continue };
            let words = block.prose.text()[occurrence.span.clone()].replace('\n', " ");
            let expected = &occurrence.expected;
            // What is shouted is left to a person.
            let is_shouted = !words.contains(char::is_lowercase) && expected.contains(char::is_lowercase);
            let edits = occurrence.edits(document, &block.prose).filter(|_| !is_shouted);
            let diagnostic = cx
                .report(block.prose.source(occurrence.span.clone()), format!("use `{expected}` instead of `{words}`"));
            diagnostic.help.clone_from(&terms.base.terms()[occurrence.term].note);
            if let Some(edits) = edits {
                let title = format!("write `{expected}`");
                let fix = Fix::new(title, applicability, Change::Text, edits);
                diagnostic.fix(fix.about(terms.base.aspect(occurrence.term)));
            }
        }
    }
}
