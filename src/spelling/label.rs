//! Labels of rules, as `mdbook-spec` has them: `r[expr.loop.label]` on a line of its own.
//!
//! Their parts are words, and a slip in one stays for long, since tests and links name it. So it is told, and left
//! to its author.

use crate::source::Span;

/// Whether a word of a text stands in such a label.
pub(crate) fn is_in_label(text: &str, word: &Span) -> bool {
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..word.start]).map_or(0, |at| at + 1);
    let Some(label) = text[start..].strip_prefix("r[") else { return false };
    let Some(end) = label.find([']', '\n']).filter(|end| label[*end..].starts_with(']')) else { return false };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    word.end <= start + 2 + end && label[..end].bytes().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_labels_are_told_from_others() {
        let is_in = |text: &str| {
            let start = text.find("word").expect("a word");
            is_in_label(text, &(start..start + 4))
        };
        for label in ["r[a.word.b]", "r[word]\nText.", "Text.\nr[a.b-word]", "r[a_word]"] {
            assert!(is_in(label), "{label}");
        }
        for other in ["r[a] word", "a r[word]", "r[a word]", "r[a.word", "r[a.word\n]", "[a.word]", "word r[a]"] {
            assert!(!is_in(other), "{other}");
        }
    }
}
