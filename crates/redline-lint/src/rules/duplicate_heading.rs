#![doc = include_str!("duplicate_heading.md")]

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Context, Rule};
use crate::catalogue;
use redline_document::source::Span;

pub(super) static RULE: Rule = Rule { meta: &catalogue::DUPLICATE_HEADING, check };

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let containers = document.containers();
    let mut open = OpenContainers::default();
    let mut first: HashMap<(Option<usize>, Option<usize>, u8, &str), usize> = HashMap::new();
    for section in &document.sections {
        let heading = &document.headings[section.heading];
        if heading.title.is_empty() {
            continue;
        }
        let element = open.innermost(&containers, heading.span.start);
        match first.entry((section.parent, element, heading.level, heading.title.as_str())) {
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

/// The HTML elements around a place that only moves forward.
#[derive(Default)]
struct OpenContainers {
    /// Number of elements that begin before the place.
    begun: usize,
    /// Indices of those around it, outermost first.
    open: Vec<usize>,
}

impl OpenContainers {
    /// Index of the innermost element around `place`.
    fn innermost(&mut self, containers: &[Span], place: usize) -> Option<usize> {
        while containers.get(self.begun).is_some_and(|element| element.start <= place) {
            self.open.push(self.begun);
            self.begun += 1;
        }
        while self.open.last().is_some_and(|&last| containers[last].end <= place) {
            self.open.pop();
        }
        self.open.last().copied()
    }
}
