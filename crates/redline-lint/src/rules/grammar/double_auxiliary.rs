#![doc = include_str!("double_auxiliary.md")]

use super::{Anchored, Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules) static RULE: Rule = Rule { meta: &catalogue::DOUBLE_AUXILIARY, check: |cx| check(cx, &[&SEARCH]) };

pub(super) static SEARCH: Search = Search::new(&[MODALS], find);

const MODALS: &[&str] = &["can", "could", "will", "would", "should", "must", "may", "might"];

/// Words before *is* or *has* that make a clause of it: *what it is can change*.
const SUBJECTS_OF_CLAUSES: &[&str] = &["this", "what", "it", "that", "there", "which", ",", "time"];

/// Parts of speech that may be the subject right before its verb.
const SUBJECTS: &[Tag] =
    &[Tag::Noun, Tag::PluralNoun, Tag::Pronoun, Tag::Determiner, Tag::RelativeDeterminer, Tag::ProperNoun];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for first in sentence.anchors() {
        let second = first.next();
        let is_fault = second.is_lower()
            && !first.previous().is(&["the", "a", "\"", "'", "“", "‘"])
            && (two_modals(first, second) || modal_after_verb(first, second));
        if is_fault {
            let message = format!("two auxiliary verbs: `{} {}`", first.lower(), second.lower());
            faults.push(Fault::at(first, message).through(second).help("leave out one of them"));
        }
    }
}

/// *should must*, *can does*.
fn two_modals(first: Word<'_>, second: Word<'_>) -> bool {
    first.is(MODALS)
        && (second.is(MODALS) || second.is(&["does", "did"]))
        && first.lower() != second.lower()
        && !(first.lower() == "can" && second.lower() == "may")
        && second.next().lower() != "/"
        && first.tag() == Tag::Modal
        && (second.tag() == Tag::Modal || second.is(&["does", "did"]))
}

/// *this route has may have*.
fn modal_after_verb(first: Word<'_>, second: Word<'_>) -> bool {
    first.is(&["is", "are", "was", "has", "have"])
        && second.is(MODALS)
        && !first.previous().is(SUBJECTS_OF_CLAUSES)
        && second.next().base().is_some()
        && first.previous().is_tagged(SUBJECTS)
        && !first.back(6).any(|word| word.is(&["what", "how", "whatever", "who", "where"]))
        && first.tag().penn().starts_with("VB")
}
