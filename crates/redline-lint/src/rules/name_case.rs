#![doc = include_str!("name_case.md")]

use super::term_case::{is_lower_name, report};
use super::{Context, Rule};
use crate::catalogue;
use crate::terms::Found;
use redline_document::edit::Applicability;

pub(super) static RULE: Rule = Rule { meta: &catalogue::NAME_CASE, check };

fn check(cx: &mut Context<'_>) {
    let terms = cx.terms;
    for (block, found) in terms.occurrences() {
        let found = found.iter().filter(|it| it.found == Found::Term && terms.base.is_by_majority(it.term));
        for occurrence in found.filter(|occurrence| is_lower_name(block, occurrence)) {
            // What most of the book does is `term-case`'s affair.
            let term = &terms.base.terms()[occurrence.term].term;
            let is_settled = cx.book.heading_case.capitalization.is_settled_name(&term.to_lowercase());
            if term.contains(char::is_uppercase) && !is_settled {
                report(cx, block, occurrence, Applicability::Unsafe);
            }
        }
    }
}
