#![doc = include_str!("misspelling.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::document::Prose;
use crate::edit::{Applicability, Change, Fix};
use crate::language::{cased_as, opens_sentence};
use crate::rewording::reworded;
use crate::rule::{Check, Context, Rule};
use crate::source::Span;
use crate::spelling::{is_in_label, known_misspelling, may_be_misspelled};

pub(crate) static RULE: Rule = Rule {
    name: "misspelling",
    summary: "A word is a known misspelling of another.",
    page: include_str!("misspelling.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: Some(Applicability::Safe),
    english: true,
    options: None,
    check: Check::Chapter(check),
};

/// From how many letters on a misspelling is no name, though it has a capital in mid-sentence.
const LONG: usize = 8;

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for block in &document.prose {
        let text = block.prose.text();
        for found in block.keyed_words().iter().filter(|word| may_be_misspelled(word.key)) {
            let (span, word) = (found.span.clone(), &text[found.span.clone()]);
            let Some(correction) = known_misspelling(word) else { continue };
            if is_plain(text, &span, word) || is_in_label(text, &span) {
                report(cx, &block.prose, span, correction);
            }
        }
    }
}

/// Whether a word stands as a word: no part of a name, a path or a compound with code, and with a
/// capital only where a sentence gives it one, unless it is long.
pub(super) fn is_plain(text: &str, span: &Span, word: &str) -> bool {
    let joins = |c: char| matches!(c, '_' | '/' | '\\' | '@' | '#' | '.' | '=' | '$' | '&' | crate::document::TOKEN);
    let mut after = text[span.end..].chars();
    let (next, second) = (after.next(), after.next());
    let joined_after = match next {
        Some('.') => second.is_some_and(char::is_alphanumeric),
        Some(c) => joins(c) || c == '(' && second == Some(')') || c == ':' && second == Some(':'),
        None => false,
    };
    // The label of a reference whose definition is missing.
    let is_reference = text[..span.start].ends_with("][");
    let is_joined =
        is_reference || joined_after || text[..span.start].ends_with(joins) || text[..span.start].ends_with("::");
    let is_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let is_name = is_capital && word.len() < LONG && !opens_sentence(&text[..span.start]);
    !is_joined && !is_name
}

fn report(cx: &mut Context<'_>, prose: &Prose, span: Span, correction: &str) {
    let word = &prose.text()[span.clone()];
    let right = cased_as(word, correction);
    let edits = reworded(cx.document, prose, &span, &right);
    let is_label = is_in_label(prose.text(), &span);
    let found = cx.report(prose.source(span), format!("`{word}` is a misspelling of `{right}`"));
    if let Some(edits) = edits {
        found.fix(Fix::new(format!("write `{right}`"), Applicability::Safe, Change::Text, edits));
    } else if is_label {
        found.help("tests and links may name this label, so it is left to you");
    }
}
