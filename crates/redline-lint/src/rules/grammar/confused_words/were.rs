//! *where* for *were*.

use super::super::{Anchored, Fault, Search};
use super::{before, confusion};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules::grammar) static SEARCH: Search = Search::new(&[&["where"]], find);

/// Participles with which *where* makes a short clause: *where needed*.
const SHORT_CLAUSES: &[&str] = &[
    "allowed",
    "applied",
    "called",
    "declared",
    "defined",
    "documented",
    "expected",
    "indicated",
    "marked",
    "needed",
    "noted",
    "permitted",
    "provided",
    "required",
    "specified",
    "stated",
    "supported",
    "used",
];

/// What may follow the participle of a passive.
const AFTER_PARTICIPLE: &[&str] = &["as", "at", "by", "for", "from", "in", "into", "on", "to", "using", "with", "("];

const FINITE: &[Tag] = &[Tag::ThirdPerson, Tag::PresentTense, Tag::Modal];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors().filter(|word| word.lower() == "where" && word.is_lower()) {
        if is_verb(word) {
            faults.push(confusion(word, &before(word.next()), "the verb is `were`").write("were"));
        }
    }
}

/// Whether *where* is the verb of its sentence, which has no other before it.
fn is_verb(word: Word<'_>) -> bool {
    let participle = word.next();
    let forms = participle.forms();
    forms.participle.is_some()
        && forms.base.is_none()
        && !participle.is(SHORT_CLAUSES)
        && participle.next().is(AFTER_PARTICIPLE)
        && word.previous().plural().is_some()
        && word.sentence().is_full()
        && !word.back(usize::MAX).any(|word| word.is_tagged(FINITE) || word.is_tagged(&[Tag::BaseVerb, Tag::PastTense]))
        && !participle.ahead(usize::MAX).any(|word| word.is_tagged(FINITE))
}
