#![doc = include_str!("heading_markup.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::edit::{Applicability, Change, Edit, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::HEADING_MARKUP, check };

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
