#![doc = include_str!("there_is_plural.md")]

use super::{Anchored, Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules) static RULE: Rule = Rule { meta: &catalogue::THERE_IS_PLURAL, check: |cx| check(cx, &[&SEARCH]) };

pub(super) static SEARCH: Search = Search::new(&[&["there"]], find);

/// Words between the verb and what there is.
const ADVERBS: &[&str] =
    &["also", "currently", "still", "already", "only", "generally", "usually", "now", "often", "n't", "not", "always"];

/// Words for several.
const SEVERAL: &[&str] =
    &["many", "several", "multiple", "various", "numerous", "few", "two", "three", "four", "five", "both"];

/// Words before a plural that may have others after them.
const QUANTIFIERS: &[&str] = &["some", "other", "more", "no", "different", "certain"];

/// Plurals that there may be one of.
const ONE_THING: &[&str] = &["days", "heaps", "loads", "lots", "means", "plans", "semantics", "tons"];

/// Units, of which several can be one amount: *there is two weeks left*.
const UNITS: &[&str] =
    &["bits", "bytes", "cents", "dollars", "hours", "minutes", "months", "ms", "seconds", "weeks", "years"];

const MODIFIERS: &[Tag] = &[
    Tag::Adjective,
    Tag::Noun,
    Tag::ProperNoun,
    Tag::PastParticiple,
    Tag::ComparativeAdjective,
    Tag::Number,
    Tag::Adverb,
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for there in sentence.anchors().filter(|word| word.lower() == "there") {
        let verb = there.next();
        let plural_verb = match verb.lower() {
            "is" => Some("are"),
            "was" => Some("were"),
            "'s" => None,
            _ => continue,
        };
        let first = (0..3).fold(verb.next(), |word, _| if word.is(ADVERBS) { word.next() } else { word });
        // Speech has *there's* before anything.
        if verb.lower() == "'s" && !first.is(SEVERAL) {
            continue;
        }
        if let Some(word) = plural(first) {
            let message = format!("`there {}` before the plural `{}`", verb.lower(), word.lower()).replace(" '", "'");
            let fault = Fault::at(verb, message);
            faults.push(plural_verb.into_iter().fold(fault, Fault::write_safely));
        }
    }
}

/// The plural that a phrase ends with.
fn plural(first: Word<'_>) -> Option<Word<'_>> {
    let phrase = || std::iter::once(first).chain(first.ahead(3));
    let word = phrase().find(|word| word.plural().is_some())?;
    let modifiers = || phrase().take_while(|it| it.index() < word.index());
    let is_amount = word.is(UNITS) && modifiers().any(|it| it.is(SEVERAL));
    let next = word.next();
    let forms = next.forms();
    let is_head = forms.singular.is_none() && forms.plural.is_none() && !next.is(&["and", "'", "-"]) && !next.is_code();
    let is_likely = !word.is(ONE_THING) && !is_amount && is_head && word.is_lower() && modifiers().all(is_modifier);
    // *There is no guarantee such placements work*
    let is_clause = first.lower() == "no" && modifiers().any(|it| it.singular().is_some());
    let is_phrase = is_likely
        && !is_clause
        && word.tag() == Tag::PluralNoun
        && word.previous().tag() != Tag::Adverb
        && !next.is_tagged(&[Tag::Noun, Tag::PluralNoun, Tag::Gerund])
        && modifiers().all(|it| it.is(SEVERAL) || it.is(QUANTIFIERS) || it.is_tagged(MODIFIERS));
    is_phrase.then_some(word)
}

/// Whether a word may belong to a plural after it.
fn is_modifier(word: Word<'_>) -> bool {
    !word.is_code()
        && !word.is(&["a", "an", "the", "one", "this", "that", "each", "every", "another", "any", "of", "such"])
}
