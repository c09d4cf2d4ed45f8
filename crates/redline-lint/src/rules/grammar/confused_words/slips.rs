//! Little words that a slip of the keyboard makes of others: *my be*, *in not required*, *with he following*.

use super::super::words::{BE, DETERMINERS, is_never_noun, opens_object};
use super::super::{Anchored, Fault, Search};
use super::{before, confusion};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules::grammar) static SEARCH: Search =
    Search::new(&[&["be", "by", "he", "in", "may", "my", "no", "not", "now", "of", "with"]], find);

/// Modal verbs that *be* follows.
const MODALS: &[&str] = &["can", "could", "will", "would", "must", "should", "may", "might", "cannot"];

/// What follows *is not*, and *in not* only where it is meant.
const AFTER_NOT: &[&str] = &[
    "allowed",
    "available",
    "enabled",
    "installed",
    "necessary",
    "needed",
    "possible",
    "recommended",
    "required",
    "running",
    "set",
    "supported",
    "used",
];

/// Adjectives of one thing among others.
const AFTER_THE: &[&str] = &["above", "following", "latest", "previous", "same"];

/// Words that *many* and a plural may follow.
const BEFORE_MANY: &[&str] = &["in", "of", "with", "for", "from", "by", "on", "are", "were", "too", "have", "has"];

/// Verbs that ask for something: *it is required be the same*.
const DEMANDS: &[&str] = &[
    "demanded",
    "designed",
    "expected",
    "intended",
    "let",
    "meant",
    "needed",
    "proposed",
    "recommended",
    "requested",
    "required",
    "suggested",
    "supposed",
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors() {
        let Some((right, is_safe)) = meant(word) else { continue };
        if word.next().is_lower() && (word.is_lower() || word.is_first()) {
            let fault = confusion(word, &before(word.next()), &format!("the word is `{right}`"));
            faults.push(if is_safe { fault.write_safely(right) } else { fault.write(right) });
        }
    }
}

/// The word that is meant by another, and whether there is no doubt about it.
fn meant(word: Word<'_>) -> Option<(&'static str, bool)> {
    let [previous, next, after] = [word.previous(), word.next(), word.after(2)];
    let (is_slip, right, is_safe) = match word.lower() {
        "be" => (is_agent(word), "by", false),
        "by" => (previous.is(MODALS) && is_passive(next) && previous.tag() == Tag::Modal, "be", false),
        "he" => (next.is(AFTER_THE) && !after.is(&["to", "of"]), "the", false),
        "in" => (next.lower() == "not" && after.is(AFTER_NOT) && !previous.is_outside(), "is", false),
        "may" => (previous.is(BEFORE_MANY) && next.plural().is_some() && next.tag() == Tag::PluralNoun, "many", false),
        "my" => (next.lower() == "be" && !previous.is(&["be", "the"]), "may", true),
        "no" => (previous.is(BE) && !word.before(2).is(&["there"]) && next.is(&["the", "a", "an"]), "not", true),
        "not" => (previous.lower() == "please" && next.is(&["that", "how"]), "note", true),
        "now" => (is_knowledge(word), "know", true),
        "of" => (is_choice(word), "or", true),
        "with" => (is_future(next), "will", false),
        _ => return None,
    };
    is_slip.then_some((right, is_safe))
}

/// Whether a word is a participle and no other form.
fn is_passive(word: Word<'_>) -> bool {
    let forms = word.forms();
    forms.participle.is_some() && forms.base.is_none() && word.tag() == Tag::PastParticiple
}

/// Whether *be* comes before who or what does something: *is caused be the*.
fn is_agent(be: Word<'_>) -> bool {
    let participle = be.previous();
    let forms = participle.forms();
    opens_object(be.next())
        && forms.participle.is_some()
        && forms.base.is_none()
        && !participle.is(DEMANDS)
        && (participle.previous().is(BE) || participle.before(2).is(BE) && participle.previous().tag() == Tag::Adverb)
}

/// Whether *now* is what somebody is let or has to know.
fn is_knowledge(now: Word<'_>) -> bool {
    const CLAUSES: &[&str] = &["if", "about", "whether", "how", "what", "which"];
    let is_let = now.before(2).is(&["let", "lets"]) && now.next().is(&["if", "about", "whether"]);
    let is_infinitive = now.previous().lower() == "to"
        && now.before(2).is(&["need", "needs", "want", "have", "has", "important", "useful", "like", "good"]);
    is_let || is_infinitive && (now.next().is(CLAUSES) || now.next().lower() == "the")
}

/// Whether *of* is between alternatives: *one of more files*.
fn is_choice(of: Word<'_>) -> bool {
    match of.next().lower() {
        "more" => of.previous().lower() == "one" && !of.after(2).is(&["than", "."]) && !of.after(2).is(DETERMINERS),
        "false" => of.previous().lower() == "true",
        _ => false,
    }
}

/// Whether *with* comes before a verb: *this with also serve as a reference*.
fn is_future(next: Word<'_>) -> bool {
    let verb = if next.lower() == "also" { next.next() } else { next };
    if next.lower() == "be" {
        return !next.next().is(&["in", "used"]);
    }
    verb.is_lower()
        && verb.base().is_some_and(is_never_noun)
        && opens_object(verb.next())
        && !verb.next().is_code()
        && verb.is_tagged(&[Tag::BaseVerb, Tag::PresentTense])
}
