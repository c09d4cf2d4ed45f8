//! What a rule may ask of the other chapters.

mod facts;
mod view;
mod witness;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::book::{Book, Chapter, page_keys};
use crate::config::{Scope, Settings, nearest};
use crate::convention::{
    Acronym, CalloutForm, Convention, Evidence, HeadingCase, MajorityForms, PUNCTUATION, QUOTES, QUOTES_APART,
    Variants, Verdict, Vote, acronyms, asked_words, callouts,
};
use crate::digest::Digest;
use crate::document::Document;
use crate::language::words as words_of;
use crate::rule::Rule;
use crate::rules;
use crate::spelling::{Unknown, WordCounts, likely_misspellings, may_be_slip, misspellings_in_code, unknown_words};

pub(crate) use facts::ChapterFacts;
pub(crate) use witness::Witness;

/// How many chapters a book needs before their first headings say what is usual.
const MIN_CHAPTERS: usize = 20;

/// What the chapters of a book say together.
#[derive(Debug, Default)]
pub struct BookIndex {
    /// Whether the book is in English.
    pub is_english: bool,
    /// How the book capitalises headings; empty if no rule asks.
    pub heading_case: HeadingCase,
    /// Whether some rule asks.
    pub knows_heading_case: bool,
    /// Rare words that are most likely slips of frequent ones, with those; empty if no rule asks.
    pub slips: FxHashMap<String, String>,
    /// Whether known misspellings are told by their own rule.
    pub tells_misspellings: bool,
    /// Known misspellings of its prose that its code or addresses hold too, in lower case.
    pub misspellings_in_code: FxHashSet<String>,
    /// Words that no dictionary knows; empty if no rule asks.
    pub unknown: Unknown,
    /// In which forms the book does what can be done in several.
    pub habits: MajorityForms,
    /// How it spells what can be spelled in two ways.
    pub variants: Variants,
    /// The form of nearly all callouts, if there are enough.
    pub callout_form: Option<CalloutForm>,
    /// Acronyms that are never spelled out.
    pub acronyms: Vec<Acronym>,
    pages: HashMap<String, Page>,
    /// The level at which, or above which, at least three quarters of the chapters start.
    pub usual_start: Option<u8>,
    /// What tells the words that body text was asked about from others.
    asked_words: Digest,
    /// What every chapter sees of the index; `None` if rules see more than can be told apart.
    common: Option<Digest>,
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
    /// Collects what the chapters say.
    ///
    /// Reading all prose costs more than the rest, so it is done only if a rule asks. What is asked for is
    /// counted side by side, since much of it waits for sums over all chapters.
    pub(crate) fn new(book: &Book, witnesses: &[Witness<'_>], settings: &Settings) -> Self {
        let asked = Asked::new(book, witnesses, settings);
        let ((heading_case, (slips, unknown)), ((habits, variants), (acronyms, pages))) = rayon::join(
            || rayon::join(|| asked.heading_case(), || asked.spelling()),
            || {
                rayon::join(
                    || rayon::join(|| asked.habits(), || asked.variants()),
                    || rayon::join(|| asked.acronyms(), || asked.pages()),
                )
            },
        );
        let (heading_case, asked_words) = heading_case.unzip();
        let mut index = Self {
            is_english: settings.is_english(),
            knows_heading_case: heading_case.is_some(),
            heading_case: heading_case.unwrap_or_default(),
            asked_words: asked_words.unwrap_or_default(),
            slips,
            tells_misspellings: asked.runs(&rules::MISSPELLING),
            misspellings_in_code: asked.misspellings_in_code(),
            unknown,
            habits,
            variants,
            callout_form: asked.runs(&rules::CALLOUT_FORM).then(|| callout_form(&asked.documents())).flatten(),
            acronyms,
            pages,
            usual_start: usual_start(witnesses),
            common: None,
        };
        index.common = (!asked.needs_documents()).then(|| index.common_view(settings));
        index
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
    witnesses: &'a [Witness<'a>],
    settings: &'a Settings,
    /// What decides on the rules of each chapter.
    scopes: Vec<Scope<'a>>,
}

impl<'a> Asked<'a> {
    fn new(book: &'a Book, witnesses: &'a [Witness<'a>], settings: &'a Settings) -> Self {
        let mut scopes: Vec<Scope<'_>> = book.chapters.iter().map(|chapter| Scope::of_path(&chapter.path)).collect();
        // What is kept of a chapter is kept only where no page has a template.
        for witness in witnesses.iter().filter(|witness| witness.facts.is_none()) {
            let chosen = settings.templates.choose(&book.chapters[witness.chapter()], witness.document());
            scopes[witness.chapter()].template = chosen.map(|chosen| chosen.template);
        }
        Self { book, witnesses, settings, scopes }
    }

    fn runs(&self, rule: &Rule) -> bool {
        self.scopes.iter().any(|scope| self.settings.running_level(rule, *scope).is_some())
    }

    /// Whether some rule asks for more than what is kept of chapters.
    fn needs_documents(&self) -> bool {
        let others = [&rules::SPELLING, &rules::TERM_INCONSISTENT, &rules::ACRONYM_UNDEFINED, &rules::CALLOUT_FORM];
        others.into_iter().any(|rule| self.runs(rule)) || !self.conventions().is_empty()
    }

    fn documents(&self) -> Vec<&'a Document> {
        self.witnesses.par_iter().map(Witness::document).collect()
    }

