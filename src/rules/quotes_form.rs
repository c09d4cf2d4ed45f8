#![doc = include_str!("quotes_form.md")]

use crate::config::Pack;
use crate::convention::{QUOTES, QUOTES_APART};
use crate::diagnostic::Severity;
use crate::edit::Applicability;
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "quotes-form",
    summary: "A quotation mark or an apostrophe is straight where nearly all are curly, or the other way round.",
    page: include_str!("quotes_form.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Unsafe),
    english: false,
    options: Some(|options| super::form::check_options(options, &QUOTES)),
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    if cx.book.is_english {
        return super::form::check(cx, &QUOTES);
    }
    for convention in QUOTES_APART {
        super::form::check(cx, convention);
    }
}
