//! *its* and *it's*.

use super::super::words::{PREPOSITIONS, opens_object};
use super::super::{Anchored, Fault, Search};
use super::{before, confusion};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules::grammar) static CONTRACTION: Search = Search::new(&[&["its"]], find_contraction);

pub(in crate::rules::grammar) static POSSESSIVE: Search = Search::new(&[&["'s"]], find_possessive);

/// Words and marks after which a clause begins.
const CLAUSE_OPENERS: &[&str] = &[
    ",", ":", ";", "(", ".", "that", "because", "since", "but", "so", "if", "when", "and", "as", "think", "sure",
    "means", "now", "then", "although", "though", "while", "know", "however", "unless", "until", "where", "whether",
    "once",
];

/// Prepositions, which *it is* does not follow.
const LEFT_OVER: &[&str] = &["at", "by", "for", "from", "in", "into", "of", "on", "to", "via", "with"];

/// What follows *its not* for *it is not*.
const AFTER_NOT: &[&str] = &[
    "a",
    "allowed",
    "always",
    "an",
    "clear",
    "easy",
    "enough",
    "going",
    "hard",
    "just",
    "necessary",
    "needed",
    "obvious",
    "only",
    "possible",
    "recommended",
    "required",
    "supported",
    "that",
    "the",
    "worth",
];

/// Adjectives that may follow *it is* and have a clause after them.
const ADJECTIVES: &[&str] = &[
    "best",
    "better",
    "difficult",
    "easier",
    "easy",
    "essential",
    "good",
    "hard",
    "helpful",
    "important",
    "impossible",
    "likely",
    "necessary",
    "ok",
    "okay",
    "possible",
    "recommended",
    "unclear",
    "unlikely",
    "useful",
    "worth",
];

const AFTER_ADJECTIVE: &[&str] = &["to", "that", "for", "if", "when", "not"];

/// Adverbs that follow *it is*.
const ADVERBS: &[&str] = &["already", "also", "always", "because", "just", "never", "only", "really", "still"];

const AFTER_ADVERB: &[&str] = &["a", "an", "the", "not", "that", "to", "possible", "important", "because"];

/// What makes a name with *time to* and *up to*: *because its time to live has passed*.
const TIMES: &[&str] = &["complete", "date", "first", "interactive", "live", "market", "run"];

/// Prepositions between a participle and what is no noun after *its*: *how its implemented by*.
const AFTER_PARTICIPLE: &[&str] = &["by", "from", "into", "throughout", "with", "via", "when", "during", "before"];

/// The same, unless the participle and the preposition belong to a noun: *its logged in users*.
const LOOSE_AFTER_PARTICIPLE: &[&str] = &["in", "on", "to", "as", "for", "at", "after"];

fn find_contraction(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors().filter(|word| word.lower() == "its") {
        let next = word.next();
        if next.is_lower() && (is_subject(word) || has_participle(next)) {
            faults.push(confusion(word, &before(next), "*it is* is written `it's`").write_safely("it's"));
        }
    }
}

/// Whether *its* is the subject of what follows.
fn is_subject(its: Word<'_>) -> bool {
    let [next, after] = [its.next(), its.after(2)];
    let opens_clause = its.is_first() || its.previous().is(CLAUSE_OPENERS);
    match next.lower() {
        "been" => true,
        // `based on its the tier`: one of the determiners is left over.
        "a" | "an" | "the" => after.lower() != "-" && !its.previous().is(LEFT_OVER),
        "not" => after.is(AFTER_NOT),
        "time" | "up" | "going" => opens_clause && after.lower() == "to" && !its.after(3).is(TIMES),
        _ => {
            let has_adjective = next.is(ADJECTIVES) && after.is(AFTER_ADJECTIVE);
            opens_clause && (has_adjective || next.is(ADVERBS) && after.is(AFTER_ADVERB))
        }
    }
}

