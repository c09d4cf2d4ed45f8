#![doc = include_str!("broken_anchor.md")]

use super::{Context, Rule};
use crate::book::Destination;
use crate::catalogue;

pub(super) static RULE: Rule = Rule { meta: &catalogue::BROKEN_ANCHOR, check };

/// The most comparisons of ids in one chapter: each broken link is compared with all ids of its page.
const MAX_COMPARISONS: usize = 1_000_000;

fn check(cx: &mut Context<'_>) {
    let (document, book) = (cx.document, cx.book);
    let mut comparisons = 0;
    for link in &document.links {
        let destination = Destination::new(&link.destination);
        let (Some(written), Some(id)) = (destination.id, destination.decoded_id()) else { continue };
        let Some(page) = book.page(cx.chapter, &destination) else { continue };
        // A loose file without any heading is a part of a page that is put together elsewhere.
        let is_part = cx.chapter.is_loose && page.is_empty();
        if is_part || page.has_id(written) || page.has_id(&id) || is_made_by_others(&id) {
            continue;
        }
        let path = destination.path;
        let place = if path.is_empty() { "this chapter".to_owned() } else { format!("`{path}`") };
        comparisons += page.len();
        let nearest = if comparisons <= MAX_COMPARISONS { page.nearest_id(&id) } else { None };
        let help = nearest.map(|id| format!("did you mean `#{id}`?"));
        cx.report(link.span.clone(), format!("nothing in {place} has the id `{id}`")).help = help;
    }
}

/// The top of the page, and footnotes.
fn is_made_by_others(id: &str) -> bool {
    id.is_empty()
        || id.eq_ignore_ascii_case("top")
        || ["fn-", "fr-", "footnote-"].iter().any(|prefix| id.starts_with(prefix))
}
