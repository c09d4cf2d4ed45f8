#![doc = include_str!("dash_form.md")]

use crate::config::Pack;
use crate::convention::DASHES;
use crate::diagnostic::Severity;
use crate::edit::Applicability;
use crate::rule::{Check, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dash-form",
    summary: "A dash has another form than nearly all others.",
    page: include_str!("dash_form.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Unsafe),
    english: false,
    options: Some(|options| super::form::check_options(options, &DASHES)),
    check: Check::Chapter(|cx| super::form::check(cx, &DASHES)),
};
