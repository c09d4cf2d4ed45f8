#![doc = include_str!("duplicate_heading.md")]

use crate::diagnostic::Severity;
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-heading",
    summary: "Two headings of one section read the same.",
    page: include_str!("duplicate_heading.md"),
    level: Severity::Warning,
    fix: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for (index, section) in document.sections.iter().enumerate() {
        let heading = &document.headings[section.heading];
        let source = &document.text()[heading.content.clone()];
        let twin = document.sections[..index]
            .iter()
            .filter(|other| other.parent == section.parent)
            .map(|other| &document.headings[other.heading])
            .find(|other| other.level == heading.level && &document.text()[other.content.clone()] == source);
        if let Some(twin) = twin.filter(|_| !source.is_empty()) {
            cx.report(
                heading.span.clone(),
                format!("`{}` is already the heading of a section beside this one", heading.title),
            )
            .related(twin.span.clone(), "the first one")
            .help("say in each heading what sets its section apart");
        }
    }
}
