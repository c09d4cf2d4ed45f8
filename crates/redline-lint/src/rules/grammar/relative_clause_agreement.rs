#![doc = include_str!("relative_clause_agreement.md")]

use super::subject_verb_agreement::subject::{
    NEVER_PLURAL, is_quantity, is_singular_plural, may_be_verb, phrase_start, words_between,
};
use super::subject_verb_agreement::{Number, disagreement};
use super::words::{PREPOSITIONS, opens_object};
use super::{Anchored, Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules) static RULE: Rule =
    Rule { meta: &catalogue::RELATIVE_CLAUSE_AGREEMENT, check: |cx| check(cx, &[&SEARCH]) };

pub(super) static SEARCH: Search = Search::new(&[RELATIVES], find);

const RELATIVES: &[&str] = &["that", "which", "who"];

const ADVERBS: &[&str] =
    &["only", "also", "always", "then", "currently", "automatically", "still", "already", "usually", "typically"];

/// Nouns that several things are: the relative clause may belong to them.
const COLLECTIONS: &[&str] = &["items", "labels", "lists", "pairs", "paths", "values"];

/// Nouns in the singular before a relative clause in the plural, beside quantities.
const OPEN_NOUNS: &[&str] =
    &["case", "day", "degree", "extent", "manner", "month", "path", "place", "point", "time", "week", "year", "world"];

/// Determiners of a noun in the singular.
const DETERMINERS: &[&str] = &["a", "an", "another", "each", "every", "its", "our", "the", "this", "your"];

/// Verbs that are nouns, adjectives or their own past.
const AMBIGUOUS: &[&str] =
    &["be", "cost", "cut", "do", "fit", "have", "hit", "let", "put", "quit", "read", "reset", "set", "split"];

/// Verbs after a *which* that refers to the whole clause.
const ABOUT_CLAUSES: &[&str] = &[
    "allows", "causes", "does", "enables", "gives", "has", "includes", "is", "leads", "lets", "makes", "means",
    "provides", "requires", "results", "sets", "was",
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for relative in sentence.anchors().filter(|word| word.is(RELATIVES)) {
        let verb = relative.after(if relative.next().is(ADVERBS) { 2 } else { 1 });
        let noun = relative.previous();
        if !verb.is_lower() || !noun.is_lower() || noun.back(8).any(|word| word.is(COLLECTIONS)) {
            continue;
        }
        if noun.plural().is_some() {
            faults.extend(plural(noun, relative, verb).then(|| disagreement(verb, noun, Number::Plural)).flatten());
        } else if noun.singular().is_some() {
            faults.extend(singular(noun, relative, verb).then(|| disagreement(verb, noun, Number::Singular)).flatten());
        }
    }
}

/// Whether a verb has what follows verbs.
fn has_object(verb: Word<'_>) -> bool {
    opens_object(verb.next()) || verb.next().is(&["to", "on", "in", "for", "with"])
}

/// Whether a noun phrase may be part of a larger one, to which the relative clause belongs: *a list of files that is*.
fn is_part(first: Word<'_>, relative: Word<'_>, number: Number) -> bool {
    // A noun of the same number would make the verb just as wrong.
    const SINGULAR: &[Tag] = &[Tag::Noun, Tag::ProperNoun];
    const PLURAL: &[Tag] = &[Tag::PluralNoun, Tag::PluralProperNoun];
    let nouns = if number == Number::Singular { PLURAL } else { SINGULAR };
    let before = first.previous();
    let is_plural = |word: Word<'_>| word.lower().ends_with('s') && word.is_tagged(&[Tag::Noun, Tag::ProperNoun]);
    let is_rival =
        |word: Word<'_>| word.is_tagged(nouns) || word.is_code() || number == Number::Singular && is_plural(word);
    let follows_noun = |count| before.back(count).any(is_rival);
    (before.tag() == Tag::Preposition || before.is(PREPOSITIONS) || before.is(&["'s", "and", "or"])) && follows_noun(6)
        || relative
            .back(6)
            .any(|word| word.is(&["to", "of", "for", "in", "on", "with", "from"]) && word.previous().is_tagged(nouns))
}

fn singular(noun: Word<'_>, relative: Word<'_>, verb: Word<'_>) -> bool {
    let is_auxiliary = verb.is(&["are", "have", "were"]);
    let is_full = verb.base().is_some_and(|forms| !AMBIGUOUS.contains(&forms.base)) && has_object(verb);
    if !is_auxiliary && !is_full || is_quantity(noun) || noun.is(OPEN_NOUNS) || noun.tag() != Tag::Noun {
        return false;
    }
    let first = phrase_start(noun);
    let is_definite = first.is(&["the", "this", "its", "our", "your"]);
    let is_object = first.previous().is(&["of", "and", "or"]) || is_definite && first.previous().is(PREPOSITIONS);
    first.is(DETERMINERS)
        && !is_object
        && !words_between(first, noun).any(|word| word.tag() == Tag::PluralNoun)
        && !is_part(first, relative, Number::Singular)
        && (is_auxiliary || verb.tag() == Tag::PresentTense)
}

fn plural(noun: Word<'_>, relative: Word<'_>, verb: Word<'_>) -> bool {
    let is_auxiliary = verb.is(&["is", "has", "was", "does"]);
    let is_verb = is_auxiliary || verb.third_person().is_some() && has_object(verb);
    if !is_verb
        || relative.lower() == "which" && verb.is(ABOUT_CLAUSES)
        || is_singular_plural(noun)
        || noun.is(&["contents", "notes"])
        || noun.tag() != Tag::PluralNoun
    {
        return false;
    }
    // `the tower decides who is`
    if may_be_verb(noun) {
        return false;
    }
    let first = phrase_start(noun);
    let is_indirect_object = first.previous().is(&["show", "shows", "tell", "tells", "told"]);
    !first.is(NEVER_PLURAL)
        && !first.previous().is(&["of", "and", "or"])
        && !first.back(3).any(|word| word.is(&["of", "and", "or", ",", "like", "as"]) || is_quantity(word))
        && !first.back(8).any(|word| word.lower() == "one")
        && !is_indirect_object
        && !is_part(first, relative, Number::Plural)
        && (is_auxiliary || verb.tag() == Tag::ThirdPerson)
}
