//! The term base: the terms that a book has chosen, their forbidden variants, and the occurrences of both.
//!
//! One base serves the rules about terms, the case of headings, spelling and the glossary. Terms come from the
//! configuration, from TOML and CSV files, and from a built-in list of names.

mod builtin;
mod chapter;
mod file;
mod glossary;
mod occurrence;
mod phrase;
mod place;
mod term;
mod unspaced;

use std::path::{Path, PathBuf};

use globset::GlobSet;
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization as _;

use redline_document::document::BlockProse;
use redline_document::edit::Aspect;
use redline_document::source::FileStore;
use redline_english::ENGLISH;
use redline_text::{Form, Language, Word, WordFilter};

pub use chapter::ChapterTerms;
pub use file::TermsError;
pub use glossary::with_glossary;
pub use occurrence::{Found, Occurrence};
pub(crate) use phrase::is_quoted;
use phrase::{Phrase, Text};
pub use place::{TermPlace, term_places};
pub use term::Term;
use term::scope;
use unspaced::Unspaced;

/// Language in which terms are inflected.
const LANGUAGE: &Language = &ENGLISH;

/// The terms of a book, indexed for search.
#[derive(Debug, Default)]
pub struct TermBase {
    terms: Vec<Term>,
    scopes: Vec<Option<GlobSet>>,
    /// Phrases by their first word in lower case, the longest first.
    phrases: FxHashMap<String, Vec<Entry>>,
    /// Phrases in scripts that do not separate words.
    unspaced: Unspaced,
    /// Prefilter for the first words of phrases.
    first_words: WordFilter,
    /// The number of the book's own terms, which come first, and of all terms that apply everywhere, which precede the others.
    own: usize,
    /// Number of terms that every book must follow: the own ones, then names that are not plain words too.
    everywhere: usize,
}

/// A phrase to search for.
#[derive(Debug)]
struct Entry {
    phrase: Phrase,
    term: usize,
    meaning: Meaning,
    form: Form,
}

/// The meaning of a match.
#[derive(Debug, PartialEq, Eq)]
enum Meaning {
    /// The term in one of its forms, with its correct spelling.
    Term(String),
    /// A forbidden variant, with its replacement.
    Forbidden(String),
    /// An exception, which is correct.
    Exception,
}

impl TermBase {
    /// Loads the terms of the configuration, those in `files`, which are relative to `folder`, and the built-in names.
    ///
    /// # Errors
    /// If a file cannot be read, a term is empty, or a glob is invalid.
    pub fn load(terms: &[Term], files: &[PathBuf], folder: &Path) -> Result<Self, TermsError> {
        Self::load_in(&FileStore::default(), terms, files, folder)
    }

    /// Loads the terms as [`Self::load`] does; `store` may hold unsaved texts of the files.
    ///
    /// # Errors
    /// As for [`Self::load`].
    pub fn load_in(store: &FileStore, terms: &[Term], files: &[PathBuf], folder: &Path) -> Result<Self, TermsError> {
        let mut all = terms.to_vec();
        for (index, term) in all.iter().enumerate() {
            file::check(term).map_err(|message| TermsError::Term { index, message })?;
        }
        for path in files {
            all.extend(file::read(store, &folder.join(path))?);
        }
        file::check_conflicts(&all)?;
        let own = all.len();
        let mut everywhere = own;
        let is_own = |name: &Term| all.iter().any(|term| term.term.eq_ignore_ascii_case(&name.term));
        let names: Vec<(Term, bool)> = builtin::names().filter(|(name, _)| !is_own(name)).collect();
        everywhere += names.iter().filter(|(_, everywhere)| *everywhere).count();
        all.extend(names.into_iter().map(|(name, _)| name));
        Self::new(all, own, everywhere)
    }

    /// The built-in names that are also written in another form than by their owners.
    pub(crate) fn of_names_with_variants() -> Self {
        let names: Vec<Term> = builtin::names().map(|(name, _)| name).filter(|name| !name.not.is_empty()).collect();
        let count = names.len();
        Self::new(names, 0, count).unwrap_or_default()
    }

