//! *With large number of*, *provides set of*.

use super::super::{Anchored, Fault, Search};
use super::missing_a;
use redline_english::grammar::Word;

pub(super) static SEARCH: Search = Search::new(&[NOUNS], find);

/// Nouns for several things.
const NOUNS: &[&str] = &[
    "amount",
    "array",
    "collection",
    "handful",
    "list",
    "number",
    "plethora",
    "range",
    "selection",
    "set",
    "subset",
    "variety",
];

/// Adjectives of an amount.
const SIZES: &[&str] =
    &["broad", "diverse", "great", "growing", "huge", "large", "limited", "long", "rich", "small", "vast", "wide"];

/// Words before an object.
const BEFORE_SIZE: &[&str] = &[
    "by", "contains", "for", "from", "has", "have", "in", "includes", "into", "offer", "offers", "on", "over",
    "provide", "provides", "support", "supports", "through", "to", "use", "uses", "using", "with",
];

/// Verbs before an object.
const BEFORE_NOUN: &[&str] = &["contains", "has", "have", "includes", "offers", "provides", "supports", "using"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for noun in sentence.anchors().filter(|word| word.is(NOUNS) && word.is_lower() && word.next().lower() == "of") {
        faults.extend(fault(noun));
    }
}

fn fault(noun: Word<'_>) -> Option<Fault> {
    let before = noun.previous();
    if before.is(SIZES) && before.previous().is(BEFORE_SIZE) {
        return Some(missing_a(before, noun));
    }
    before.is(BEFORE_NOUN).then(|| missing_a(noun, noun))
}
