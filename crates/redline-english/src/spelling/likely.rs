//! Rare words that are most likely misspellings of frequent ones.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::counts::WordCounts;
use super::english::{is_technical, may_be_english};

/// The greatest frequency of a misspelling.
const MAX_USES: u32 = 3;

/// The least frequency of its correction, and the least ratio of both frequencies.
const MIN_USES_OF_CORRECTION: u32 = 3;
const MIN_RATIO: u32 = 3;

/// The least number of letters: short words resemble too many others.
const MIN_LETTERS: usize = 6;

/// Rare words of a book with the frequent word from which each differs by one inner letter; English words and words in code
/// are left out. `texts` are those of the chapters.
pub fn likely_misspellings(texts: &[&str], counts: &WordCounts<'_>) -> FxHashMap<String, String> {
    let mut frequent: FxHashMap<(u8, u8), Vec<(&str, u32)>> = FxHashMap::default();
    for (word, count) in counts.iter().filter(|(word, count)| *count >= MIN_USES_OF_CORRECTION && is_comparable(word)) {
        frequent.entry(edges(word)).or_default().push((word, count));
    }
    let rare: Vec<_> = counts.iter().filter(|(word, count)| *count <= MAX_USES && is_comparable(word)).collect();
    let misspellings = rare.into_par_iter().filter_map(|(word, uses)| {
        let is_near = |(other, count): &&(&str, u32)| *count >= uses * MIN_RATIO && differ_by_one(word, other);
        let mut near = frequent.get(&edges(word))?.iter().filter(is_near);
        let (correction, _) = near.next()?;
        // Neither of two equally near words is certain.
        let is_word = || {
            is_variant(word, correction)
                || is_technical(word)
                || may_be_english(word)
                || is_inflected(word, counts)
                || is_name(texts, word)
        };
        (near.next().is_none() && !is_word() && !is_in_code(texts, word, counts))
            .then(|| (word.to_owned(), (*correction).to_owned()))
    });
    misspellings.collect()
}

/// Whether a word is long and plain enough to be a misspelling or a correction.
pub fn is_comparable(word: &str) -> bool {
    word.len() >= MIN_LETTERS && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether two words are British and American spellings of one word: `behaviour`, `labelled`, `initialise`.
fn is_variant(word: &str, other: &str) -> bool {
    const PAIRS: [(&str, &str); 5] = [("our", "or"), ("ll", "l"), ("is", "iz"), ("ys", "yz"), ("ae", "e")];
    // Only one of several occurrences may differ: `visualiser` has `is` twice.
    let is_respelling = |word: &str, other: &str, (here, there): &(&str, &str)| {
        word.match_indices(here).any(|(at, _)| {
            other.strip_prefix(&word[..at]).and_then(|rest| rest.strip_prefix(there)) == Some(&word[at + here.len()..])
        })
    };
    PAIRS.iter().any(|pair| is_respelling(word, other, pair) || is_respelling(other, word, pair))
}

/// The first and the last letter, which misspellings seldom change.
fn edges(word: &str) -> (u8, u8) {
    let bytes = word.as_bytes();
    (bytes.first().copied().unwrap_or_default(), bytes.last().copied().unwrap_or_default())
}

/// Whether one letter is missing, added or replaced, or two adjacent letters are swapped.
fn differ_by_one(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > 1 || a == b {
        return false;
    }
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Less => a == &b[1..],
        std::cmp::Ordering::Greater => &a[1..] == b,
        std::cmp::Ordering::Equal => {
            a[1..] == b[1..] || (a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..])
        }
    }
}

/// Whether a word is a form of another word of the book, as `borging` is of `borg`.
fn is_inflected(word: &str, counts: &WordCounts<'_>) -> bool {
    let stems = ["ing", "ed", "er", "s"].into_iter().filter_map(|ending| word.strip_suffix(ending));
    stems.filter(|stem| stem.len() > 2).any(|stem| counts.of_word(stem) > 1 || counts.of_word(&format!("{stem}e")) > 1)
}

/// Whether the book has a word with a capital after a space, as names have it.
fn is_name(texts: &[&str], word: &str) -> bool {
    let name = format!(" {}{}", word[..1].to_ascii_uppercase(), &word[1..]);
    let finder = memchr::memmem::Finder::new(&name);
    texts.iter().any(|text| finder.find(text.as_bytes()).is_some())
}

/// Whether a word occurs outside of prose.
fn is_in_code(texts: &[&str], word: &str, counts: &WordCounts<'_>) -> bool {
    let finder = memchr::memmem::Finder::new(word);
    let all: usize = texts.iter().map(|text| finder.find_iter(text.as_bytes()).count()).sum();
    all > counts.of_word(word) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::{Dialect, Document};

    #[test]
    fn words_names_and_variants_are_not_misspellings() {
        let usual = "A converted request of the server, a varied visualizer and the initialized produces. ".repeat(5);
        let text = format!("{usual} It converged; reqwest, semver, the visualiser, a variad, initialised products.");
        let document = Document::of_text(&text, &Dialect::default());
        let found = likely_misspellings(&[document.text()], &WordCounts::of(&[&document], true));
        assert_eq!(found.keys().collect::<Vec<_>>(), ["variad"]);
    }

    #[test]
    fn a_misspelling_is_near_one_frequent_word() {
        let usual = "The discriminant of the closure and the destructor. ".repeat(5);
        let text = format!(
            "{usual}\n\nA discrimnant, a cloosure, a clousre, a destrutcor; disclosure, `destructo` and\n\n```\ndiscriminent\n```\n\na discriminent, structor."
        );
        let document = Document::of_text(&text, &Dialect::default());
        let counts = WordCounts::of(&[&document], true);
        let found = likely_misspellings(&[document.text()], &counts);
        let mut found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        found.sort_unstable();
        assert_eq!(
            found,
            [
                ("cloosure", "closure"),
                ("clousre", "closure"),
                ("destrutcor", "destructor"),
                ("discrimnant", "discriminant")
            ]
        );
    }
}
