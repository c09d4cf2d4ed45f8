#![doc = include_str!("../subject_verb_agreement.md")]

pub(super) mod across;
pub(super) mod be_or_have;
pub(super) mod coordinated;
pub(super) mod full_verb;
pub(super) mod pronoun;
pub(super) mod subject;

use super::{Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;

pub(in crate::rules) static RULE: Rule =
    Rule { meta: &catalogue::SUBJECT_VERB_AGREEMENT, check: |cx| check(cx, SEARCHES) };

const SEARCHES: &[&Search] =
    &[&across::SEARCH, &be_or_have::SEARCH, &coordinated::SEARCH, &full_verb::SEARCH, &pronoun::SEARCH];

/// Number of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Singular,
    Plural,
}

/// The form of a verb that a subject of a number takes, if it is another one.
pub(super) fn corrected(verb: Word<'_>, number: Number) -> Option<&'static str> {
    match (number, verb.lower()) {
        (Number::Singular, "are") => Some("is"),
        (Number::Singular, "were") => Some("was"),
        (Number::Singular, "have") => Some("has"),
        (Number::Singular, "do") => Some("does"),
        (Number::Singular, _) => verb.base().map(|verb| verb.third_person),
        (Number::Plural, "is") => Some("are"),
        (Number::Plural, "was") => Some("were"),
        (Number::Plural, "has") => Some("have"),
        (Number::Plural, "does") => Some("do"),
        (Number::Plural, _) => verb.third_person().map(|verb| verb.base),
    }
}

/// A verb whose subject has another number.
pub(super) fn disagreement(verb: Word<'_>, subject: Word<'_>, number: Number) -> Option<Fault> {
    let corrected = corrected(verb, number)?;
    let number = if number == Number::Singular { "singular" } else { "plural" };
    let message =
        format!("`{}` with the {number} subject `{}`, which takes `{corrected}`", verb.lower(), subject.lower());
    Some(Fault::at(verb, message).write(corrected))
}
