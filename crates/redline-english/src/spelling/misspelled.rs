//! The misspelled words of a book, judged once each.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use redline_document::document::BlockProse;
use redline_text::{Span, Word, WordFilter, WordHash};

use super::book_words::{BookWords, plain};
use super::forms::UnknownForm;
use super::judge::{BookFacts, Capitals, Judgement, OwnWords, Source, judge};
use super::lexicon;

/// A misspelled word in one of its forms.
#[derive(Clone, Debug)]
pub struct Misspelled {
    /// In lower case.
    pub word: String,
    /// The capitals of the form.
    pub capitals: Capitals,
    /// What was meant.
    pub judgement: Judgement,
    /// Whether code or an address has the word, so that it may be a name.
    pub is_in_code: bool,
}

/// The misspelled words of a book.
#[derive(Debug, Default)]
pub struct MisspelledWords {
    words: FxHashMap<WordHash, Vec<Misspelled>>,
    filter: WordFilter,
}

impl MisspelledWords {
    /// Judges the unknown words of a book, but for those in lower case for which `accepts` is true.
    pub fn of(book: &BookWords<'_>, accepts: impl Fn(&str) -> bool + Sync) -> Self {
        let forms = book.unknown_forms().par_iter().filter(|form| !accepts(&form.word));
        let found: Vec<Misspelled> = forms.filter_map(|form| judged(form, book)).collect();
        let mut words: FxHashMap<WordHash, Vec<Misspelled>> = FxHashMap::default();
        let mut filter = WordFilter::default();
        for misspelled in found {
            filter.insert(&misspelled.word);
            words.entry(WordHash::of(&misspelled.word)).or_default().push(misspelled);
        }
        Self { words, filter }
    }

    /// The places of words of a block that are misspelled in some form. The ending of a possessive is not part of them.
    pub fn places<'a>(&self, block: &'a BlockProse) -> impl Iterator<Item = Span> + use<'_, 'a> {
        let text = block.prose.text();
        let is_plain = |word: &Word| word.class.is_plain();
        let may_be = move |word: &&Word| !is_plain(word) || self.filter.may_hold(word.hash);
        let tokens = if self.words.is_empty() { &[] } else { block.tokens() };
        tokens
            .iter()
            .filter(may_be)
            .filter_map(|word| plain(text, word))
            .filter_map(|(span, hash)| self.words.contains_key(&hash).then_some(span))
    }

    /// The misspelled word that is written so.
    pub fn find(&self, word: &str, capitals: Capitals) -> Option<&Misspelled> {
        let forms = self.words.get(&WordHash::of(word))?;
        forms.iter().find(|form| form.capitals == capitals && form.word.eq_ignore_ascii_case(word))
    }

    /// Whether a word is misspelled in any of its forms.
    pub fn contains(&self, word: &str) -> bool {
        let forms = self.words.get(&WordHash::of(word));
        forms.is_some_and(|forms| forms.iter().any(|form| form.word.eq_ignore_ascii_case(word)))
    }
}

/// The judgement of one form of a word.
fn judged(form: &UnknownForm, book: &BookWords<'_>) -> Option<Misspelled> {
    let UnknownForm { word, capitals } = form;
    // Code that has a misspelling of a list names something, unless prose has it more often.
    let is_named = book.is_in_address(word) || (book.in_code(word) > 0 && book.in_code(word) >= book.uses(word));
    let (mut judgement, is_in_code) = match judge(word, *capitals, book) {
        Some(judgement) => {
            let is_listed = matches!(judgement.source, Source::Closed | Source::Listed);
            (judgement, is_listed && is_named)
        }
        None if lexicon::closed_correction(word).is_some() => (judge(word, *capitals, &WithoutCode(book))?, true),
        None => return None,
    };
    judgement.is_safe &= is_certain(word, &judgement, book);
    Some(Misspelled { word: word.clone(), capitals: *capitals, judgement, is_in_code })
}

/// Whether the book does not speak against a correction: it has no word that it repeats, and no name in its place.
fn is_certain(word: &str, judgement: &Judgement, book: &BookWords<'_>) -> bool {
    const MAX_USES: u32 = 2;
    let is_name = |correction: &String| {
        let lower = correction.to_lowercase();
        2 * book.as_name(&lower) > book.uses(&lower)
    };
    (judgement.source != Source::Lexicon || book.uses(word) <= MAX_USES) && !judgement.corrections.iter().any(is_name)
}

/// The facts about a book without its code.
struct WithoutCode<'a>(&'a BookWords<'a>);

impl BookFacts for WithoutCode<'_> {
    fn uses(&self, word: &str) -> u32 {
        self.0.uses(word)
    }

    fn in_code(&self, _: &str) -> u32 {
        0
    }

    fn is_in_address(&self, word: &str) -> bool {
        self.0.is_in_address(word)
    }

    fn as_name(&self, word: &str) -> u32 {
        self.0.as_name(word)
    }

    fn own_words(&self) -> &OwnWords {
        self.0.own_words()
    }
}

/// Whether a text is not English: more than a fifth of at least six words in lower case are unknown.
pub fn is_mostly_unknown(block: &BlockProse) -> bool {
    const MIN_WORDS: usize = 6;
    const MAX_SHARE: usize = 5;
    const MIN_LETTERS: usize = 4;
    let text = block.prose.text();
    let is_lower = |word: &&Word| text[word.span.clone()].chars().all(char::is_lowercase) && word.span.len() > 1;
    let (mut words, mut unknown) = (0, 0);
    for word in block.tokens().iter().filter(is_lower) {
        let word = &text[word.span.clone()];
        words += 1;
        let is_unknown = word.len() >= MIN_LETTERS && !lexicon::is_known(word) && !lexicon::is_misspelling(word);
        unknown += usize::from(is_unknown);
    }
    words >= MIN_WORDS && unknown * MAX_SHARE > words
}
