//! Rules of grammar: what they share, and the sentences that they read.
//!
//! A rule reads only sentences with one of its anchors, words without which its fault cannot occur, and asks for parts of
//! speech, which are expensive, only after the words alone have made a fault likely.

pub(super) mod adjective_for_adverb;
pub(super) mod allow_to;
pub(super) mod confused_words;
pub(super) mod double_auxiliary;
pub(super) mod double_comparative;
mod fault;
pub(super) mod function_word_clash;
pub(super) mod mass_noun_article;
pub(super) mod missing_article;
pub(super) mod missing_be;
pub(super) mod missing_to;
pub(super) mod number_agreement;
pub(super) mod opening_comma;
pub(super) mod relative_clause_agreement;
pub(super) mod subject_verb_agreement;
pub(super) mod there_is_plural;
pub(super) mod verb_form;
mod words;

pub(super) use fault::Fault;

use std::sync::LazyLock;

use super::Context;
use super::sentences::{Anchored, Anchors, Bits};
use redline_document::edit::{Change, Fix};
use redline_english::grammar::verbs;
use redline_english::rewording::reworded;

/// A search for one kind of fault.
pub(super) struct Search {
    /// Lists of words in lower case: each fault is found from one of them.
    anchors: &'static [&'static [&'static str]],
    /// Whether common verbs are anchors too, in their base form and in the third person.
    at_verbs: bool,
    /// Adds the faults at the anchors of a sentence.
    find: fn(&Anchored<'_>, &mut Vec<Fault>),
}

impl Search {
    /// A search at words.
    const fn new(anchors: &'static [&'static [&'static str]], find: fn(&Anchored<'_>, &mut Vec<Fault>)) -> Self {
        Self { anchors, at_verbs: false, find }
    }

    /// A search at words and at common verbs.
    const fn at_verbs(anchors: &'static [&'static [&'static str]], find: fn(&Anchored<'_>, &mut Vec<Fault>)) -> Self {
        Self { anchors, at_verbs: true, find }
    }
}

/// All searches; the index of a search is the number of its anchors' bit.
static ALL: &[&Search] = &[
    &adjective_for_adverb::SEARCH,
    &allow_to::SEARCH,
    &confused_words::an_and::SEARCH,
    &confused_words::its::CONTRACTION,
    &confused_words::its::POSSESSIVE,
    &confused_words::lets::SEARCH,
    &confused_words::slips::SEARCH,
    &confused_words::than::SEARCH,
    &confused_words::they::SEARCH,
    &confused_words::too::SEARCH,
    &confused_words::were::SEARCH,
    &confused_words::your::SEARCH,
    &double_auxiliary::SEARCH,
    &double_comparative::SEARCH,
    &function_word_clash::SEARCH,
    &mass_noun_article::SEARCH,
    missing_article::SEARCHES[0],
    missing_article::SEARCHES[1],
    missing_article::SEARCHES[2],
    missing_article::SEARCHES[3],
    missing_article::SEARCHES[4],
    missing_article::SEARCHES[5],
    &missing_be::SEARCH,
    &missing_to::SEARCH,
    number_agreement::SEARCHES[0],
    number_agreement::SEARCHES[1],
    number_agreement::SEARCHES[2],
    number_agreement::SEARCHES[3],
    number_agreement::SEARCHES[4],
    &opening_comma::SEARCH,
    &relative_clause_agreement::SEARCH,
    &subject_verb_agreement::across::SEARCH,
    &subject_verb_agreement::be_or_have::SEARCH,
    &subject_verb_agreement::coordinated::SEARCH,
    &subject_verb_agreement::full_verb::SEARCH,
    &subject_verb_agreement::pronoun::SEARCH,
    &there_is_plural::SEARCH,
    &verb_form::after_as::SEARCH,
    &verb_form::after_auxiliary::SEARCH,
    &verb_form::after_be::SEARCH,
    &verb_form::after_have::SEARCH,
    &verb_form::after_please::SEARCH,
    &verb_form::after_preposition::SEARCH,
    &verb_form::after_to::SEARCH,
];

/// The anchors of all searches.
pub(crate) static ANCHORS: LazyLock<Anchors> = LazyLock::new(|| {
    let mut anchors = Anchors::default();
    for search in ALL {
        let verbs = verbs().iter().filter(|_| search.at_verbs).flat_map(|verb| [verb.base, verb.third_person]);
        for word in search.anchors.iter().copied().flatten().copied().chain(verbs) {
            anchors.add(word, bit(search));
        }
    }
    anchors
});

/// The bit of a search; no bit of one that is not listed.
fn bit(search: &Search) -> Bits {
    ALL.iter().position(|other| std::ptr::eq(*other, search)).map_or(0, |index| 1 << index)
}

/// Reports the faults that the searches of a rule find.
pub(super) fn check(cx: &mut Context<'_>, searches: &[&Search]) {
    let (document, sentences) = (cx.document, cx.sentences);
    let mut faults = Vec::new();
    for search in searches {
        for (block, sentence) in sentences.with(bit(search)) {
            (search.find)(&sentence, &mut faults);
            for fault in faults.drain(..) {
                let prose = &document.prose[block].prose;
                let source = prose.source(fault.span.clone());
                let edits = fault.replacement.as_ref().and_then(|new| reworded(document, prose, &fault.span, new));
                let diagnostic = cx.report(source, fault.message);
                if let Some(help) = fault.help {
                    diagnostic.help(help);
                }
                if let (Some(edits), Some(new)) = (edits, fault.replacement) {
                    diagnostic.fix(Fix::new(format!("write `{new}`"), fault.applicability, Change::Text, edits));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_fit_in_the_bits_of_a_sentence() {
        assert!(ALL.len() <= Bits::BITS as usize);
        assert!(ALL.iter().all(|search| search.at_verbs || !search.anchors.is_empty()));
    }
}
