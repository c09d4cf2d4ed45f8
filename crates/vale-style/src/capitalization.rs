//! `extends: capitalization`: the case of a whole text.
//!
//! As in Vale, the expected text is built and compared word by word; a share of the words must agree.

use super::definition::Capitalization as Written;
use super::exception::{Exceptions, word_source};
use super::regex::{Regex, RegexError, Scratch};
use super::title_case::title_case;
use redline_text::{Span, capitalised};

/// The check of one rule.
#[derive(Debug)]
pub(super) struct Capitalization {
    case: Case,
    exceptions: Exceptions,
    /// Exempt words and their regexes, the longest first. Without a vocabulary Vale compares them case-sensitively.
    terms: Vec<(String, Option<Regex>)>,
    /// Matches words and exempt phrases.
    words: Regex,
    /// The same, ignoring case if a vocabulary is given.
    loose_words: Regex,
    prefix: Option<Regex>,
    indicators: Vec<String>,
    threshold: f64,
    is_case_sensitive: bool,
}

#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "a rule has one, and it is never moved")]
enum Case {
    Lower,
    Upper,
    Title { is_chicago: bool },
    Sentence,
    Regex(Regex, String),
}

const WORD: &str = r"[\p{N}\p{L}*]+[^\s]*";

impl Capitalization {
    /// Compiles the check.
    ///
    /// # Errors
    /// If one of the regexes is invalid.
    pub(super) fn new(written: &Written, accepted: &[String]) -> Result<Self, RegexError> {
        let accepted = if written.exceptions.vocab { accepted } else { &[] };
        let mut terms: Vec<String> = written.exceptions.words.iter().chain(accepted).cloned().collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
        let source = word_source(&terms).map_or(WORD.to_owned(), |terms| format!("{terms}|{WORD}"));
        let is_case_sensitive = accepted.is_empty();
        let loose = match terms.as_slice() {
            [] => WORD.to_owned(),
            terms if is_case_sensitive => format!(r"\b(?:{})\b|{WORD}", terms.join("|")),
            terms => format!(r"(?i)\b(?:{})\b|{WORD}", terms.join("|")),
        };
        let case = match written.wanted.as_str() {
            "$lower" => Case::Lower,
            "$upper" => Case::Upper,
            "$sentence" => Case::Sentence,
            "$title" => Case::Title { is_chicago: written.is_chicago },
            other => Case::Regex(Regex::new(other)?, other.to_owned()),
        };
        Ok(Self {
            case,
            exceptions: Exceptions::new(&written.exceptions, accepted)?,
            words: Regex::new(&source)?,
            loose_words: Regex::new(&loose)?,
            terms: terms.into_iter().map(|term| (term.clone(), Regex::new(&term).ok())).collect(),
            prefix: (!written.prefix.is_empty()).then(|| Regex::new(&written.prefix)).transpose()?,
            indicators: written.indicators.clone(),
            threshold: written.threshold,
            is_case_sensitive,
        })
    }

    /// The expected text; `None` if the text is correct.
    pub(super) fn fault(&self, text: &str, scratch: &mut Scratch) -> Option<String> {
        let is_excepted = |scratch: &mut Scratch| self.exceptions.is_in(text, scratch);
        match &self.case {
            Case::Lower => {
                let expected = text.to_lowercase();
                (text != expected && !is_excepted(scratch)).then_some(expected)
            }
            Case::Upper => {
                let expected = text.to_uppercase();
                (text != expected && !is_excepted(scratch)).then_some(expected)
            }
            Case::Regex(regex, source) => {
                (!regex.is_match(text, scratch) && !is_excepted(scratch)).then(|| source.clone())
            }
            Case::Sentence => {
                let expected = self.sentence(text, scratch);
                (!self.agrees_as_sentence(text, &expected, scratch)).then_some(expected)
            }
            Case::Title { is_chicago } => {
                let expected = self.title(text, *is_chicago, scratch);
                (!self.agrees_as_title(text, &expected, scratch)).then_some(expected)
            }
        }
    }

