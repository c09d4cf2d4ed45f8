#![doc = include_str!("list_opening.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::BlockProse;
use redline_document::source::Span;
use redline_text::words;

pub(super) static RULE: Rule = Rule { meta: &catalogue::LIST_OPENING, check };

/// How many items show a habit.
const MIN_ITEMS: usize = 3;

/// Verbs for what a reader takes away.
const VERBS: &[&str] = &["discover", "find out", "get to know", "know", "learn", "understand"];

/// How an item opens: the verb, in lower case, and its place in the source.
struct Opening {
    verb: &'static str,
    words: Span,
}

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for items in document.item_openings().into_iter().filter(|items| items.len() >= MIN_ITEMS) {
        let items: Option<Vec<Opening>> = items.into_iter().map(|first| first.and_then(opening)).collect();
        let Some(items) = items else { continue };
        let mut verbs: Vec<&str> = Vec::new();
        for item in &items {
            if !verbs.contains(&item.verb) {
                verbs.push(item.verb);
            }
        }
        if verbs.len() < 2 {
            continue;
        }
        let named: Vec<String> = verbs.iter().map(|verb| format!("*{verb}*")).collect();
        let message = format!("the items of this list open with {}", named.join(", "));
        cx.report(items[0].words.clone(), message).help("open all items with one verb");
        for pair in items.windows(2).filter(|pair| pair[0].verb == pair[1].verb && pair[1].verb.contains(' ')) {
            let message = format!("two items in a row open with *{}*", pair[1].verb);
            cx.report(pair[1].words.clone(), message).help("make one item of them, or open them with a shorter verb");
        }
    }
}

fn opening(prose: &BlockProse) -> Option<Opening> {
    let text = prose.prose.text();
    let mut found = words(text);
    let (first, _) = found.next()?;
    if !text[..first.start].trim().is_empty() {
        return None;
    }
    let of_words = |count: usize| {
        let end = if count == 1 { first.end } else { found.clone().nth(count - 2)?.0.end };
        Some((text[first.start..end].to_lowercase(), first.start..end))
    };
    (1..=3).filter_map(of_words).find_map(|(opening, span)| {
        let verb = VERBS.iter().find(|verb| **verb == opening)?;
        Some(Opening { verb, words: prose.prose.source(span) })
    })
}
