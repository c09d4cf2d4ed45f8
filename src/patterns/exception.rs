//! What rules let through: their own exceptions and the accepted vocabulary.

use super::definition::Exceptions as Written;
use super::expression::{Expression, ExpressionError, Scratch};
use crate::source::Span;

/// Words and phrases that make a match no finding.
#[derive(Debug, Default)]
pub(super) struct Exceptions {
    /// A match that holds one of these is let through.
    words: Option<Expression>,
    /// A match that lies in one of these is let through.
    phrases: Option<Expression>,
}

/// The expression for words that are let through, the longest first; `None` without any.
pub(super) fn word_source(words: &[String]) -> Option<String> {
    if words.is_empty() {
        return None;
    }
    let mut terms: Vec<&String> = words.iter().collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
    let minds_case = |term: &&String| {
        if term.starts_with("(?i)") { (*term).clone() } else { format!("(?-i){term}") }
    };
    let terms: Vec<String> = terms.iter().map(minds_case).collect();
    Some(format!(r"(?m)\b(?:{})\b", terms.join("|")))
}

impl Exceptions {
    /// Those of a rule, with the words that a vocabulary accepts.
    ///
    /// # Errors
    /// If one is not an expression.
    pub(super) fn new(written: &Written, accepted: &[String]) -> Result<Self, ExpressionError> {
        let accepted = if written.vocab { accepted } else { &[] };
        let words: Vec<String> = written.words.iter().chain(accepted).cloned().collect();
        let is_phrase = |term: &&String| term.contains([' ', '\t']) || term.contains(r"\s");
        let phrases: Vec<String> = words.iter().filter(is_phrase).cloned().collect();
        Ok(Self {
            words: word_source(&words).map(|source| Expression::new(&source)).transpose()?,
            // Without a vocabulary Vale compares phrases by case, and styles were tried with that.
            phrases: (!phrases.is_empty())
                .then(|| {
                    let case = if accepted.is_empty() { "" } else { "(?i)" };
                    Expression::new(&format!(r"{case}\b(?:{})\b", phrases.join("|")))
                })
                .transpose()?,
        })
    }

    /// Whether there are phrases, which may go on beyond a sentence.
    pub(super) fn have_phrases(&self) -> bool {
        self.phrases.is_some()
    }

    /// Where phrases that let a match through stand in a text, ascending and disjoint.
    pub(super) fn phrases_in(&self, text: &str, scratch: &mut Scratch) -> Vec<Span> {
        self.phrases.as_ref().map(|phrases| phrases.find_all(text, scratch).unwrap_or_default()).unwrap_or_default()
    }

    /// Whether a match is let through: by a word in it, or a phrase around it.
    pub(super) fn let_through(&self, matched: &str, span: &Span, phrases: &[Span], scratch: &mut Scratch) -> bool {
        let last = phrases.partition_point(|phrase| phrase.start <= span.start).checked_sub(1);
        last.is_some_and(|last| span.end <= phrases[last].end)
            || self.words.as_ref().is_some_and(|words| words.is_match(matched.trim(), scratch))
    }

    /// Whether a text holds an excepted word.
    pub(super) fn is_in(&self, text: &str, scratch: &mut Scratch) -> bool {
        self.words.as_ref().is_some_and(|words| words.is_match(text, scratch))
    }
}
