#![doc = include_str!("heading_style.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::document::Heading;
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "heading-style",
    summary: "A heading is underlined, or closed with hashes.",
    page: include_str!("heading_style.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Safe),
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    for heading in cx.outline() {
        let source = &cx.document.text()[heading.span.clone()];
        if source.starts_with('#') {
            check_closing(cx, heading);
        } else {
            check_underline(cx, heading);
        }
    }
}

/// `## Title ##`.
fn check_closing(cx: &mut Context<'_>, heading: &Heading) {
    let tail = &cx.document.text()[heading.content.end..heading.span.end];
    let hashes = tail.trim_start().bytes().take_while(|&byte| byte == b'#').count();
    if hashes == 0 || heading.content.is_empty() {
        return;
    }
    let end = heading.content.end + (tail.len() - tail.trim_start().len()) + hashes;
    cx.report(heading.span.clone(), "heading is closed with hashes").fix(Fix::new(
        "remove the closing hashes",
        Applicability::Safe,
        Change::Markup,
        [Edit::delete(heading.content.end..end)],
    ));
}

/// A title with a line of `=` or `-` under it.
fn check_underline(cx: &mut Context<'_>, heading: &Heading) {
    let text = cx.document.text();
    let underline = text[heading.content.end..heading.span.end].find('\n').map(|at| heading.content.end + at);
    let one_line = !text[heading.content.clone()].contains('\n');
    let found = cx.report(heading.span.clone(), "heading is underlined");
    found.help(format!("write `{} {}`", "#".repeat(usize::from(heading.level)), heading.title));
    if let Some(line_end) = underline.filter(|_| one_line) {
        let line_end = line_end - usize::from(text[..line_end].ends_with('\r'));
        let hashes = format!("{} ", "#".repeat(usize::from(heading.level)));
        let edits =
            [Edit::replace(heading.span.start..heading.span.start, hashes), Edit::delete(line_end..heading.span.end)];
        found.fix(Fix::new("use hashes", Applicability::Safe, Change::Markup, edits));
    }
}
