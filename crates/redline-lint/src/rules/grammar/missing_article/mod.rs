#![doc = include_str!("../missing_article.md")]

mod new_thing;
mod opening;
mod phrase;
mod quantity;
mod same;
mod such;

use super::{Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;
use redline_english::starts_with_vowel_sound;

pub(in crate::rules) static RULE: Rule = Rule { meta: &catalogue::MISSING_ARTICLE, check: |cx| check(cx, &SEARCHES) };

pub(super) static SEARCHES: [&Search; 6] =
    [&new_thing::SEARCH, &opening::SEARCH, &phrase::SEARCH, &quantity::SEARCH, &same::SEARCH, &such::SEARCH];

/// Words after the noun that is the head of its phrase.
const AFTER_NOUN: &[&str] = &[
    ".", ",", ";", ":", ")", "(", "and", "or", "but", "when", "while", "with", "by", "to", "for", "if", "as", "so",
    "we", "you", "it", "is", "that", "of", "in", "on", "at", "from", "because", "after", "before", "until", "using",
];

/// Whether a phrase may end before a word.
fn ends_phrase(next: Word<'_>) -> bool {
    next.is_outside() || next.is(AFTER_NOUN)
}

/// A fault in the words that lack `the`.
fn missing_the<'s>(first: Word<'s>, last: Word<'s>) -> Fault {
    missing("the", first, last)
}

/// A fault in the words that lack `a` or `an`.
fn missing_a<'s>(first: Word<'s>, last: Word<'s>) -> Fault {
    missing(if starts_with_vowel_sound(first.text()) { "an" } else { "a" }, first, last)
}

fn missing<'s>(article: &str, first: Word<'s>, last: Word<'s>) -> Fault {
    let words = first.sentence().text()[first.span().start..last.span().end].to_lowercase();
    Fault::at(first, format!("`{words}` without `{article}`")).through(last).write(format!("{article} {words}"))
}
