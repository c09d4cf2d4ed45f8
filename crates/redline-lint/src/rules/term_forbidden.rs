#![doc = include_str!("term_forbidden.md")]

use super::naming::{BaselineSummary, standing};
use super::{Context, Rule};
use crate::catalogue;
use crate::convention::Habit;
use crate::terms::Found;
use redline_document::edit::{Applicability, Change, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::TERM_FORBIDDEN, check };

fn check(cx: &mut Context<'_>) {
    let (document, terms) = (cx.document, cx.terms);
    for (block, found) in terms.occurrences() {
        for occurrence in found.iter().filter(|occurrence| occurrence.found == Found::Forbidden) {
            let is_own = terms.base.is_own(occurrence.term);
            let standing = if is_own { BaselineSummary::Name } else { standing(cx, block, found, occurrence) };
            let Some(mut applicability) = standing.applicability() else { continue };
            let words = block.prose.text()[occurrence.span.clone()].replace('\n', " ");
            let name = &terms.base.terms()[occurrence.term].term;
            let habit = cx.book.habits.of_name(name).filter(|_| !is_own);
            if habit.is_some_and(|habit| habit.form == words) {
                continue;
            }
            let mut occurrence = occurrence.clone();
            let mut reason = String::new();
            if let Some(Habit { form, count, total, .. }) = habit {
                occurrence.expected.clone_from(form);
                applicability = Applicability::Unsafe;
                reason = format!(", as in {count} of {total} places");
            }
            let expected = &occurrence.expected;
            // What is shouted is left to a person.
            let is_shouted = !words.contains(char::is_lowercase) && expected.contains(char::is_lowercase);
            let edits = occurrence.edits(document, &block.prose).filter(|_| !is_shouted);
            let diagnostic = cx.report(
                block.prose.source(occurrence.span.clone()),
                format!("use `{expected}` instead of `{words}`{reason}"),
            );
            diagnostic.help.clone_from(&terms.base.terms()[occurrence.term].note);
            if let Some(edits) = edits {
                let title = format!("write `{expected}`");
                let fix = Fix::new(title, applicability, Change::Text, edits);
                diagnostic.fix(fix.about(terms.base.aspect(occurrence.term)));
            }
        }
    }
}
