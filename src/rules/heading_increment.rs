#![doc = include_str!("heading_increment.md")]

use crate::diagnostic::Severity;
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "heading-increment",
    summary: "A heading is more than one level deeper than the one before it.",
    page: include_str!("heading_increment.md"),
    level: Severity::Warning,
    fix: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let outline: Vec<_> = document.headings.iter().filter(|heading| document.is_top_level(heading.block)).collect();
    let Some(first) = outline.first() else { return };
    let highest = outline.iter().map(|heading| heading.level).min().unwrap_or(first.level);
    if first.level > highest + 1 {
        let message = format!("chapter starts with an h{}, but has an h{highest} later", first.level);
        cx.report(first.span.clone(), message).help(format!("start with an h{highest}"));
    } else if let Some(usual) = cx.book.usual_start.filter(|usual| first.level > usual + 1) {
        let message = format!(
            "chapter starts with an h{}, but most of the book's chapters start with an h{usual} or higher",
            first.level
        );
        cx.report(first.span.clone(), message).help(format!("start with an h{usual}"));
    }
    for pair in outline.windows(2) {
        let (above, heading) = (pair[0], pair[1]);
        if heading.level > above.level + 1 {
            let message = format!("heading level jumps from h{} to h{}", above.level, heading.level);
            cx.report(heading.span.clone(), message)
                .related(above.span.clone(), format!("the heading above is an h{}", above.level))
                .help(format!("use an h{}, or add the section between", above.level + 1));
        }
    }
}
