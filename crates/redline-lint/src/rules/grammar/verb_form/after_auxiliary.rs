//! Verbs with an ending after a modal verb or after *do not*: *must contains*, *does not uses*.

use super::super::words::{MODALS, PREPOSITIONS, after_adverbs, may_end_clause, opens_object};
use super::super::{Anchored, Fault, Search};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in super::super) static SEARCH: Search = Search::new(&[MODALS, DO], find);

const DO: &[&str] = &["do", "does", "did"];

/// Modal verbs that are seldom followed by a participle on purpose.
const BEFORE_PARTICIPLE: &[&str] = &["can", "ca", "could", "will", "would", "should", "must", "cannot"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    if !sentence.is_question() {
        faults.extend(sentence.anchors().filter_map(|word| after_modal(word).or_else(|| after_do(word))));
    }
}

fn after_modal(auxiliary: Word<'_>) -> Option<Fault> {
    if !auxiliary.is(MODALS) || !(auxiliary.is_lower() || auxiliary.is_first()) {
        return None;
    }
    let verb = after_adverbs(auxiliary.next());
    let modal = auxiliary.lower();
    let rule = |base: &str| {
        let word = verb.lower();
        Fault::at(verb, format!("`{word}` after `{}`: a modal verb takes the base form `{base}`", full(modal)))
    };
    if let Some(base) = base_of_third_person(verb) {
        let is_fault = is_modal(auxiliary) && is_verb(verb) && !may_end_clause(auxiliary);
        return is_fault.then(|| rule(base).write_safely(base));
    }
    if let Some(base) = base_of_past(verb) {
        return (is_modal(auxiliary) && !may_end_clause(auxiliary)).then(|| rule(base).write_safely(base));
    }
    let base = base_of_participle(verb)?;
    let is_fault = auxiliary.is(BEFORE_PARTICIPLE)
        && (verb.next().is(&["the", "a", "an", "your", "our", "their", "its"])
            || auxiliary.previous().is(&["i", "we", "you", "they"])
            || verb.next().lower() == "that" && verb.is(&["ensured", "meant", "required", "showed"]))
        && auxiliary.previous().lower() != "that"
        && is_modal(auxiliary)
        && !may_end_clause(auxiliary)
        && verb.is_tagged(&[Tag::PastTense, Tag::PastParticiple, Tag::BaseVerb, Tag::Adjective]);
    is_fault.then(|| rule(base).write(base))
}

fn after_do(auxiliary: Word<'_>) -> Option<Fault> {
    if !auxiliary.is(DO) || !auxiliary.next().is(&["not", "n't"]) {
        return None;
    }
    let verb = after_adverbs(auxiliary.next());
    let fault = |base: &str| {
        let (auxiliary, not, word) = (auxiliary.lower(), auxiliary.next().lower(), verb.lower());
        let space = if not == "not" { " " } else { "" };
        Fault::at(verb, format!("`{word}` after `{auxiliary}{space}{not}`, which takes the base form `{base}`"))
    };
    if let Some(base) = base_of_third_person(verb) {
        return (is_verb(verb) && !may_end_clause(auxiliary)).then(|| fault(base).write_safely(base));
    }
    // `didn't used to` is a spelling of its own
    let is_habit = verb.lower() == "used" && verb.next().lower() == "to";
    let base = verb.forms().past.filter(|_| !is_habit && verb.is_lower() && verb.base().is_none())?.base;
    let is_fault = verb.is_tagged(&[Tag::PastTense, Tag::PastParticiple]) && !may_end_clause(auxiliary);
    is_fault.then(|| fault(base).write(base))
}

/// The base of a verb in the third person, unless it is a noun as a rule or the quoted word *is*.
fn base_of_third_person(word: Word<'_>) -> Option<&'static str> {
    let base = word.third_person()?.base;
    (word.is_lower() && !matches!(base, "be" | "need" | "thing" | "plu")).then_some(base)
}

/// The base of an irregular past that is nothing else: *chose*.
fn base_of_past(word: Word<'_>) -> Option<&'static str> {
    let forms = word.forms();
    if word.lower() == "had" {
        return Some("have");
    }
    let is_past = word.is_lower() && forms.participle.is_none() && forms.base.is_none() && forms.singular.is_none();
    Some(forms.past.filter(|verb| is_past && !matches!(verb.base, "be" | "do"))?.base)
}

/// The base of a participle that is nothing else.
fn base_of_participle(word: Word<'_>) -> Option<&'static str> {
    let forms = word.forms();
    Some(forms.participle.filter(|_| word.is_lower() && forms.base.is_none())?.base)
}

/// Whether a verb in the third person is no plural noun.
fn is_verb(verb: Word<'_>) -> bool {
    const AFTER_VERB: &[&str] = &["in", "on", "to", "with", "from", "by", "for", "at", "as", "."];
    let is_plural = verb.tag() == Tag::PluralNoun;
    let next = verb.next();
    let is_subject = next.tag().penn().starts_with("VB");
    next.lower() != "be" && (!is_plural || (opens_object(next) || next.is(AFTER_VERB)) && !is_subject)
}

/// Whether a modal verb is no noun: *the can*, *the will of the group*.
fn is_modal(auxiliary: Word<'_>) -> bool {
    let before = auxiliary.previous();
    let is_noun = before.is(PREPOSITIONS) || before.is(&["the", "a", "an", "trash", "tin", "free", "this", "that's"]);
    !is_noun && (auxiliary.tag() == Tag::Modal || !auxiliary.is(&["will", "may", "might", "can", "must"]))
}

/// A modal verb, whole where the tagger parts it from *not*.
fn full(modal: &str) -> &str {
    match modal {
        "ca" => "can't",
        "wo" => "won't",
        _ => modal,
    }
}
