#![doc = include_str!("eg_comma.md")]

use crate::config::Pack;
use crate::convention::EG_COMMA;
use crate::diagnostic::Severity;
use crate::edit::Applicability;
use crate::rule::{Check, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "eg-comma",
    summary: "After an abbreviation there is a comma, or none, unlike nearly everywhere else.",
    page: include_str!("eg_comma.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Unsafe),
    english: true,
    options: Some(|options| super::form::check_options(options, &EG_COMMA)),
    check: Check::Chapter(|cx| super::form::check(cx, &EG_COMMA)),
};
