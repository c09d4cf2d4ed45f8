#![doc = include_str!("multiple_titles.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::{Document, Heading};

/// Number of further titles whose lines are listed.
const MAX_LISTED: usize = 8;

pub(super) static RULE: Rule = Rule { meta: &catalogue::MULTIPLE_TITLES, check };

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let titles: Vec<&Heading> = cx.outline().filter(|heading| heading.level == 1).collect();
    let [first, second, others @ ..] = titles.as_slice() else { return };
    let name = document.heading_name(second);
    let message = match titles.len() {
        2 => format!("`{name}` is a second title of this chapter"),
        count => format!("`{name}` is the second of {count} titles of this chapter"),
    };
    let lines = lines_of(document, second, others);
    let places = match lines.as_slice() {
        [] => String::new(),
        [line] => format!("; another is on line {line}"),
        lines if lines.len() == others.len() => format!("; the others are on lines {}", lines.join(", ")),
        lines => format!("; others are on lines {}", lines.join(", ")),
    };
    cx.report(second.span.clone(), message)
        .related(first.span.clone(), "the first title")
        .help(format!("use an h2, or make it a chapter of its own{places}"));
}

/// The first lines of further titles in the file of the second one: those of an included file would mislead.
fn lines_of(document: &Document, second: &Heading, others: &[&Heading]) -> Vec<String> {
    let locate = |title: &Heading| document.expansion().fragment.locate(title.span.clone());
    let Some(file) = locate(second).map(|place| place.file.id()) else { return Vec::new() };
    let places = others.iter().filter_map(|title| locate(title)).filter(|place| place.file.id() == file);
    places.take(MAX_LISTED).map(|place| place.file.position(place.span.start).line.to_string()).collect()
}
