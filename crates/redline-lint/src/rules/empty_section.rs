#![doc = include_str!("empty_section.md")]

use super::{Context, Rule};
use crate::catalogue;
use crate::suppress;

pub(super) static RULE: Rule = Rule { meta: &catalogue::EMPTY_SECTION, check };

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
        let rest = heading.span.end..section.span.end;
        if !has_subsection && document.shows_nothing(&rest, suppress::is_ours) {
            cx.report(heading.span.clone(), format!("nothing stands under `{}`", heading.title))
                .help("write the section, or remove its heading");
        }
    }
}
