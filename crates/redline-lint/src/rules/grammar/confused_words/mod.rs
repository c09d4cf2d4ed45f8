//! Words that are written for others that look or sound like them: `confused-words`, as far as it needs the words around or
//! parts of speech. The closed lists are in its YAML file.

pub(super) mod an_and;
pub(super) mod its;
pub(super) mod lets;
pub(super) mod slips;
pub(super) mod than;
pub(super) mod they;
pub(super) mod too;
pub(super) mod were;
pub(super) mod your;

use super::{Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;

pub(in crate::rules) static RULE: Rule = Rule { meta: &catalogue::CONFUSED_WORDS, check: |cx| check(cx, SEARCHES) };

/// The searches of the rule.
static SEARCHES: &[&Search] = &[
    &an_and::SEARCH,
    &its::CONTRACTION,
    &its::POSSESSIVE,
    &lets::SEARCH,
    &slips::SEARCH,
    &than::SEARCH,
    &they::SEARCH,
    &too::SEARCH,
    &were::SEARCH,
    &your::SEARCH,
];

/// A word that is written for another, with the reason why the other is meant.
fn confusion(word: Word<'_>, near: &str, reason: &str) -> Fault {
    Fault::at(word, format!("`{}` {near}: {reason}", word.lower()))
}

/// *before* and the next word, for a message.
fn before(next: Word<'_>) -> String {
    format!("before `{}`", shown(next))
}

/// A word as messages show it; code has no text here.
fn shown(word: Word<'_>) -> &str {
    if word.is_code() { "…" } else { word.lower() }
}
