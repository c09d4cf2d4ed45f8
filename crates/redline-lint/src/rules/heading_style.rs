#![doc = include_str!("heading_style.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::Heading;
use redline_document::edit::{Applicability, Change, Edit, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::HEADING_STYLE, check };

fn check(cx: &mut Context<'_>) {
    for heading in cx.outline() {
        if cx.document.is_atx(heading) {
            check_closing(cx, heading);
        } else {
            check_underline(cx, heading);
        }
    }
}

/// `## Title ##`.
fn check_closing(cx: &mut Context<'_>, heading: &Heading) {
    let Some(closing) = cx.document.closing_hashes(heading) else { return };
    cx.report(heading.span.clone(), "heading is closed with hashes").fix(Fix::new(
        "remove the closing hashes",
        Applicability::Safe,
        Change::Markup,
        [Edit::delete(closing)],
    ));
}

/// A title with a line of `=` or `-` under it.
fn check_underline(cx: &mut Context<'_>, heading: &Heading) {
    let underline = cx.document.underline(heading);
    let hashes = format!("{} ", "#".repeat(usize::from(heading.level)));
    let found = cx.report(heading.span.clone(), "heading is underlined");
    found.help(format!("write `{hashes}{}`", heading.title));
    if let Some(underline) = underline {
        let start = heading.span.start;
        let edits = [Edit::replace(start..start, hashes), Edit::delete(underline)];
        found.fix(Fix::new("use hashes", Applicability::Safe, Change::Markup, edits));
    }
}