    fn words_in<'a>(&self, text: &'a str, scratch: &mut Scratch) -> Vec<&'a str> {
        let found = self.words.find_all(text, scratch).unwrap_or_default();
        found.into_iter().map(|span| &text[span]).collect()
    }

    fn agrees_as_sentence(&self, text: &str, expected: &str, scratch: &mut Scratch) -> bool {
        let (found, expected) = (self.words_in(text, scratch), self.words_in(expected, scratch));
        let mut agreeing = 0;
        for (index, word) in found.iter().enumerate() {
            let agrees =
                expected.get(index).is_none_or(|expected| expected == word) || self.exceptions.is_in(word, scratch);
            if index == 0 && !agrees && *word != capitalised(&word.to_lowercase()) {
                return false;
            }
            agreeing += usize::from(agrees);
        }
        self.is_enough(agreeing, found.len())
    }

    fn agrees_as_title(&self, text: &str, expected: &str, scratch: &mut Scratch) -> bool {
        let (found, expected) = (self.words_in(text, scratch), self.words_in(expected, scratch));
        let mut agreeing = 0;
        for (index, word) in found.iter().enumerate() {
            let agrees = expected.get(index).is_none_or(|expected| expected == word)
                || self.exceptions.is_in(word, scratch)
                || *word == word.to_uppercase();
            agreeing += usize::from(agrees);
        }
        self.is_enough(agreeing, found.len())
    }

    #[expect(clippy::cast_precision_loss, reason = "no text has so many words")]
    fn is_enough(&self, agreeing: usize, total: usize) -> bool {
        total > 0 && agreeing as f64 / total as f64 >= self.threshold
    }

    /// The text in sentence case. As in Vale, the text between words is lost.
    fn sentence(&self, text: &str, scratch: &mut Scratch) -> String {
        let start = self.prefix_len(text, scratch);
        let places: Vec<Span> = self.loose_words.find_all(&text[start..], scratch).unwrap_or_default();
        let words: Vec<&str> = places.into_iter().map(|at| &text[start..][at]).collect();
        let mut out: Vec<String> = Vec::with_capacity(words.len());
        for (index, word) in words.iter().enumerate() {
            let previous = index.checked_sub(1).map(|last| words[last]);
            let opens = previous.is_none_or(|previous| self.indicates(previous, index - 1));
            out.push(match self.spelling(word, scratch) {
                Some(spelling) => spelling,
                None if opens => capitalised(&word.to_lowercase()),
                None => word.to_lowercase(),
            });
        }
        format!("{}{}", &text[..start], out.join(" "))
    }

    /// The bytes at the start of a text that keep their case.
    fn prefix_len(&self, text: &str, scratch: &mut Scratch) -> usize {
        let Some(prefix) = &self.prefix else { return 0 };
        let found = prefix.find_all(text, scratch).unwrap_or_default();
        found.first().filter(|at| at.start == 0).map_or(0, |at| at.end)
    }

    /// Whether a word makes the next one start a sentence.
    fn indicates(&self, word: &str, index: usize) -> bool {
        let ends = |indicator: &String| word.len() > indicator.len() && word.ends_with(indicator.as_str());
        let is_digit = |pair: &[u8]| pair[0].is_ascii_digit() && pair[1] == b'.';
        let is_number = index == 0 && word.as_bytes().windows(2).any(is_digit);
        is_number || self.indicators.iter().any(ends)
    }

    /// The spelling of an exempt word: its own if an exception matches inside it.
    fn spelling(&self, word: &str, scratch: &mut Scratch) -> Option<String> {
        let lower = (!self.is_case_sensitive).then(|| word.to_lowercase());
        self.terms.iter().find_map(|(term, regex)| {
            if lower.as_ref().is_some_and(|lower| term.to_lowercase() == *lower) {
                return Some(term.clone());
            }
            regex.as_ref().is_some_and(|it| it.is_match(word, scratch)).then(|| word.to_owned())
        })
    }

    fn title(&self, text: &str, is_chicago: bool, scratch: &mut Scratch) -> String {
        let (prefix, title) = text.split_at(self.prefix_len(text, scratch));
        format!("{prefix}{}", title_case(title, is_chicago, |word| self.spelling(word, scratch)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::definition::Exceptions as Words;
    use super::*;

    fn written(wanted: &str, exceptions: &[&str]) -> Written {
        let words = exceptions.iter().map(|&word| word.to_owned()).collect();
        Written {
            wanted: wanted.to_owned(),
            is_chicago: false,
            indicators: vec![":".into()],
            threshold: 0.8,
            prefix: String::new(),
            exceptions: Words { words, vocab: true },
        }
    }

    fn fault(wanted: &str, exceptions: &[&str], text: &str) -> Option<String> {
        let check = Capitalization::new(&written(wanted, exceptions), &[]).expect("a check");
        check.fault(text, &mut Scratch::default())
    }

    #[test]
    fn a_share_of_the_words_decides_on_the_case() {
        assert_eq!(fault("$sentence", &[], "Rate limits"), None);
        assert_eq!(fault("$sentence", &[], "Rate Limits").as_deref(), Some("Rate limits"));
        assert_eq!(fault("$sentence", &["API"], "The API: Why it is"), None);
        assert_eq!(fault("$sentence", &[], "The *** type"), None);
        assert_eq!(fault("$title", &[], "Limits of the Server"), None);
        assert_eq!(fault("$title", &[], "limits of the server").as_deref(), Some("Limits of the Server"));
        assert_eq!(fault("$lower", &[], "a b"), None);
        assert_eq!(fault("[A-Z].*", &[], "a b").as_deref(), Some("[A-Z].*"));
    }

    #[test]
    fn a_prefix_keeps_its_case() {
        let expected = |wanted| {
            let written = Written { prefix: r"v\d+ on ".into(), ..written(wanted, &["API"]) };
            let check = Capitalization::new(&written, &[]).expect("a check");
            check.fault("v2 on the API For new Users And", &mut Scratch::default())
        };
        assert_eq!(expected("$title").as_deref(), Some("v2 on The API for New Users And"));
        assert_eq!(expected("$sentence").as_deref(), Some("v2 on The API for new users and"));
    }
}
