#![doc = include_str!("double_comparative.md")]

use super::{Anchored, Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;

pub(in crate::rules) static RULE: Rule =
    Rule { meta: &catalogue::DOUBLE_COMPARATIVE, check: |cx| check(cx, &[&SEARCH]) };

pub(super) static SEARCH: Search = Search::new(&[&["more", "most"]], find);

const COMPARATIVES: &[&str] = &[
    "better",
    "bigger",
    "broader",
    "cheaper",
    "cleaner",
    "clearer",
    "closer",
    "darker",
    "deeper",
    "easier",
    "faster",
    "fewer",
    "finer",
    "friendlier",
    "greater",
    "harder",
    "heavier",
    "higher",
    "larger",
    "lighter",
    "longer",
    "lower",
    "narrower",
    "nearer",
    "newer",
    "nicer",
    "older",
    "poorer",
    "quicker",
    "richer",
    "safer",
    "shorter",
    "simpler",
    "slower",
    "smaller",
    "smarter",
    "smoother",
    "stricter",
    "stronger",
    "thinner",
    "tighter",
    "tougher",
    "weaker",
    "wider",
    "worse",
];

const SUPERLATIVES: &[&str] = &[
    "biggest",
    "cheapest",
    "cleanest",
    "closest",
    "earliest",
    "easiest",
    "fastest",
    "fewest",
    "hardest",
    "highest",
    "largest",
    "longest",
    "lowest",
    "newest",
    "nicest",
    "oldest",
    "quickest",
    "safest",
    "shortest",
    "simplest",
    "slowest",
    "smallest",
    "strongest",
    "weakest",
    "widest",
    "worst",
];

/// Words before *more* with which it is an amount: *no more lower bounds*.
const AMOUNTS: &[&str] = &["no", "one", "two", "three", "much", "many", "even", "any", "some", "few"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for degree in sentence.anchors() {
        let word = degree.next();
        let is_fault = match degree.lower() {
            "more" => word.is(COMPARATIVES) && !degree.previous().is(AMOUNTS),
            "most" => word.is(SUPERLATIVES),
            _ => false,
        };
        // *More lower-level code* has a compound, *more, better* a list, and *more higher bounds* may be more of them.
        let is_compound = word.next().is(&["-", "/", "level"]);
        if is_fault && !is_compound && word.next().plural().is_none() {
            let message = format!("`{}` before `{}`, which has it in its ending", degree.lower(), word.lower());
            faults.push(Fault::at(degree, message).through(word).write_safely(word.lower()));
        }
    }
}
