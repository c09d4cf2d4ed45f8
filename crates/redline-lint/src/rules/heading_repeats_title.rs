#![doc = include_str!("heading_repeats_title.md")]

use super::{Context, Rule};
use crate::catalogue;
use crate::config::title_key;

pub(super) static RULE: Rule = Rule { meta: &catalogue::HEADING_REPEATS_TITLE, check };

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let Some(title) = document.title() else { return };
    let whole = bare(&title.title);
    let below = document.sections.iter().filter(|section| section.parent == Some(0));
    for heading in below.map(|section| &document.headings[section.heading]) {
        if !whole.is_empty() && bare(&heading.title) == whole {
            cx.report(heading.span.clone(), format!("`{}` says what the title of the page says", heading.title))
                .related(title.span.clone(), "the title of the page")
                .help("say what this section is about: `Overview` if it is all of it");
        }
    }
}

/// A title without articles and placeholders: `The [PRODUCT] API` is `api`.
fn bare(title: &str) -> String {
    let key = title_key(title);
    let is_placeholder = |word: &str| word.starts_with('[') && word.ends_with(']');
    let words = key.split(' ').filter(|word| !["a", "an", "the", "your"].contains(word) && !is_placeholder(word));
    words.collect::<Vec<_>>().join(" ")
}
