#![doc = include_str!("repeated_word.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::document::{BlockProse, Document};
use crate::edit::{Applicability, Change, Fix};
use crate::language::{Word, capitalised, is_joined, opens_sentence};
use crate::rewording::reworded;
use crate::rule::{Check, Context, Rule};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "repeated-word",
    summary: "A small word stands twice in a row.",
    page: include_str!("repeated_word.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: Some(Applicability::Safe),
    english: true,
    options: None,
    check: Check::Chapter(check),
};

/// Words that English does not say twice, by letter.
const WORDS: [&str; 47] = [
    "a", "also", "an", "and", "are", "as", "at", "be", "because", "been", "but", "by", "can", "could", "for", "from",
    "has", "have", "if", "into", "its", "may", "must", "of", "or", "our", "should", "so", "than", "the", "their",
    "then", "there", "these", "they", "to", "was", "we", "were", "what", "when", "which", "will", "with", "would",
    "you", "your",
];

/// Words that are letters, names or keywords too, which may open a sentence before themselves: *For for loops*.
const NAMES: [&str; 7] = ["a", "as", "can", "for", "if", "may", "will"];

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for block in &document.prose {
        let mut told = 0;
        for pair in block.keyed_words().windows(2).filter(|pair| pair[0].key == pair[1].key) {
            // Of three, two are told of.
            if pair[0].span.start >= told && is_repeated(document, block, &pair[0], &pair[1]) {
                told = pair[1].span.end;
                report(cx, block, pair[0].span.start..pair[1].span.end, &pair[0].span);
            }
        }
    }
}

/// Whether two words are one that was written twice.
fn is_repeated(document: &Document, block: &BlockProse, first: &Word, second: &Word) -> bool {
    let text = block.prose.text();
    let (once, again) = (&text[first.span.clone()], &text[second.span.clone()]);
    let (before, after) = (&text[..first.span.start], &text[second.span.end..]);
    let stands_alone = !is_joined(before, after)
        && !before.ends_with(['\'', '’'])
        && !after.starts_with(['-', '\'', '’', '('])
        && matches!(&text[first.span.end..second.span.start], " " | "\n");
    let is_opening = || {
        let place = |word: &Word| block.prose.source(word.span.clone());
        let between = &document.text()[place(first).end..place(second).start];
        // What is set off is spoken of: *The* the.
        let is_plain = between.chars().all(|c| c.is_whitespace() || c == '>');
        once == capitalised(again) && !NAMES.contains(&again) && is_plain && opens_sentence(before)
    };
    stands_alone && WORDS.binary_search(&again).is_ok() && (once == again || is_opening())
}

fn report(cx: &mut Context<'_>, block: &BlockProse, both: Span, first: &Span) {
    let prose = &block.prose;
    let word = &prose.text()[first.clone()];
    let edits = reworded(cx.document, prose, &both, word);
    let found = cx.report(prose.source(both), format!("`{word}` is repeated"));
    if let Some(edits) = edits {
        found.fix(Fix::new(format!("write `{word}`"), Applicability::Safe, Change::Text, edits));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted() {
        assert!(WORDS.is_sorted() && NAMES.iter().all(|name| WORDS.contains(name)));
    }
}
