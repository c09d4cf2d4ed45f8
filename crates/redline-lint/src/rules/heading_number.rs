#![doc = include_str!("heading_number.md")]

use std::collections::BTreeMap;

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::{Heading, Prose, heading_number};
use redline_document::edit::{Applicability, Change, Edit, Fix};
use redline_document::source::Span;

pub(super) static RULE: Rule = Rule { meta: &catalogue::HEADING_NUMBER, check };

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let mut siblings: BTreeMap<(Option<usize>, u8), Vec<Sibling<'_>>> = BTreeMap::new();
    for section in &document.sections {
        let heading = &document.headings[section.heading];
        let number = document.heading_prose(heading).and_then(Number::read);
        siblings.entry((section.parent, heading.level)).or_default().push((heading, number));
    }
    for group in siblings.values().filter(|group| !are_steps(group)) {
        for (heading, number) in group {
            let Some(number) = number else { continue };
            let title = heading.title.trim_start_matches(|c: char| c.is_ascii_digit() || " .)".contains(c));
            cx.report(heading.span.clone(), "heading is numbered by hand").help(format!("`{title}` says as much")).fix(
                Fix::new("remove the number", Applicability::Unsafe, Change::Text, [Edit::delete(number.span.clone())]),
            );
        }
    }
}

/// A heading and the number in front of it.
type Sibling<'a> = (&'a Heading, Option<Number>);

/// A number written in front of a heading.
struct Number {
    /// The last part of it: 3 of `2.3`.
    value: usize,
    /// Its place, with the space behind it.
    span: Span,
}

impl Number {
    fn read(prose: &Prose) -> Option<Self> {
        let (number, value) = heading_number(prose.text())?;
        prose.is_verbatim(number.clone()).then(|| Self { value, span: prose.source(number) })
    }
}

/// Whether siblings are numbered one, two, three: then the numbers are steps, and meant.
fn are_steps(group: &[Sibling<'_>]) -> bool {
    let numbers: Vec<usize> =
        group.iter().filter_map(|(_, number)| number.as_ref().map(|number| number.value)).collect();
    numbers.len() >= 2 && numbers.iter().enumerate().all(|(index, number)| *number == index + 1)
}
