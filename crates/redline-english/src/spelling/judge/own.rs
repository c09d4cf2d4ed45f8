//! Names that a book uses often, words that only it uses, and misspellings of both.

use super::facts::BookFacts;
use super::{Judgement, Source};
use crate::spelling::lexicon;

/// The least number of letters in a name.
const MIN_NAME: usize = 5;

/// The least number of uses of a name, and how many times as often it is used as its misspelling.
const MIN_USES_OF_NAME: u32 = 10;

/// The greatest number of uses of a misspelled name.
const MAX_USES_OF_MISSPELLING: u32 = 2;

/// The least number of letters in a word that only the book uses, and of its uses.
const MIN_WORD: usize = 6;
pub(super) const MIN_USES_OF_WORD: u32 = 8;

/// The greatest cost of a misspelling of such a word.
const MAX_COST: f64 = 1.15;

/// The uses of a word in the prose of a book.
#[derive(Clone, Copy, Debug)]
pub struct WordUse<'a> {
    /// The word as the book mostly writes it.
    pub form: &'a str,
    /// The number of uses with any capitals.
    pub uses: u32,
    /// The number of uses with a capital that does not open a sentence.
    pub as_name: u32,
}

/// A word with the number of its uses.
#[derive(Clone, Debug)]
struct OwnWord {
    lower: String,
    form: String,
    uses: u32,
}

/// Names that a book uses often, and words that only it uses.
#[derive(Clone, Debug, Default)]
pub struct OwnWords {
    names: Vec<OwnWord>,
    words: Vec<OwnWord>,
}

impl OwnWords {
    /// The names and words among all words of a book, each of which is given once.
    pub fn new<'a>(words: impl IntoIterator<Item = WordUse<'a>>) -> Self {
        let mut own = Self::default();
        for word in words {
            if word.uses < MIN_USES_OF_WORD || !word.form.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                continue;
            }
            let lower = word.form.to_ascii_lowercase();
            let is_mostly_name = word.as_name >= word.uses.div_ceil(2);
            let list = if is_mostly_name && word.as_name >= MIN_USES_OF_NAME && lower.len() >= MIN_NAME {
                &mut own.names
            } else if !is_mostly_name && lower.len() >= MIN_WORD && is_own(&lower) {
                &mut own.words
            } else {
                continue;
            };
            list.push(OwnWord { lower, form: word.form.to_owned(), uses: word.uses });
        }
        own.names.sort_unstable_by(|a, b| a.lower.cmp(&b.lower));
        own.words.sort_unstable_by(|a, b| a.lower.cmp(&b.lower));
        own
    }
}

/// Whether the lexicon does not suggest a word, and no list has it as a misspelling.
fn is_own(word: &str) -> bool {
    lexicon::frequency(word).is_none() && !lexicon::is_misspelling(word)
}

/// The name of the book that a rare one misspells.
pub(super) fn near_name(word: &str, facts: &impl BookFacts) -> Option<Judgement> {
    let uses = facts.uses(word).max(1);
    let is_near = |name: &&OwnWord| {
        name.lower.len().abs_diff(word.len()) <= 1
            && name.lower.as_bytes().first() == word.as_bytes().first()
            && name.uses >= MIN_USES_OF_NAME * uses
            && !differ_at_the_end(&name.lower, word)
            && strsim::osa_distance(&name.lower, word) == 1
    };
    if word.len() < MIN_NAME || uses > MAX_USES_OF_MISSPELLING || lexicon::is_name(word) {
        return None;
    }
    let name = only(facts.own_words().names.iter().filter(is_near))?;
    let is_vouched_for = facts.in_code(word) > 0 || facts.is_in_address(word);
    (!is_vouched_for).then(|| Judgement::unsafe_one(Source::Name, name.form.clone()))
}

/// Whether one is the plural of the other, or they differ in their last letter.
fn differ_at_the_end(name: &str, word: &str) -> bool {
    let without_last = |word: &str| word[..word.len() - 1].to_owned();
    let (name_head, head) = (without_last(name), without_last(word));
    name_head == word || head == name || name_head == head
}

/// A word that only this book uses, and what writing the other for it costs: the misspelling is used once and differs inside.
pub(super) fn near_word<'a>(word: &str, facts: &'a impl BookFacts) -> Option<(&'a str, u32, f64)> {
    if word.len() < MIN_WORD || facts.uses(word) > 1 {
        return None;
    }
    let edges = |word: &str| (word.as_bytes().first().copied(), word.as_bytes().last().copied());
    let is_near = |own: &&OwnWord| {
        own.lower.len().abs_diff(word.len()) <= 1
            && edges(&own.lower) == edges(word)
            && strsim::osa_distance(&own.lower, word) == 1
    };
    let own = only(facts.own_words().words.iter().filter(is_near))?;
    let cost = lexicon::cost(word, &own.lower);
    (cost <= MAX_COST).then_some((own.lower.as_str(), own.uses, cost))
}

/// The item of an iterator that has one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}
