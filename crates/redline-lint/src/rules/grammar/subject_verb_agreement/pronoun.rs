//! Pronouns: *we has*, *it have*.

use super::super::words::{CLAUSE_OPENERS, SUBJUNCTIVE, is_never_noun, opens_object};
use super::super::{Anchored, Fault, Search};
use super::{Number, disagreement};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in super::super) static SEARCH: Search = Search::new(&[SINGULAR, PLURAL], find);

const SINGULAR: &[&str] = &["it", "he", "she"];
const PLURAL: &[&str] = &["we", "they", "you", "i"];

const ADVERBS: &[&str] = &[
    "also",
    "always",
    "never",
    "still",
    "just",
    "only",
    "even",
    "then",
    "usually",
    "typically",
    "currently",
    "often",
    "now",
    "automatically",
    "already",
    "actually",
    "simply",
    "generally",
    "really",
    "both",
    "all",
    "not",
];

/// Verbs whose base is also their past, an adjective or a noun.
const AMBIGUOUS: &[&str] = &[
    "be",
    "cost",
    "cut",
    "do",
    "fit",
    "have",
    "hit",
    "like",
    "overwrite",
    "put",
    "quit",
    "read",
    "rerun",
    "reset",
    "set",
    "shut",
    "split",
    "let",
    "override",
];

/// Auxiliaries and causatives that take a verb in the base form: *does it have*, *make it work*.
const BEFORE_BASE: &[&str] = &[
    "can", "could", "did", "didn", "do", "does", "help", "helps", "let", "lets", "made", "make", "makes", "making",
    "may", "might", "must", "n't", "see", "should", "watch", "will", "would", "whether", "lest",
];

/// Marks and conjunctions after which a clause begins, beside those that open one as a rule.
const OPENING_MARKS: &[&str] = &[",", ".", ":", ";", "(", "after", "before", "why"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for pronoun in sentence.anchors() {
        let number = match pronoun.lower() {
            word if SINGULAR.contains(&word) => Number::Singular,
            word if PLURAL.contains(&word) => Number::Plural,
            _ => continue,
        };
        let verb = pronoun.after(if pronoun.next().is(ADVERBS) { 2 } else { 1 });
        let is_fault = verb.is_lower()
            && match number {
                Number::Singular => singular(pronoun, verb),
                Number::Plural => plural(pronoun, verb),
            };
        if is_fault {
            faults.extend(disagreement(verb, pronoun, number));
        }
    }
}

/// Whether *we*, *you*, *they* or *I* has a verb in the third person.
fn plural(pronoun: Word<'_>, verb: Word<'_>) -> bool {
    let you = pronoun.lower() == "you";
    let before = pronoun.previous();
    let after_preposition: &[&str] = &[
        "of", "for", "with", "to", "from", "between", "about", "than", "like", "by", "in", "at", "on", "and", "or",
        "as",
    ];
    let is_object = before.is(&["and", "or", "of", "below"]) || you && before.is(after_preposition);
    if is_object || pronoun.lower() == "i" && (pronoun.text() != "I" || verb.is(&["is", "was"])) {
        return false;
    }
    if verb.is(&["has", "is", "was", "does"]) {
        return has_auxiliary(pronoun);
    }
    let is_verb = verb.third_person().is_some() && verb.lower() != "means" && pronoun.lower() != "i";
    let opens = pronoun.is_first() || before.is(CLAUSE_OPENERS) && !(you && before.lower() == "what");
    let opens = opens || before.is(OPENING_MARKS);
    let next = verb.next();
    is_verb
        && opens
        && (opens_object(next)
            || next.lower() == "to"
            || before.is(&["when", "if", "once", "as", "how"])
                && next.is_tagged(&[Tag::Adjective, Tag::Noun, Tag::PluralNoun]))
        && verb.tag() == Tag::ThirdPerson
}

/// Whether a verb *is*, *has*, *was* or *does* belongs to the pronoun before it: not in *all you need is*, *do they is*.
fn has_auxiliary(pronoun: Word<'_>) -> bool {
    let hidden = ["what", "everything", "all", "whatever", "something", "anything", "thing", "code"];
    let before = pronoun.previous();
    (pronoun.is_first() || before.is(CLAUSE_OPENERS) || before.is(OPENING_MARKS))
        && !before.is(&["what", "who"])
        && !pronoun.back(2).any(|word| word.is(&["do", "how", "does"]))
        && !pronoun.back(4).any(|word| word.is(&hidden))
        && pronoun.tag() == Tag::Pronoun
}

/// Whether *it*, *he* or *she* has a verb in the plural.
fn singular(pronoun: Word<'_>, verb: Word<'_>) -> bool {
    let is_it = pronoun.lower() == "it";
    let is_auxiliary = verb.is(&["have", "are", "do"]);
    let base = verb.base().filter(|_| !verb.is(AMBIGUOUS));
    if !is_auxiliary && base.is_none() || verb.next().lower() == "-" || !opens_clause(pronoun, verb) {
        return false;
    }
    if pronoun.back(3).any(|word| word.is(BEFORE_BASE)) || pronoun.sentence().is_question() {
        return false;
    }
    if is_auxiliary {
        return true;
    }
    match verb.tag() {
        Tag::PresentTense => true,
        Tag::BaseVerb => is_it,
        Tag::Noun => {
            let opens_sentence = pronoun.is_first() && verb.next().is(&["in", "to", "by", "from", "as"]);
            is_it && (opens_object(verb.next()) || opens_sentence || base.is_some_and(is_never_noun))
        }
        _ => false,
    }
}

/// Whether a clause begins with the pronoun, and its verb has an ending.
fn opens_clause(pronoun: Word<'_>, verb: Word<'_>) -> bool {
    let before = pronoun.previous();
    let opens = before.is(CLAUSE_OPENERS) || before.is(&[",", ":", ";", "(", "."]);
    let opens = opens || pronoun.is_first() || pronoun.index() == Some(1) && before.tag() == Tag::Adverb;
    if !opens
        || verb.is(&["are", "do"]) && before.is(&[",", "and", "but", ":"])
        || before.lower() == "and" && !before.previous().is(&[",", ";"])
    {
        return false;
    }
    let may_be_subjunctive = before.is(&["that", "as", "until", "unless", "if", "whether", "and", ","]);
    !may_be_subjunctive
        || !pronoun.back(9).any(|word| word.is(SUBJUNCTIVE) && !word.is(&["made", "making"]) || word.is(BEFORE_BASE))
}
