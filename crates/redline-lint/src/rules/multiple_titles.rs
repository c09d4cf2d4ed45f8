#![doc = include_str!("multiple_titles.md")]

use super::{Context, Rule};
use crate::catalogue;

pub(super) static RULE: Rule = Rule { meta: &catalogue::MULTIPLE_TITLES, check };

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let mut titles =
        document.headings.iter().filter(|heading| heading.level == 1 && document.is_top_level(heading.block));
    let Some(first) = titles.next() else { return };
    for title in titles {
        cx.report(title.span.clone(), format!("`{}` is a second title of this chapter", title.title))
            .related(first.span.clone(), "the first title")
            .help("use an h2, or make it a chapter of its own");
    }
}
