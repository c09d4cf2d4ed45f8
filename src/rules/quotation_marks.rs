#![doc = include_str!("quotation_marks.md")]

use crate::config::Pack;
use crate::convention::QUOTATION_MARKS;
use crate::diagnostic::Severity;
use crate::edit::Applicability;
use crate::rule::{Check, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "quotation-marks",
    summary: "Words are quoted with single marks where nearly all others have double ones, or the other way round.",
    page: include_str!("quotation_marks.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Unsafe),
    english: true,
    options: Some(|options| super::form::check_options(options, &QUOTATION_MARKS)),
    check: Check::Chapter(|cx| super::form::check(cx, &QUOTATION_MARKS)),
};
