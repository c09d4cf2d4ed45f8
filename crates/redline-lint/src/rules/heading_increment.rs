#![doc = include_str!("heading_increment.md")]

use super::{Context, Rule};
use crate::catalogue;
use crate::index::SkippingLevel;
use redline_document::document::Heading;
use redline_document::edit::{Applicability, Change, Edit, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::HEADING_INCREMENT, check };

/// Levels whose headings may be labels: they are set like text.
const LABEL_LEVELS: [u8; 2] = [5, 6];

/// Minimum number of words of a sentence that is marked as a heading.
const MIN_SENTENCE: usize = 6;

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
    let skips: Vec<usize> = (1..outline.len()).filter(|&index| is_skip(&outline, index)).collect();
    for &index in &skips {
        let levels = |index: usize| (outline[index - 1].level, outline[index].level);
        // One finding for places of a kind: the author decides on all of them.
        let same: Vec<usize> = skips.iter().copied().filter(|other| levels(*other) == levels(index)).collect();
        if same.first() == Some(&index) {
            report(cx, &outline, index, same.len() - 1);
        }
    }
}

/// Whether the heading at `index` is more than one level below the one before it, and not a label or a sentence.
fn is_skip(outline: &[&Heading], index: usize) -> bool {
    let (above, heading) = (outline[index - 1], outline[index]);
    heading.level > above.level + 1 && !is_label(outline, heading) && !is_sentence(heading)
}

/// Whether a heading is one of several labels: of a level that is set like text, without any of the level above.
fn is_label(outline: &[&Heading], heading: &Heading) -> bool {
    let count = |level: u8| outline.iter().filter(|other| other.level == level).count();
    LABEL_LEVELS.contains(&heading.level) && count(heading.level) > 1 && count(heading.level - 1) == 0
}

/// Whether a heading is a sentence with its full stop: text that is set in another size.
fn is_sentence(heading: &Heading) -> bool {
    heading.title.ends_with('.') && heading.title.split_whitespace().count() >= MIN_SENTENCE
}

/// Reports the heading at `index`, with the number of `others` of its kind in the chapter.
fn report(cx: &mut Context<'_>, outline: &[&Heading], index: usize, others: usize) {
    let (above, heading) = (outline[index - 1], outline[index]);
    let is_start = |skipping: &&SkippingLevel| (skipping.above, skipping.level) == (above.level, heading.level);
    let habit = cx.book.skipping_levels.iter().find(is_start).filter(|_| index == 1);
    let others = match habit {
        // The first chapter reports what the book does in many.
        Some(habit) if habit.first != cx.position => return,
        Some(habit) => format!(", as in {} others of the book's chapters", habit.count - 1),
        None if others > 0 => format!(", and {others} more in this chapter"),
        None => String::new(),
    };
    let message = format!("heading level jumps from h{} to h{}{others}", above.level, heading.level);
    cx.report(heading.span.clone(), message)
        .related(above.span.clone(), format!("the heading above is an h{}", above.level))
        .help(format!("use an h{}, or add the section between", above.level + 1))
        .fix(raise(&outline[index..], above.level + 1));
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
