//! A singular after *number of*, *other*, *all* or *some of these*.

use super::super::words::PREPOSITIONS;
use super::super::{Anchored, Fault, Search};
use super::{AFTER_NOUN, counted, ends_phrase, is_singular_noun};
use redline_english::grammar::{Noun, Word};
use redline_english::tagger::Tag;

pub(super) static SEARCH: Search = Search::new(&[AMOUNTS, &["other", "all"], MANY, SOME], find);

/// Nouns for several things.
const AMOUNTS: &[&str] = &["collection", "couple", "list", "number", "numbers", "pair", "sequence", "series", "set"];

/// Words for several of the things that are named.
const MANY: &[&str] = &["both", "each", "few", "many", "several"];

/// Words for a part of what is named, be it several things or one.
const SOME: &[&str] = &["all", "any", "most", "none", "some"];

const DETERMINERS: &[&str] = &["the", "these", "those", "our", "your", "their", "its"];

/// Words before *other* that are no determiners.
const BEFORE_OTHER: &[&str] = &["like", "unlike", "use", "uses", "using", "has", "have", "call", "calls", "and"];

/// Nouns that are often not counted.
const OTHERWISE: &[&str] = &[
    "activity",
    "area",
    "configuration",
    "content",
    "context",
    "conversation",
    "cost",
    "data",
    "discussion",
    "encoding",
    "error",
    "feedback",
    "format",
    "geometry",
    "information",
    "input",
    "interaction",
    "investigation",
    "language",
    "life",
    "load",
    "material",
    "logic",
    "meaning",
    "noise",
    "opportunity",
    "output",
    "practice",
    "reason",
    "risk",
    "setup",
    "source",
    "state",
    "style",
    "technology",
    "test",
    "time",
    "traffic",
    "utility",
    "value",
    "way",
    "weight",
    "name",
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for opener in sentence.anchors() {
        let Some(last) = last_of_opener(opener) else { continue };
        let head = singular_head(last);
        // *All interaction* is not counted, *all instance are* and *on all target* are.
        let needs_verb = last.lower() == "all" && !last.previous().is(PREPOSITIONS);
        if let Some((word, noun)) = head.filter(|(word, _)| !needs_verb || word.next().is(&["are", "have", "were"])) {
            let words = &sentence.text()[opener.span().start..last.span().end];
            faults.push(Fault::at(word, format!("singular `{}` after `{words}`", word.lower())).write(noun.plural));
        }
    }
}

/// The last of the words for several that a word begins.
fn last_of_opener(opener: Word<'_>) -> Option<Word<'_>> {
    if is_amount_of(opener) {
        Some(opener.next())
    } else if is_many_of(opener) {
        Some(opener.after(2))
    } else {
        (is_other(opener) || opener.lower() == "all" && opener.previous().lower() != "at").then_some(opener)
    }
}

/// *Number of.*
fn is_amount_of(opener: Word<'_>) -> bool {
    // *Type: list of string* is a notation of types.
    let opens_type = opener.is_first() || opener.previous().lower() == ":";
    opener.is(AMOUNTS) && opener.next().lower() == "of" && !opens_type
}

/// *Many of the*, *some of these*.
fn is_many_of(opener: Word<'_>) -> bool {
    let determiner = opener.after(2);
    let is_plural = determiner.is(&["these", "those"]);
    opener.next().lower() == "of" && determiner.is(DETERMINERS) && (opener.is(MANY) || opener.is(SOME) && is_plural)
}

/// *Other* without a determiner.
fn is_other(opener: Word<'_>) -> bool {
    let before = opener.previous();
    opener.lower() == "other" && (before.is(PREPOSITIONS) && before.lower() != "than" || before.is(BEFORE_OTHER))
}

/// The singular that a phrase after a word ends with, beyond at most one adjective.
fn singular_head(before: Word<'_>) -> Option<(Word<'_>, &'static Noun)> {
    let first = before.next();
    let word = if first.singular().is_some() { first } else { first.next() };
    let noun = counted(word).filter(|noun| is_mostly_counted(noun))?;
    let next = word.next();
    let is_head = ends_phrase(next, AFTER_NOUN) || next.is(&["have", "were"]);
    let is_list = || next.is(&["and", "or", ","]) && (next.next().is_code() || next.next().is_tagged(NOUN_LIKE));
    let is_phrase = is_head
        && !word.is(OTHERWISE)
        && first.is_lower()
        && (first.index() == word.index() || first.tag() == Tag::Adjective)
        && is_singular_noun(word)
        && !is_list();
    is_phrase.then_some((word, noun))
}

const NOUN_LIKE: &[Tag] = &[Tag::Noun, Tag::PluralNoun, Tag::Adjective, Tag::Gerund, Tag::PastParticiple];

/// Whether the plural of a noun is so frequent that one thing of the kind seldom has no article.
fn is_mostly_counted(noun: &Noun) -> bool {
    let ([singular, as_verb], [plural, _]) = (noun.singular_uses, noun.plural_uses);
    singular >= 30 && plural >= 15 && plural * 4 >= singular && as_verb * 5 < singular
}