    /// How headings are written, and what tells the words that body text was asked about from others.
    fn heading_case(&self) -> Option<(HeadingCase, Digest)> {
        if ![&rules::HEADING_CASE, &rules::TERM_CASE, &rules::NAME_CASE].into_iter().any(|rule| self.runs(rule)) {
            return None;
        }
        let terms = &self.settings.terms;
        let headings: Vec<_> = self.witnesses.iter().map(Witness::headings).collect();
        let mut words = asked_words(headings.iter().flat_map(|headings| headings.iter()));
        words.extend(terms.words_by_majority());
        let asked = Digest::of(words.iter().map(String::as_bytes));
        let mut evidence = Evidence::about(words);
        let sightings =
            |witness: &Witness<'a>| witness.facts.filter(|facts| facts.asked == asked).map(|facts| &facts.sightings);
        self.witnesses.iter().filter_map(sightings).for_each(|sightings| evidence.add(sightings));
        let others: Vec<_> = self.witnesses.iter().filter(|witness| sightings(witness).is_none()).collect();
        evidence.count(&others.par_iter().map(|witness| witness.document()).collect::<Vec<_>>());
        let own = terms.own().iter().map(|term| term.term.as_str());
        evidence.choose(own.flat_map(|term| words_of(term).map(|(_, word)| word)));
        let chapters = self.witnesses.iter().map(Witness::chapter);
        Some((HeadingCase::new(chapters.zip(headings.iter().map(AsRef::as_ref)), evidence), asked))
    }

    /// Slips and unknown words.
    fn spelling(&self) -> (FxHashMap<String, String>, Unknown) {
        let (slips, unknown) = (self.runs(&rules::LIKELY_MISSPELLING), self.runs(&rules::SPELLING));
        if !slips && !unknown {
            return (FxHashMap::default(), Unknown::default());
        }
        // What is kept of chapters has the words alone among which slips are looked for.
        let counts =
            if unknown { WordCounts::of(&self.documents(), self.settings.is_english()) } else { self.word_counts() };
        let texts: Vec<&str> = self.witnesses.iter().map(|witness| witness.reading.text()).collect();
        let find_slips = || if slips { likely_misspellings(&texts, &counts) } else { FxHashMap::default() };
        let find_unknown = || {
            if !unknown {
                return Unknown::default();
            }
            let accepted = self.settings.accepted_words();
            let accepts = |word: &str| accepted.contains(word);
            unknown_words(&self.documents(), &counts, self.settings.dictionary(), accepts)
        };
        rayon::join(find_slips, find_unknown)
    }

    /// Known misspellings that the book's code or addresses hold too.
    fn misspellings_in_code(&self) -> FxHashSet<String> {
        if !self.runs(&rules::MISSPELLING) {
            return FxHashSet::default();
        }
        let found: Vec<_> = self.witnesses.par_iter().map(Witness::misspelled).collect();
        let mut in_prose: BTreeMap<String, u32> = BTreeMap::new();
        for (word, uses) in found.iter().flat_map(|found| found.iter()) {
            *in_prose.entry(word.clone()).or_default() += uses;
        }
        let texts: Vec<&str> = self.witnesses.iter().map(|witness| witness.reading.text()).collect();
        misspellings_in_code(&texts, &in_prose)
    }

    /// How often words are used among which slips are looked for.
    fn word_counts(&self) -> WordCounts<'a> {
        let (known, others): (Vec<_>, Vec<_>) = self.witnesses.iter().partition(|witness| witness.facts.is_some());
        let others: Vec<&Document> = others.into_iter().map(Witness::document).collect();
        let count = |witnesses: &[&Witness<'a>]| {
            let mut counts = WordCounts::default();
            witnesses.iter().filter_map(|witness| witness.facts).for_each(|facts| counts.add_chapter(&facts.words));
            counts
        };
        let (first, second) = known.split_at(known.len() / 2);
        let (first, second) = rayon::join(|| count(first), || count(second));
        WordCounts::among(&others, may_be_slip).merged(first.merged(second))
    }

    fn conventions(&self) -> Vec<&'static Convention> {
        let is_asked = |convention: &&Convention| rules::find(convention.rule).is_some_and(|rule| self.runs(rule));
        let asked = PUNCTUATION.into_iter().filter(is_asked);
        if self.settings.is_english() {
            return asked.collect();
        }
        // Elsewhere apostrophes are no evidence of quotation marks.
        let (quotes, mut others): (Vec<_>, Vec<_>) = asked.partition(|convention| convention.rule == QUOTES.rule);
        others.extend(quotes.into_iter().flat_map(|_| QUOTES_APART));
        others
    }

    fn habits(&self) -> MajorityForms {
        let conventions = self.conventions();
        if conventions.is_empty() {
            return MajorityForms::default();
        }
        MajorityForms::of(&self.documents(), &conventions, self.settings.is_english())
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
        let looked_at = self.witnesses.iter().filter(|witness| looks(witness.chapter()));
        acronyms(&looked_at.map(|witness| (witness.chapter(), witness.document())).collect::<Vec<_>>())
    }

    fn pages(&self) -> HashMap<String, Page> {
        let page = |witness: &Witness<'_>| {
            Some((self.book.chapters[witness.chapter()].path.clone(), Page { ids: witness.ids()? }))
        };
        self.witnesses.iter().filter_map(page).collect()
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

fn usual_start(witnesses: &[Witness<'_>]) -> Option<u8> {
    let starts: Vec<u8> = witnesses.iter().filter_map(Witness::start).collect();
    let share = |level: u8| starts.iter().filter(|&&start| start <= level).count() * 4 >= starts.len() * 3;
    (starts.len() >= MIN_CHAPTERS).then(|| (1..=6).find(|&level| share(level)))?
}
