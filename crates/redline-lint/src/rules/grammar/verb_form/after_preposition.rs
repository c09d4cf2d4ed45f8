//! Verbs in the base form after a preposition: *by create a file*.

use super::super::words::CLEAR_VERBS;
use super::super::{Anchored, Fault, Search};
use redline_english::grammar::Word;

pub(in super::super) static SEARCH: Search = Search::new(&[PREPOSITIONS], find);

const PREPOSITIONS: &[&str] = &["by", "for", "of", "without", "before", "after", "from"];

/// More verbs that only a slip puts between a preposition and an article.
const VERBS: &[&str] = &["access", "explain", "load", "save", "store", "track", "use"];

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
    if !verb.next().is(AFTER_VERB) || !(verb.is(CLEAR_VERBS) || verb.is(VERBS)) || !verb.is_lower() {
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
