#![doc = include_str!("missing_be.md")]

use super::words::{AFTER_PARTICIPLE, MODALS, after_adverbs};
use super::{Anchored, Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules) static RULE: Rule = Rule { meta: &catalogue::MISSING_BE, check: |cx| check(cx, &[&SEARCH]) };

pub(super) static SEARCH: Search = Search::new(&[MODALS, &["to"]], find);

/// Words before *to* that make the next word a verb.
const BEFORE_TO: &[&str] =
    &["has", "have", "need", "needs", "needed", "want", "wants", "going", "able", "expected", "supposed", "likely"];

/// Adjectives that need *be* after a modal verb.
const ADJECTIVES: &[&str] =
    &["able", "available", "aware", "careful", "compatible", "necessary", "responsible", "sure", "unable", "visible"];

/// More words after a participle that belong to a passive.
const MORE_AFTER_PARTICIPLE: &[&str] =
    &[".", ",", "and", "or", "per", "without", "during", "through", "inside", "until", "because", "within", "into"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for auxiliary in sentence.anchors() {
        let is_modal = auxiliary.is(MODALS);
        let is_infinitive = auxiliary.lower() == "to" && auxiliary.previous().is(BEFORE_TO);
        if !is_modal && !is_infinitive {
            continue;
        }
        let word = after_adverbs(auxiliary.next());
        let is_fault = is_participle(word)
            || is_modal
                && (word.is(ADJECTIVES) && word.next().lower() != "-"
                    || word.lower() == "equal" && word.next().lower() == "to");
        // *You can seen* has a participle for the base form.
        let has_person = auxiliary.previous().is(&["i", "we", "you", "they"]) && !word.is(ADJECTIVES);
        if is_fault && word.is_lower() && !has_person && !(is_modal && is_noun(auxiliary)) {
            let (auxiliary, word_text) = (auxiliary.lower(), word.lower());
            let message = format!("`be` is missing between `{auxiliary}` and `{word_text}`");
            faults.push(Fault::at(word, message).write(format!("be {word_text}")));
        }
    }
}

/// Whether a word is a participle, and of a passive.
fn is_participle(word: Word<'_>) -> bool {
    let forms = word.forms();
    forms.participle.is_some()
        && forms.base.is_none()
        && word.lower() != "had"
        && (word.next().is(AFTER_PARTICIPLE) || word.next().is(MORE_AFTER_PARTICIPLE))
        && word.is_tagged(&[Tag::PastParticiple, Tag::PastTense])
}

/// Whether what looks like a modal verb is a noun: *the can*.
fn is_noun(auxiliary: Word<'_>) -> bool {
    auxiliary.tag() != Tag::Modal
        || auxiliary.is(&["can", "will"]) && auxiliary.previous().is(&["the", "a", "an", "trash", "tin"])
}
