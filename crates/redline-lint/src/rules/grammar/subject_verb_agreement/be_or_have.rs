//! *Be*, *have* and *do* right after a simple subject: *nodes does not*, *the model have*.

use super::super::words::{DETERMINERS, is_never_noun};
use super::super::{Anchored, Fault, Search};
use super::subject::{
    COMPARATIVES, NEVER_PLURAL, QUANTIFIERS, SINGULAR_DETERMINERS, is_coordinated, is_quantity, is_singular_plural,
    looks_plural, may_be_subject, may_be_subjunctive, may_be_verb, opens_clause, phrase_start, words_between,
};
use super::{Number, disagreement};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in super::super) static SEARCH: Search = Search::new(&[SINGULAR, PLURAL], find);

const SINGULAR: &[&str] = &["is", "has", "was", "does"];
const PLURAL: &[&str] = &["are", "have"];

/// Units, of which several may be one sum: *five seconds is enough*.
const UNITS: &[&str] = &["bytes", "bits", "days", "hours", "minutes", "months", "seconds", "weeks", "years"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    if sentence.is_question() {
        return;
    }
    for verb in sentence.anchors() {
        let head = verb.previous();
        if !verb.is_lower() || !head.is_lower() {
            continue;
        }
        if verb.is(SINGULAR) && is_plural_noun(head) && plural(head, verb) {
            faults.extend(disagreement(verb, head, Number::Plural));
        } else if verb.is(PLURAL) && head.singular().is_some() && singular(head, verb) {
            faults.extend(disagreement(verb, head, Number::Singular));
        }
    }
}

/// Whether a word is a noun in the plural, and never in the singular.
fn is_plural_noun(head: Word<'_>) -> bool {
    looks_plural(head) && !is_singular_plural(head) && !head.is(UNITS)
}

fn plural(head: Word<'_>, verb: Word<'_>) -> bool {
    if verb.next().is(&["what", "why", "where", "how", "when"])
        || !may_be_subject(head)
        || head.tag() != Tag::PluralNoun
        || may_be_verb(head)
    {
        return false;
    }
    let first = phrase_start(head);
    let is_name =
        words_between(first, verb).any(|word| word.tag() == Tag::ProperNoun || !word.is_first() && !word.is_lower());
    // `Using closures is`, `to read bytes is`
    let is_gerund =
        words_between(first.previous(), head).any(|word| word.tag() == Tag::Gerund || word.forms().gerund.is_some());
    let is_infinitive =
        first.index() < Some(6) && first.previous().lower() != "that" && first.back(6).any(|word| word.lower() == "to");
    let is_bare = !first.is(DETERMINERS) && !first.is(QUANTIFIERS);
    // `Types is a module`: a name
    let is_title = is_bare && verb.is(&["is", "was"]) && verb.next().is(&["a", "an", "the"]);
    let is_sum = words_between(first, head).any(|word| word.tag() == Tag::Number);
    let is_label = first.is_first() && is_bare && first.is_lower();
    let is_label = is_label
        && (first.index() == head.index() || !first.is_tagged(&[Tag::PluralNoun, Tag::Adjective, Tag::PastParticiple]));
    let is_where_clause = first.previous().lower() == "where" && head.lower() == "clauses";
    opens_clause(first)
        && !first.is(NEVER_PLURAL)
        && !first.is(COMPARATIVES)
        && !is_where_clause
        && (head.plural().is_some() || !is_bare)
        && first.previous().lower() != "whether"
        && !(is_name || is_gerund || is_infinitive || is_title || is_sum || is_label)
}

fn singular(head: Word<'_>, verb: Word<'_>) -> bool {
    if is_quantity(head)
        || head.base().is_some_and(is_never_noun)
        || head.is(&["people", "children", "police", "rust"])
        || head.tag() != Tag::Noun
    {
        return false;
    }
    let first = phrase_start(head);
    let has_plural = words_between(first, head).any(|word| word.tag() == Tag::PluralNoun);
    let is_quoted = verb.lower() == "are" && verb.next().is(&["string", "a", "an"]);
    opens_clause(first)
        && (first.is(SINGULAR_DETERMINERS) || first.is_first() && !first.is_lower() && verb.lower() == "are")
        && !first.is(QUANTIFIERS)
        && !first.is(&["these", "those"])
        && !has_plural
        && !is_quoted
        && verb.next().lower() != "what"
        && !is_coordinated(first)
        && !may_be_subjunctive(first)
        && !first.back(4).any(Word::is_code)
}
