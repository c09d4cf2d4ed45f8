//! *the* for *they* and *there*.

use super::super::{Anchored, Fault, Search};
use super::{before, confusion};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules::grammar) static SEARCH: Search = Search::new(&[&["the"]], find);

/// Verbs that are no nouns.
const VERBS: &[&str] = &["are", "were", "have", "should", "would", "could", "cannot"];

/// Nouns too.
const AMBIGUOUS: &[&str] = &["can", "may", "might", "must", "will"];

/// Words with which a clause begins with *there*: *there are no others*.
const AFTER_THERE: &[&str] =
    &["no", "various", "many", "several", "some", "few", "two", "three", "four", "five", "plenty", "also"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors().filter(|word| word.lower() == "the") {
        let verb = word.next();
        if verb.is_lower() && (verb.is(VERBS) || verb.is(AMBIGUOUS) && has_infinitive(verb)) {
            let after = if verb.next().lower() == "be" { verb.after(2) } else { verb.next() };
            let (pronoun, reason) = if after.is(AFTER_THERE) && !verb.is(&["have"]) {
                ("there", "the subject is `there`")
            } else {
                ("they", "the pronoun is `they`")
            };
            faults.push(confusion(word, &before(verb), reason).write(pronoun));
        }
    }
}

/// Whether a modal verb has its verb right after it.
fn has_infinitive(modal: Word<'_>) -> bool {
    let next = modal.next();
    next.is(&["be", "not"])
        || next.is_lower() && next.base().is_some() && next.tag() == Tag::BaseVerb && modal.tag() == Tag::Modal
}
