//! Words with two spellings, and the one that a book uses.

use std::borrow::Cow;
use std::sync::LazyLock;

use rayon::prelude::*;
use redline_english::inflection::inflect;
use rustc_hash::FxHashMap;

use super::Verdict;
use redline_document::document::Document;
use redline_document::source::Span;
use redline_english::spelling::is_in_label;
use redline_text::{Form, WordFilter, is_joined};

/// Pairs of spellings, one a line.
const PAIRS: &str = include_str!("../../packs/consistency/variants.txt");

/// Minimum number of uses of a pair that establish a spelling.
const MINIMUM: usize = 5;

/// Spelling of a pair in one of its grammatical forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spelling {
    pair: usize,
    variant: usize,
    form: Form,
}

/// The list, prepared for lookups.
struct List {
    pairs: Vec<[&'static str; 2]>,
    spellings: FxHashMap<String, Spelling>,
    first_words: WordFilter,
}

impl List {
    fn new() -> Self {
        Self { pairs: Vec::new(), spellings: FxHashMap::default(), first_words: WordFilter::default() }
    }
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let mut list = List::new();
    for line in PAIRS.lines().filter(|line| !line.starts_with('#')) {
        let (forms, words): (&[Form], &str) = match line.split_at(line.len().min(2)) {
            ("v ", words) => (&Form::VERB, words),
            ("- ", words) => (&[Form::Base], words),
            _ => (&[Form::Base, Form::Plural], line),
        };
        let Some((first, second)) = words.split_once('|') else { continue };
        let pair = list.pairs.len();
        list.pairs.push([first, second]);
        for (variant, text) in [first, second].into_iter().enumerate() {
            for &form in forms {
                let spelled = inflect(text, form);
                list.first_words.insert(spelled.split([' ', '-']).next().unwrap_or_default());
                list.spellings.entry(spelled).or_insert(Spelling { pair, variant, form });
            }
        }
    }
    list
});

/// Use of one of the pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantUse {
    /// Index of its text in [`Document::prose`].
    pub prose: usize,
    /// Bytes of that text.
    pub span: Span,
    spelling: Spelling,
}

/// Uses of words with two spellings in a chapter.
pub fn variant_uses(document: &Document) -> Vec<VariantUse> {
    let mut found = Vec::new();
    let list = &*LIST;
    for (prose, block) in document.english_prose() {
        let text = block.prose.text();
        let mut next = block.tokens().iter().peekable();
        while let Some(first) = next.next() {
            if !list.first_words.may_hold(first.hash) {
                continue;
            }
            let longer = next.peek().map(|second| first.span.start..second.span.end);
            for (is_longer, span) in [(true, longer), (false, Some(first.span.clone()))] {
                let Some(span) = span else { continue };
                let words = normalized(&text[span.clone()]);
                let is_alone = || !is_joined(&text[..span.start], &text[span.end..]) || is_in_label(text, &span);
                if let Some(spelling) = list.spellings.get(&*words).filter(|_| is_alone()) {
                    found.push(VariantUse { prose, span, spelling: *spelling });
                    if is_longer {
                        next.next();
                    }
                    break;
                }
            }
        }
    }
    found
}

/// Words in lower case, on one line.
fn normalized(words: &str) -> Cow<'_, str> {
    if words.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b' ' | b'-')) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.to_lowercase().replace('\n', " "))
}

/// Counts of the two spellings of each pair in a book.
#[derive(Debug, Default)]
pub struct Variants {
    counts: Vec<[usize; 2]>,
}

impl Variants {
    /// Counts the spellings in the chapters.
    pub fn of(documents: &[&Document]) -> Self {
        let found: Vec<Vec<VariantUse>> = documents.par_iter().map(|document| variant_uses(document)).collect();
        let mut counts = vec![[0; 2]; LIST.pairs.len()];
        for found in found.into_iter().flatten() {
            counts[found.spelling.pair][found.spelling.variant] += 1;
        }
        Self { counts }
    }

    /// Spelling that the book nearly always uses instead of the given one, with the number of its uses and of all uses
    /// of the pair.
    pub fn better(&self, found: &VariantUse) -> Option<(String, usize, usize)> {
        let [first, second] = *self.counts.get(found.spelling.pair)?;
        let total = first + second;
        let most = usize::from(second > first);
        let count = first.max(second);
        let verdict = Verdict { value: most, count, total };
        let is_minority = found.spelling.variant != most && total >= MINIMUM && verdict.is_settled();
        is_minority.then(|| (inflect(LIST.pairs[found.spelling.pair][most], found.spelling.form), count, total))
    }

    /// Majority spelling of each pair that the book uses, with the number of its uses and of all uses of the pair.
    pub fn chosen(&self) -> impl Iterator<Item = (&'static str, usize, usize)> {
        let used = self.counts.iter().zip(&LIST.pairs).filter(|([first, second], _)| first + second >= MINIMUM);
        used.map(|([first, second], pair)| (pair[usize::from(second > first)], *first.max(second), first + second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    #[test]
    fn the_minority_should_follow_the_majority() {
        let text = "Behavior, behavior, behaviors and behavior; a behaviour. Initialised and initializing. The file-system and file systems, `behaviour`, behaviour_x.";
        let document = Document::of_text(text, &Dialect::default());
        let uses = variant_uses(&document);
        let variants = Variants::of(&[&document]);
        let better: Vec<_> = uses.iter().filter_map(|found| variants.better(found)).collect();
        assert_eq!(better, [("behavior".to_owned(), 4, 5)]);
        assert_eq!(uses.len(), 8, "{uses:?}");
    }
}
