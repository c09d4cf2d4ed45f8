//! The words of a book, with what vouches for those that the lexicon does not contain.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use redline_document::document::Document;
use redline_text::{Span, Word, WordHash};

use super::forms::{Forms, UnknownForm};
use super::in_code::{CodeUses, count_in_code};
use super::judge::{BookFacts, Capitals, OwnWords, WordUse};
use super::lexicon;
use super::usage::capitals;

/// The least number of letters in words that are looked up.
const MIN_LETTERS: usize = 3;

/// The least number of uses with a capital of words whose forms are counted.
const MIN_USES_OF_NAME: u32 = 8;

/// The uses of a word in prose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'a> {
    /// The word as first written.
    pub(super) word: &'a str,
    /// The number of uses with any capitals.
    pub(super) uses: u32,
    /// The number of uses with a capital that does not open a sentence.
    pub(super) as_name: u32,
}

type Counts<'a> = FxHashMap<WordHash, Counted<'a>>;

/// The words of the prose of a book, with the facts about those that the lexicon does not contain.
#[derive(Debug, Default)]
pub struct BookWords<'a> {
    counts: Counts<'a>,
    own: OwnWords,
    code: FxHashMap<String, CodeUses>,
    unknown: Vec<UnknownForm>,
}

impl<'a> BookWords<'a> {
    /// Counts the words of the prose in English, and everywhere those that the lexicon does not contain.
    pub fn of(documents: &[&'a Document]) -> Self {
        let counts = in_parts(documents, count, merged);
        let words: Vec<&Counted<'_>> = counts.values().collect();
        let unknown: FxHashSet<String> = words
            .into_par_iter()
            .filter(|counted| counted.word.len() >= MIN_LETTERS)
            .map(|counted| counted.word.to_ascii_lowercase())
            .filter(|word| !lexicon::contains(word))
            .collect();
        let names = counts.iter().filter(|(_, counted)| counted.as_name >= MIN_USES_OF_NAME).map(|(hash, _)| *hash);
        let forms = Forms::of(documents, &unknown, &names.collect());
        let mut code = count_in_code(documents, &with_singulars(&unknown));
        #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
        for (word, uses) in forms.in_identifiers {
            code.entry(word).or_default().in_code += uses;
        }
        let own = OwnWords::new(counts.iter().map(|(hash, counted)| {
            let form = forms.of_names.get(hash).and_then(most_frequent).unwrap_or(counted.word);
            WordUse { form, uses: counted.uses, as_name: counted.as_name }
        }));
        let mut unknown: Vec<UnknownForm> = forms.in_sentences.into_iter().collect();
        unknown.sort_unstable();
        Self { counts, own, code, unknown }
    }

    /// The words that the lexicon does not contain, in each form that sentences have, in order.
    pub fn unknown_forms(&self) -> &[UnknownForm] {
        &self.unknown
    }
}

impl BookFacts for BookWords<'_> {
    fn uses(&self, word: &str) -> u32 {
        self.counts.get(&WordHash::of(word)).map_or(0, |counted| counted.uses)
    }

    fn in_code(&self, word: &str) -> u32 {
        self.code.get(word).map_or(0, |uses| uses.in_code)
    }

    fn is_in_address(&self, word: &str) -> bool {
        self.code.get(word).is_some_and(|uses| uses.is_in_address)
    }

    fn as_name(&self, word: &str) -> u32 {
        self.counts.get(&WordHash::of(word)).map_or(0, |counted| counted.as_name)
    }

    fn own_words(&self) -> &OwnWords {
        &self.own
    }
}

