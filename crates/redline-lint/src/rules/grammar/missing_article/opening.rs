//! *First step is*, *Following code shows* at the start of a sentence.

use super::super::words::MODALS;
use super::super::{Anchored, Fault, Search};
use super::missing_the;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(super) static SEARCH: Search = Search::new(&[ORDERS, PLACES], find);

/// Words that single out one thing.
const ORDERS: &[&str] =
    &["best", "biggest", "easiest", "fastest", "first", "last", "main", "next", "only", "second", "simplest", "third"];

/// Things of which there is a first or a best one.
const ONE_OF_SEVERAL: &[&str] = &[
    "advantage",
    "approach",
    "challenge",
    "difference",
    "disadvantage",
    "drawback",
    "goal",
    "idea",
    "issue",
    "method",
    "option",
    "point",
    "problem",
    "purpose",
    "reason",
    "solution",
    "step",
    "thing",
    "way",
];

/// Words that point at a part of the page.
const PLACES: &[&str] = &["above", "below", "following"];

/// Parts of a page, and what it shows.
const SHOWN: &[&str] = &[
    "chapter",
    "chapters",
    "code",
    "command",
    "commands",
    "configuration",
    "diagram",
    "diagrams",
    "example",
    "examples",
    "figure",
    "figures",
    "function",
    "functions",
    "image",
    "line",
    "lines",
    "list",
    "listing",
    "paragraph",
    "program",
    "query",
    "question",
    "questions",
    "screenshot",
    "script",
    "section",
    "sections",
    "snippet",
    "snippets",
    "steps",
    "table",
    "tables",
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    let first = sentence.first();
    // A heading or an item of a list may be telegraphic.
    if !sentence.is_full() || !(first.is(ORDERS) || first.is(PLACES)) {
        return;
    }
    let noun = first.next();
    let verb = noun.next();
    let is_fault = if first.is(ORDERS) {
        noun.is(ONE_OF_SEVERAL) && verb.is(&["is", "was", "to", "for", "that"]) && has_verb(verb)
    } else {
        noun.is(SHOWN) && is_finite(verb)
    };
    if is_fault {
        faults.push(missing_the(first, first));
    }
}

/// Whether a word or one after it is a finite verb.
fn has_verb(word: Word<'_>) -> bool {
    word.is(&["is", "was"]) || word.ahead(8).any(|it| it.is(&["is", "was", "are"]))
}

fn is_finite(verb: Word<'_>) -> bool {
    verb.is(&["is", "are", "was", "were", "has", "have"])
        || verb.is(MODALS)
        || verb.third_person().is_some() && verb.tag() == Tag::ThirdPerson
}
