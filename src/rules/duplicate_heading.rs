#![doc = include_str!("duplicate_heading.md")]

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-heading",
    summary: "Two headings of one section read the same.",
    page: include_str!("duplicate_heading.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: None,
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let mut first: HashMap<(Option<usize>, u8, &str), usize> = HashMap::new();
    for section in &document.sections {
        let heading = &document.headings[section.heading];
        if heading.title.is_empty() {
            continue;
        }
        match first.entry((section.parent, heading.level, heading.title.as_str())) {
            Entry::Vacant(entry) => drop(entry.insert(section.heading)),
            Entry::Occupied(entry) => {
                let twin = document.headings[*entry.get()].span.clone();
                let message = format!("`{}` is already the heading of a section beside this one", heading.title);
                cx.report(heading.span.clone(), message)
                    .related(twin, "the first one")
                    .help("say in each heading what sets its section apart");
            }
        }
    }
}
