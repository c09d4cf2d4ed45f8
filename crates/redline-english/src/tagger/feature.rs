//! The features of words.

use std::borrow::Cow;

/// A word as it counts as a feature: in lower case, or the class of a number or a compound.
pub(super) fn normalised(word: &str) -> Cow<'_, str> {
    if word.contains('-') && !word.starts_with('-') {
        return Cow::Borrowed("!HYPHEN");
    }
    if word.len() == 4 && is_integer(word) {
        return Cow::Borrowed("!YEAR");
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Cow::Borrowed("!DIGITS");
    }
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

/// The last bytes of a word, not necessarily whole characters.
pub(super) fn suffix(word: &str) -> &[u8] {
    let bytes = word.as_bytes();
    &bytes[bytes.len().saturating_sub(3)..]
}

/// Whether a word consists of digits, perhaps with a sign.
fn is_integer(word: &str) -> bool {
    is_digits(word.strip_prefix(['+', '-']).unwrap_or(word))
}

/// Whether a text consists of digits.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is outside of the language in the treebank: an empty element (`0`, `*`, `*U*`, `*-1`, `*ICH*-1`), or the
/// code of a bracket (`-LRB-`).
pub(super) fn is_outside(word: &str) -> bool {
    match word.as_bytes() {
        b"0" | b"*" => true,
        [b'-', code @ .., b'-'] => code.len() == 3 && code.iter().all(u8::is_ascii_uppercase),
        [b'*', mark, b'*'] => mark.is_ascii_alphanumeric() || matches!(mark, b'_' | b'?'),
        [b'*', ..] => word.rsplit_once('-').is_some_and(|(element, number)| {
            let name = element.strip_prefix('*').and_then(|rest| rest.strip_suffix('*'));
            let is_named = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase());
            is_digits(number) && number.len() <= 3 && (element == "*" || name.is_some_and(is_named))
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_normalised_as_in_training() {
        for (word, expected) in [
            ("Files", "files"),
            ("Ångström", "ångström"),
            ("well-known", "!HYPHEN"),
            ("x-", "!HYPHEN"),
            ("-", "-"),
            ("--Force", "--force"),
            ("1987", "!YEAR"),
            ("-123", "!YEAR"),
            ("+123", "!YEAR"),
            ("19.5", "!DIGITS"),
            ("12345", "!DIGITS"),
            ("3D", "!DIGITS"),
            ("1980-1990", "!HYPHEN"),
            ("", ""),
        ] {
            assert_eq!(normalised(word), expected, "{word}");
        }
    }

    #[test]
    fn suffixes_are_bytes() {
        assert_eq!((suffix("files"), suffix("it"), suffix("")), (&b"les"[..], &b"it"[..], &b""[..]));
        assert_eq!(suffix("né"), "né".as_bytes());
        assert_eq!(suffix("cafés"), &"cafés".as_bytes()[3..]);
    }

    #[test]
    fn elements_of_the_treebank_are_outside() {
        for word in ["0", "*", "*U*", "*?*", "*_*", "*-1", "*-123", "*ICH*-1", "-LRB-"] {
            assert!(is_outside(word), "{word}");
        }
        for word in
            ["", "1", "00", "**", "***", "*-", "*-1234", "*ich*-1", "**-1", "*ICH*", "-", "--", "-lrb-", "-LRBX-"]
        {
            assert!(!is_outside(word), "{word}");
        }
    }
}
