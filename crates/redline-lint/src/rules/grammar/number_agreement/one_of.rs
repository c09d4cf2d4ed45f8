//! *One of the* before a singular.

use super::super::{Anchored, Fault, Search};
use super::{counted, ends_phrase, is_singular_noun};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(super) static SEARCH: Search = Search::new(&[&["one"]], find);

/// Words that begin what the one is of.
const DETERMINERS: &[&str] = &["the", "these", "those", "my", "our", "your", "their", "its"];

/// Nouns for several, of which one is one: *one of the team*, *one of your choice*.
const COLLECTIVE: &[&str] = &["bunch", "choice", "crew", "family", "group", "lot", "pair", "series", "set", "team"];

/// Words after the noun that is the head of its phrase.
const AFTER_NOUN: &[&str] = &[
    ".", ",", ";", ":", ")", "that", "which", "for", "is", "in", "of", "to", "you", "we", "with", "on", "are", "when",
    "where", "was",
];

/// Parts of speech between a determiner and its noun.
const MODIFIERS: &[Tag] = &[
    Tag::Adjective,
    Tag::SuperlativeAdjective,
    Tag::SuperlativeAdverb,
    Tag::PastParticiple,
    Tag::ComparativeAdjective,
    Tag::Number,
    Tag::Adverb,
    Tag::Gerund,
];

/// The most words between the determiner and its noun.
const MAX_MODIFIERS: usize = 3;

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for one in sentence.anchors().filter(|word| word.lower() == "one") {
        let determiner = one.after(2);
        // *The one of the master* and *the new one of its name* are that of the master and of its name.
        let is_article = |word: Word<'_>| word.is(&["the", "a", "an", "this", "that", "each", "every", "another"]);
        let before = one.previous();
        let is_that = is_article(before) || is_article(before.previous()) && before.third_person().is_none();
        let is_anchor = one.next().lower() == "of" && determiner.is(DETERMINERS) && !is_that;
        if let Some((word, plural)) = Some(determiner).filter(|_| is_anchor).and_then(singular_head) {
            let message = format!("`{}` after `one of {}`: it is one of several", word.lower(), determiner.lower());
            faults.push(Fault::at(word, message).write_safely(plural));
        }
    }
}

/// The singular noun that a determiner belongs to, with its plural.
fn singular_head(determiner: Word<'_>) -> Option<(Word<'_>, &'static str)> {
    let is_head = |word: &Word<'_>| ends_phrase(word.next(), AFTER_NOUN);
    let (word, noun) = determiner
        .ahead(MAX_MODIFIERS + 1)
        .take_while(|word| word.plural().is_none())
        .filter(|word| is_head(word) && !word.is(COLLECTIVE))
        .find_map(|word| Some((word, counted(word).filter(|noun| noun.plural_uses[0] >= 10)?)))?;
    let modifiers = word.index()?.checked_sub(determiner.index()? + 1)?;
    let is_phrase = determiner.ahead(modifiers).all(|word| word.is_tagged(MODIFIERS));
    (is_phrase && is_singular_noun(word)).then_some((word, noun.plural))
}
