//! The judgement of one word of a text: whether it is a misspelling, of what, and whether the correction is safe.
//!
//! The caller leaves out what is no word of the text: parts of identifiers and addresses, quoted words, words of other
//! languages. Whatever else vouches for a word is in [`BookFacts`].

mod capitals;
mod facts;
mod listed;
mod own;
mod unknown;

pub use capitals::Capitals;
pub use facts::{BookFacts, CountedWords, Uses};
pub use own::{OwnWords, WordUse};

use super::lexicon;

/// The source of a judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The list of misspellings with a single correction.
    Closed,
    /// The list of misspellings with several corrections.
    Listed,
    /// No word of the lexicon, or of the book, and near to one that is.
    Lexicon,
    /// Near to a name that the book uses often.
    Name,
    /// Two words run together, or a missing apostrophe.
    RunTogether,
}

/// A misspelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Where it was found.
    pub source: Source,
    /// What was meant, the likeliest first; never empty. Names are written as the book writes them, other words in lower case.
    pub corrections: Vec<String>,
    /// Whether the first correction can be made without a review.
    pub is_safe: bool,
}

impl Judgement {
    fn unsafe_one(source: Source, correction: String) -> Self {
        Self { source, corrections: vec![correction], is_safe: false }
    }
}

/// The judgement of a word in lower case without an apostrophe, which the text writes with the given capitals; `None` unless it
/// is most likely misspelled.
pub fn judge(word: &str, capitals: Capitals, facts: &impl BookFacts) -> Option<Judgement> {
    // Nearly all words end here.
    let is_contained = lexicon::contains(word);
    if (is_contained && capitals != Capitals::Inner) || !is_plain(word) {
        return None;
    }
    if capitals == Capitals::Inner {
        return own::near_name(word, facts).filter(|_| !is_contained);
    }
    let is_long = listed::is_long(word);
    if let Some(correction) = lexicon::closed_correction(word).filter(|_| is_long) {
        return listed::judge_closed(word, &correction, capitals, facts);
    }
    if let Some(corrections) = lexicon::listed_corrections(word).filter(|_| is_long)
        && let Some(judgement) = listed::judge_listed(word, corrections, capitals, facts)
    {
        return Some(judgement);
    }
    if lexicon::is_derived(word) {
        return if capitals == Capitals::None { unknown::judge_derived(word, facts) } else { None };
    }
    if capitals != Capitals::None
        && let Some(judgement) = own::near_name(word, facts)
    {
        return Some(judgement);
    }
    if !capitals.may_be_a_word(word) || facts.as_name(word) > 0 {
        return None;
    }
    if let Some(words) = lexicon::run_together(word).filter(|_| facts.in_code(word) == 0) {
        return Some(Judgement::unsafe_one(Source::RunTogether, words));
    }
    unknown::judge_unknown(word, facts)
}

/// The words that an unknown word in lower case may have been meant to be, the likeliest first: words near to it, the
/// corrections of lists, and two words run together.
pub fn suggestions(word: &str, facts: &impl BookFacts) -> Vec<String> {
    if word.len() > lexicon::MAX_LETTERS {
        return Vec::new();
    }
    let listed = lexicon::listed_corrections(word).into_iter().flatten().map(str::to_owned);
    let certain = lexicon::run_together(word).into_iter().chain(lexicon::closed_correction(word)).chain(listed);
    let mut found: Vec<String> = Vec::new();
    for correction in certain.chain(unknown::scored(word, facts).into_iter().map(|near| near.word)) {
        if !found.contains(&correction) {
            found.push(correction);
        }
    }
    found
}

