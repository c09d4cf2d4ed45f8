#![doc = include_str!("missing_to.md")]

use super::words::{BE, CLEAR_VERBS, opens_object};
use super::{Anchored, Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules) static RULE: Rule = Rule { meta: &catalogue::MISSING_TO, check: |cx| check(cx, &[&SEARCH]) };

pub(super) static SEARCH: Search = Search::new(&[BEFORE_TO], find);

/// Words that have *to* after them.
const BEFORE_TO: &[&str] = &[
    "able",
    "according",
    "allow",
    "allows",
    "due",
    "easier",
    "easy",
    "enable",
    "enables",
    "going",
    "necessary",
    "need",
    "needs",
    "order",
    "possible",
    "prior",
    "required",
    "used",
    "want",
    "wants",
];

/// Verbs that are nouns too, after which an object shows what they are.
const WITH_OBJECT: &[&str] = &[
    "build", "call", "change", "check", "give", "handle", "have", "import", "load", "move", "pass", "read", "remember",
    "run", "save", "see", "set", "start", "store", "tell", "test", "track", "update", "use", "verify",
];

/// Subjects of *need*, and adverbs after them.
const BEFORE_NEED: &[&str] = &[
    "'ll",
    "also",
    "caller",
    "client",
    "compiler",
    "developers",
    "function",
    "he",
    "i",
    "it",
    "just",
    "may",
    "might",
    "n't",
    "not",
    "one",
    "only",
    "program",
    "server",
    "she",
    "then",
    "they",
    "user",
    "users",
    "we",
    "will",
    "would",
    "you",
];

/// Articles and possessives after *due*, *according* and *prior*.
const DETERMINERS: &[&str] = &["the", "a", "an", "this", "these", "its", "their", "your", "our"];

/// What may come between *be* and *able*.
const BEFORE_ABLE: &[&str] = &["not", "n't", "being", "still", "longer", "also", "only", "then", "now", "get"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors() {
        let next = word.next();
        if !word.is(BEFORE_TO) || next.is_code() || !next.is_lower() {
            continue;
        }
        let fault = |at: Word<'_>, next: Word<'_>| {
            let (at_text, next) = (at.lower(), next.lower());
            Fault::at(at, format!("`to` is missing between `{at_text}` and `{next}`"))
        };
        let with_to = format!("{} to", word.lower());
        if is_fixed_phrase(word, next) {
            faults.push(fault(word, next).write_safely(with_to));
        } else if is_before_infinitive(word, next) {
            faults.push(fault(word, next).write(with_to));
        } else if word.is(&["allow", "allows", "enable", "enables"])
            && next.is(&["you", "us", "users", "developers", "them"])
            && is_verb_with_object(word.after(2), CLEAR_VERBS)
        {
            faults.push(fault(next, word.after(2)).write(format!("{} to", next.lower())));
        }
    }
}

/// Whether *to* is missing in a phrase that always has it.
fn is_fixed_phrase(word: Word<'_>, next: Word<'_>) -> bool {
    let previous = word.previous();
    match word.lower() {
        "able" => next.lower() != "to" && next.base().is_some() && (previous.is(BE) || previous.is(BEFORE_ABLE)),
        "order" => {
            previous.lower() == "in"
                && next.base().is_some()
                && next.lower() != "matter"
                && next.is_tagged(&[Tag::BaseVerb, Tag::PresentTense])
        }
        // `payments due the same day`
        "due" => {
            next.is(DETERMINERS)
                && word.after(2).lower() != "to"
                && !word.after(2).is(DATES)
                && !previous.is(&["payments", "payment", "amount"])
        }
        "according" => next.is(DETERMINERS) && word.after(2).lower() != "to",
        "prior" => next.is(&["the", "this", "these"]),
        _ => false,
    }
}

/// Dates on which something is due.
const DATES: &[&str] =
    &["same", "next", "following", "day", "week", "month", "first", "last", "second", "end", "previous"];

/// Whether *to* is missing between a verb or an adjective and an infinitive.
fn is_before_infinitive(word: Word<'_>, verb: Word<'_>) -> bool {
    let previous = word.previous();
    match word.lower() {
        "want" | "wants" => is_verb_with_object(verb, CLEAR_VERBS) || is_verb_with_object(verb, WITH_OBJECT),
        "need" | "needs" => {
            let is_verb = is_verb_with_object(verb, CLEAR_VERBS)
                || is_verb_with_object(verb, WITH_OBJECT) && !verb.next().is_code()
                || verb.lower() == "be" && verb.next().forms().participle.is_some();
            previous.is(BEFORE_NEED) && is_verb && word.tag() != Tag::Noun
        }
        "going" => {
            verb.is(&["be", "create", "use", "add", "build", "make", "write", "see", "show", "look"])
                && (previous.is(BE) || previous.lower() == "not")
        }
        "used" => {
            let has_object =
                verb.next().is(&["the", "a", "an", "your", "whether", "how", "which"]) || verb.next().is_code();
            previous.is(BE)
                && has_object
                && (verb.is(CLEAR_VERBS) || verb.is(&["indicate", "control", "store", "run", "set"]))
        }
        "possible" | "required" | "necessary" | "easy" | "easier" => {
            let has_object = verb.next().is(&["the", "a", "an", "your"]) || verb.next().is_code();
            let is_predicate = previous.is(BE) || previous.is(&["it", "also", "not"]);
            is_predicate && has_object && verb.is(CLEAR_VERBS) && verb.is_tagged(&[Tag::BaseVerb, Tag::PresentTense])
        }
        _ => false,
    }
}

/// Whether a word is a verb of a list and has an object.
fn is_verb_with_object(verb: Word<'_>, verbs: &[&str]) -> bool {
    verb.is(verbs) && verb.is_lower() && opens_object(verb.next())
}
