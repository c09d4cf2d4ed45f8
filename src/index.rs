//! What a rule may ask of the other chapters.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use crate::book::{Book, Chapter, page_keys};
use crate::config::{Scope, Settings, nearest};
use crate::convention::{
    Acronym, CalloutForm, Convention, Habits, HeadingCase, PUNCTUATION, Variants, Verdict, Vote, callouts, undefined,
};
use crate::document::{Document, ProtectedKind};
use crate::language::words;
use crate::rule::Rule;
use crate::rules;
use crate::spelling::{Unknown, WordCounts, likely_misspellings, unknown_words};

/// How many chapters a book needs before their first headings say what is usual.
const MIN_CHAPTERS: usize = 20;

/// What the chapters of a book say together.
#[derive(Debug, Default)]
pub struct BookIndex {
    /// How the book capitalises headings; empty if no rule asks.
    pub heading_case: HeadingCase,
    /// Rare words that are most likely slips of frequent ones, with those; empty if no rule asks.
    pub slips: FxHashMap<String, String>,
    /// Whether known misspellings are told by their own rule.
    pub tells_misspellings: bool,
    /// Words that no dictionary knows; empty if no rule asks.
    pub unknown: Unknown,
    /// In which forms the book does what can be done in several.
    pub habits: Habits,
    /// How it spells what can be spelled in two ways.
    pub variants: Variants,
    /// The form of nearly all callouts, if there are enough.
    pub callout_form: Option<CalloutForm>,
    /// Acronyms that are never spelled out.
    pub acronyms: Vec<Acronym>,
    pages: HashMap<String, Page>,
    /// The level at which, or above which, at least three quarters of the chapters start.
    pub usual_start: Option<u8>,
}

/// The ids of one rendered page.
#[derive(Debug, Default)]
pub struct Page {
    ids: Vec<String>,
}

impl Page {
    /// Whether it has no ids at all.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether a link can lead to `id`.
    pub fn has_id(&self, id: &str) -> bool {
        self.ids.binary_search_by(|known| known.as_str().cmp(id)).is_ok()
    }

    /// The id that `id` was most likely meant to be.
    pub fn nearest_id(&self, id: &str) -> Option<String> {
        nearest(id, &self.ids)
    }
}

impl BookIndex {
    /// Collects what the chapters say; each document comes with the index of its chapter in `book`.
    ///
    /// Reading all prose costs more than the rest, so it is done only if a rule asks.
    pub(crate) fn new(book: &Book, documents: &[(usize, &Document)], settings: &Settings) -> Self {
        let mut scopes: Vec<Scope<'_>> = book.chapters.iter().map(|chapter| Scope::of_path(&chapter.path)).collect();
        for (chapter, document) in documents {
            let chosen = settings.templates.choose(&book.chapters[*chapter], document);
            scopes[*chapter].template = chosen.map(|chosen| chosen.template);
        }
        let runs = |rule: &Rule| scopes.iter().any(|scope| settings.running_level(rule, *scope).is_some());
        let mut index = Self { usual_start: usual_start(documents), ..Self::default() };
        if runs(&rules::HEADING_CASE) || runs(&rules::TERM_CASE) || runs(&rules::NAME_CASE) {
            index.heading_case = HeadingCase::of_book(documents, settings.terms.words_by_majority());
            let terms = settings.terms.own().iter().map(|term| term.term.as_str());
            index.heading_case.evidence.choose(terms.flat_map(|term| words(term).map(|(_, word)| word)));
        }
        let plain: Vec<&Document> = documents.iter().map(|(_, document)| *document).collect();
        let asked = |convention: &&Convention| rules::find(convention.rule).is_some_and(runs);
        let conventions: Vec<&Convention> = PUNCTUATION.into_iter().filter(asked).collect();
        index.habits = Habits::of(&plain, &conventions);
        if runs(&rules::TERM_INCONSISTENT) {
            index.variants = Variants::of(&plain);
        }
        if runs(&rules::CALLOUT_FORM) {
            index.callout_form = callout_form(&plain);
        }
        if runs(&rules::ACRONYM_UNDEFINED) {
            let looks = |chapter: usize| {
                settings.running_level(&rules::ACRONYM_UNDEFINED, scopes[chapter]).is_some()
                    && !settings.is_ignored(&book.chapters[chapter].path)
                    && !book.chapters[chapter].is_summary()
            };
            let looked_at = documents.iter().filter(|(chapter, _)| looks(*chapter));
            index.acronyms = undefined(&looked_at.copied().collect::<Vec<_>>());
        }
        index.tells_misspellings = runs(&rules::MISSPELLING);
        index.spell(&plain, settings, runs(&rules::LIKELY_MISSPELLING), runs(&rules::SPELLING));
        for (chapter, document) in documents.iter().filter(|(_, document)| knows_its_ids(document)) {
            let mut ids: Vec<String> = document.ids().map(str::to_owned).collect();
            ids.sort_unstable();
            index.pages.insert(book.chapters[*chapter].path.clone(), Page { ids });
        }
        index
    }

    /// Looks for slips and unknown words.
    fn spell(&mut self, documents: &[&Document], settings: &Settings, slips: bool, unknown: bool) {
        if !slips && !unknown {
            return;
        }
        let counts = WordCounts::of(documents);
        if slips {
            self.slips = likely_misspellings(documents, &counts);
        }
        if unknown {
            let accepted = settings.accepted_words();
            let accepts = |word: &str| accepted.contains(word);
            self.unknown = unknown_words(documents, &counts, settings.dictionary(), accepts);
        }
    }

    /// The page that a link in `chapter` leads to; `None` if it is no page of this book, or one
    /// whose ids cannot be known.
    pub fn page(&self, chapter: &Chapter, link: &str) -> Option<&Page> {
        page_keys(chapter, link)?.iter().find_map(|path| self.pages.get(path))
    }
}

/// The form that at least three quarters of five callouts or more have.
fn callout_form(documents: &[&Document]) -> Option<CalloutForm> {
    const MINIMUM: usize = 5;
    let mut vote = Vote::default();
    for callout in documents.iter().flat_map(|document| callouts(document)) {
        vote.cast(callout.form, ());
    }
    vote.verdict(MINIMUM).filter(Verdict::is_settled).map(|verdict| verdict.value)
}

/// Whether all of a page's text is known: no include outside code was left alone.
fn knows_its_ids(document: &Document) -> bool {
    let ranges = |kind| document.protected.iter().filter(move |range| range.kind == kind).map(|range| &range.span);
    let code: Vec<_> = ranges(ProtectedKind::Code).collect();
    let in_code = |at: usize| {
        // Code does not nest, so the last that starts before can alone hold the place.
        let last = code.partition_point(|span| span.start <= at).checked_sub(1);
        last.is_some_and(|last| code[last].contains(&at))
    };
    let is_escaped = |at: usize| at > 0 && document.text().as_bytes()[at - 1] == b'\\';
    ranges(ProtectedKind::Directive).all(|span| in_code(span.start) || is_escaped(span.start))
}

fn usual_start(documents: &[(usize, &Document)]) -> Option<u8> {
    let start = |document: &Document| Some(document.headings[document.sections.first()?.heading].level);
    let starts: Vec<u8> = documents.iter().filter_map(|(_, document)| start(document)).collect();
    let share = |level: u8| starts.iter().filter(|&&start| start <= level).count() * 4 >= starts.len() * 3;
    (starts.len() >= MIN_CHAPTERS).then(|| (1..=6).find(|&level| share(level)))?
}