/// Whether a participle after *its* makes it *it is*: *how its implemented in the kernel*.
fn has_participle(word: Word<'_>) -> bool {
    const ADJECTIVES: &[&str] = &["built", "left", "given", "mixed", "united", "advanced"];
    let forms = word.forms();
    if forms.participle.is_none() || forms.base.is_some() || forms.singular.is_some() || word.is(ADJECTIVES) {
        return false;
    }
    let [preposition, object] = [word.next(), word.after(2)];
    preposition.is(AFTER_PARTICIPLE) || preposition.is(LOOSE_AFTER_PARTICIPLE) && opens_object(object)
}

/// Verbs that have an object and not a clause.
const VERBS: &[&str] = &[
    "access",
    "calls",
    "change",
    "changes",
    "control",
    "define",
    "defines",
    "delete",
    "drop",
    "edit",
    "export",
    "expose",
    "extend",
    "get",
    "gets",
    "give",
    "giving",
    "had",
    "handle",
    "has",
    "have",
    "having",
    "implement",
    "initialise",
    "initialize",
    "keep",
    "keeps",
    "load",
    "loads",
    "lose",
    "loses",
    "manage",
    "manages",
    "modify",
    "open",
    "override",
    "overrides",
    "pass",
    "perform",
    "provide",
    "provides",
    "read",
    "reads",
    "receive",
    "remove",
    "replace",
    "reset",
    "return",
    "returning",
    "returns",
    "save",
    "set",
    "sets",
    "specify",
    "stop",
    "store",
    "stores",
    "update",
    "updates",
    "use",
    "uses",
    "using",
    "utilise",
    "utilize",
    "validate",
];

/// Prepositions that open a clause too: *after it's time*.
const CONJUNCTIONS: &[&str] = &["after", "as", "before", "like", "than", "about"];

/// What may be after *it is* without an article.
const PREDICATES: &[&str] = &[
    "bad",
    "business",
    "case",
    "code",
    "data",
    "fault",
    "fine",
    "fun",
    "good",
    "help",
    "job",
    "kind",
    "lot",
    "magic",
    "nothing",
    "okay",
    "overhead",
    "overkill",
    "part",
    "possible",
    "software",
    "something",
    "sort",
    "time",
    "way",
    "work",
    "worth",
    "anything",
    "everything",
    "someone",
    "just",
    "important",
];

/// Verbs after a subject.
const FINITE: &[&str] = &["is", "are", "was", "were", "has", "can", "will", "must", "should"];

/// Words and marks after which *it's* is the start of a clause whose verb can be seen.
const BEFORE_SUBJECT: &[&str] = &[",", ";", ":", ".", "so", "and", "but", "since", "because"];

fn find_possessive(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for clitic in sentence.anchors() {
        let [it, next] = [clitic.previous(), clitic.next()];
        if it.lower() == "it" && next.is_lower() && is_possessor(it, next) {
            let message = format!("`it's` before `{}`: the possessive is `its`", next.lower());
            faults.push(Fault::at(it, message).through(clitic).write_safely("its"));
        }
    }
}

/// Whether *it's* belongs to a noun.
fn is_possessor(it: Word<'_>, next: Word<'_>) -> bool {
    if next.lower() == "own" {
        return true;
    }
    let before = it.previous();
    let is_object = before.is(PREPOSITIONS) && !before.is(CONJUNCTIONS) || before.is(VERBS);
    let may_be_subject = it.is_first() || before.is(BEFORE_SUBJECT);
    if !is_object && !may_be_subject {
        return false;
    }
    let noun = if is_noun(next.next()) && next.tag() == Tag::Adjective { next.next() } else { next };
    if !is_noun(noun) || next.is(PREDICATES) || noun.is(PREDICATES) || !noun.is_tagged(&[Tag::Noun, Tag::PluralNoun]) {
        return false;
    }
    is_object || noun.next().is(FINITE)
}

/// Whether a word may be a noun.
fn is_noun(word: Word<'_>) -> bool {
    word.is_lower() && (word.singular().is_some() || word.plural().is_some())
}
