//! Verbs in the base form after a preposition: *by create a file*.

use super::super::{Anchored, Fault, Search};
use redline_english::grammar::Word;

pub(in super::super) static SEARCH: Search = Search::new(&[PREPOSITIONS], find);

const PREPOSITIONS: &[&str] = &["by", "for", "of", "without", "before", "after", "from"];

/// Verbs whose base is no noun, or none that an article follows.
const VERBS: &[&str] = &[
    "access",
    "achieve",
    "acquire",
    "add",
    "allow",
    "apply",
    "assign",
    "avoid",
    "become",
    "choose",
    "compile",
    "configure",
    "convert",
    "create",
    "declare",
    "decrease",
    "define",
    "delete",
    "describe",
    "determine",
    "disable",
    "edit",
    "enable",
    "ensure",
    "execute",
    "explain",
    "expose",
    "extend",
    "fetch",
    "find",
    "generate",
    "get",
    "implement",
    "improve",
    "include",
    "increase",
    "initialize",
    "insert",
    "install",
    "introduce",
    "invoke",
    "keep",
    "know",
    "learn",
    "load",
    "make",
    "modify",
    "obtain",
    "parse",
    "perform",
    "prevent",
    "produce",
    "provide",
    "receive",
    "reduce",
    "remove",
    "replace",
    "resolve",
    "retrieve",
    "save",
    "send",
    "simplify",
    "specify",
    "store",
    "track",
    "understand",
    "use",
    "write",
];

/// Verbs of the list that are nouns after some prepositions: *for access the same day*.
const NOUNS: &[&str] = &["access", "load", "save", "store", "support", "track", "use", "insert", "delete"];

/// Nouns and adjectives whose *of* has a gerund.
const BEFORE_OF: &[&str] =
    &["benefit", "capable", "idea", "instead", "means", "method", "possibility", "process", "purpose", "way", "ways"];

const AFTER_VERB: &[&str] =
    &["the", "a", "an", "your", "our", "their", "this", "these", "it", "them", "its", "any", "all", "multiple"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    faults.extend(sentence.anchors().filter(|word| word.is(PREPOSITIONS)).filter_map(after));
}

fn after(preposition: Word<'_>) -> Option<Fault> {
    let verb = preposition.next();
    if !verb.next().is(AFTER_VERB) || !verb.is(VERBS) || !verb.is_lower() {
        return None;
    }
    let is_noun = verb.is(NOUNS) && preposition.previous().lower() != "instead" && preposition.lower() != "without";
    let is_noun = is_noun && !(preposition.lower() == "by" && verb.is(&["store", "load", "track", "save"]));
    if is_noun || preposition.lower() == "of" && !preposition.previous().is(BEFORE_OF) {
        return None;
    }
    let gerund = verb.base()?.gerund;
    let message = format!("`{}` after `{}`: a preposition takes `{gerund}`", verb.lower(), preposition.lower());
    Some(Fault::at(verb, message).write_safely(gerund))
}
