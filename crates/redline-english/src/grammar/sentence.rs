//! Sentences of a text.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::Word;
use crate::tagger::{Tag, tag, tokens};
use redline_text::{OBJECT_REPLACEMENT, Span};

/// A sentence: its words and marks of punctuation, with their parts of speech on demand, since tagging costs thousands of
/// instructions for each word.
#[derive(Debug)]
pub struct Sentence<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    tags: OnceCell<Vec<Tag>>,
}

/// A word or a mark of punctuation.
#[derive(Debug)]
struct Token<'a> {
    span: Span,
    /// In lower case, with straight apostrophes.
    lower: Cow<'a, str>,
}

/// The sentences of a text, in order. Contractions are two words, compounds with hyphens are one, and what takes the place of
/// code is a word.
///
/// ```
/// use redline_english::grammar::sentences;
///
/// let found = sentences("It isn't new, e.g. in Rust. The end");
/// assert_eq!(found.len(), 2);
/// let words: Vec<&str> = found[0].words().map(|word| word.lower()).collect();
/// assert_eq!(words, ["it", "is", "n't", "new", ",", "e.g", ".", "in", "rust", "."]);
/// ```
pub fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut current: Vec<Token<'_>> = Vec::new();
    let mut spans = tokens(text).into_iter().peekable();
    while let Some(span) = spans.next() {
        current.push(Token { lower: lower(&text[span.clone()]), span });
        if ends_sentence(text, &current, spans.peek()) {
            found.push(Sentence { text, tokens: std::mem::take(&mut current), tags: OnceCell::new() });
        }
    }
    if !current.is_empty() {
        found.push(Sentence { text, tokens: current, tags: OnceCell::new() });
    }
    found
}

/// Whether the last token ends a sentence: a stop before a space and a capital, code or an opening mark, unless it belongs to
/// an abbreviation.
fn ends_sentence(text: &str, tokens: &[Token<'_>], next: Option<&Span>) -> bool {
    let [before @ .., last] = tokens else { return false };
    let Some(next) = next else { return false };
    let is_stop = last.span.len() == 1 && matches!(text.as_bytes()[last.span.start], b'.' | b'?' | b'!');
    if !is_stop || next.start == last.span.end {
        return false;
    }
    let opens = |c: char| c.is_uppercase() || matches!(c, OBJECT_REPLACEMENT | '"' | '“' | '(');
    let is_abbreviation =
        last.lower == "." && before.last().is_some_and(|word| is_abbreviation(&text[word.span.clone()], &word.lower));
    text[next.clone()].starts_with(opens) && !is_abbreviation
}

/// Whether a word that a full stop follows is an abbreviation.
fn is_abbreviation(word: &str, lower: &str) -> bool {
    const ABBREVIATIONS: [&str; 12] =
        ["a.k.a", "approx", "cf", "e.g", "etc", "fig", "i.e", "incl", "no", "resp", "ver", "vs"];
    // A lone capital is an initial more often than the name of a language or of a variable.
    let is_initial = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic());
    is_initial || ABBREVIATIONS.binary_search(&lower).is_ok()
}

/// A word in lower case with straight apostrophes.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.replace('’', "'").to_lowercase())
}

impl<'a> Sentence<'a> {
    /// The text of which it is a part.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The number of words and marks.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The word at an index; beyond the end, a word without text and part of speech.
    pub fn word(&self, index: usize) -> Word<'_> {
        Word::new(self, isize::try_from(index).unwrap_or(isize::MAX))
    }

    /// The words and marks in order.
    pub fn words(&self) -> impl DoubleEndedIterator<Item = Word<'_>> {
        (0..self.len()).map(|index| self.word(index))
    }

    /// The first word.
    pub fn first(&self) -> Word<'_> {
        self.word(0)
    }

    /// The last word or mark.
    pub fn last(&self) -> Word<'_> {
        self.word(self.len().saturating_sub(1))
    }

    /// Whether it is a question.
    pub fn is_question(&self) -> bool {
        self.last().lower() == "?"
    }

    /// Whether it is a whole sentence, not a heading or a label: it begins with a capital or with code and ends with a mark.
    pub fn is_full(&self) -> bool {
        let first = self.first();
        self.len() >= 5
            && (first.is_code() || first.text().starts_with(char::is_uppercase))
            && matches!(self.last().lower(), "." | ":" | "!" | "?")
    }

    /// The span of a word in the text.
    pub(super) fn span_of(&self, index: usize) -> Option<&Span> {
        self.tokens.get(index).map(|token| &token.span)
    }

    /// Whether a word is written without capitals.
    pub(super) fn is_lower(&self, index: usize) -> bool {
        let is_lower = |token: &Token<'_>| match &token.lower {
            Cow::Borrowed(_) => true,
            Cow::Owned(_) => !self.text[token.span.clone()].contains(char::is_uppercase),
        };
        self.tokens.get(index).is_none_or(is_lower)
    }

    /// A word in lower case, with straight apostrophes.
    pub(super) fn lower_of(&self, index: usize) -> Option<&str> {
        self.tokens.get(index).map(|token| &*token.lower)
    }

    /// The part of speech of a word. The first call tags the sentence.
    pub(super) fn tag_of(&self, index: usize) -> Tag {
        let tags = self.tags.get_or_init(|| {
            let words: Vec<&str> = self.tokens.iter().map(|token| &self.text[token.span.clone()]).collect();
            tag(&words)
        });
        tags.get(index).copied().unwrap_or(Tag::None)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Vec<String> {
        let of = |sentence: &Sentence<'_>| text[sentence.first().span().start..sentence.last().span().end].to_owned();
        sentences(text).iter().map(of).collect()
    }

    #[test]
    fn sentences_end_at_stops_before_capitals() {
        assert_eq!(
            split("One. Two? \u{fffc} is three! (Four.) \"Five.\""),
            ["One.", "Two?", "\u{fffc} is three!", "(Four.) \"Five.\""]
        );
        assert_eq!(
            split("Use e.g. Rust or std.io. Fig. 3 is C. And so on."),
            ["Use e.g. Rust or std.io.", "Fig. 3 is C. And so on."]
        );
        assert_eq!(split("no end"), ["no end"]);
        assert!(split(" \n").is_empty());
    }

    #[test]
    fn labels_are_not_whole_sentences() {
        let is_full = |text: &str| sentences(text)[0].is_full();
        assert!(is_full("\u{fffc} is the best one."));
        assert!(!is_full("Is the best one") && !is_full("is it the best?") && !is_full("Use it."));
    }

    proptest! {
        #[test]
        fn words_are_in_order_and_in_the_text(text in r"([a-z’'.?! A-Z-]|\PC){0,80}") {
            let mut end = 0;
            for sentence in sentences(&text) {
                for word in sentence.words() {
                    prop_assert!(word.span().start >= end && text.get(word.span()).is_some());
                    end = word.span().end;
                }
            }
        }
    }
}
