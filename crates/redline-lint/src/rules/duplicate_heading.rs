#![doc = include_str!("duplicate_heading.md")]

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Context, Rule};
use crate::catalogue;

pub(super) static RULE: Rule = Rule { meta: &catalogue::DUPLICATE_HEADING, check };

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
