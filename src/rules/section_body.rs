#![doc = include_str!("section_body.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::rule::{Check, Context, Rule};
use crate::templates::body_faults;

pub(crate) static RULE: Rule = Rule {
    name: "section-body",
    summary: "A section lacks what the template says it holds.",
    page: include_str!("section_body.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: None,
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let (Some(conformance), document) = (cx.conformance, cx.document) else { return };
    for placed in &conformance.placed {
        for fault in body_faults(document, &placed.section, placed.slot) {
            let diagnostic = cx.report(fault.span, fault.message);
            diagnostic.help = fault.help;
        }
    }
}
