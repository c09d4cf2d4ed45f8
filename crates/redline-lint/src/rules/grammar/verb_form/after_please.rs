//! Verbs in the third person after *please*: *please sees the guide*.

use super::super::words::opens_object;
use super::super::{Anchored, Fault, Search};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in super::super) static SEARCH: Search = Search::new(&[&["please"]], find);

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    faults.extend(sentence.anchors().filter(|word| word.lower() == "please").filter_map(after));
}

fn after(please: Word<'_>) -> Option<Fault> {
    let is_adverb = please.next().is(&["also", "do", "not", "only", "always", "kindly"]);
    let verb = please.after(if is_adverb { 2 } else { 1 });
    let base = verb.third_person()?.base;
    let is_fault = base != "be"
        && verb.is_lower()
        && opens_object(verb.next())
        && verb.is_tagged(&[Tag::ThirdPerson, Tag::PluralNoun]);
    let message = || format!("`{}` after `please`: a request has the base form `{base}`", verb.lower());
    is_fault.then(|| Fault::at(verb, message()).write_safely(base))
}