    fn new(terms: Vec<Term>, own: usize, everywhere: usize) -> Result<Self, TermsError> {
        let scopes = terms.iter().map(scope).collect::<Result<_, _>>()?;
        let mut base = Self { scopes, own, everywhere, ..Self::default() };
        let named: FxHashSet<String> = terms.iter().map(|term| term.term.to_lowercase()).collect();
        for (index, term) in terms.iter().enumerate() {
            base.add(index, term, &named);
        }
        let by_length = |entries: &mut Vec<Entry>| entries.sort_by_key(|entry| std::cmp::Reverse(entry.phrase.len()));
        base.phrases.values_mut().for_each(by_length);
        base.unspaced.sort();
        base.terms = terms;
        Ok(base)
    }

    /// Adds the forms of a term, except those that are terms themselves: `HTTPS` is not the plural of `HTTP`.
    fn add(&mut self, index: usize, term: &Term, named: &FxHashSet<String>) {
        let forms: &[Form] = match (term.verb, (LANGUAGE.is_plural)(&term.term)) {
            (true, _) => &Form::VERB,
            (false, true) => &[Form::Base],
            (false, false) if index >= self.everywhere => &[Form::Base],
            (false, false) => &[Form::Base, Form::Plural],
        };
        // `log in` is a verb, `log-in` is not; a term may also forbid its own hyphen.
        let is_exact = term.verb || term.not.iter().any(|variant| phrase::differ_in_hyphens(variant, &term.term));
        for form in forms {
            let text = (LANGUAGE.inflect)(&term.term, *form);
            if *form == Form::Base || !named.contains(&text.to_lowercase()) {
                self.push(&text, (index, *form), Meaning::Term(text.clone()), is_exact);
            }
        }
        for variant in &term.not {
            let is_case = phrase::is_same_but_case(variant, &term.term);
            let is_plural = !term.verb && (LANGUAGE.is_plural)(variant);
            for form in forms.iter().filter(|form| !is_case && (!is_plural || **form != Form::Plural)) {
                // A plural variant replaces the plural.
                let wanted = if is_plural { Form::Plural } else { *form };
                let [text, wanted] =
                    [(variant, *form), (&term.term, wanted)].map(|(text, form)| (LANGUAGE.inflect)(text, form));
                self.push(&text, (index, *form), Meaning::Forbidden(wanted), is_exact);
            }
        }
        for exception in &term.except {
            self.push(exception, (index, Form::Base), Meaning::Exception, false);
        }
    }

    fn push(&mut self, text: &str, (term, form): (usize, Form), meaning: Meaning, is_exact: bool) {
        if unspaced::is_unspaced(text) {
            if form == Form::Base {
                self.unspaced.push(text, term, meaning);
            }
            return;
        }
        let Some(phrase) = Phrase::new(text) else { return };
        let phrase = if is_exact { phrase.exactly() } else { phrase };
        self.first_words.insert(phrase.key());
        let entries = self.phrases.entry(phrase.key().to_owned()).or_default();
        let is_known = |entry: &Entry| entry.phrase == phrase && entry.term == term;
        if !entries.iter().any(is_known) {
            entries.push(Entry { phrase, term, meaning, form });
        }
    }

    /// Terms, those of the book first.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether an acronym is a term or a word of a term.
    pub fn knows_acronym(&self, name: &str) -> bool {
        self.terms.iter().any(|term| term.term.split([' ', '-']).any(|word| word == name))
    }

    /// Own terms of the book.
    pub fn own(&self) -> &[Term] {
        &self.terms[..self.own]
    }

    /// Whether a term is one of the book.
    pub fn is_own(&self, term: usize) -> bool {
        term < self.own
    }

    /// The aspect of a fix that writes this term.
    pub fn aspect(&self, term: usize) -> Aspect {
        if self.is_own(term) { Aspect::Terms } else { Aspect::Wording }
    }

    /// Whether a term is a name that is also a plain word, so that the majority of its uses in the book decides.
    pub fn is_by_majority(&self, term: usize) -> bool {
        term >= self.everywhere
    }

    /// The names that are also plain words, in lower case.
    pub fn words_by_majority(&self) -> impl Iterator<Item = String> {
        self.terms[self.everywhere..].iter().map(|term| term.term.to_lowercase())
    }

