#![doc = include_str!("link_text.md")]

use super::{Context, Rule};
use crate::catalogue;

pub(super) static RULE: Rule = Rule { meta: &catalogue::LINK_TEXT, check };

/// Texts without information, in lower case.
const EMPTY_TEXTS: &[&str] = &["click here", "here", "link", "more", "read more", "this link", "this page"];

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for link in &document.links {
        let Some(span) = document.link_label(link) else { continue };
        let text = document.words_at(&span);
        let words = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '.' | '!')).to_lowercase();
        if EMPTY_TEXTS.contains(&words.as_str()) {
            cx.report(span, format!("`{text}` does not say where the link leads"))
                .help("link the words that name the page");
        }
    }
}
