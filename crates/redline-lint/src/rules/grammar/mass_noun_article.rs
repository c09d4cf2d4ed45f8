#![doc = include_str!("mass_noun_article.md")]

use super::{Anchored, Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules) static RULE: Rule =
    Rule { meta: &catalogue::MASS_NOUN_ARTICLE, check: |cx| check(cx, &[&SEARCH]) };

pub(super) static SEARCH: Search = Search::new(&[NOUNS], find);

/// Nouns that have neither *a* nor a plural.
const NOUNS: &[&str] = &[
    "advice",
    "bandwidth",
    "documentation",
    "equipment",
    "evidence",
    "feedback",
    "guidance",
    "hardware",
    "information",
    "knowledge",
    "metadata",
    "progress",
    "software",
    "traffic",
];

/// Words for one or several things.
const COUNTING: &[&str] = &["a", "an", "another", "many", "these", "several", "every", "few", "each"];

/// Words after the noun that is the head of its phrase.
const AFTER_NOUN: &[&str] =
    &[".", ",", ";", ":", ")", "that", "which", "for", "is", "in", "of", "to", "about", "on", "from", "are"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for noun in sentence.anchors().filter(|word| word.is(NOUNS)) {
        let next = noun.next();
        let is_head = noun.is_lower() && (next.is_outside() || next.is(AFTER_NOUN));
        if let Some(determiner) = Some(noun).filter(|_| is_head).and_then(determiner_of)
            && !is_list(determiner, noun)
        {
            let (determiner_text, noun_text) = (determiner.lower(), noun.lower());
            let message = format!("`{noun_text}` after `{determiner_text}`: it is not counted");
            let help =
                format!("leave out `{determiner_text}`, or write `some {noun_text}` or `a piece of {noun_text}`");
            faults.push(Fault::at(determiner, message).through(noun).help(help));
        }
    }
}

/// The word for one or several before a noun, with at most two adjectives between them.
fn determiner_of(noun: Word<'_>) -> Option<Word<'_>> {
    let determiner = noun.back(3).find(|word| word.is(COUNTING)).filter(|word| word.is_lower() || word.is_first())?;
    let mut adjectives = noun.back(2).take_while(|word| word.index() > determiner.index());
    let is_adjective = |word: Word<'_>| {
        let forms = word.forms();
        forms.singular.is_none() && forms.base.is_none() && word.tag() == Tag::Adjective
    };
    adjectives.all(is_adjective).then_some(determiner)
}

/// Whether the noun is part of a list or of a phrase that has an article: *a documentation, refactor or other change*, *a
/// good knowledge of*, *a little information*.
fn is_list(determiner: Word<'_>, noun: Word<'_>) -> bool {
    let next = noun.next().lower();
    let is_amount = determiner.next().lower() == "little";
    let is_knowledge = noun.lower() == "knowledge" && (next == "of" || determiner.next().index() != noun.index());
    let is_apposition = determiner.previous().is(&["is", "are"]) && next == ",";
    is_apposition || is_amount || is_knowledge || next == "," && noun.lower() == "documentation"
}
