//! What an unknown word was most likely meant to be.

use rustc_hash::FxHashSet;

use super::counts::WordCounts;
use super::dictionary::Dictionary;

/// How many letters a word needs for two of them to be wrong.
const MIN_LETTERS_FOR_TWO: usize = 7;

/// How often the book uses a word that two letters tell from the unknown one.
const MIN_USES_FOR_TWO: u32 = 3;

/// Words that may have been meant, the likeliest first: one letter away in the book or the dictionary,
/// two words run together, or two letters away in the book.
pub(super) fn suggestions(word: &str, counts: &WordCounts<'_>, dictionary: &Dictionary) -> Vec<String> {
    let stem_len = word.find(['\'', '’']).unwrap_or(word.len());
    let (stem, ending) = word.split_at(stem_len);
    let is_known = |candidate: &String| counts.of_word(candidate) > 1 || dictionary.knows(candidate);
    let mut near: Vec<(u8, String)> = one_away(stem).into_iter().filter(|(_, candidate)| is_known(candidate)).collect();
    near.extend(split(stem, counts).map(|words| (1, words)));
    if near.is_empty() && stem.len() >= MIN_LETTERS_FOR_TWO {
        near.extend(two_away(stem, counts).map(|candidate| (3, candidate)));
    }
    near.sort_by(|(a_kind, a), (b_kind, b)| {
        let uses = |word: &String| std::cmp::Reverse(counts.of_word(word).min(50));
        (uses(a), a_kind, a).cmp(&(uses(b), b_kind, b))
    });
    let mut told = FxHashSet::default();
    near.retain(|(_, candidate)| told.insert(candidate.clone()));
    near.into_iter().map(|(_, candidate)| format!("{candidate}{ending}")).collect()
}

/// All texts that one slip turns into `word`, with how unusual the slip is.
fn one_away(word: &str) -> Vec<(u8, String)> {
    let letters: Vec<char> = word.chars().collect();
    let text = |letters: Vec<char>| letters.into_iter().collect::<String>();
    let mut found = Vec::new();
    for index in 0..letters.len() {
        let mut without = letters.clone();
        without.remove(index);
        found.push((0, text(without)));
        if index + 1 < letters.len() && letters[index] != letters[index + 1] {
            let mut swapped = letters.clone();
            swapped.swap(index, index + 1);
            found.push((0, text(swapped)));
        }
        for letter in 'a'..='z' {
            if letter != letters[index] {
                let mut replaced = letters.clone();
                replaced[index] = letter;
                found.push((if index == 0 { 2 } else { 1 }, text(replaced)));
            }
        }
    }
    for index in 0..=letters.len() {
        for letter in 'a'..='z' {
            let mut longer = letters.clone();
            longer.insert(index, letter);
            found.push((if index == 0 { 2 } else { 0 }, text(longer)));
        }
    }
    found
}

/// Two words that the book uses, without the space between them.
fn split(word: &str, counts: &WordCounts<'_>) -> impl Iterator<Item = String> {
    const MIN_USES: u32 = 3;
    let places = word.char_indices().skip(2).map(|(at, _)| at).filter(|at| word.len() - at > 1);
    places.filter_map(move |at| {
        let (first, second) = word.split_at(at);
        let is_used = |part: &str| counts.of_word(part) >= MIN_USES;
        (is_used(first) && is_used(second)).then(|| format!("{first} {second}"))
    })
}

fn two_away(word: &str, counts: &WordCounts<'_>) -> impl Iterator<Item = String> {
    let first = word.chars().next();
    let candidates = counts.iter().filter(move |(other, count)| {
        *count >= MIN_USES_FOR_TWO && other.chars().next() == first && other.len().abs_diff(word.len()) <= 2
    });
    candidates.filter(move |(other, _)| strsim::osa_distance(word, other) == 2).map(|(other, _)| other.to_owned())
}
