//! Sentence boundaries as Vale's segmenter finds them (Punkt, trained on English news).
//!
//! A full stop ends a sentence unless it belongs to an abbreviation, a number, an initial or a dotted name. After some
//! abbreviations only a capital starts a new sentence. The lists are short and based on books, not on news.

use std::borrow::Cow;

use redline_text::Span;

/// Abbreviations that never end a sentence.
const TITLES: &[&str] = &[
    "adm", "al", "capt", "cf", "cmdr", "col", "dr", "e.g", "gen", "gov", "hon", "i.e", "lt", "maj", "messrs", "mr",
    "mrs", "ms", "mt", "no", "nos", "p", "pp", "prof", "rep", "reps", "rev", "sen", "sens", "sgt", "st", "v", "vs",
];

/// Abbreviations that end a sentence if a capital follows.
const OTHERS: &[&str] = &["a.m", "bros", "co", "inc", "jr", "ltd", "p.m", "ph.d", "sr", "u.k", "u.n", "u.s", "viz"];

/// The longest abbreviation of the lists, or letter, in bytes.
const LONGEST: usize = 6;

/// The sentences of a text, without surrounding white space.
pub fn sentences(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    let mut at = start;
    while let Some(mark) = memchr::memchr3(b'.', b'?', b'!', &bytes[at..]).map(|found| at + found) {
        let mut end = mark + 1;
        while matches!(bytes.get(end), Some(b'.' | b'?' | b'!')) {
            end += 1;
        }
        at = end;
        let after_marks = end;
        let closing = |c: char| matches!(c, '"' | '\'' | ')' | ']' | '}' | '”' | '’' | '»' | '*');
        end += text[end..].chars().take_while(|&c| closing(c)).map(char::len_utf8).sum::<usize>();
        let rest = text[end..].trim_start();
        if rest.is_empty() {
            break;
        }
        let next = text.len() - rest.len();
        if next == end {
            continue;
        }
        if ends(text, mark, after_marks, end, rest) {
            found.push(start..end);
            start = next;
        }
        at = next;
    }
    let end = text.trim_end().len();
    if start < end {
        found.push(start..end);
    }
    found
}

/// Whether the punctuation at `mark` ends a sentence; `rest` is what follows.
fn ends(text: &str, mark: usize, after_marks: usize, end: usize, rest: &str) -> bool {
    let next = rest.trim_start_matches(['"', '\'', '(', '[', '“', '‘', '*']).chars().next();
    let is_lower = next.is_some_and(char::is_lowercase);
    let is_quoted = end > after_marks;
    if after_marks > mark + 1 && text[mark..after_marks].starts_with("..") {
        // After an ellipsis only a capital starts a new sentence.
        return next.is_some_and(char::is_uppercase);
    }
    if text.as_bytes()[mark] != b'.' || after_marks > mark + 1 {
        return !(is_quoted && is_lower);
    }
    let word = word_before(&text[..mark]);
    if word.len() <= LONGEST {
        let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.');
        let word = if is_plain { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        if TITLES.contains(&&*word) {
            return false;
        }
        if OTHERS.contains(&&*word) {
            return next.is_some_and(char::is_uppercase);
        }
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && word != "i";
        if is_initial {
            return false;
        }
    }
    if has_inner_dot(word) {
        return false;
    }
    !(is_quoted && is_lower)
}

/// The last word of a text, including punctuation inside it.
fn word_before(text: &str) -> &str {
    let parts = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '—');
    let may_part = |byte: &u8| !byte.is_ascii() || parts(char::from(*byte));
    match text.as_bytes().iter().rposition(may_part) {
        None => text,
        Some(at) if text.as_bytes()[at].is_ascii() => &text[at + 1..],
        Some(_) => text.rsplit(parts).next().unwrap_or_default(),
    }
}

/// `file.txt`: a dotted name.
fn has_inner_dot(word: &str) -> bool {
    word.contains('.') && word.chars().all(|c| c.is_alphanumeric() || c == '.') && word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_abbreviation_is_longer_than_the_limit() {
        assert!(TITLES.iter().chain(OTHERS).all(|it| it.len() <= LONGEST));
    }

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn sentence_boundaries_are_those_of_vale() {
        assert_eq!(split("One. Two? Three! four"), ["One.", "Two?", "Three!", "four"]);
        assert_eq!(
            split("See e.g. this, i.e. that. Then Dr. No. 5 came."),
            ["See e.g. this, i.e. that.", "Then Dr. No. 5 came."]
        );
        assert_eq!(split("In 3.5 and file.txt and foo.bar. Then"), ["In 3.5 and file.txt and foo.bar. Then"]);
        assert_eq!(split("He said \"stop.\" Then (it ended.) Next"), ["He said \"stop.\"", "Then (it ended.)", "Next"]);
        assert_eq!(split("Wait... what? Yes."), ["Wait... what?", "Yes."]);
        assert_eq!(split("\"why?\" and left."), ["\"why?\" and left."]);
        assert_eq!(
            split("At 5 p.m. sharp. Lists etc. End with ****. It"),
            ["At 5 p.m. sharp.", "Lists etc.", "End with ****.", "It"]
        );
        assert_eq!(split(""), Vec::<&str>::new());
        assert_eq!(
            split("“Mr. X said—no. 5 don’t. Then\u{a0}Dr. Y é. Z"),
            ["“Mr. X said—no. 5 don’t.", "Then\u{a0}Dr. Y é. Z"]
        );
    }
}
