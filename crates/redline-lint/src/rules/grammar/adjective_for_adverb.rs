#![doc = include_str!("adjective_for_adverb.md")]

use super::words::{BE, MODALS, opens_object};
use super::{Anchored, Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules) static RULE: Rule =
    Rule { meta: &catalogue::ADJECTIVE_FOR_ADVERB, check: |cx| check(cx, &[&SEARCH]) };

pub(super) static SEARCH: Search = Search::new(&[ADJECTIVES], find);

/// Adjectives with an adverb in *-ly*, in its place before verbs.
const ADJECTIVES: &[&str] = &[
    "actual",
    "additional",
    "automatic",
    "careful",
    "common",
    "complete",
    "conditional",
    "consistent",
    "correct",
    "current",
    "direct",
    "dynamic",
    "easy",
    "effective",
    "efficient",
    "exact",
    "explicit",
    "final",
    "frequent",
    "full",
    "general",
    "global",
    "gradual",
    "heavy",
    "high",
    "immediate",
    "implicit",
    "independent",
    "initial",
    "internal",
    "local",
    "logical",
    "loose",
    "manual",
    "natural",
    "normal",
    "optional",
    "partial",
    "particular",
    "periodic",
    "physical",
    "potential",
    "previous",
    "primary",
    "probable",
    "proper",
    "quick",
    "random",
    "recent",
    "safe",
    "seamless",
    "secure",
    "separate",
    "sequential",
    "significant",
    "slight",
    "sole",
    "specific",
    "static",
    "strict",
    "strong",
    "successful",
    "temporary",
    "tight",
    "total",
    "transparent",
    "typical",
    "usual",
    "virtual",
];

/// Words after a participle that belong to a passive.
const AFTER_PARTICIPLE: &[&str] =
    &["by", "in", "to", "with", "from", "for", "as", "when", "on", "at", "into", ".", ","];

/// Participles that begin a phrase of their own after an adjective, or form a compound with it: *is correct based on*.
const OPENERS: &[&str] = &["based", "compared", "featured", "followed", "given", "provided"];

/// Words before *to* that make the next word a verb.
const BEFORE_TO: &[&str] = &[
    "want", "need", "used", "able", "you", "how", "way", "us", "order", "possible", "like", "allows", "easy", "has",
    "have",
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for adjective in sentence.anchors().filter(|word| word.is(ADJECTIVES)) {
        let verb = adjective.next();
        let is_lower = adjective.is_lower() && verb.is_lower();
        if is_lower && (is_in_passive(adjective, verb) || is_in_infinitive(adjective, verb) || is_in_perfect(adjective))
        {
            let message = format!("adjective `{}` before the verb `{}`", adjective.lower(), verb.lower());
            faults.push(Fault::at(adjective, message).write(adverb(adjective.lower())));
        }
    }
}

/// *Is automatic created by.*
fn is_in_passive(adjective: Word<'_>, verb: Word<'_>) -> bool {
    adjective.previous().is(BE)
        && verb.forms().participle.is_some()
        && !verb.is(OPENERS)
        && verb.next().is(AFTER_PARTICIPLE)
        && verb.is_tagged(&[Tag::PastParticiple, Tag::PastTense])
}

/// *To explicit set it*, *can explicit set it.*
fn is_in_infinitive(adjective: Word<'_>, verb: Word<'_>) -> bool {
    let before = adjective.previous();
    let is_infinitive = before.lower() == "to" && before.previous().is(BEFORE_TO) || before.is(MODALS);
    is_infinitive
        && verb.base().is_some()
        && opens_object(verb.next())
        && (before.lower() == "to" || before.tag() == Tag::Modal)
        && verb.is_tagged(&[Tag::BaseVerb, Tag::PresentTense, Tag::Noun])
}

/// *Has recent changed the.*
fn is_in_perfect(adjective: Word<'_>) -> bool {
    let verb = adjective.next();
    adjective.previous().is(&["has", "have", "had"])
        && verb.forms().participle.is_some()
        && opens_object(verb.next())
        && verb.tag() == Tag::PastParticiple
}

/// The adverb of an adjective of the list.
fn adverb(adjective: &str) -> String {
    let [stem, ending] = match adjective {
        _ if adjective.ends_with("ble") => [&adjective[..adjective.len() - 1], "y"],
        _ if adjective.ends_with("ll") => [adjective, "y"],
        _ if adjective.ends_with("ic") => [adjective, "ally"],
        _ if adjective.ends_with('y') => [&adjective[..adjective.len() - 1], "ily"],
        _ => [adjective, "ly"],
    };
    format!("{stem}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adverbs_have_their_endings() {
        let adverbs = ["probable", "easy", "automatic", "full", "safe", "sole"].map(adverb);
        assert_eq!(adverbs, ["probably", "easily", "automatically", "fully", "safely", "solely"]);
        assert!(ADJECTIVES.is_sorted());
    }
}