/// Runs `work` over a few large parts of the chapters in parallel, since merging costs as much as the work on small ones.
/// Results are merged in order.
pub(super) fn in_parts<'a, T: Default + Send>(
    documents: &[&'a Document],
    work: impl Fn(&[&'a Document]) -> T + Sync + Send,
    merge: impl Fn(T, T) -> T + Sync + Send,
) -> T {
    let part = documents.len().div_ceil(2 * rayon::current_num_threads()).max(1);
    documents.par_chunks(part).map(work).reduce(T::default, merge)
}

/// The letters of a word with their hash, without the ending of a possessive; `None` if it has digits, other apostrophes or
/// letters beyond ASCII.
pub(super) fn plain(text: &str, word: &Word) -> Option<(Span, WordHash)> {
    if word.class.is_plain() {
        return (!word.class.has_digit()).then(|| (word.span.clone(), word.hash));
    }
    let owner = text[word.span.clone()].strip_suffix("'s").or_else(|| text[word.span.clone()].strip_suffix("’s"))?;
    let is_plain = owner.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_plain.then(|| (word.span.start..word.span.start + owner.len(), WordHash::of(owner)))
}

fn count<'a>(documents: &[&'a Document]) -> Counts<'a> {
    let mut counts = Counts::default();
    for (_, block) in documents.iter().flat_map(|document| document.english_prose()) {
        let text = block.prose.text();
        for word in block.tokens() {
            let Some((span, hash)) = plain(text, word) else { continue };
            let is_name =
                !word.class.is_lower() && matches!(capitals(text, &span, false), Capitals::Initial | Capitals::Inner);
            let counted = counts.entry(hash).or_insert(Counted { word: &text[span], uses: 0, as_name: 0 });
            counted.uses += 1;
            counted.as_name += u32::from(is_name);
        }
    }
    counts
}

/// The counts of one part of the chapters and of a later one.
#[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
fn merged<'a>(mut counts: Counts<'a>, later: Counts<'a>) -> Counts<'a> {
    if counts.is_empty() {
        return later;
    }
    for (hash, counted) in later {
        let known = counts.entry(hash).or_insert(Counted { uses: 0, as_name: 0, ..counted });
        known.uses += counted.uses;
        known.as_name += counted.as_name;
    }
    counts
}

/// Words, and those whose plurals they are.
fn with_singulars(words: &FxHashSet<String>) -> FxHashSet<String> {
    let singulars = words.iter().filter_map(|word| word.strip_suffix('s'));
    words.iter().map(String::as_str).chain(singulars).map(str::to_owned).collect()
}

/// The most frequent form of a name; of several, the first in alphabetical order.
fn most_frequent<'a>(forms: &FxHashMap<&'a str, u32>) -> Option<&'a str> {
    forms.iter().max_by_key(|(form, uses)| (**uses, std::cmp::Reverse(**form))).map(|(form, _)| *form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    #[test]
    fn facts_are_those_of_all_chapters() {
        let texts = [
            "The libary's end. Libary is one, a Libary. JavaScript and `libary::x`.",
            "Libarys, libary_v2, readFoobaz and \"fooquux\".\n\n```\nfoobarz() // a barfooz\n```\n\nA foobarz, a barfooz.",
        ];
        let documents = texts.map(|text| Document::of_text(text, &Dialect::default()));
        let documents: Vec<&Document> = documents.iter().collect();
        let book = BookWords::of(&documents);
        assert_eq!((book.uses("libary"), book.as_name("libary"), book.in_code("libary")), (4, 1, 2));
        assert_eq!((book.in_code("foobarz"), book.in_code("barfooz"), book.in_code("libarys")), (1, 0, 0));
        let forms: Vec<(&str, Capitals)> =
            book.unknown_forms().iter().map(|form| (form.word.as_str(), form.capitals)).collect();
        assert_eq!(
            forms,
            [
                ("barfooz", Capitals::None),
                ("foobarz", Capitals::None),
                ("libary", Capitals::None),
                ("libary", Capitals::Opening),
                ("libary", Capitals::Initial),
                ("libarys", Capitals::Opening),
                ("readfoobaz", Capitals::Inner),
            ]
        );
    }
}
