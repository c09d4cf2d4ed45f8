//! Rules of grammar: what they share, and the sentences that they read.
//!
//! A rule reads only sentences with one of its anchors, words without which its fault cannot occur, and asks for parts of
//! speech, which are expensive, only after the words alone have made a fault likely.

pub(super) mod allow_to;
mod anchors;
mod chapter_sentences;
pub(super) mod confused;
mod fault;
pub(super) mod function_word_clash;
pub(super) mod missing_be;
pub(super) mod missing_to;
pub(super) mod opening_comma;
mod words;

pub(crate) use chapter_sentences::ChapterSentences;
pub(super) use fault::Fault;

use super::Context;
use redline_document::edit::{Change, Fix};
use redline_english::grammar::Sentence;
use redline_english::rewording::reworded;

/// A search for one kind of fault.
pub(super) struct Search {
    /// Lists of words in lower case: a sentence with the fault has at least one of them.
    pub(super) anchors: &'static [&'static [&'static str]],
    /// Adds the faults of a sentence.
    pub(super) find: fn(&Sentence<'_>, &mut Vec<Fault>),
}

/// All searches; the index of a search is the number of its anchors' bit.
static ALL: &[&Search] = &[
    &allow_to::SEARCH,
    &confused::an_and::SEARCH,
    &confused::its::CONTRACTION,
    &confused::its::POSSESSIVE,
    &confused::lets::SEARCH,
    &confused::slips::SEARCH,
    &confused::than::SEARCH,
    &confused::they::SEARCH,
    &confused::too::SEARCH,
    &confused::were::SEARCH,
    &confused::your::SEARCH,
    &function_word_clash::SEARCH,
    &missing_be::SEARCH,
    &missing_to::SEARCH,
    &opening_comma::SEARCH,
];

/// Reports the faults that the searches of a rule find.
pub(super) fn check(cx: &mut Context<'_>, searches: &[&Search]) {
    let (document, sentences) = (cx.document, cx.sentences);
    let mut faults = Vec::new();
    for search in searches {
        for (block, sentence) in sentences.with(search) {
            (search.find)(sentence, &mut faults);
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
        assert!(ALL.len() <= anchors::MAX_SEARCHES);
        assert!(ALL.iter().all(|search| !search.anchors.is_empty()));
    }
}
