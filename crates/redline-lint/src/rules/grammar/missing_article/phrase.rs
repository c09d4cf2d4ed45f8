//! Set phrases without their article: *in form of*, *under hood*, *on daily basis*.

use super::super::words::DETERMINERS;
use super::super::{Anchored, Fault, Search};
use super::{ends_phrase, missing_a, missing_the};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(super) static SEARCH: Search =
    Search::new(&[BEFORE_OF, PARTS, LAST_WORDS, &["ability", "basis", "idea", "manner", "way", "opportunity"]], find);

/// Nouns before *of*, for the prepositions of `PREPOSITIONS_OF`.
const BEFORE_OF: &[&str] = &[
    "absence",
    "aid",
    "basis",
    "context",
    "event",
    "exception",
    "form",
    "help",
    "intention",
    "middle",
    "midst",
    "presence",
    "process",
    "purpose",
    "sake",
    "wake",
];

/// The nouns that each preposition takes with *the* before *of*.
const PREPOSITIONS_OF: &[(&str, &[&str])] = &[
    ("for", &["purpose", "sake"]),
    ("in", &["absence", "context", "event", "form", "middle", "midst", "presence", "process", "wake"]),
    ("on", &["basis"]),
    ("with", &["aid", "exception", "help", "intention", "purpose"]),
];

/// Parts of a thing: *at end of the line*.
const PARTS: &[&str] = &["beginning", "bottom", "end", "root", "start", "top"];

/// Prepositions before parts of a thing; *on top of* has no article.
const BEFORE_PARTS: &[&str] = &["at", "to", "from", "near", "in", "until", "before", "after", "since"];

/// The last words of `PHRASES`.
const LAST_WORDS: &[&str] = &[
    "background",
    "fly",
    "foreground",
    "future",
    "hand",
    "hood",
    "meantime",
    "moment",
    "place",
    "resort",
    "run",
    "time",
];

/// Set phrases that lack an article after their first word, and whether it is *the* or *a*.
const PHRASES: &[(&[&str], bool)] = &[
    (&["as", "last", "resort"], false),
    (&["at", "moment"], true),
    (&["for", "first", "time"], true),
    (&["in", "background"], true),
    (&["in", "first", "place"], true),
    (&["in", "foreground"], true),
    (&["in", "long", "run"], true),
    (&["in", "meantime"], true),
    (&["in", "near", "future"], true),
    (&["on", "fly"], true),
    (&["on", "other", "hand"], true),
    (&["under", "hood"], true),
];

/// Words before *basis*.
const FREQUENCIES: &[&str] =
    &["case-by-case", "daily", "hourly", "monthly", "quarterly", "regular", "weekly", "yearly"];

/// Words before *ability to*.
const BEFORE_ABILITY: &[&str] =
    &["have", "has", "had", "having", "give", "gives", "giving", "provide", "provides", "providing"];

/// Words before *way* that need no article, or are no adjectives in spite of their tag.
const BEFORE_WAY: &[&str] = &[
    "either",
    "other",
    "what",
    "which",
    "whatever",
    "whichever",
    "such",
    "both",
    "one",
    "same",
    "more",
    "much",
    "like",
    "few",
    "many",
    "multiple",
    "several",
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors().filter(|word| word.is_lower()) {
        let fault = of_phrase(word).or_else(|| set_phrase(word)).or_else(|| basis(word)).or_else(|| ability(word));
        faults.extend(fault.or_else(|| way(word)).or_else(|| good_idea(word)));
    }
}

/// *In form of*, *at end of the*.
fn of_phrase(noun: Word<'_>) -> Option<Fault> {
    if noun.next().lower() != "of" {
        return None;
    }
    let (before, whole) = (noun.previous(), noun.after(2));
    let is_time = noun.lower() == "time" && before.lower() == "at" && whole.lower() == "writing";
    let takes_the = PREPOSITIONS_OF.iter().any(|(preposition, nouns)| before.lower() == *preposition && noun.is(nouns));
    let is_part = noun.is(PARTS) && before.is(BEFORE_PARTS) && (whole.is(DETERMINERS) || whole.is_code());
    (is_time || takes_the || is_part).then(|| missing_the(noun, noun))
}

/// A phrase of the list that ends with a word.
fn set_phrase(last: Word<'_>) -> Option<Fault> {
    if !last.is(LAST_WORDS) || !ends_phrase(last.next()) || last.next().is(&["and", "or"]) {
        return None;
    }
    let matches =
        |words: &[&str]| words.iter().rev().enumerate().all(|(back, word)| last.before(back).lower() == *word);
    let (words, is_the) = PHRASES.iter().find(|(words, _)| matches(words))?;
    let first = last.before(words.len() - 2);
    Some(if *is_the { missing_the(first, last) } else { missing_a(first, last) })
}

/// *On daily basis.*
fn basis(noun: Word<'_>) -> Option<Fault> {
    let frequency = noun.previous();
    let is_fault = noun.lower() == "basis"
        && frequency.previous().lower() == "on"
        && (frequency.is(FREQUENCIES) || frequency.lower().starts_with("per-"));
    is_fault.then(|| missing_a(frequency, noun))
}

/// *Has ability to.*
fn ability(noun: Word<'_>) -> Option<Fault> {
    let is_fault =
        noun.is(&["ability", "opportunity"]) && noun.next().lower() == "to" && noun.previous().is(BEFORE_ABILITY);
    is_fault.then(|| missing_the(noun, noun))
}

/// *In readable way.*
fn way(noun: Word<'_>) -> Option<Fault> {
    let adjective = noun.previous();
    let is_fault = noun.is(&["way", "manner"])
        && adjective.previous().lower() == "in"
        && !adjective.is(BEFORE_WAY)
        && !adjective.is(DETERMINERS)
        && ends_phrase(noun.next())
        && noun.next().lower() != "of"
        // *In similar manner* is a set phrase.
        && !(noun.lower() == "manner" && adjective.lower() == "similar")
        && adjective.tag() == Tag::Adjective;
    is_fault.then(|| missing_a(adjective, noun))
}

/// *It is good idea to.*
fn good_idea(noun: Word<'_>) -> Option<Fault> {
    let adjective = noun.previous();
    let is_fault = noun.lower() == "idea"
        && adjective.is(&["bad", "better", "good", "great"])
        && adjective.previous().is(&["is", "be", "'s", "was"]);
    is_fault.then(|| missing_a(adjective, noun))
}
