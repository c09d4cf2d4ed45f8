#![doc = include_str!("../number_agreement.md")]

mod after_number;
mod one_of;
mod several_of;
mod singular_determiner;
mod this_these;

use super::words::is_counted;
use super::{Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::{Noun, Word};
use redline_english::tagger::Tag;

pub(in crate::rules) static RULE: Rule = Rule { meta: &catalogue::NUMBER_AGREEMENT, check: |cx| check(cx, &SEARCHES) };

pub(super) static SEARCHES: [&Search; 5] =
    [&after_number::SEARCH, &one_of::SEARCH, &several_of::SEARCH, &singular_determiner::SEARCH, &this_these::SEARCH];

/// Words after the noun that is the head of its phrase.
const AFTER_NOUN: &[&str] = &[
    ".", ",", ";", ":", ")", "of", "in", "that", "which", "for", "to", "with", "on", "and", "or", "is", "are", "was",
    "has", "can", "will", "must", "should", "may", "from", "by", "when", "as", "at",
];

/// Whether a phrase may end before a word: at the end of the sentence, or before one of the given words.
fn ends_phrase(next: Word<'_>, words: &[&str]) -> bool {
    next.is_outside() || next.is(words)
}

/// The noun that a word in lower case is the singular of, if it is one of several things.
fn counted(word: Word<'_>) -> Option<&'static Noun> {
    word.singular().filter(|noun| word.is_lower() && is_counted(noun))
}

/// Whether a word is tagged as a singular noun.
fn is_singular_noun(word: Word<'_>) -> bool {
    word.tag() == Tag::Noun
}
