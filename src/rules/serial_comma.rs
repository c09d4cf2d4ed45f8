#![doc = include_str!("serial_comma.md")]

use crate::config::Pack;
use crate::convention::SERIAL_COMMA;
use crate::diagnostic::Severity;
use crate::edit::Applicability;
use crate::rule::{Check, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "serial-comma",
    summary: "A series has a comma before its last part, or has none, unlike nearly all others.",
    page: include_str!("serial_comma.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Unsafe),
    english: true,
    options: Some(|options| super::form::check_options(options, &SERIAL_COMMA)),
    check: Check::Chapter(|cx| super::form::check(cx, &SERIAL_COMMA)),
};
