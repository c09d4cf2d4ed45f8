//! The words of a sentence as Vale's sequences see them: those of the Penn Treebank, on which its tagger was trained.
//!
//! The original of Vale, `jdkato/twine`, rewrites the sentence until all words have spaces around them. Here each step
//! notes the places where a word is cut off instead, so that all words keep their place. The steps and their order are
//! those of the original, since later steps see the cuts of earlier ones as spaces. Only ASCII marks are cut off:
//! typographic quotation marks and apostrophes stay in their words, as in Vale.

use redline_text::Span;

/// A word or a mark of punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// Its place in the text.
    pub(super) span: Span,
    /// As Vale sees it: quotation marks are two backticks and `''`.
    pub(super) text: &'a str,
}

/// Marks that are always words.
const MARKS: &[u8] = b";@#$%&?![](){}<>\"";

/// Marks that may follow the full stop at the end of a sentence.
const CLOSERS: &[u8] = b"])}>\"'";

/// Clitics that are words before a space. The first ones are cut off before the others.
const CLITICS: [&[&str]; 2] =
    [&["'s", "'S", "'m", "'M", "'d", "'D", "'"], &["'ll", "'LL", "'re", "'RE", "'ve", "'VE", "n't", "N'T"]];

/// Two words that are written as one, in any case.
const CONTRACTIONS: &[(&str, &str)] = &[
    ("can", "not"),
    ("d", "'ye"),
    ("gim", "me"),
    ("gon", "na"),
    ("got", "ta"),
    ("lem", "me"),
    ("mor", "'n"),
    ("wan", "na"),
    ("'t", "is"),
    ("'t", "was"),
];

/// The words of one sentence without surrounding white space.
pub(super) fn words(sentence: &str) -> Vec<Word<'_>> {
    let mut cuts = Cuts::new(sentence);
    cuts.opening_quotes();
    cuts.commas_and_colons();
    cuts.ellipses();
    cuts.last_full_stop();
    cuts.apostrophes_before_spaces();
    cuts.last_comma_or_colon();
    cuts.marks();
    for clitics in CLITICS {
        cuts.clitics(clitics);
    }
    cuts.contractions();
    cuts.words()
}

/// A sentence with the places where words begin and end beside a space.
struct Cuts<'a> {
    text: &'a str,
    bytes: &'a [u8],
    /// Whether there is a cut before each byte, and at the end.
    is_cut: Vec<bool>,
}

