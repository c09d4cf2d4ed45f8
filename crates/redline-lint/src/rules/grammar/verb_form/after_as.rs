//! Verbs in the base form after *as*: *as show in the figure*.

use super::super::{Anchored, Fault, Search};
use redline_english::grammar::Word;

pub(in super::super) static SEARCH: Search = Search::new(&[&["as"]], find);

/// Verbs of showing and telling.
const VERBS: &[&str] = &[
    "define",
    "depict",
    "describe",
    "discuss",
    "explain",
    "illustrate",
    "mention",
    "note",
    "show",
    "specify",
    "state",
];

/// Words about the place where something is shown.
const PLACES: &[&str] = &["above", "below", "by", "earlier", "here", "in", "on", "previously"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    faults.extend(sentence.anchors().filter(|word| word.lower() == "as").filter_map(after));
}

fn after(conjunction: Word<'_>) -> Option<Fault> {
    let verb = conjunction.next();
    let is_fault = verb.is(VERBS) && verb.is_lower() && verb.next().is(PLACES);
    // `it serves as note in the margin`
    let is_noun =
        verb.is(&["note", "show", "state"]) && !verb.next().is(&["above", "below", "here"]) && !opens(conjunction);
    let participle = verb.base().filter(|_| is_fault && !is_noun)?.participle;
    let message = format!("`{}` after `as`, which takes the participle `{participle}`", verb.lower());
    Some(Fault::at(verb, message).write_safely(participle))
}

/// Whether *as* opens a comparison of the whole clause, not of a verb like *serve*.
fn opens(conjunction: Word<'_>) -> bool {
    let leads = ["act", "acts", "known", "serve", "serves", "treated", "use", "used", "uses", "work", "works"];
    !conjunction.back(3).any(|word| word.is(&leads))
}
