#![doc = include_str!("acronym_undefined.md")]

use super::{Context, Rule};
use crate::catalogue::{self, AcronymOptions};
use crate::convention::Acronym;

pub(super) static RULE: Rule = Rule { meta: &catalogue::ACRONYM_UNDEFINED, check };

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let (book, position) = (cx.book, cx.position);
    let is_ours = |found: &&Acronym| found.chapter == position && !found.is_defined;
    for found in book.acronyms.iter().filter(is_ours) {
        let is_accepted = AcronymOptions::accepts(cx.options, &found.name) || cx.terms.base.knows_acronym(&found.name);
        if !is_accepted {
            let prose = &document.prose[found.prose].prose;
            let message = format!("`{}` is used {} times and never spelled out", found.name, found.count);
            cx.report(prose.source(found.span.clone()), message)
                .help(format!("write it out here, with `({})` behind it", found.name));
        }
    }
}
