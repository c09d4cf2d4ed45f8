//! Facts about a whole book that rules need in each of its chapters.

mod outline;
mod pages;

use std::collections::HashSet;

use crate::book::{Book, Chapter, Destination};
use crate::catalogue::{self, Needs, RuleMeta};
use crate::chapter::ParsedChapter;
use crate::convention::{
    Acronym, CalloutForm, CapitalizationStats, Convention, Habits, HeadingCase, MajorityForms, PUNCTUATION, QUOTES,
    QUOTES_APART, ShownHeading, Variants, Verdict, Vote, acronyms, callouts, heading_vocabulary,
};
use crate::settings::{RuleScope, Settings};
use redline_document::document::Document;
use redline_english::spelling::{BookWords, MisspelledWords, UnknownWords, WordCounts, unknown_words, words_not_in};
use redline_text::words as words_of;

pub use outline::SkippingLevel;
pub use pages::{Page, Pages};

/// Facts about a whole book that rules need in each of its chapters.
#[derive(Debug, Default)]
pub struct BookIndex {
    /// Whether the book is in English.
    pub is_english: bool,
    /// The title of the book.
    pub title: Option<String>,
    /// How the book capitalises headings; empty if no enabled rule needs it.
    pub heading_case: HeadingCase,
    /// Whether some enabled rule needs it.
    pub has_heading_case: bool,
    /// Its misspelled words; empty if no enabled rule needs them.
    pub misspelled: MisspelledWords,
    /// Words that no dictionary has; empty if no enabled rule needs them.
    pub unknown: UnknownWords,
    /// The forms that most of the book uses where several are possible.
    pub majority: MajorityForms,
    /// The forms that it has settled on although a rule would write another.
    pub habits: Habits,
    /// How it spells words with two spellings.
    pub variants: Variants,
    /// The form of nearly all callouts, if there are enough.
    pub callout_form: Option<CalloutForm>,
    /// Acronyms that are never spelled out.
    pub acronyms: Vec<Acronym>,
    /// The ids of its pages.
    pub pages: Pages,
    /// The level at which, or above which, at least three quarters of the chapters start.
    pub usual_start: Option<u8>,
    /// Levels that skip others and at which sections of many chapters start.
    pub skipping_levels: Vec<SkippingLevel>,
}

impl BookIndex {
    /// Indexes the chapters of a book. The independent parts are built in parallel, and only those that an enabled rule
    /// needs.
    pub(crate) fn new(book: &Book, chapters: &[&ParsedChapter], settings: &Settings) -> Self {
        let builder = IndexBuilder::new(book, chapters, settings);
        let ((heading_case, (misspelled, unknown)), ((majority, (habits, variants)), (acronyms, pages))) = rayon::join(
            || rayon::join(|| builder.heading_case(), || builder.spelling()),
            || {
                rayon::join(
                    || rayon::join(|| builder.majority(), || rayon::join(|| builder.habits(), || builder.variants())),
                    || rayon::join(|| builder.acronyms(), || Pages::of(book, chapters)),
                )
            },
        );
        Self {
            is_english: settings.is_english(),
            title: settings.book_title().map(str::to_owned),
            has_heading_case: heading_case.is_some(),
            heading_case: heading_case.unwrap_or_default(),
            misspelled,
            unknown,
            majority,
            habits,
            variants,
            callout_form: builder.callout_form(),
            acronyms,
            pages,
            usual_start: outline::usual_start(&builder.documents),
            skipping_levels: outline::skipping_levels(chapters.iter().map(|parsed| (parsed.index, parsed.document()))),
        }
    }

    /// The page that a link in `chapter` leads to; `None` if it is no page of this book, or one
    /// whose ids cannot be known.
    pub(crate) fn page(&self, chapter: &Chapter, link: &Destination<'_>) -> Option<&Page> {
        self.pages.find(chapter, link)
    }
}

/// Builds the parts of an index that enabled rules need.
struct IndexBuilder<'a> {
    book: &'a Book,
    chapters: &'a [&'a ParsedChapter],
    documents: Vec<&'a Document>,
    settings: &'a Settings,
    /// For each chapter of the book, what decides on the rules of it.
    scopes: Vec<RuleScope<'a>>,
}

