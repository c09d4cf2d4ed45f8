#![doc = include_str!("unresolved_include.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::source::IncludeFault;

pub(super) static RULE: Rule = Rule { meta: &catalogue::UNRESOLVED_INCLUDE, check };

/// Reports includes that failed when they were expanded.
fn check(cx: &mut Context<'_>) {
    for problem in &cx.document.expansion().problems {
        let target = &problem.target;
        let (message, help) = match &problem.fault {
            IncludeFault::Unreadable(error) => (
                format!("`{target}` is not included: {error}"),
                "paths are relative to the file that includes".to_owned(),
            ),
            IncludeFault::UnknownAnchor(name) => (
                format!("`{target}` has no anchor `{name}`: nothing is included"),
                format!("mark the lines with `ANCHOR: {name}` and `ANCHOR_END: {name}`"),
            ),
            IncludeFault::NoSuchLines(count) => (
                format!("`{target}` does not have the lines asked for"),
                format!("it has {count} lines, and a range ends after it starts"),
            ),
            IncludeFault::TooDeep => (
                format!("`{target}` is not included: too many levels of includes"),
                "do files include each other?".to_owned(),
            ),
        };
        cx.report_in_file(problem.at.clone(), message).help(help);
    }
}