/// Whether a word is long enough, short enough and plain enough to be judged.
fn is_plain(word: &str) -> bool {
    (3..=lexicon::MAX_LETTERS).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rustc_hash::FxHashMap;

    use super::*;

    /// A book that has each of the words once, and the words of `more`.
    fn book(more: &[(&str, Uses)]) -> CountedWords {
        let words: FxHashMap<String, Uses> =
            more.iter().map(|(word, uses)| (word.to_lowercase(), uses.clone())).collect();
        let form = |lower: &str| {
            let given = more.iter().map(|(word, _)| *word).find(|word| word.to_lowercase() == lower);
            given.unwrap_or(lower).to_owned()
        };
        CountedWords::new(words, form)
    }

    fn in_prose(in_prose: u32) -> Uses {
        Uses { in_prose, ..Uses::default() }
    }

    fn first(word: &str, capitals: Capitals, book: &CountedWords) -> Option<(String, Source)> {
        judge(word, capitals, book).map(|found| (found.corrections[0].clone(), found.source))
    }

    #[test]
    fn misspellings_are_corrected() {
        for (word, correction) in [
            ("conceputally", "conceptually"),
            ("incredilby", "incredibly"),
            ("realisic", "realistic"),
            ("syntex", "syntax"),
            ("necesitate", "necessitate"),
            ("componnt", "component"),
            ("toochain", "toolchain"),
            ("orgnaized", "organized"),
            ("destrcuturing", "destructuring"),
            ("obsevability", "observability"),
            ("namepsace", "namespace"),
            ("sytle", "style"),
            ("funcions", "functions"),
            ("ofthe", "of the"),
            ("wether", "whether"),
            ("resistent", "resistant"),
            ("teh", "the"),
            ("wtih", "with"),
            ("splitted", "split"),
        ] {
            let found = first(word, Capitals::None, &book(&[])).map(|(correction, _)| correction);
            assert_eq!(found.as_deref(), Some(correction), "{word}");
        }
        let opening = judge("alternatelly", Capitals::Opening, &book(&[]));
        assert!(opening.is_some_and(|found| found.corrections == ["alternately"]));
    }

    #[test]
    fn words_names_and_coinages_are_not_misspelled() {
        for word in [
            "supertrait",
            "subchart",
            "vnodes",
            "sizet",
            "rerank",
            "rvalues",
            "lvalues",
            "megamorphic",
            "libgc",
            "stats",
            "visualised",
            "centre",
            "être",
            "extensibly",
            "matric",
            "interpolar",
            "colinear",
            "datasheet",
            "minify",
            "monomorphize",
            "monomorphise",
            "simpy",
            "astroid",
            "semver",
            "preempted",
            "reentrant",
            "rwlock",
            "psync",
            "kstatus",
            "ruinproof",
            "adipocele",
            "raison",
            "ratatui",
            "extendible",
            "invokable",
            "passwd",
            "containerd",
            "rwactive",
            "varint",
        ] {
            assert_eq!(judge(word, Capitals::None, &book(&[])), None, "{word}");
        }
        assert_eq!(judge("wirth", Capitals::Initial, &book(&[])), None);
        assert_eq!(judge("synopsys", Capitals::Initial, &book(&[])), None);
    }

    #[test]
    fn code_addresses_and_capitals_vouch_for_a_word() {
        let in_code = Uses { in_code: 1, ..in_prose(1) };
        let in_address = Uses { is_in_address: true, ..in_prose(1) };
        let as_name = Uses { as_name: 1, ..in_prose(2) };
        for uses in [in_code.clone(), in_address, as_name] {
            assert_eq!(judge("obsevability", Capitals::None, &book(&[("obsevability", uses)])), None);
        }
        let book = book(&[("obsevabilitie", in_code.clone()), ("recieve", in_code.clone()), ("syntex", in_code)]);
        assert_eq!(judge("obsevabilities", Capitals::None, &book), None);
        assert!(judge("recieve", Capitals::None, &book).is_some());
        assert_eq!(judge("syntex", Capitals::None, &book), None);
    }

    #[test]
    fn a_word_that_is_often_used_is_a_word() {
        let used = |uses| judge("obsevability", Capitals::None, &book(&[("obsevability", in_prose(uses))]));
        assert!(used(1).is_some() && used(9).is_none());
    }

    #[test]
    fn names_of_the_book_have_misspellings() {
        let name = Uses { as_name: 20, ..in_prose(30) };
        let kotlin = book(&[("Kotlin", name.clone()), ("JavaScript", name)]);
        assert_eq!(first("koltin", Capitals::Initial, &kotlin), Some(("Kotlin".to_owned(), Source::Name)));
        assert_eq!(first("javsacript", Capitals::Inner, &kotlin), Some(("JavaScript".to_owned(), Source::Name)));
        for word in ["kotlins", "kotling", "kotlin", "motlin"] {
            assert_eq!(judge(word, Capitals::Initial, &kotlin), None, "{word}");
        }
    }

    #[test]
    fn words_of_the_book_have_misspellings() {
        let own = book(&[("auditwheel", in_prose(12)), ("borrowck", in_prose(9))]);
        let judgement = judge("audtiwheel", Capitals::None, &own);
        assert!(judgement.is_some_and(|found| found.corrections == ["auditwheel"] && !found.is_safe));
        assert_eq!(first("borowck", Capitals::None, &own), Some(("borrowck".to_owned(), Source::Lexicon)));
        assert_eq!(judge("auditwheels", Capitals::None, &own), None);
    }

    #[test]
    fn corrections_follow_the_spelling_of_the_book() {
        let american = book(&[("behavior", in_prose(5))]);
        assert_eq!(first("behaivour", Capitals::None, &american), Some(("behavior".to_owned(), Source::Closed)));
        assert_eq!(first("behaivour", Capitals::None, &book(&[])), Some(("behaviour".to_owned(), Source::Closed)));
    }

    #[test]
    fn only_certain_corrections_are_safe() {
        let is_safe = |word| judge(word, Capitals::None, &book(&[])).map(|found| found.is_safe);
        for word in ["recieve", "conceputally", "obsevability", "seperate"] {
            assert_eq!(is_safe(word), Some(true), "{word}");
        }
        for word in ["abbout", "ofthe", "windown", "discusison", "provising", "precessence", "truns", "doube", "schol"]
        {
            assert_ne!(is_safe(word), Some(true), "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_word_can_be_judged(word in "\\PC{0,30}|[a-zéß'’-]{0,30}|[a-z]{0,26}") {
            let book = book(&[("Kotlin", Uses { as_name: 20, ..in_prose(30) }), ("borrowck", in_prose(9))]);
            for capitals in [Capitals::None, Capitals::Opening, Capitals::Initial, Capitals::Inner] {
                if let Some(found) = judge(&word, capitals, &book) {
                    prop_assert!(!found.corrections.is_empty());
                    prop_assert!(found.corrections.iter().all(|correction| !correction.is_empty() && *correction != word));
                }
            }
            lexicon::is_known(&word);
            lexicon::is_name(&word);
            lexicon::cost(&word, "word");
            lexicon::is_coined(&word);
            lexicon::is_coined_from(&word, "word");
        }
    }
}
