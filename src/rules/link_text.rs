#![doc = include_str!("link_text.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "link-text",
    summary: "The text of a link does not say where it leads.",
    page: include_str!("link_text.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Suggestion,
    fix: None,
    english: true,
    options: None,
    check: Check::Chapter(check),
};

/// Texts that say nothing, in lower case.
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
