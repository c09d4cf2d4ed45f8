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
    let mut near: Vec<(u8, String)> = Vec::new();
    one_away(stem, |kind, candidate| {
        if counts.of_word(candidate) > 1 || dictionary.knows(candidate) {
            near.push((kind, candidate.to_owned()));
        }
    });
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

/// Hands each text that one slip turns into `word` to `visit`, with how unusual the slip is. They are hundreds, so all are
/// written at one place.
fn one_away(word: &str, mut visit: impl FnMut(u8, &str)) {
    let mut written = String::with_capacity(word.len() + 1);
    let mut write = |kind: u8, head: &str, letters: &[char], tail: &str| {
        written.clear();
        written.push_str(head);
        written.extend(letters);
        written.push_str(tail);
        visit(kind, &written);
    };
    for (at, letter) in word.char_indices() {
        let (head, tail) = (&word[..at], &word[at + letter.len_utf8()..]);
        let at_start = at == 0;
        write(0, head, &[], tail);
        if let Some(next) = tail.chars().next().filter(|next| *next != letter) {
            write(0, head, &[next, letter], &tail[next.len_utf8()..]);
        }
        for other in ('a'..='z').filter(|other| *other != letter) {
            write(if at_start { 2 } else { 1 }, head, &[other], tail);
        }
        for more in 'a'..='z' {
            write(if at_start { 2 } else { 0 }, head, &[more], &word[at..]);
        }
    }
    for more in 'a'..='z' {
        write(0, word, &[more], "");
    }
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
