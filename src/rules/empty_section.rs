#![doc = include_str!("empty_section.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::document::ProtectedKind;
use crate::rule::{Check, Context, Rule};
use crate::suppress;

pub(crate) static RULE: Rule = Rule {
    name: "empty-section",
    summary: "A heading has nothing under it.",
    page: include_str!("empty_section.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Suggestion,
    fix: None,
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    if cx.chapter.has_children {
        return;
    }
    let document = cx.document;
    // A file that holds a heading alone is the page of a part, or a stub: a table of contents would tell.
    if cx.chapter.is_loose && document.blocks.len() == 1 {
        return;
    }
    for (index, section) in document.sections.iter().enumerate() {
        let heading = &document.headings[section.heading];
        let has_subsection = document.sections.get(index + 1).is_some_and(|next| next.parent == Some(index));
        let rest = &document.text()[heading.span.end..section.span.end];
        if !has_subsection && is_empty(cx, heading.span.end, rest) {
            cx.report(heading.span.clone(), format!("nothing stands under `{}`", heading.title))
                .help("write the section, or remove its heading");
        }
    }
}

/// Whether `rest`, which stands at `offset`, shows a reader nothing and tells no other tool
/// anything: link definitions and our own comments at most.
fn is_empty(cx: &Context<'_>, offset: usize, rest: &str) -> bool {
    let document = cx.document;
    let within = |span: &std::ops::Range<usize>| span.start >= offset && span.end <= offset + rest.len();
    let mut silent: Vec<_> = document
        .protected
        .iter()
        .filter(|protected| protected.kind == ProtectedKind::Definition)
        .map(|protected| protected.span.clone())
        .chain(
            document
                .comments
                .iter()
                .filter(|comment| suppress::is_ours(&document.text()[comment.body.clone()]))
                .map(|comment| comment.span.clone()),
        )
        .filter(within)
        .collect();
    silent.sort_by_key(|span| span.start);
    let mut at = offset;
    for span in silent {
        if !document.text()[at.min(span.start)..span.start].trim().is_empty() {
            return false;
        }
        at = at.max(span.end);
    }
    document.text()[at..offset + rest.len()].trim().is_empty()
}
