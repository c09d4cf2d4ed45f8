//! *then* and *than*, and *that* for *than*.

use super::super::words::DETERMINERS;
use super::super::{Anchored, Fault, Search};
use super::confusion;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules::grammar) static SEARCH: Search = Search::new(&[&["then", "than", "that"]], find);

/// Comparatives.
const COMPARATIVES: &[&str] = &[
    "better", "bigger", "broader", "cheaper", "deeper", "earlier", "easier", "faster", "fewer", "greater", "harder",
    "heavier", "higher", "larger", "later", "less", "lighter", "longer", "lower", "more", "newer", "older", "rather",
    "safer", "shorter", "simpler", "slower", "smaller", "sooner", "stronger", "wider", "worse",
];

/// Comparatives of sizes, which have numbers after *than*.
const SIZES: &[&str] = &[
    "fewer", "greater", "higher", "larger", "longer", "lower", "newer", "older", "shorter", "slower", "smaller",
    "bigger", "faster", "more", "less", "earlier", "later",
];

/// Words that make a comparison beside the comparatives.
const OTHERS: &[&str] = &["different", "other", "else", "instead", "otherwise", "differently"];

/// Pronouns and other words that begin a clause.
const SUBJECTS: &[&str] =
    &["you", "we", "they", "it", "the", "this", "i", "there", "he", "she", "that", "these", "those"];

/// Verbs that begin an order after *then*, beside what the tagger finds.
const ORDERS: &[&str] = &["click", "press", "select", "run", "add", "use"];

/// Words that open a clause on which another depends.
const CONDITIONS: &[&str] = &[
    "if", "when", "whenever", "once", "unless", "after", "until", "since", "as", "where", "first", "because",
    "provided", "should", "assuming", "suppose", "while", "case",
];

const FINITE: &[Tag] = &[Tag::ThirdPerson, Tag::PresentTense, Tag::PastTense, Tag::Modal];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors() {
        match word.lower() {
            "then" if word.is_lower() && is_comparison(word) => {
                faults.push(confusion(word, "in a comparison", "the word is `than`").write_safely("than"));
            }
            "than" if is_consequence(word) => {
                faults.push(confusion(word, "after a condition", "the word is `then`").write_safely("then"));
            }
            "that" if is_size(word) => {
                faults.push(confusion(word, "in a comparison", "the word is `than`").write_safely("than"));
            }
            _ => {}
        }
    }
}

/// Whether *then* follows a comparative that it cannot end a condition with.
fn is_comparison(then: Word<'_>) -> bool {
    let [next, comparative] = [then.next(), then.previous()];
    // `It works better then.`
    let is_word = next.is_code() || next.text().starts_with(char::is_alphanumeric);
    if !is_word || next.is(ORDERS) {
        return false;
    }
    if comparative.lower() == "other" {
        return next.is(DETERMINERS) || next.is_code() || next.lower() == "using";
    }
    if comparative.is(COMPARATIVES) {
        return !(ends_condition(then) || next.is(SUBJECTS) && next.ahead(5).any(|word| word.is_tagged(FINITE)))
            && (!next.is_tagged(FINITE) && next.tag() != Tag::BaseVerb || next.lower() == "just");
    }
    // `larger values then 10`
    let has_size = comparative.back(2).any(|word| word.is(SIZES));
    has_size
        && !ends_condition(then)
        && comparative.is_tagged(&[Tag::Noun, Tag::PluralNoun, Tag::Adjective])
        && (next.is_tagged(&[Tag::Number]) || next.is(&["one", "previous", "what"]))
}

/// Whether a condition without a comma comes before a word: *when it is larger then stop*.
fn ends_condition(then: Word<'_>) -> bool {
    then.back(usize::MAX).take_while(|word| !word.is(&[",", ";", ":"])).any(|word| word.is(CONDITIONS))
}

/// Whether *than* introduces what follows from a condition.
fn is_consequence(than: Word<'_>) -> bool {
    let next = than.next();
    if than.is_first() {
        return than.text() == "Than" && (next.is(SUBJECTS) || next.is(&["for", "if", "when"]));
    }
    if than.previous().lower() != ","
        || !(next.is(SUBJECTS) || next.is(DETERMINERS) || next.is(&["your", "just", "there"]))
    {
        return false;
    }
    let compares = |word: Word<'_>| {
        word.is(COMPARATIVES) || word.is(OTHERS) || word.is_tagged(&[Tag::ComparativeAdjective, Tag::ComparativeAdverb])
    };
    than.sentence().first().is(&["if", "when", "whenever", "once"]) && !than.back(usize::MAX).any(compares)
}

/// Whether *that* is between a size and a number: *larger that 10*.
fn is_size(that: Word<'_>) -> bool {
    let next = that.next();
    if !that.previous().is(SIZES) {
        return false;
    }
    let is_number = next.text().starts_with(|c: char| c.is_ascii_digit())
        || next.is(&["two", "three", "four", "five", "ten", "half", "that"]);
    is_number || next.lower() == "one" && !that.previous().is(&["more", "less"])
}
