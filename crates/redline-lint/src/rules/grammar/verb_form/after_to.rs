//! Verbs with an ending after *to*: *able to contains*, *to makes sure*.

use super::super::words::{is_never_plural, may_end_clause, opens_object};
use super::super::{Anchored, Fault, Search};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in super::super) static SEARCH: Search = Search::new(&[&["to"]], find);

/// Words before *to* that make the next word a verb, even where it may be a plural noun.
const BEFORE_VERB: &[&str] = &[
    "able",
    "allow",
    "attempt",
    "attempts",
    "designed",
    "going",
    "has",
    "have",
    "how",
    "intended",
    "like",
    "likes",
    "necessary",
    "need",
    "needed",
    "needs",
    "order",
    "possible",
    "ready",
    "recommended",
    "required",
    "supposed",
    "tries",
    "try",
    "trying",
    "want",
    "wanted",
    "wants",
    "way",
    "ways",
    "what",
    "when",
    "where",
    "whether",
    "wish",
    "used",
    "us",
    "you",
];

/// Words before *to* that make the next word a verb, even where it may be a participle.
const BEFORE_BASE: &[&str] = &[
    "ability", "able", "allowed", "allows", "easy", "going", "how", "like", "need", "needs", "order", "possible",
    "required", "try", "want", "wants", "way", "wish", "you",
];

/// Third persons that are plural nouns, or the last words of a clause, more often than verbs after *to*.
const OTHERWISE: &[&str] = &[
    "does", "ends", "goes", "has", "is", "leaves", "matters", "means", "needs", "plans", "results", "says", "thanks",
    "works",
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    let verbs = sentence.anchors().filter(|word| word.text() == "to").map(Word::next);
    faults.extend(verbs.filter(|verb| verb.is_lower()).filter_map(|verb| third_person(verb).or_else(|| past(verb))));
}

fn third_person(verb: Word<'_>) -> Option<Fault> {
    let forms = verb.third_person()?;
    let lead = verb.before(2);
    let is_certain =
        lead.is(BEFORE_VERB) && opens_object(verb.next()) && !(lead.is(&["used", "us"]) && verb.next().is_code());
    let is_verb = is_never_plural(forms)
        && !lead.is(&["what", "which", "equal", "due", "how", "'s"])
        && verb.is_tagged(&[Tag::ThirdPerson, Tag::PluralNoun, Tag::BaseVerb]);
    let is_noun = verb.next().lower() == "of" || lead.is(&["equivalent", "similar", "compared", "applied"]);
    let is_fault = !is_noun && !verb.is(OTHERWISE) && (is_certain || is_verb) && !may_end_clause(verb.previous());
    is_fault.then(|| fault(verb, forms.base).write_safely(forms.base))
}

fn past(verb: Word<'_>) -> Option<Fault> {
    let forms = verb.forms();
    let is_lead = verb.before(2).is(BEFORE_BASE) || verb.before(2).is(BEFORE_VERB);
    let is_past = forms.participle.is_none() && forms.base.is_none() && forms.singular.is_none();
    if let Some(past) = forms.past.filter(|past| is_past && is_lead && past.base != "be") {
        return Some(fault(verb, past.base).write_safely(past.base));
    }
    let base = forms.participle.filter(|_| forms.base.is_none())?.base;
    let is_fault = verb.before(2).is(BEFORE_BASE)
        && verb.next().is(&["the", "a", "an", "your"])
        && verb.is_tagged(&[Tag::PastTense, Tag::PastParticiple]);
    is_fault.then(|| fault(verb, base).write(base))
}

fn fault(verb: Word<'_>, base: &str) -> Fault {
    Fault::at(verb, format!("`{}` after `to`, which takes the base form `{base}`", verb.lower()))
}
