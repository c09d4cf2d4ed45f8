#![doc = include_str!("heading_increment.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::Heading;
use redline_document::edit::{Applicability, Change, Edit, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::HEADING_INCREMENT, check };

fn check(cx: &mut Context<'_>) {
    let outline: Vec<&Heading> = cx.outline().collect();
    let Some(first) = outline.first() else { return };
    let highest = outline.iter().map(|heading| heading.level).min().unwrap_or(first.level);
    if first.level > highest + 1 {
        let message = format!("chapter starts with an h{}, but has an h{highest} later", first.level);
        cx.report(first.span.clone(), message).help(format!("start with an h{highest}")).fix(raise(&outline, highest));
    } else if let Some(usual) = cx.book.usual_start.filter(|usual| first.level > usual + 1) {
        let (level, usually) = (first.level, "but most of the book's chapters start with an");
        let message = format!("chapter starts with an h{level}, {usually} h{usual} or higher");
        cx.report(first.span.clone(), message).help(format!("start with an h{usual}")).fix(raise(&outline, usual));
    }
    for (index, pair) in outline.windows(2).enumerate() {
        let (above, heading) = (pair[0], pair[1]);
        if heading.level > above.level + 1 {
            let message = format!("heading level jumps from h{} to h{}", above.level, heading.level);
            cx.report(heading.span.clone(), message)
                .related(above.span.clone(), format!("the heading above is an h{}", above.level))
                .help(format!("use an h{}, or add the section between", above.level + 1))
                .fix(raise(&outline[index + 1..], above.level + 1));
        }
    }
}

/// Raises the first heading to `level`, and with it its siblings and subheadings: the headings
/// up to the next one of a higher level than it had.
fn raise(headings: &[&Heading], level: u8) -> Fix {
    let old = headings[0].level;
    let hashes = usize::from(old - level);
    let moved = headings.iter().take_while(|heading| heading.level >= old);
    let edits: Vec<Edit> = moved.map(|heading| Edit::delete(heading.span.start..heading.span.start + hashes)).collect();
    Fix::new(format!("make it an h{level}"), Applicability::Unsafe, Change::Level, edits)
}
