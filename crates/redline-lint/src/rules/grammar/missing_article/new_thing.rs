//! *Create new file.*

use super::super::words::is_counted;
use super::super::{Anchored, Fault, Search};
use super::missing_a;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(super) static SEARCH: Search = Search::new(&[ADJECTIVES], find);

/// Adjectives of one thing.
const ADJECTIVES: &[&str] =
    &["new", "single", "simple", "separate", "small", "dedicated", "custom", "specific", "basic"];

/// Adjectives before what is often not counted.
const VAGUE: &[&str] = &["custom", "specific", "basic"];

/// Words before an object.
const BEFORE: &[&str] = &[
    "create",
    "creates",
    "creating",
    "created",
    "add",
    "adds",
    "adding",
    "define",
    "defines",
    "open",
    "start",
    "starts",
    "build",
    "builds",
    "using",
    "with",
    "as",
    "into",
    "from",
    "in",
    "is",
    "by",
    "generate",
    "install",
    "deploy",
    "implement",
];

/// Words before the object of a vague adjective.
const BEFORE_VAGUE: &[&str] = &["create", "creates", "creating", "define", "as", "using", "with", "is", "in"];

/// Words after the noun that is the head of its phrase.
const AFTER_NOUN: &[&str] = &[
    ".", ",", ";", ":", ")", "that", "which", "for", "in", "of", "to", "with", "called", "named", "from", "on", "is",
    "using", "by", "via",
];

/// Nouns that are mostly not counted, or are names of kinds.
const OTHERWISE: &[&str] = &[
    "approval",
    "behavior",
    "input",
    "intent",
    "meaning",
    "policy",
    "material",
    "output",
    "sign",
    "storage",
    "technology",
    "term",
    "text",
    "time",
    "traffic",
];

/// Words for what one clicks on, whose label follows.
const CLICKS: &[&str] = &["click", "on", "select", "choose", "press", "tap"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    if !sentence.is_full() {
        return;
    }
    for adjective in sentence.anchors().filter(|word| word.is(ADJECTIVES) && word.is_lower()) {
        if is_fault(adjective, adjective.next()) {
            faults.push(missing_a(adjective, adjective));
        }
    }
}

fn is_fault(adjective: Word<'_>, noun: Word<'_>) -> bool {
    let before = adjective.previous();
    let is_label = before.previous().is(CLICKS) || !before.is_first() && !before.is_lower();
    let is_vague = adjective.is(VAGUE) && !before.is(BEFORE_VAGUE);
    let next = noun.next();
    // *Cast as single target* names a kind.
    let is_kind = adjective.lower() == "single" && before.lower() == "as";
    before.is(BEFORE)
        && !is_label
        && !is_vague
        && !is_kind
        && (next.is_outside() || next.is(AFTER_NOUN))
        && is_counted_thing(noun)
        && noun.tag() == Tag::Noun
}

/// Whether a noun is for one of several things, and no verb.
fn is_counted_thing(word: Word<'_>) -> bool {
    word.singular().is_some_and(|noun| {
        let ([singular, as_verb], [plural, _]) = (noun.singular_uses, noun.plural_uses);
        let is_frequent = singular >= 40 && plural * 100 >= singular * 8 && as_verb * 2 < singular;
        word.is_lower() && is_frequent && is_counted(noun) && !word.is(OTHERWISE)
    })
}
