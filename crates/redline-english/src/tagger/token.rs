//! The words of a sentence as the tagger needs them.

use redline_text::{ANNOTATION, Span};

/// Endings of contractions and possessives that are words of their own, after an apostrophe.
const ENDINGS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];

/// The spans of the words and marks of punctuation in a text: contractions and possessives are split, compounds, names with
/// dots and numbers are not.
///
/// ```
/// use redline_english::tagger::tokens;
///
/// let text = "It doesn't re-read the user's file, e.g. 1,000 lines...";
/// let words: Vec<_> = tokens(text).into_iter().map(|token| &text[token]).collect();
/// let expected =
///     ["It", "does", "n't", "re-read", "the", "user", "'s", "file", ",", "e.g", ".", "1,000", "lines", "..."];
/// assert_eq!(words, expected);
/// ```
pub fn tokens(text: &str) -> Vec<Span> {
    // A word has five letters on average.
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if let Some(len) = plain_word_len(rest) {
            tokens.push(at..at + len);
            at += len + 1;
            continue;
        }
        if first.is_whitespace() || first == ANNOTATION {
            at += first.len_utf8();
            continue;
        }
        let len = if first.is_alphabetic() {
            word_len(rest)
        } else if first.is_ascii_digit() {
            number_len(rest)
        } else {
            let follows_space = text[..at].ends_with(char::is_whitespace) || at == 0;
            possessive_len(rest).filter(|_| !follows_space).unwrap_or_else(|| mark_len(rest, first))
        };
        let head = len - ending_len(&rest[..len]);
        tokens.push(at..at + head);
        if head < len {
            tokens.push(at + head..at + len);
        }
        at += len;
    }
    tokens
}

/// The bytes of a word in ASCII before a space at the start of a text, as nearly all words are.
fn plain_word_len(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let len = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric())?;
    (bytes[0].is_ascii_alphabetic() && bytes[len] == b' ').then_some(len)
}

/// The bytes of letters and digits at the start of a text.
fn run_len(text: &str) -> usize {
    // Nearly all letters are in ASCII.
    let ascii = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match text.as_bytes().get(ascii) {
        Some(byte) if !byte.is_ascii() => text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len()),
        _ => ascii,
    }
}

/// The bytes of a word at the start of a text: letters and digits with single marks between them, and as in `C++` and `C#`
/// after them.
fn word_len(text: &str) -> usize {
    let joins = ['-', '_', '.', '/', '\'', '’', '+', '#', '&', '@', ':'];
    let mut len = run_len(text);
    while let Some(next) = text[len..].strip_prefix(joins) {
        let more = run_len(next);
        if more == 0 {
            break;
        }
        len = text.len() - next.len() + more;
    }
    text.len() - text[len..].trim_start_matches(['+', '#']).len()
}

/// The bytes of a number at the start of a text, with what is joined to it: `1,000`, `2.5`, `24/7`, `10ms`, `64-bit`.
fn number_len(text: &str) -> usize {
    let mut len = run_len(text);
    while let Some(next) = text[len..].strip_prefix(['.', ',', ':', '/', '-']) {
        let more = run_len(next);
        if more == 0 {
            break;
        }
        len = text.len() - next.len() + more;
    }
    len
}

/// The bytes of an ending that follows code or a bracket, at the start of a text.
fn possessive_len(text: &str) -> Option<usize> {
    let ending = text.strip_prefix(['\'', '’'])?;
    let len = run_len(ending);
    is_ending(&ending[..len]).then_some(text.len() - ending.len() + len)
}

/// The bytes of a mark at the start of a text: dots of an ellipsis and hyphens of a dash are one mark.
fn mark_len(text: &str, first: char) -> usize {
    let repeated = match first {
        '.' if text.starts_with("...") => '.',
        '-' => '-',
        _ => return first.len_utf8(),
    };
    text.len() - text.trim_start_matches(repeated).len()
}

/// Whether a text after an apostrophe is a word with it.
fn is_ending(text: &str) -> bool {
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(text))
}

/// The bytes of the ending of a contraction or possessive: `n't`, `'s`; 0 if a word has none, or is nothing else.
fn ending_len(word: &str) -> usize {
    if !word.bytes().any(|byte| byte == b'\'' || !byte.is_ascii()) {
        return 0;
    }
    let Some((head, ending)) = word.rsplit_once(['\'', '’']) else { return 0 };
    let len = word.len() - head.len();
    if head.is_empty() {
        0
    } else if is_ending(ending) {
        len
    } else if ending.eq_ignore_ascii_case("t") && head.len() > 1 && head.ends_with(['n', 'N']) {
        len + 1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| &text[token]).collect()
    }

    #[test]
    fn contractions_are_two_words() {
        assert_eq!(words("It’s DON'T can't o'clock"), ["It", "’s", "DO", "N'T", "ca", "n't", "o'clock"]);
        assert_eq!(words("n't 's users' 'tis we'd've"), ["n't", "'", "s", "users", "'", "'", "tis", "we'd", "'ve"]);
    }

    #[test]
    fn joined_words_and_numbers_are_one_word() {
        assert_eq!(words("C++, C# and Node.js: a/b"), ["C++", ",", "C#", "and", "Node.js", ":", "a/b"]);
        assert_eq!(
            words("In 2015, 2.5-3 of 64-bit, 15%."),
            ["In", "2015", ",", "2.5-3", "of", "64-bit", ",", "15", "%", "."]
        );
        assert_eq!(
            words("std::io--but \u{fffc}'s x_"),
            ["std", ":", ":", "io", "--", "but", "\u{fffc}", "'s", "x", "_"]
        );
        assert_eq!(words(".. ... - (é)"), [".", ".", "...", "-", "(", "é", ")"]);
    }

    proptest! {
        #[test]
        fn tokens_cover_all_that_is_not_space(text in r"(\PC|[a-z'’.\- 0-9\n]){0,40}") {
            let mut at = 0;
            let is_space = |c: char| c.is_whitespace() || c == ANNOTATION;
            for token in tokens(&text) {
                prop_assert!(text[at..token.start].chars().all(is_space) && !text[token.clone()].contains(is_space));
                prop_assert!(!token.is_empty());
                at = token.end;
            }
            prop_assert!(text[at..].chars().all(is_space));
        }
    }
}
