//! Words that a book may spell in two ways, and which way it spells each.

use std::borrow::Cow;
use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Verdict;
use crate::document::Document;
use crate::language::{WordFilter, is_joined};
use crate::source::Span;
use crate::spelling::is_in_label;
use crate::terms::Form;

/// The pairs, two forms to a line.
const PAIRS: &str = include_str!("../../packs/consistency/variants.txt");

/// How many places show that a book has chosen.
const MINIMUM: usize = 5;

/// A spelling of a pair in one of its grammatical forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spelling {
    pair: usize,
    variant: usize,
    form: Form,
}

/// The list, ready to be looked up.
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
                let spelled = form.of(text);
                list.first_words.insert(spelled.split([' ', '-']).next().unwrap_or_default());
                list.spellings.entry(spelled).or_insert(Spelling { pair, variant, form });
            }
        }
    }
    list
});

/// A place where one of the pairs is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantUse {
    /// The index of its text in [`Document::prose`].
    pub prose: usize,
    /// Bytes of that text.
    pub span: Span,
    spelling: Spelling,
}

/// Where a chapter uses words that may be spelled in two ways.
pub fn variant_uses(document: &Document) -> Vec<VariantUse> {
    let mut found = Vec::new();
    let list = &*LIST;
    for (prose, block) in document.english_prose() {
        let text = block.prose.text();
        let mut next = block.keyed_words().iter().peekable();
        while let Some(first) = next.next() {
            if !list.first_words.may_hold(first.key) {
                continue;
            }
            let longer = next.peek().map(|second| first.span.start..second.span.end);
            for (is_longer, span) in [(true, longer), (false, Some(first.span.clone()))] {
                let Some(span) = span else { continue };
                let words = plain(&text[span.clone()]);
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
fn plain(words: &str) -> Cow<'_, str> {
    if words.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b' ' | b'-')) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.to_lowercase().replace('\n', " "))
}

/// How a book spells the pairs.
#[derive(Debug, Default)]
pub struct Variants {
    counts: Vec<[usize; 2]>,
}

impl Variants {
    /// Counts what the chapters do.
    pub fn of(documents: &[&Document]) -> Self {
        let found: Vec<Vec<VariantUse>> = documents.par_iter().map(|document| variant_uses(document)).collect();
        let mut counts = vec![[0; 2]; LIST.pairs.len()];
        for found in found.into_iter().flatten() {
            counts[found.spelling.pair][found.spelling.variant] += 1;
        }
        Self { counts }
    }

    /// How a word should be spelled that is not spelled as the book nearly always does, and in how many
    /// of its places the book does so.
    pub fn better(&self, found: &VariantUse) -> Option<(String, usize, usize)> {
        let [first, second] = *self.counts.get(found.spelling.pair)?;
        let total = first + second;
        let most = usize::from(second > first);
        let count = first.max(second);
        let verdict = Verdict { value: most, count, total };
        let is_minority = found.spelling.variant != most && total >= MINIMUM && verdict.is_settled();
        is_minority.then(|| (found.spelling.form.of(LIST.pairs[found.spelling.pair][most]), count, total))
    }

    /// The pairs that the book uses: the spelling of most places, how many they are, and of how many.
    pub fn chosen(&self) -> impl Iterator<Item = (&'static str, usize, usize)> {
        let used = self.counts.iter().zip(&LIST.pairs).filter(|([first, second], _)| first + second >= MINIMUM);
        used.map(|([first, second], pair)| (pair[usize::from(second > first)], *first.max(second), first + second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    #[test]
    fn the_rest_follows_the_most() {
        let text = "Behavior, behavior, behaviors and behavior; a behaviour. Initialised and initializing. The file-system and file systems, `behaviour`, behaviour_x.";
        let document = Document::of_text(text, &Dialect::default());
        let uses = variant_uses(&document);
        let variants = Variants::of(&[&document]);
        let better: Vec<_> = uses.iter().filter_map(|found| variants.better(found)).collect();
        assert_eq!(better, [("behavior".to_owned(), 4, 5)]);
        assert_eq!(uses.len(), 8, "{uses:?}");
    }
}
