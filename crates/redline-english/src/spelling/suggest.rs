//! Suggestions for unknown words.

use rustc_hash::FxHashSet;

use super::counts::WordCounts;
use super::dictionary::Dictionary;

/// The least number of letters in a word with two errors.
const MIN_LETTERS_FOR_TWO: usize = 7;

/// The least frequency of a suggestion that differs by two letters.
const MIN_USES_FOR_TWO: u32 = 3;

/// Likely corrections, the best first: words of the book or the dictionary at distance one, two words run together, or
/// words of the book at distance two.
pub(super) fn suggestions(word: &str, counts: &WordCounts<'_>, dictionary: &Dictionary) -> Vec<String> {
    let stem_len = word.find(['\'', '’']).unwrap_or(word.len());
    let (stem, ending) = word.split_at(stem_len);
    let mut near: Vec<(u8, String)> = Vec::new();
    one_away(stem, |rank, candidate| {
        if counts.of_word(candidate) > 1 || dictionary.contains(candidate) {
            near.push((rank, candidate.to_owned()));
        }
    });
    near.extend(split(stem, counts).map(|words| (1, words)));
    if near.is_empty() && stem.len() >= MIN_LETTERS_FOR_TWO {
        near.extend(two_away(stem, counts).map(|candidate| (3, candidate)));
    }
    near.sort_by(|(a_rank, a), (b_rank, b)| {
        let uses = |word: &String| std::cmp::Reverse(counts.of_word(word).min(50));
        (uses(a), a_rank, a).cmp(&(uses(b), b_rank, b))
    });
    let mut seen = FxHashSet::default();
    near.retain(|(_, candidate)| seen.insert(candidate.clone()));
    near.into_iter().map(|(_, candidate)| format!("{candidate}{ending}")).collect()
}

/// Visits each string at distance one from `word` with a rank of the error, lower for more usual errors. The hundreds of
/// candidates share one buffer.
fn one_away(word: &str, mut visit: impl FnMut(u8, &str)) {
    let mut candidate = String::with_capacity(word.len() + 1);
    let mut build = |rank: u8, head: &str, letters: &[char], tail: &str| {
        candidate.clear();
        candidate.push_str(head);
        candidate.extend(letters);
        candidate.push_str(tail);
        visit(rank, &candidate);
    };
    for (at, letter) in word.char_indices() {
        let (head, tail) = (&word[..at], &word[at + letter.len_utf8()..]);
        let at_start = at == 0;
        build(0, head, &[], tail);
        if let Some(next) = tail.chars().next().filter(|next| *next != letter) {
            build(0, head, &[next, letter], &tail[next.len_utf8()..]);
        }
        for other in ('a'..='z').filter(|other| *other != letter) {
            build(if at_start { 2 } else { 1 }, head, &[other], tail);
        }
        for more in 'a'..='z' {
            build(if at_start { 2 } else { 0 }, head, &[more], &word[at..]);
        }
    }
    for more in 'a'..='z' {
        build(0, word, &[more], "");
    }
}

/// Pairs of words of the book that make up `word`.
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
