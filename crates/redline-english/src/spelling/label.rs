//! Labels of rules in the format of `mdbook-spec`: `r[expr.loop.label]` on a line of its own.
//!
//! Their parts are words. A misspelling in a label is reported, but never fixed: tests and links may refer to the label.

use redline_text::Span;

/// The greatest number of bytes of a label on either side of a word in it.
const MAX_LEN: usize = 200;

/// Whether a word of a text is part of such a label.
pub fn is_in_label(text: &str, word: &Span) -> bool {
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let (before, after) = (&text.as_bytes()[..word.start], &text.as_bytes()[word.end..]);
    let start = word.start - before.iter().rev().take(MAX_LEN).take_while(is_name).count();
    let end = word.end + after.iter().take(MAX_LEN).take_while(is_name).count();
    let head = text.as_bytes()[..start].strip_suffix(b"r[");
    let opens_line = head.is_some_and(|head| head.last().is_none_or(|byte| *byte == b'\n'));
    opens_line && matches!(text.as_bytes()[end..], [b']'] | [b']', b'\n', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_fills_its_line() {
        let is_in = |text: &str| {
            let start = text.find("word").expect("a word");
            is_in_label(text, &(start..start + 4))
        };
        for label in ["r[a.word.b]", "r[word]\nText.", "Text.\nr[a.b-word]", "r[a_word]"] {
            assert!(is_in(label), "{label}");
        }
        for other in [
            "r[a] word",
            "a r[word]",
            "r[a word]",
            "r[a.word",
            "r[a.word\n]",
            "[a.word]",
            "word r[a]",
            "r[a.word] b",
            "r[a.wördword]",
        ] {
            assert!(!is_in(other), "{other}");
        }
    }
}
