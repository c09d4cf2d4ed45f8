#![doc = include_str!("stale_baseline.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::rule::{Check, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "stale-baseline",
    summary: "The baseline holds findings that are no longer there.",
    page: include_str!("stale_baseline.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: None,
    english: false,
    options: None,
    check: Check::Engine,
};