impl<'a> IndexBuilder<'a> {
    fn new(book: &'a Book, chapters: &'a [&'a ParsedChapter], settings: &'a Settings) -> Self {
        let mut scopes: Vec<RuleScope<'_>> =
            book.chapters.iter().map(|chapter| RuleScope::of_path(&chapter.path)).collect();
        for parsed in chapters {
            let chosen = settings.templates.choose(&book.chapters[parsed.index], parsed.document());
            scopes[parsed.index].template = chosen.map(|chosen| chosen.template);
        }
        let documents = chapters.iter().map(|parsed| parsed.document()).collect();
        Self { book, chapters, documents, settings, scopes }
    }

    fn runs(&self, rule: &RuleMeta) -> bool {
        self.scopes.iter().any(|scope| self.settings.running_level(rule, *scope).is_some())
    }

    /// Whether an enabled rule has one of these needs.
    fn is_needed(&self, needs: Needs) -> bool {
        catalogue::ALL.iter().filter(|rule| rule.needs.intersects(needs)).any(|rule| self.runs(rule))
    }

    /// How headings are capitalised.
    fn heading_case(&self) -> Option<HeadingCase> {
        if !self.is_needed(Needs::HEADING_CASE) {
            return None;
        }
        let terms = &self.settings.terms;
        let headings: Vec<_> =
            self.documents.iter().map(|document| ShownHeading::of(document, self.settings.book_title())).collect();
        let mut words = heading_vocabulary(headings.iter().flatten());
        words.extend(terms.words_by_majority());
        let mut capitalization = CapitalizationStats::for_words(words);
        capitalization.count(&self.documents);
        let own = terms.own().iter().map(|term| term.term.as_str());
        capitalization.add_chosen(own.flat_map(|term| words_of(term).map(|(_, word)| word)));
        let indices = self.chapters.iter().map(|parsed| parsed.index);
        Some(HeadingCase::new(indices.zip(headings.iter().map(Vec::as_slice)), capitalization))
    }

    /// Misspelled and unknown words.
    fn spelling(&self) -> (MisspelledWords, UnknownWords) {
        let (misspelled, unknown) = (self.is_needed(Needs::MISSPELLINGS), self.is_needed(Needs::UNKNOWN_WORDS));
        let own_dictionary = self.settings.own_dictionary();
        let needs_words = misspelled || (unknown && own_dictionary.is_none());
        let words = if needs_words { BookWords::of(&self.documents) } else { BookWords::default() };
        let accepted = if misspelled || unknown { self.settings.accepted_words() } else { HashSet::new() };
        let accepts = |word: &str| accepted.contains(word);
        let find_misspelled =
            || if misspelled { MisspelledWords::of(&words, accepts) } else { MisspelledWords::default() };
        let find_unknown = || {
            if !unknown {
                return UnknownWords::default();
            }
            match own_dictionary {
                Some(dictionary) => {
                    let counts = WordCounts::of(&self.documents, self.settings.is_english());
                    words_not_in(dictionary, &self.documents, &counts, accepts)
                }
                None => unknown_words(&words, accepts),
            }
        };
        rayon::join(find_misspelled, find_unknown)
    }

    /// The conventions of enabled rules.
    fn conventions(&self) -> Vec<&'static Convention> {
        let is_enabled =
            |convention: &&Convention| catalogue::find(convention.rule).is_some_and(|rule| self.runs(rule));
        let enabled = PUNCTUATION.into_iter().filter(is_enabled);
        if self.settings.is_english() {
            return enabled.collect();
        }
        // Elsewhere apostrophes are no evidence of quotation marks.
        let (quotes, mut others): (Vec<_>, Vec<_>) = enabled.partition(|convention| convention.rule == QUOTES.rule);
        others.extend(quotes.into_iter().flat_map(|_| QUOTES_APART));
        others
    }

    fn habits(&self) -> Habits {
        let runs = |name: &str| catalogue::find(name).is_some_and(|rule| self.runs(rule));
        Habits::of(&self.documents, self.settings.terms.own(), runs)
    }

    fn majority(&self) -> MajorityForms {
        let conventions = self.conventions();
        if conventions.is_empty() {
            return MajorityForms::default();
        }
        MajorityForms::of(&self.documents, &conventions, self.settings.is_english())
    }

    fn variants(&self) -> Variants {
        if self.is_needed(Needs::VARIANTS) { Variants::of(&self.documents) } else { Variants::default() }
    }

    fn acronyms(&self) -> Vec<Acronym> {
        if !self.is_needed(Needs::ACRONYMS) {
            return Vec::new();
        }
        let is_checked = |parsed: &&&ParsedChapter| {
            let chapter = &self.book.chapters[parsed.index];
            self.settings.running_level(&catalogue::ACRONYM_UNDEFINED, self.scopes[parsed.index]).is_some()
                && !self.settings.is_ignored(&chapter.path)
                && !chapter.is_summary()
        };
        let checked = self.chapters.iter().filter(is_checked);
        acronyms(&checked.map(|parsed| (parsed.index, parsed.document())).collect::<Vec<_>>())
    }

    /// The form that at least three quarters of five callouts or more have.
    fn callout_form(&self) -> Option<CalloutForm> {
        const MINIMUM: usize = 5;
        if !self.is_needed(Needs::CALLOUT_FORM) {
            return None;
        }
        let mut vote = Vote::default();
        for callout in self.documents.iter().flat_map(|document| callouts(document)) {
            vote.cast(callout.form, ());
        }
        vote.verdict(MINIMUM).filter(Verdict::is_settled).map(|verdict| verdict.value)
    }
}
