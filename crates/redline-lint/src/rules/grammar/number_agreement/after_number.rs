//! A singular after a number or another word for several.

use super::super::{Anchored, Fault, Search};
use super::{counted, ends_phrase, is_singular_noun};
use redline_english::grammar::{Noun, Word};
use redline_english::tagger::Tag;

pub(super) static SEARCH: Search = Search::new(&[QUANTIFIERS, BEFORE_KIND], find);

/// Words for more than one.
const QUANTIFIERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "multiple", "various",
    "numerous", "many", "these", "those", "fewer",
];

/// Words for more than one before *kinds of*.
const BEFORE_KIND: &[&str] = &[
    "all",
    "certain",
    "different",
    "many",
    "several",
    "various",
    "two",
    "three",
    "other",
    "these",
    "those",
    "multiple",
    "both",
];

const KINDS: &[&str] = &["kind", "sort", "type"];

/// Words before *kind of* that are singular themselves: *any other kind of*.
const SINGULAR: &[&str] = &["a", "an", "the", "this", "that", "no", "any", "some", "each", "every", "one"];

/// Words before a number that make it a name: *version two*, *step three*.
const BEFORE_NAME: &[&str] = &[
    "-", "/", "one", "chapter", "version", "step", "section", "part", "rust", "level", "layer", "phase", "stage",
    "page", "python", "day", "option", "table", "figure", "listing", "item", "number", "book", "type", "release",
    "case",
];

/// Determiners of one thing, to which an adjective with a number belongs: *a four dimensional vector*.
const ARTICLES: &[&str] = &["a", "an", "each", "every", "this"];

/// Words after the noun that is the head of its phrase.
const AFTER_NOUN: &[&str] = &[
    "of", "in", "that", "which", "for", "to", "with", "on", "and", "or", ".", ",", ";", ":", ")", "are", "is", "were",
    "can", "will", "must", "should", "may", "have", "do", "from", "by", "when", "as", "at", "between", "into", "where",
    "if", "you", "we", "it", "the", "via", "using", "below", "above", "through", "through",
];

/// Nouns that seldom have a plural where they follow a number: *the first two match*.
const OTHERWISE: &[&str] =
    &["assignment", "book", "call", "match", "number", "part", "producer", "script", "selection", "source"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for quantifier in sentence.anchors().filter(|word| word.is(QUANTIFIERS) || word.is(BEFORE_KIND)) {
        let fault = kind_after(quantifier).or_else(|| noun_after(quantifier));
        faults.extend(fault);
    }
}

/// *Two kind of*, *two distinct kind of*.
fn kind_after(quantifier: Word<'_>) -> Option<Fault> {
    let (before, next) = (quantifier.previous(), quantifier.next());
    let kind = if next.is(KINDS) { next } else { next.next() };
    let is_fault = quantifier.is(BEFORE_KIND)
        && kind.is(KINDS)
        && kind.is_lower()
        && kind.next().lower() == "of"
        && (quantifier.lower() == "all" || !before.is(SINGULAR))
        && (quantifier.lower() != "other" || kind.after(2).plural().is_some() || kind.after(3).plural().is_some())
        && (kind.index() == next.index() || next.tag() == Tag::Adjective)
        && is_singular_noun(kind);
    is_fault.then(|| fault(quantifier, kind).write_safely(format!("{}s", kind.lower())))
}

/// *Two file.*
fn noun_after(quantifier: Word<'_>) -> Option<Fault> {
    let before = quantifier.previous();
    // *One of the two file* is another search's.
    let is_one_of = before.previous().lower() == "of" && before.before(2).lower() == "one";
    if !quantifier.is(QUANTIFIERS) || before.is(BEFORE_NAME) || before.is(ARTICLES) || is_one_of {
        return None;
    }
    let (word, noun) = quantifier.ahead(3).find_map(|word| Some((word, counted(word)?)))?;
    let adjectives = || quantifier.ahead(2).take_while(|it| it.index() < word.index());
    let is_fault = is_head(quantifier, word, noun)
        && adjectives().all(|it| it.is_lower() && it.singular().is_none() && it.plural().is_none())
        && adjectives().all(|it| it.is_tagged(&[Tag::Adjective, Tag::ComparativeAdjective]))
        && is_singular_noun(word)
        && !(word.next().is(&["and", "or", ","]) && is_noun_like(word.after(2)));
    is_fault.then(|| fault(quantifier, word).write(noun.plural))
}

/// Whether a noun ends a phrase that a word for several begins, and is no verb there.
fn is_head(quantifier: Word<'_>, word: Word<'_>, noun: &Noun) -> bool {
    let ([singular, as_verb], [plural, _]) = (noun.singular_uses, noun.plural_uses);
    let after = word.next();
    let is_verb = word.base().is_some() && after.lower() != "of" || as_verb * 100 >= singular * 6;
    let is_never_many = singular < 30 || plural < 15 || word.is(OTHERWISE);
    // *Those range from* and *these function to* have a pronoun and a verb; *those file you open* is rare.
    let is_pronoun = quantifier.is(&["these", "those"]) && after.is(&["as", "is", "to", "you", "we", "it", "the"]);
    let is_kind = word.is(KINDS) && after.lower() == "of";
    let is_name = word.is(&["level", "layer"]) && quantifier.previous().is(&["of", "the", "these", "in"])
        || word.lower() == "language" && after.lower() == "and"
        || quantifier.lower() == "three" && quantifier.previous().lower() == "tier";
    ends_phrase(after, AFTER_NOUN) && !is_verb && !is_never_many && !is_pronoun && !is_kind && !is_name
}

fn is_noun_like(word: Word<'_>) -> bool {
    word.is_code() || word.is_tagged(&[Tag::Noun, Tag::PluralNoun, Tag::Adjective, Tag::Gerund, Tag::PastParticiple])
}

fn fault(quantifier: Word<'_>, word: Word<'_>) -> Fault {
    Fault::at(word, format!("singular `{}` after `{}`", word.lower(), quantifier.lower()))
}
