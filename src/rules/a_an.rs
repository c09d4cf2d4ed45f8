#![doc = include_str!("a_an.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::document::Prose;
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::language::{Sound, certain_sound, words};
use crate::rule::{Check, Context, Rule};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "a-an",
    summary: "The article does not go with the sound of the next word.",
    page: include_str!("a_an.md"),
    pack: Pack::Recommended,
    level: Severity::Warning,
    fix: Some(Applicability::Safe),
    english: true,
    options: None,
    check: Check::Chapter(check),
};

/// Words before which an `a` is no article but a name, a letter, a variable.
const NOT_OF_NOUN_PHRASES: &[&str] = &[
    "also",
    "an",
    "and",
    "are",
    "as",
    "asked",
    "at",
    "does",
    "extends",
    "has",
    "if",
    "implements",
    "in",
    "into",
    "is",
    "it",
    "its",
    "on",
    "onto",
    "or",
    "then",
    "to",
    "was",
    "with",
];

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for block in &document.prose {
        let prose = &block.prose;
        let text = prose.text();
        let mut next = words(text).peekable();
        while let Some((span, article)) = next.next() {
            if !matches!(article, "a" | "an" | "An" | "A") {
                continue;
            }
            let Some((after, word)) = next.peek().cloned() else { continue };
            let Some(right) = fault(text, &span, &after, word) else { continue };
            let source = prose.source(span.clone());
            if prose.is_verbatim(span.clone()) && !document.touches_protected(&source) {
                report(cx, prose, &(span.start..after.end), source, right);
            }
        }
    }
}

/// The article that should stand at `span`, if the one there is wrong before `word`.
fn fault(text: &str, span: &Span, after: &Span, word: &str) -> Option<&'static str> {
    let article = &text[span.clone()];
    let gap = &text[span.end..after.start];
    let stands_alone = !text[..span.start].ends_with(['-', '/', '.', '_', '’', '\'', '`', '=', '*', '<', '+']);
    let is_word = !text[after.end..].starts_with(['_', '(', '=', '/', ':', '@']);
    if gap.trim_matches([' ', '\n']) != "" || gap.is_empty() || !stands_alone || !is_word {
        return None;
    }
    if NOT_OF_NOUN_PHRASES.contains(&word) || (text[after.end..].starts_with('.') && is_name(text, after)) {
        return None;
    }
    // A capital in the middle of a sentence is a name or a letter.
    let is_letter = article.starts_with('A') && !crate::language::opens_sentence(&text[..span.start]);
    let wants_an = certain_sound(word)? == Sound::Vowel;
    let has_an = article.len() == 2;
    (wants_an != has_an && !is_letter).then_some(match (article.starts_with('A'), wants_an) {
        (true, true) => "An",
        (true, false) => "A",
        (false, true) => "an",
        (false, false) => "a",
    })
}

/// Whether a word goes on after a full stop: `foo.rs`.
fn is_name(text: &str, word: &Span) -> bool {
    text[word.end + 1..].starts_with(char::is_alphanumeric)
}

fn report(cx: &mut Context<'_>, prose: &Prose, phrase: &Span, article: Span, right: &str) {
    let words = prose.text()[phrase.clone()].split_whitespace().last().unwrap_or_default().to_owned();
    let title = format!("write `{right}`");
    let message = format!("`{right} {words}`: the article goes with the sound");
    cx.report(article.clone(), message).fix(Fix::new(
        title,
        Applicability::Safe,
        Change::Text,
        [Edit::replace(article, right)],
    ));
}
