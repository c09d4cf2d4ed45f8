//! The derivation of English words from stems.

use super::{is_stem, is_word};

/// Suffixes with the endings of the stem that they replace.
const SUFFIXES: &[(&str, &[&str])] = &[
    ("s", &["", "'s"]),
    ("es", &["", "e"]),
    ("ies", &["y"]),
    ("iers", &["y"]),
    ("d", &["e"]),
    ("ed", &["", "e"]),
    ("ied", &["y"]),
    ("ing", &["", "e"]),
    ("ings", &["", "e"]),
    ("er", &["", "e"]),
    ("ers", &["", "e"]),
    ("or", &["", "e"]),
    ("ors", &["", "e"]),
    ("est", &["", "e"]),
    ("ier", &["y"]),
    ("iest", &["y"]),
    ("ly", &["", "le"]),
    ("ily", &["y"]),
    ("able", &["", "e"]),
    ("ability", &["", "e", "able"]),
    ("ible", &["", "e"]),
    ("ness", &[""]),
    ("less", &[""]),
    ("ful", &[""]),
    ("ment", &[""]),
    ("ments", &[""]),
    ("ion", &["", "e"]),
    ("ions", &["", "e"]),
    ("ation", &["", "e"]),
    ("ations", &["", "e"]),
    ("ive", &["", "e"]),
    ("ization", &["ize"]),
    ("al", &["", "e"]),
    ("ally", &["", "al"]),
    ("ic", &["", "y"]),
    ("ish", &["", "e"]),
    ("ize", &[""]),
    ("izes", &[""]),
    ("ized", &[""]),
    ("izing", &[""]),
];

/// Prefixes of stems.
const PREFIXES: &[&str] = &[
    "un", "re", "in", "dis", "non", "pre", "de", "mis", "over", "under", "out", "sub", "super", "inter", "multi",
    "anti", "auto", "co", "meta", "semi", "up", "im", "en", "micro", "macro", "hyper", "mono", "poly", "trans", "post",
];

/// Whether a word in lower case may be English of any variety: a stem with any affixes, or a compound of two stems. The
/// test is lenient.
pub fn may_be_english(word: &str) -> bool {
    word.is_ascii() && (is_word(word) || is_compound(word) || is_derived(word))
}

/// Whether a word is an English stem with any suffix and prefix: `deinitialized`, `subexpression`.
fn is_derived(word: &str) -> bool {
    if !word.is_ascii() {
        return false;
    }
    let unprefixed = PREFIXES.iter().filter_map(|prefix| word.strip_prefix(prefix)).filter(|rest| rest.len() > 2);
    std::iter::once(word).chain(unprefixed).any(|word| {
        let suffixed = SUFFIXES.iter().filter_map(|(suffix, endings)| Some((word.strip_suffix(suffix)?, endings)));
        is_stem(word)
            || suffixed.filter(|(head, _)| head.len() > 1).any(|(head, endings)| {
                let undoubled =
                    head.as_bytes().last().filter(|last| head.as_bytes()[..head.len() - 1].ends_with(&[**last]));
                endings.iter().any(|ending| is_stem(&format!("{head}{ending}")))
                    || undoubled.is_some_and(|_| is_stem(&head[..head.len() - 1]))
            })
    })
}

/// The least number of letters in a part of a compound.
const MIN_PART: usize = 4;

/// Whether a word is two stems joined, the second perhaps with a suffix: `handcoded`.
fn is_compound(word: &str) -> bool {
    let is_tail = |tail: &str| {
        let suffixes = ["s", "ed", "d", "ing", "er", "ers"];
        let mut unsuffixed = suffixes.iter().filter_map(|suffix| tail.strip_suffix(suffix));
        is_stem(tail) || unsuffixed.any(|tail| tail.len() > 2 && is_stem(tail))
    };
    (MIN_PART..word.len().saturating_sub(MIN_PART - 1)).any(|at| is_stem(&word[..at]) && is_tail(&word[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_words_may_be_english_and_misspellings_may_not() {
        for word in [
            "running",
            "copied",
            "unlocking",
            "happiest",
            "stopped",
            "readability",
            "organizations",
            "converged",
            "context",
        ] {
            assert!(may_be_english(word), "{word}");
        }
        for word in ["discrimnant", "libary", "expresions", "speceified", "immediattely"] {
            assert!(!may_be_english(word), "{word}");
        }
    }
}
