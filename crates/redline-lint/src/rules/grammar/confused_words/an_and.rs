//! *an* and *and*, and *a* for *as*.

use super::super::words::{BE, DETERMINERS, is_never_noun, is_never_plural};
use super::super::{Anchored, Fault, Search};
use super::{before, confusion};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules::grammar) static SEARCH: Search = Search::new(&[&["a", "an", "and"]], find);

/// Words that no article comes before.
const AFTER_AND: &[&str] = &[
    "the",
    "this",
    "that",
    "these",
    "those",
    "you",
    "we",
    "they",
    "is",
    "are",
    "then",
    "not",
    "also",
    "can",
    "so",
    "their",
    "your",
    "its",
    "therefore",
    "hence",
    "have",
    "has",
    "to",
    "with",
    "for",
    "from",
    "will",
    "it",
];

/// Adjectives in a comparison.
const COMPARED: &[&str] = &[
    "close",
    "easy",
    "far",
    "fast",
    "good",
    "little",
    "long",
    "many",
    "minimal",
    "much",
    "often",
    "possible",
    "quick",
    "short",
    "simple",
    "small",
    "soon",
    "straightforward",
    "well",
];

/// Verbs that are nouns too, and prepositions, which *an* may follow.
const BEFORE_AN: &[&str] = &[
    "add", "adds", "as", "at", "be", "build", "by", "call", "contains", "creates", "from", "get", "has", "have", "in",
    "into", "like", "of", "on", "open", "return", "returns", "set", "through", "to", "use", "uses", "using", "via",
    "with", "without", "lack", "throw", "throws", "pass",
];

/// What follows a noun.
const AFTER_NOUN: &[&str] =
    &["of", "for", "that", "with", "in", "to", ".", ",", "from", "on", "which", "is", "containing", "if"];

/// What may be looked at.
const LOOKED_AT: &[&str] = &["the", "this", "these", "those", "them", "how", "some", "our", "your", "its"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors() {
        let next = word.next();
        if !matches!(word.lower(), "a" | "an" | "and") || next.is_code() || !next.is_lower() {
            continue;
        }
        match word.lower() {
            "a" | "an" if word.previous().lower() == "look" && next.is(LOOKED_AT) => {
                faults.push(confusion(word, "after `look`", "the preposition is `at`").write_safely("at"));
            }
            "an" if next.is(AFTER_AND) && word.is_lower() && !word.previous().is_outside() => {
                let fault = confusion(word, &before(next), "the conjunction is `and`");
                // Before a determiner, the article may be left over.
                faults.push(if next.is(DETERMINERS) { fault.write("and") } else { fault.write_safely("and") });
            }
            "and" if is_article(word) => {
                faults.push(confusion(word, &before(next), "the article is `an`").write_safely("an"));
            }
            "a" if is_comparison(word) => {
                let reason = "a comparison has `as` twice";
                faults.push(confusion(word, &format!("before `{} as`", next.lower()), reason).write_safely("as"));
            }
            _ => {}
        }
    }
}

/// Whether *and* is between a verb or a preposition and its object.
fn is_article(and: Word<'_>) -> bool {
    let [verb, noun] = [and.previous(), and.next()];
    let is_noun = noun.lower().starts_with(['a', 'e', 'i', 'o', 'u'])
        && noun.singular().is_some_and(|noun| noun.singular_uses[1] * 50 <= noun.singular_uses[0])
        && noun.base().is_none()
        && noun.lower() != "interface"
        && noun.next().is(AFTER_NOUN);
    let forms = verb.forms();
    let takes_object =
        verb.is(BEFORE_AN) || forms.base.is_some_and(is_never_noun) || forms.third_person.is_some_and(is_never_plural);
    is_noun
        && takes_object
        && noun.tag() == Tag::Noun
        && verb.is_tagged(&[Tag::BaseVerb, Tag::PresentTense, Tag::ThirdPerson, Tag::Gerund, Tag::Preposition, Tag::To])
}

/// Whether *a* is the first *as* of a comparison.
fn is_comparison(a: Word<'_>) -> bool {
    let adjective = a.next();
    adjective.is(COMPARED)
        && adjective.next().lower() == "as"
        && adjective.after(2).lower() != "well"
        && (a.previous().is(BE) || a.previous().is(&["not", "n't"]))
}
