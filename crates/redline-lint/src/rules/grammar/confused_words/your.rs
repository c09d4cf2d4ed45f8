//! *you*, *your* and *you're*.

use super::super::words::{ADVERBS, opens_object};
use super::super::{Anchored, Fault, Search};
use super::{before, confusion};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules::grammar) static SEARCH: Search = Search::new(&[&["you", "your"]], find);

/// Prepositions and verbs after which *you* before a noun is *your*.
const BEFORE_NOUN: &[&str] = &[
    "of",
    "in",
    "to",
    "for",
    "with",
    "on",
    "from",
    "into",
    "by",
    "at",
    "via",
    "using",
    "inside",
    "through",
    "within",
    "modify",
    "change",
    "edit",
    "create",
    "update",
    "run",
    "open",
    "add",
    "configure",
    "install",
    "keeping",
    "keep",
    "test",
    "deploy",
    "build",
    "if",
];

/// What follows a noun phrase.
const AFTER_NOUN: &[&str] = &[
    ".", ",", ";", ":", ")", "and", "or", "is", "are", "to", "in", "with", "from", "that", "on", "for", "using", "by",
    "as", "will", "can", "has",
];

/// What comes before *your own*.
const BEFORE_OWN: &[&str] = &[
    "of",
    "in",
    "to",
    "for",
    "with",
    "on",
    "from",
    "by",
    "at",
    "define",
    "write",
    "create",
    "implement",
    "build",
    "provide",
    "use",
    "add",
    "have",
    "make",
    "run",
    "using",
    "bring",
];

/// Auxiliaries, which have the subject *you*.
const AUXILIARIES: &[&str] =
    &["can", "could", "will", "would", "must", "may", "might", "cannot", "should", "are", "have", "want"];

/// What follows *you are*.
const AFTER_ARE: &[&str] = &[
    "going",
    "not",
    "using",
    "trying",
    "running",
    "looking",
    "building",
    "writing",
    "working",
    "seeing",
    "doing",
    "making",
    "interested",
    "familiar",
    "unfamiliar",
    "unsure",
];

/// Nouns too: *your building in the city*.
const NOUNS: &[&str] = &["building", "writing", "running", "working", "making", "looking"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors().filter(|word| matches!(word.lower(), "you" | "your")) {
        let next = word.next();
        if !next.is_lower() || next.is_code() {
            continue;
        }
        if word.lower() == "you" {
            if next.lower() == "own" {
                if word.previous().is(BEFORE_OWN) && !word.after(2).is(&["the", "it", "a", "an"]) {
                    faults.push(confusion(word, &before(next), "the possessive is `your`").write_safely("your"));
                }
            } else if is_possessive(word, next) {
                faults.push(confusion(word, &before(next), "the possessive is `your`").write("your"));
            }
        } else if is_subject(next) {
            faults.push(confusion(word, &before(next), "the pronoun is `you`").write_safely("you"));
        } else if is_contraction(next) || next.is(&["a", "an"]) {
            faults.push(confusion(word, &before(next), "*you are* is written `you're`").write("you're"));
        }
    }
}

/// Whether *you* belongs to the noun after it.
fn is_possessive(you: Word<'_>, noun: Word<'_>) -> bool {
    let forms = noun.forms();
    let is_noun = forms.singular.is_some_and(|noun| noun.singular_uses[1] * 50 <= noun.singular_uses[0])
        || forms.plural.is_some_and(|noun| noun.plural_uses[1] * 50 <= noun.plural_uses[0]);
    let is_verb = forms.base.is_some() || forms.third_person.is_some();
    you.previous().is(BEFORE_NOUN)
        && noun.next().is(AFTER_NOUN)
        && is_noun
        && !is_verb
        && noun.is_tagged(&[Tag::Noun, Tag::PluralNoun])
}

/// Whether a word is the verb of which *your* has to be the subject.
fn is_subject(verb: Word<'_>) -> bool {
    if verb.lower() == "will" {
        // A last will is a noun.
        return verb.next().base().is_some() || verb.next().is(ADVERBS);
    }
    verb.is(AUXILIARIES)
}

/// Whether *your* before a word is *you are*.
fn is_contraction(word: Word<'_>) -> bool {
    let next = word.next();
    let is_phrase =
        if word.is(NOUNS) { opens_object(next) && !next.is_code() } else { opens_object(next) || next.is(AFTER) };
    word.is(AFTER_ARE) && is_phrase
}

/// What follows *you are not* and *you are interested*, beside objects.
const AFTER: &[&str] = &["to", "with", "in", "on", "sure", "about", "for", "able", "allowed", "required", "using"];
