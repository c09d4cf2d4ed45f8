//! Terms in scripts that do not separate words: they match wherever their letters occur, the longest first.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::Meaning;
use redline_document::source::Span;
use redline_text::detect::{Script, is_unspaced as is_unspaced_letter};

/// Phrases by their first letter, in lower case if it is ASCII; the longest first.
#[derive(Debug, Default)]
pub(super) struct Unspaced(FxHashMap<char, Vec<Entry>>);

/// A phrase to search for.
#[derive(Debug)]
pub(super) struct Entry {
    text: String,
    pub(super) term: usize,
    pub(super) meaning: Meaning,
}

/// Whether a phrase has letters of a script that does not separate words.
pub(super) fn is_unspaced(phrase: &str) -> bool {
    phrase.contains(is_unspaced_letter)
}

impl Unspaced {
    /// Adds a phrase.
    pub(super) fn push(&mut self, text: &str, term: usize, meaning: Meaning) {
        let text = text.trim().to_owned();
        let Some(first) = text.chars().next() else { return };
        let entries = self.0.entry(first.to_ascii_lowercase()).or_default();
        if !entries.iter().any(|entry| entry.text == text && entry.term == term) {
            entries.push(Entry { text, term, meaning });
        }
    }

    /// Sorts the phrases after the last was added.
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    pub(super) fn sort(&mut self) {
        for entries in self.0.values_mut() {
            entries.sort_by_key(|entry| Reverse(entry.text.len()));
        }
    }

    /// Whether the list is empty.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The occurrences of phrases of `wanted` terms in a text, in order; of overlapping ones the longest.
    pub(super) fn find<'a>(&'a self, text: &str, wanted: impl Fn(usize) -> bool) -> Vec<(Span, &'a Entry)> {
        let mut found: Vec<(Span, &Entry)> = Vec::new();
        for (at, first) in text.char_indices() {
            let Some(entries) = self.0.get(&first.to_ascii_lowercase()) else { continue };
            let matches = |entry: &&Entry| {
                let end = at + entry.text.len();
                let is_same = text.get(at..end).is_some_and(|words| words.eq_ignore_ascii_case(&entry.text));
                wanted(entry.term) && is_same && entry.is_separate(&text[..at], &text[end..])
            };
            // A preceding match may be longer still.
            found.extend(entries.iter().filter(matches).map(|entry| (at..at + entry.text.len(), entry)));
        }
        found.sort_by_key(|(span, _)| (Reverse(span.len()), span.start));
        let mut chosen: Vec<(Span, &Entry)> = Vec::new();
        for (span, entry) in found {
            let next = chosen.partition_point(|(other, _)| other.start < span.start);
            let is_free = chosen[..next].last().is_none_or(|(other, _)| other.end <= span.start)
                && chosen.get(next).is_none_or(|(other, _)| span.end <= other.start);
            if is_free {
                chosen.insert(next, (span, entry));
            }
        }
        chosen
    }
}

impl Entry {
    /// Whether a match is certainly a word: two letters may be the end of one word and the start of the next.
    pub(super) fn is_certain(&self) -> bool {
        const MIN_LETTERS: usize = 3;
        let letters = self.text.chars().count();
        letters >= MIN_LETTERS || (letters > 1 && self.text.chars().all(is_katakana))
    }

    /// Whether it forms words of its own between other letters.
    fn is_separate(&self, before: &str, after: &str) -> bool {
        // The longest katakana word that is often a part of others.
        const MAX_SHORT: usize = 3;
        let (first, last) = (self.text.chars().next(), self.text.chars().next_back());
        let (before, after) = (before.chars().next_back(), after.chars().next());
        let is_short = self.text.chars().all(is_katakana) && self.text.chars().count() <= MAX_SHORT;
        if is_short && [before, after].into_iter().flatten().any(is_katakana) {
            return false;
        }
        // A long vowel or a small letter belongs to the syllable before it.
        let continues = last.is_some_and(is_kana) && after.is_some_and(|c| SMALL_KANA.contains(c));
        !continues && !is_same_word(before, first) && !is_same_word(last, after)
    }
}

const SMALL_KANA: &str = "ーァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ";

fn is_kana(c: char) -> bool {
    Script::of(c) == Some(Script::Kana)
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}') && c != '・'
}

/// Whether two adjacent characters belong to one word, in a script that separates words.
fn is_same_word(left: Option<char>, right: Option<char>) -> bool {
    let is_of_word = |c: char| (c.is_alphanumeric() || c == '_') && !is_unspaced_letter(c);
    left.is_some_and(is_of_word) && right.is_some_and(is_of_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(terms: &[&str], text: &'a str) -> Vec<&'a str> {
        let mut phrases = Unspaced::default();
        for (index, term) in terms.iter().enumerate() {
            phrases.push(term, index, Meaning::Exception);
        }
        phrases.sort();
        phrases.find(text, |_| true).into_iter().map(|(span, _)| &text[span]).collect()
    }

    #[test]
    fn words_are_found_between_other_letters() {
        assert_eq!(found(&["所有权"], "这个例子说明了所有权。Rust所有权很好"), ["所有权", "所有权"]);
        assert_eq!(found(&["rust语言"], "学习Rust语言和 TRust语言"), ["Rust语言"]);
        assert_eq!(found(&["โปรแกรม"], "เขียนโปรแกรมด้วย"), ["โปรแกรม"]);
    }

    #[test]
    fn the_longest_word_wins() {
        assert_eq!(found(&["引用", "可变引用"], "可变引用和引用"), ["可变引用", "引用"]);
        assert_eq!(found(&["可变引", "变引用计数"], "可变引用计数"), ["变引用计数"]);
        assert_eq!(found(&["サーバ", "サーバー"], "サーバーは"), ["サーバー"]);
    }

    #[test]
    fn a_long_vowel_or_a_small_letter_continues_a_word() {
        assert_eq!(found(&["サーバ"], "このサーバは、サーバーと"), ["サーバ"]);
        assert_eq!(found(&["クロージ", "キ"], "クロージャー"), Vec::<&str>::new());
        assert_eq!(found(&["トレイト"], "トレイトオブジェクト"), ["トレイト"]);
        assert_eq!(found(&["キー", "型"], "スキーマの型"), ["型"]);
        assert_eq!(found(&["キー"], "キーと鍵・キー"), ["キー", "キー"]);
    }

    #[test]
    fn short_words_are_not_certain() {
        let certain = |text: &str| Entry { text: text.to_owned(), term: 0, meaning: Meaning::Exception }.is_certain();
        assert_eq!(["引用", "所有权", "キー", "こと", "型"].map(certain), [false, true, true, false, false]);
    }
}
