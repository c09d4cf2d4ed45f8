#![doc = include_str!("heading_markup.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "heading-markup",
    summary: "A whole heading is bold.",
    page: include_str!("heading_markup.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Suggestion,
    fix: Some(Applicability::Safe),
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for heading in cx.outline() {
        let first = document.emphasis.partition_point(|emphasis| emphasis.span.start < heading.content.start);
        let Some(whole) =
            document.emphasis.get(first).filter(|emphasis| emphasis.strong && emphasis.span == heading.content)
        else {
            continue;
        };
        let (start, end) = (whole.span.start, whole.span.end);
        cx.report(heading.span.clone(), "the whole heading is bold").help("headings are set off already").fix(
            Fix::new(
                "remove the marks",
                Applicability::Safe,
                Change::Markup,
                [Edit::delete(start..start + 2), Edit::delete(end - 2..end)],
            ),
        );
    }
}
