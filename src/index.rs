//! What a rule may ask of the other chapters.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use crate::book::{Book, Chapter, page_keys};
use crate::config::{Scope, Settings, nearest};
use crate::convention::{
    Acronym, CalloutForm, Convention, Habits, HeadingCase, PUNCTUATION, Variants, Verdict, Vote, acronyms, callouts,
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
    /// Whether some rule asks.
    pub knows_heading_case: bool,
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
    /// Reading all prose costs more than the rest, so it is done only if a rule asks. What is asked for is
    /// counted side by side, since much of it waits for sums over all chapters.
    pub(crate) fn new(book: &Book, documents: &[(usize, &Document)], settings: &Settings) -> Self {
        let asked = Asked::new(book, documents, settings);
        let ((heading_case, (slips, unknown)), ((habits, variants), (acronyms, pages))) = rayon::join(
            || rayon::join(|| asked.heading_case(), || asked.spelling()),
            || {
                rayon::join(
                    || rayon::join(|| asked.habits(), || asked.variants()),
                    || rayon::join(|| asked.acronyms(), || asked.pages()),
                )
            },
        );
        Self {
            knows_heading_case: heading_case.is_some(),
            heading_case: heading_case.unwrap_or_default(),
            slips,
            tells_misspellings: asked.runs(&rules::MISSPELLING),
            unknown,
            habits,
            variants,
            callout_form: asked.runs(&rules::CALLOUT_FORM).then(|| callout_form(&asked.documents())).flatten(),
            acronyms,
            pages,
            usual_start: usual_start(documents),
        }
    }

    /// The page that a link in `chapter` leads to; `None` if it is no page of this book, or one
    /// whose ids cannot be known.
    pub fn page(&self, chapter: &Chapter, link: &str) -> Option<&Page> {
        page_keys(chapter, link)?.iter().find_map(|path| self.pages.get(path))
    }
}

/// The chapters of a book, and what its rules ask of them.
struct Asked<'a> {
    book: &'a Book,
    documents: &'a [(usize, &'a Document)],
    settings: &'a Settings,
    /// What decides on the rules of each chapter.
    scopes: Vec<Scope<'a>>,
}

impl<'a> Asked<'a> {
    fn new(book: &'a Book, documents: &'a [(usize, &'a Document)], settings: &'a Settings) -> Self {
        let mut scopes: Vec<Scope<'_>> = book.chapters.iter().map(|chapter| Scope::of_path(&chapter.path)).collect();
        for (chapter, document) in documents {
            let chosen = settings.templates.choose(&book.chapters[*chapter], document);
            scopes[*chapter].template = chosen.map(|chosen| chosen.template);
        }
        Self { book, documents, settings, scopes }
    }

    fn runs(&self, rule: &Rule) -> bool {
        self.scopes.iter().any(|scope| self.settings.running_level(rule, *scope).is_some())
    }

    fn documents(&self) -> Vec<&'a Document> {
        self.documents.iter().map(|(_, document)| *document).collect()
    }

    fn heading_case(&self) -> Option<HeadingCase> {
        if ![&rules::HEADING_CASE, &rules::TERM_CASE, &rules::NAME_CASE].into_iter().any(|rule| self.runs(rule)) {
            return None;
        }
        let mut found = HeadingCase::of_book(self.documents, self.settings.terms.words_by_majority());
        let terms = self.settings.terms.own().iter().map(|term| term.term.as_str());
        found.evidence.choose(terms.flat_map(|term| words(term).map(|(_, word)| word)));
        Some(found)
    }

    /// Slips and unknown words.
    fn spelling(&self) -> (FxHashMap<String, String>, Unknown) {
        let (slips, unknown) = (self.runs(&rules::LIKELY_MISSPELLING), self.runs(&rules::SPELLING));
        if !slips && !unknown {
            return (FxHashMap::default(), Unknown::default());
        }
        let documents = self.documents();
        let counts = WordCounts::of(&documents);
        let find_slips = || if slips { likely_misspellings(&documents, &counts) } else { FxHashMap::default() };
        let find_unknown = || {
            if !unknown {
                return Unknown::default();
            }
            let accepted = self.settings.accepted_words();
            unknown_words(&documents, &counts, self.settings.dictionary(), |word| accepted.contains(word))
        };
        rayon::join(find_slips, find_unknown)
    }

    fn habits(&self) -> Habits {
        let is_asked = |convention: &&Convention| rules::find(convention.rule).is_some_and(|rule| self.runs(rule));
        let conventions: Vec<&Convention> = PUNCTUATION.into_iter().filter(is_asked).collect();
        Habits::of(&self.documents(), &conventions)
    }

    fn variants(&self) -> Variants {
        if self.runs(&rules::TERM_INCONSISTENT) { Variants::of(&self.documents()) } else { Variants::default() }
    }

    fn acronyms(&self) -> Vec<Acronym> {
        if !self.runs(&rules::ACRONYM_UNDEFINED) {
            return Vec::new();
        }
        let looks = |index: usize| {
            let chapter = &self.book.chapters[index];
            self.settings.running_level(&rules::ACRONYM_UNDEFINED, self.scopes[index]).is_some()
                && !self.settings.is_ignored(&chapter.path)
                && !chapter.is_summary()
        };
        let looked_at = self.documents.iter().filter(|(chapter, _)| looks(*chapter));
        acronyms(&looked_at.copied().collect::<Vec<_>>())
    }

    fn pages(&self) -> HashMap<String, Page> {
        let known = self.documents.iter().filter(|(_, document)| knows_its_ids(document));
        let page = |(chapter, document): &(usize, &Document)| {
            let mut ids: Vec<String> = document.ids().map(str::to_owned).collect();
            ids.sort_unstable();
            (self.book.chapters[*chapter].path.clone(), Page { ids })
        };
        known.map(page).collect()
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