impl<'a> Cuts<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, bytes: text.as_bytes(), is_cut: vec![false; text.len() + 1] }
    }

    /// Makes a range a word.
    fn cut(&mut self, range: Span) {
        self.is_cut[range.start] = true;
        self.is_cut[range.end] = true;
    }

    /// Whether a space or an end of the text is before a byte. A line break is no space.
    fn follows_space(&self, at: usize) -> bool {
        at == 0 || self.is_cut[at] || self.bytes[at - 1] == b' '
    }

    /// Whether a space or an end of the text is at a byte.
    fn is_space(&self, at: usize) -> bool {
        self.is_cut[at] || self.bytes.get(at).is_none_or(|&byte| byte == b' ')
    }

    fn is_opening_quote(&self, at: usize) -> bool {
        self.bytes[at] == b'"' && (at == 0 || self.bytes[at - 1] == b' ')
    }

    fn opening_quotes(&mut self) {
        for at in 0..self.bytes.len() {
            if self.is_opening_quote(at) {
                self.cut(at..at + 1);
            } else if self.bytes[at..].starts_with(b"``") {
                self.cut(at..at + 2);
            }
        }
    }

    /// `1,000` and `10:30` are one word. What follows a comma or colon belongs to its match: of two colons only the first is
    /// cut off, `std::io` is `std`, `:` and `:io`.
    fn commas_and_colons(&mut self) {
        let mut at = 0;
        while at < self.bytes.len() {
            let is_before_other = self.bytes.get(at + 1).is_some_and(|byte| !byte.is_ascii_digit());
            if matches!(self.bytes[at], b',' | b':') && is_before_other {
                self.cut(at..at + 1);
                at += 1;
            }
            at += 1;
        }
    }

    fn last_comma_or_colon(&mut self) {
        if let [.., b',' | b':'] = self.bytes {
            self.is_cut[self.bytes.len() - 1] = true;
        }
    }

    fn ellipses(&mut self) {
        for (at, dots) in self.text.match_indices("...") {
            self.cut(at..at + dots.len());
        }
    }

    /// Cuts off the full stop at the end of the sentence, before closing marks. Others are parts of abbreviations.
    fn last_full_stop(&mut self) {
        let mut end = self.bytes.len();
        while end > 0 && CLOSERS.contains(&self.bytes[end - 1]) && !self.is_opening_quote(end - 1) {
            end -= 1;
        }
        if let [.., before, b'.'] = self.bytes[..end]
            && before != b'.'
        {
            self.is_cut[end - 1] = true;
        }
    }

    fn apostrophes_before_spaces(&mut self) {
        for at in 1..self.bytes.len().saturating_sub(1) {
            if self.bytes[at] == b'\'' && self.bytes[at - 1] != b'\'' && self.is_space(at + 1) {
                self.is_cut[at] = true;
            }
        }
    }

    fn marks(&mut self) {
        for at in 0..self.bytes.len() {
            if MARKS.contains(&self.bytes[at]) {
                self.cut(at..at + 1);
            }
        }
        for (at, dash) in self.text.match_indices("--") {
            self.cut(at..at + dash.len());
        }
    }

    fn clitics(&mut self, clitics: &[&str]) {
        let is_clitic = |&at: &usize| {
            let ends_word =
                |clitic: &&&str| self.bytes[at..].starts_with(clitic.as_bytes()) && self.is_space(at + clitic.len());
            !self.follows_space(at) && self.bytes[at - 1] != b'\'' && clitics.iter().any(|clitic| ends_word(&clitic))
        };
        let found: Vec<usize> = (0..self.bytes.len()).filter(is_clitic).collect();
        for at in found {
            self.is_cut[at] = true;
        }
    }

    fn contractions(&mut self) {
        for at in 0..self.bytes.len() {
            for (first, second) in CONTRACTIONS {
                let (middle, end) = (at + first.len(), at + first.len() + second.len());
                let is_whole = || {
                    let starts = if first.starts_with('\'') { self.follows_space(at) } else { self.is_word_end(at) };
                    starts && if *first == "wan" { self.is_space(end) } else { self.is_word_end(end) }
                };
                if self.has(at..middle, first) && self.has(middle..end, second) && is_whole() {
                    self.cut(at..middle);
                    self.cut(middle..end);
                }
            }
        }
    }

    fn has(&self, range: Span, word: &str) -> bool {
        self.bytes.get(range).is_some_and(|bytes| bytes.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// Whether a run of ASCII letters and digits starts or ends at a place; on one side of it is one.
    fn is_word_end(&self, at: usize) -> bool {
        let is_part = |byte: Option<&u8>| byte.is_some_and(|&byte| byte.is_ascii_alphanumeric() || byte == b'_');
        self.is_cut[at]
            || !is_part(at.checked_sub(1).and_then(|before| self.bytes.get(before)))
            || !is_part(self.bytes.get(at))
    }

    fn words(&self) -> Vec<Word<'a>> {
        let mut found = Vec::new();
        let mut start = 0;
        for at in 0..=self.bytes.len() {
            let is_space = self.bytes.get(at).is_none_or(|byte| matches!(byte, b' ' | b'\n' | b'\r'));
            if start < at && (is_space || self.is_cut[at]) {
                found.push(self.word(start..at));
                start = at;
            }
            start += usize::from(is_space);
        }
        found
    }

    fn word(&self, span: Span) -> Word<'a> {
        let text = match &self.text[span.clone()] {
            "\"" if self.is_opening_quote(span.start) => "``",
            "\"" => "''",
            text => text,
        };
        Word { span, text }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(sentence: &str) -> Vec<&str> {
        words(sentence).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn marks_are_words() {
        assert_eq!(
            texts("Set x[0] = {y}; (v1.2) costs 5%, $3 & more -- a@b#c!"),
            [
                "Set", "x", "[", "0", "]", "=", "{", "y", "}", ";", "(", "v1.2", ")", "costs", "5", "%", ",", "$", "3",
                "&", "more", "--", "a", "@", "b", "#", "c", "!"
            ]
        );
        assert_eq!(texts("a<b>---c -> ***"), ["a", "<", "b", ">", "--", "-c", "-", ">", "***"]);
    }

    #[test]
    fn commas_and_colons_are_words_but_in_numbers() {
        assert_eq!(texts("At 10:30, 1,000 users:"), ["At", "10:30", ",", "1,000", "users", ":"]);
        assert_eq!(texts("std::io, a,b, x:, y"), ["std", ":", ":io", ",", "a", ",", "b", ",", "x", ":", ",", "y"]);
    }

    #[test]
    fn only_the_last_full_stop_is_a_word() {
        assert_eq!(texts("Mr. X said no. He left."), ["Mr.", "X", "said", "no.", "He", "left", "."]);
        assert_eq!(texts("(It ended.)"), ["(", "It", "ended", ".", ")"]);
        assert_eq!(texts("Wait...what....x"), ["Wait", "...", "what", "...", ".x"]);
        assert_eq!(texts("He stopped..."), ["He", "stopped", "..."]);
        assert_eq!(texts("two.."), ["two.."]);
        assert_eq!(texts("."), ["."]);
    }

    #[test]
    fn quotation_marks_are_those_of_the_treebank() {
        assert_eq!(texts("\"It\" is (\"x\")."), ["``", "It", "''", "is", "(", "''", "x", "''", ")", "."]);
        assert_eq!(texts("He said \"stop.\""), ["He", "said", "``", "stop", ".", "''"]);
        assert_eq!(texts("a\n\"b\" “c” ``d"), ["a", "''", "b", "''", "“c”", "``", "d"]);
    }

    #[test]
    fn clitics_are_words_before_a_space() {
        assert_eq!(
            texts("I'm sure you'd SAY it's John's, they'll, don't, WON'T 's"),
            [
                "I", "'m", "sure", "you", "'d", "SAY", "it", "'s", "John", "'s", ",", "they", "'ll", ",", "do", "n't",
                ",", "WO", "N'T", "'s"
            ]
        );
        assert_eq!(texts("it's\nDon't\nit's"), ["it's", "Don't", "it", "'s"], "a line break is no space");
        assert_eq!(texts("I'd've it’s don't' x"), ["I'd", "'ve", "it’s", "do", "n't", "'", "x"]);
        assert_eq!(texts("users' 'stop' it's'"), ["users", "'", "'stop", "'", "it's", "'"]);
        assert_eq!(texts("x'' y"), ["x''", "y"]);
    }

    #[test]
    fn contractions_are_two_words() {
        assert_eq!(
            texts("Cannot you gimme what I'm gonna, gotta, wanna-be wanna, D'ye 'Tis (it) '*twas o'twas 'twas"),
            [
                "Can", "not", "you", "gim", "me", "what", "I", "'m", "gon", "na", ",", "got", "ta", ",", "wanna-be",
                "wan", "na", ",", "D", "'ye", "'T", "is", "(", "it", ")", "'*twas", "o'twas", "'t", "was"
            ]
        );
        assert_eq!(
            texts("x_cannot cannot_ scannot non-cannot"),
            ["x_cannot", "cannot_", "scannot", "non-", "can", "not"]
        );
        assert_eq!(texts("mor'n lemme"), ["mor", "'n", "lem", "me"]);
    }

    #[test]
    fn words_know_their_places() {
        let text = "“Es” cannot\n\"be\".";
        let spans: Vec<&str> = words(text).into_iter().map(|word| &text[word.span]).collect();
        assert_eq!(spans, ["“Es”", "can", "not", "\"", "be", "\"", "."]);
        assert_eq!(words(""), []);
    }

    proptest! {
        #[test]
        fn words_cover_all_but_spaces(text in r#"(\PC|[a-z'"`’.,:*\- 0-9\n]){0,40}|(can|not|n't|'s|'tis|\.|[ "':,]){0,12}"#) {
            let mut at = 0;
            let is_space = |c: char| matches!(c, ' ' | '\n' | '\r');
            for word in words(&text) {
                prop_assert!(text[at..word.span.start].chars().all(is_space) && !word.text.contains(is_space));
                prop_assert!(!word.span.is_empty());
                at = word.span.end;
            }
            prop_assert!(text[at..].chars().all(is_space));
        }
    }
}