    /// The occurrences of terms and forbidden variants in a text of the chapter at `path`, from left to right; the
    /// longest of those that begin at one place. `language` is that of the text, if terms are inflected in it.
    pub fn occurrences(&self, block: &BlockProse, path: &str, language: Option<&'static Language>) -> Vec<Occurrence> {
        let mut found = Vec::new();
        if self.phrases.is_empty() && self.unspaced.is_empty() {
            return found;
        }
        // Few blocks have a word that begins a term; the key of a plain word is its hash.
        let may_begin = |word: &Word| !word.class.is_plain() || self.first_words.may_hold(word.hash);
        if self.unspaced.is_empty() && !block.tokens().iter().any(may_begin) {
            return found;
        }
        let text = Text::new(block, language);
        let mut next = 0;
        while next < text.words.len() {
            let at = next;
            next += 1;
            if !self.first_words.may_hold(text.key(at)) {
                continue;
            }
            let lower = text.lower(at);
            let Some(entries) = self.phrases.get(lower.as_ref()) else { continue };
            let matching = entries.iter().filter(|entry| {
                self.is_in_scope(entry.term, path)
                    && (language.is_some() || self.is_of_any_language(entry.term, entry.form))
            });
            let Some((entry, end)) = matching.into_iter().find_map(|entry| Some((entry, entry.phrase.at(&text, at)?)))
            else {
                continue;
            };
            next = at + entry.phrase.len();
            if let Some(occurrence) = self.occurrence(entry, &text, at, end) {
                found.push(occurrence);
            }
        }
        self.add_unspaced(&text, path, &mut found);
        found
    }

    /// Whether a term is for the chapter at `path`.
    pub fn is_in_scope(&self, term: usize, path: &str) -> bool {
        self.scopes[term].as_ref().is_none_or(|globs| globs.is_match(path))
    }

    /// Whether a form of a term is searched in other languages. The book's own terms are searched in all forms everywhere,
    /// but only reported.
    fn is_of_any_language(&self, term: usize, form: Form) -> bool {
        self.is_own(term)
            || (form == Form::Base
                && !self.is_by_majority(term)
                && !LANGUAGE.capitalised_names.contains(&&*self.terms[term].term))
    }

    fn occurrence(&self, entry: &Entry, text: &Text<'_>, at: usize, end: phrase::End) -> Option<Occurrence> {
        let language = text.language;
        let span = text.start(at, &entry.phrase)..end.at;
        let is_certain = language.is_some() || (entry.form == Form::Base && end.written().is_empty());
        let (found, expected) = match &entry.meaning {
            // The possessive of names in -s is not checked.
            Meaning::Term(form) => (Found::Term, format!("{form}{}", end.written())),
            Meaning::Forbidden(_) if !is_certain => (Found::Forbidden, self.terms[entry.term].term.clone()),
            Meaning::Forbidden(form) => (Found::Forbidden, format!("{form}{}", end.possessive_of(form))),
            Meaning::Exception => return None,
        };
        // In an unknown language the preceding words may depend on the initial sound.
        let is_certain = is_certain && (language.is_some() || start_alike(&text.whole[span.clone()], &expected));
        if !self.is_checked_in_quotes(entry.term) && text.is_quoted(&span) {
            return None;
        }
        Some(Occurrence { term: entry.term, span, found, expected, language, is_certain })
    }

    fn is_checked_in_quotes(&self, term: usize) -> bool {
        self.terms[term].in_quotes.unwrap_or(true)
    }

    /// Adds occurrences in scripts that do not separate words; they win over the words that they overlap.
    fn add_unspaced(&self, text: &Text<'_>, path: &str, found: &mut Vec<Occurrence>) {
        if self.unspaced.is_empty() || text.whole.is_ascii() {
            return;
        }
        let matches = self.unspaced.find(text.whole, |term| self.is_in_scope(term, path));
        for (span, entry) in matches {
            found.retain(|other| other.span.end <= span.start || span.end <= other.span.start);
            let (kind, expected) = match &entry.meaning {
                Meaning::Term(form) => (Found::Term, form.clone()),
                Meaning::Forbidden(form) => (Found::Forbidden, form.clone()),
                Meaning::Exception => continue,
            };
            if self.is_checked_in_quotes(entry.term) || !text.is_quoted(&span) {
                let (language, is_certain) = (text.language, entry.is_certain());
                found.push(Occurrence { term: entry.term, span, found: kind, expected, language, is_certain });
            }
        }
        found.sort_by_key(|occurrence| occurrence.span.start);
    }
}

/// Whether both or neither of two words start with a vowel or an `h` that may be silent.
fn start_alike(word: &str, other: &str) -> bool {
    let starts_with_vowel = |word: &str| {
        let first = word.nfd().next().map(|c| c.to_ascii_lowercase());
        matches!(first, Some('a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'œ' | 'æ'))
    };
    starts_with_vowel(word) == starts_with_vowel(other)
}
