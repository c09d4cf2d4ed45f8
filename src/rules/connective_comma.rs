#![doc = include_str!("connective_comma.md")]

use crate::config::Pack;
use crate::convention::CONNECTIVES;
use crate::diagnostic::Severity;
use crate::edit::Applicability;
use crate::rule::{Check, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "connective-comma",
    summary: "A short connective has a comma, or none, unlike nearly everywhere else in the book.",
    page: include_str!("connective_comma.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Unsafe),
    english: true,
    options: Some(|options| super::form::check_options(options, &CONNECTIVES)),
    check: Check::Chapter(|cx| super::form::check(cx, &CONNECTIVES)),
};
