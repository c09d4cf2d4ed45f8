#![doc = include_str!("broken_anchor.md")]

use percent_encoding::percent_decode_str;

use super::{Context, Rule};
use crate::catalogue;

pub(super) static RULE: Rule = Rule { meta: &catalogue::BROKEN_ANCHOR, check };

fn check(cx: &mut Context<'_>) {
    let (document, book) = (cx.document, cx.book);
    for link in &document.links {
        let Some((path, fragment)) = link.destination.split_once('#') else { continue };
        let Some(page) = book.page(cx.chapter, path) else { continue };
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        // A loose file without any heading is a part of a page that is put together elsewhere.
        let is_part = cx.chapter.is_loose && page.is_empty();
        if is_part || page.has_id(&fragment) || is_made_by_others(&fragment) {
            continue;
        }
        let place = if path.is_empty() { "this chapter".to_owned() } else { format!("`{path}`") };
        let nearest = page.nearest_id(&fragment).map(|id| format!("did you mean `#{id}`?"));
        cx.report(link.span.clone(), format!("nothing in {place} has the id `{fragment}`")).help = nearest;
    }
}

/// The top of the page, footnotes, and text fragments, which browsers find by themselves.
fn is_made_by_others(fragment: &str) -> bool {
    fragment.is_empty() || ["fn-", "fr-", "footnote-", ":~:"].iter().any(|prefix| fragment.starts_with(prefix))
}
