#![doc = include_str!("percent_form.md")]

use crate::config::Pack;
use crate::convention::PERCENT;
use crate::diagnostic::Severity;
use crate::edit::Applicability;
use crate::rule::{Check, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "percent-form",
    summary: "A share is written in another form than nearly all others.",
    page: include_str!("percent_form.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Unsafe),
    english: true,
    options: Some(|options| super::form::check_options(options, &PERCENT)),
    check: Check::Chapter(|cx| super::form::check(cx, &PERCENT)),
};
