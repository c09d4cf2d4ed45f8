//! Exceptions of rules: their own lists and the accepted vocabulary.

use super::definition::Exceptions as Written;
use super::regex::{Regex, RegexError, Scratch};
use redline_text::Span;

/// Words and phrases that exempt a match from being reported.
#[derive(Debug, Default)]
pub(super) struct Exceptions {
    /// A match that contains one of these is exempt.
    words: Option<Regex>,
    /// A match that lies inside one of these is exempt.
    phrases: Option<Regex>,
}

/// A regex for exempt words, the longest first; `None` without any.
pub(super) fn word_source(words: &[String]) -> Option<String> {
    if words.is_empty() {
        return None;
    }
    let mut terms: Vec<&String> = words.iter().collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
    let is_case_sensitive = |term: &&String| {
        if term.starts_with("(?i)") { (*term).clone() } else { format!("(?-i){term}") }
    };
    let terms: Vec<String> = terms.iter().map(is_case_sensitive).collect();
    Some(format!(r"(?m)\b(?:{})\b", terms.join("|")))
}

impl Exceptions {
    /// Builds the exceptions of a rule, including the accepted words of the vocabularies.
    ///
    /// # Errors
    /// If an entry is not a valid regex.
    pub(super) fn new(written: &Written, accepted: &[String]) -> Result<Self, RegexError> {
        let accepted = if written.vocab { accepted } else { &[] };
        let words: Vec<String> = written.words.iter().chain(accepted).cloned().collect();
        let is_phrase = |term: &&String| term.contains([' ', '\t']) || term.contains(r"\s");
        let phrases: Vec<String> = words.iter().filter(is_phrase).cloned().collect();
        Ok(Self {
            words: word_source(&words).map(|source| Regex::new(&source)).transpose()?,
            // Without a vocabulary Vale compares phrases case-sensitively, and styles were tested with that.
            phrases: (!phrases.is_empty())
                .then(|| {
                    let case = if accepted.is_empty() { "" } else { "(?i)" };
                    Regex::new(&format!(r"{case}\b(?:{})\b", phrases.join("|")))
                })
                .transpose()?,
        })
    }

    /// Whether there are phrases, which may extend beyond a sentence.
    pub(super) fn have_phrases(&self) -> bool {
        self.phrases.is_some()
    }

    /// The exempting phrases in a text, ascending and disjoint.
    pub(super) fn phrases_in(&self, text: &str, scratch: &mut Scratch) -> Vec<Span> {
        self.phrases.as_ref().map(|phrases| phrases.find_all(text, scratch).unwrap_or_default()).unwrap_or_default()
    }

    /// Whether a match is exempt: by a word inside it, or a phrase around it.
    pub(super) fn excepts(&self, matched: &str, span: &Span, phrases: &[Span], scratch: &mut Scratch) -> bool {
        let last = phrases.partition_point(|phrase| phrase.start <= span.start).checked_sub(1);
        last.is_some_and(|last| span.end <= phrases[last].end)
            || self.words.as_ref().is_some_and(|words| words.is_match(matched.trim(), scratch))
    }

    /// Whether a text contains an exempt word.
    pub(super) fn is_in(&self, text: &str, scratch: &mut Scratch) -> bool {
        self.words.as_ref().is_some_and(|words| words.is_match(text, scratch))
    }
}
