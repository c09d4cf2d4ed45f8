//! *In same way*, *run following command*, *in previous section*.

use super::super::{Anchored, Fault, Search};
use super::{ends_phrase, missing_the};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(super) static SEARCH: Search = Search::new(&[&["same", "following"], ORDERS], find);

/// Words before *same* and a noun.
const BEFORE_SAME: &[&str] = &[
    "in", "at", "of", "with", "on", "to", "for", "from", "has", "have", "use", "uses", "using", "by", "share",
    "shares", "do", "does", "follow", "follows", "into", "under", "within", "returns", "return",
];

/// Words before *same as*.
const BEFORE_SAME_AS: &[&str] = &["is", "are", "be", "was", "were", "exactly", "works"];

/// Words before which *same* may be without an article: *much the same*, *all same-origin*.
const BEFORE_THOSE: &[&str] = &["the", "this", "that", "these", "those", "much", "all", "some", "pretty", "on", "and"];

/// Words before *following* and a noun.
const BEFORE_FOLLOWING: &[&str] = &[
    "run", "use", "see", "with", "in", "add", "execute", "using", "has", "have", "of", "contains", "create", "on",
    "returns", "set", "take", "make", "supports", "provides", "includes", "include", "consider", "need", "define",
    "perform", "follow",
];

/// Words that single out a part of the page or of the work.
const ORDERS: &[&str] = &["previous", "entire", "whole", "next", "last", "first"];

/// Prepositions before these.
const BEFORE_ORDER: &[&str] =
    &["in", "of", "for", "with", "on", "from", "to", "by", "see", "at", "into", "during", "as"];

/// Parts of the page or of the work.
const PARTS: &[&str] = &[
    "section",
    "example",
    "chapter",
    "step",
    "command",
    "file",
    "page",
    "paragraph",
    "release",
    "version",
    "case",
    "process",
    "time",
    "application",
    "program",
    "project",
    "iteration",
    "function",
    "line",
    "table",
    "tutorial",
    "article",
    "guide",
    "list",
    "request",
    "response",
    "snippet",
    "block",
    "row",
    "listing",
];

/// Parts of a page, which one reads in order.
const PAGE_PARTS: &[&str] = &["section", "chapter", "example", "step", "line", "paragraph", "listing"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors().filter(|word| word.is_lower() && !word.is_first()) {
        let is_fault = match word.lower() {
            "same" => is_same(word),
            "following" => is_following(word),
            _ => word.is(ORDERS) && is_ordered(word),
        };
        if is_fault {
            faults.push(missing_the(word, word));
        }
    }
}

/// *In same way*, *is same as*.
fn is_same(word: Word<'_>) -> bool {
    let (before, after) = (word.previous(), word.next());
    // A heading or an item of a list may be telegraphic.
    if before.previous().is(BEFORE_THOSE) || !word.sentence().is_full() {
        return false;
    }
    if after.lower() == "as" {
        return before.is(BEFORE_SAME_AS) || before.is(BEFORE_SAME);
    }
    before.is(BEFORE_SAME)
        && (after.singular().is_some() || after.plural().is_some())
        && after.is_lower()
        && after.is_tagged(&[Tag::Noun, Tag::PluralNoun])
        && !after.next().is_tagged(&[Tag::Noun, Tag::PluralNoun])
}

/// *Run following command.*
fn is_following(word: Word<'_>) -> bool {
    let (before, after) = (word.previous(), word.next());
    // *By following steps* and *in following the guide* have a verb.
    let is_verb = before.is(&["to", "in", "with", "of"]) && after.next().is(&["the", "a"]) || after.lower() == "order";
    before.is(BEFORE_FOLLOWING)
        && before.previous().lower() != "the"
        && (after.singular().is_some() || after.plural().is_some())
        && !is_verb
        && after.is_tagged(&[Tag::Noun, Tag::PluralNoun])
}

/// *In previous section.*
fn is_ordered(word: Word<'_>) -> bool {
    let (before, noun) = (word.previous(), word.next());
    // *As first step* and *in first line support* are telegraphic rather than wrong.
    let is_idiom = word.lower() == "next" && noun.is(&["step", "time"]) && before.is(&["as", "for"])
        || word.is(&["first", "last"]) && !(before.is(&["in", "at"]) && noun.is(PAGE_PARTS));
    // *We will see next chapter* has an adverb.
    let is_adverb = before.lower() == "see" && !(before.is_first() || before.previous().is(&["(", ",", ";"]));
    before.is(BEFORE_ORDER)
        && !is_adverb
        && noun.is(PARTS)
        && noun.is_lower()
        && ends_phrase(noun.next())
        && !is_idiom
        && word.sentence().is_full()
        && noun.tag() == Tag::Noun
}
