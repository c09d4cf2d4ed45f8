//! *to* and *too*.

use super::super::words::{BE, DETERMINERS, opens_object};
use super::super::{Anchored, Fault, Search};
use super::{before, confusion};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules::grammar) static SEARCH: Search = Search::new(&[&["to", "too"]], find);

/// Adjectives and adverbs of what may be more than enough.
const ADJECTIVES: &[&str] = &[
    "big",
    "broad",
    "close",
    "complex",
    "complicated",
    "deep",
    "difficult",
    "easy",
    "expensive",
    "far",
    "fast",
    "generic",
    "hard",
    "heavy",
    "high",
    "large",
    "late",
    "long",
    "low",
    "narrow",
    "often",
    "old",
    "quickly",
    "restrictive",
    "short",
    "slow",
    "small",
    "soon",
    "specific",
    "strict",
    "verbose",
    "wide",
];

/// Verbs before *too* and an adjective.
const LINKING: &[&str] = &["become", "becomes", "getting", "gets", "seems", "grows", "way"];

/// What follows *too* and an adjective.
const AFTER_ADJECTIVE: &[&str] = &[".", ",", "to", "for", ";", ")", "and", "in", ""];

/// Words before an infinitive.
const BEFORE_INFINITIVE: &[&str] = &[
    "want", "wants", "need", "needs", "able", "have", "has", "used", "how", "order", "like", "trying", "going",
    "possible",
];

/// Words that have *to* and a noun after them.
const BEFORE_TO: &[&str] = &["due", "according", "prior", "similar", "refer", "related", "compared"];

/// Words before *too much*.
const BEFORE_MUCH: &[&str] = &["have", "has", "had", "without", "not", "using", "takes", "take"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors() {
        let next = word.next();
        if word.lower() == "to" && is_degree(word) {
            faults.push(confusion(word, &before(next), "the word for *more than enough* is `too`").write_safely("too"));
        } else if word.lower() == "too" && is_preposition(word) {
            faults.push(confusion(word, &before(next), "the preposition is `to`").write_safely("to"));
        }
    }
}

/// Whether *to* is meant to be *too*.
fn is_degree(to: Word<'_>) -> bool {
    let [previous, next] = [to.previous(), to.next()];
    // `from slow to fast`
    if next.is(ADJECTIVES) {
        let is_linked = previous.is(BE) || previous.is(LINKING) || previous.is(&["not", "n't"]);
        return is_linked && to.after(2).is(AFTER_ADJECTIVE);
    }
    next.is(&["much", "many"])
        && (previous.is(BEFORE_MUCH)
            || to.ahead(4).skip(1).zip(to.ahead(5).skip(2)).any(|(to, verb)| is_limit(to, verb)))
}

/// Whether words say what something is too much for: *to be*.
fn is_limit(to: Word<'_>, verb: Word<'_>) -> bool {
    to.lower() == "to" && verb.is(&["be", "do", "fit", "handle", "list", "make", "read"])
}

/// Whether *too* is meant to be *to*.
fn is_preposition(too: Word<'_>) -> bool {
    let [previous, next] = [too.previous(), too.next()];
    if previous.is(BEFORE_TO) {
        return next.is(DETERMINERS) || next.is_code();
    }
    if next.lower() == "it" {
        return previous.is(&["is", "all"]) && too.back(4).any(|word| word.lower() == "there");
    }
    previous.is(BEFORE_INFINITIVE) && opens_object(too.after(2)) && next.base().is_some() && next.tag() == Tag::BaseVerb
}
