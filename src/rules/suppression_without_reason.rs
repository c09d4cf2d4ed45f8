#![doc = include_str!("suppression_without_reason.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::rule::{Check, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "suppression-without-reason",
    summary: "A comment silences a rule and does not say why.",
    page: include_str!("suppression_without_reason.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: None,
    english: false,
    options: None,
    check: Check::Engine,
};
