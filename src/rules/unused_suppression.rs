#![doc = include_str!("unused_suppression.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::edit::Applicability;
use crate::rule::{Check, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unused-suppression",
    summary: "A comment silences a rule that has nothing to say there.",
    page: include_str!("unused_suppression.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: Some(Applicability::Safe),
    english: false,
    options: None,
    check: Check::Engine,
};
