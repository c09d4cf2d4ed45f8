//! *Such project.*

use super::super::words::is_counted;
use super::super::{Anchored, Fault, Search};
use redline_english::grammar::Word;
use redline_english::starts_with_vowel_sound;
use redline_english::tagger::Tag;

pub(super) static SEARCH: Search = Search::new(&[&["such"]], find);

/// Words before *such* that take the place of the article: *no such file*.
const BEFORE: &[&str] = &[
    "as", "no", "any", "one", "some", "every", "each", "other", "the", "all", "many", "another", "few", "only",
    "first", "last", "next", "two", "three", "a", "an", "several", "most", "which", "what",
];

/// Words after the noun that is the head of its phrase.
const AFTER_NOUN: &[&str] = &[
    ".", ",", "is", "will", "can", "has", "that", "in", "of", "for", "to", "would", "should", "may", "must", "with",
    "on", ";", ")", "are",
];

/// Nouns that are mostly not counted.
const OTHERWISE: &[&str] = &["behavior", "behaviour", "case", "conflict", "data", "policy", "thing"];

/// Endings of nouns for what is often not counted.
const ABSTRACT_ENDINGS: &[&str] = &["ance", "ence", "ism", "ity", "ment", "ship", "sion", "tion"];

/// Nouns with such an ending that are for one of several things.
const CONCRETE: &[&str] = &[
    "action",
    "annotation",
    "application",
    "argument",
    "assertion",
    "collection",
    "component",
    "condition",
    "connection",
    "deployment",
    "document",
    "element",
    "entity",
    "environment",
    "exception",
    "expression",
    "extension",
    "function",
    "implementation",
    "instance",
    "instruction",
    "operation",
    "option",
    "question",
    "reference",
    "section",
    "sequence",
    "session",
    "situation",
    "solution",
    "statement",
    "transaction",
    "version",
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for such in sentence.anchors().filter(|word| word.lower() == "such" && !word.previous().is(BEFORE)) {
        let noun = such.next();
        // *As such* begins nothing, and *the smallest such number* has its article.
        let is_other = || such.previous().is_tagged(&[Tag::Adjective, Tag::SuperlativeAdjective]);
        let is_case = noun.lower() == "case" && such.previous().lower() == "in" && opens_clause(noun.next());
        if is_case || is_counted_thing(noun) && noun.next().is(AFTER_NOUN) && noun.tag() == Tag::Noun && !is_other() {
            let article = if starts_with_vowel_sound(noun.text()) { "an" } else { "a" };
            let message = format!("`such {}` without `{article}`", noun.lower());
            faults.push(Fault::at(such, message).through(noun).write(format!("such {article} {}", noun.lower())));
        }
    }
}

/// Whether a word ends a phrase or begins a clause.
fn opens_clause(word: Word<'_>) -> bool {
    word.is(&[",", ".", "the", "you", "it", "we"])
}

/// Whether a noun is for one of several things.
fn is_counted_thing(word: Word<'_>) -> bool {
    word.singular().is_some_and(|noun| {
        let ([singular, as_verb], [plural, _]) = (noun.singular_uses, noun.plural_uses);
        let is_frequent = singular >= 20 && plural * 10 >= singular && as_verb * 2 < singular;
        let is_abstract = ABSTRACT_ENDINGS.iter().any(|ending| noun.singular.ends_with(ending)) && !word.is(CONCRETE);
        word.is_lower() && is_frequent && is_counted(noun) && !is_abstract && !word.is(OTHERWISE)
    })
}
