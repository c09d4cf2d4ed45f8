//! How English makes words of others.

use super::{is_stem, is_word};

/// Endings that stems take, with what they take the place of.
const ENDINGS: &[(&str, &[&str])] = &[
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

/// Beginnings that stems take.
const BEGINNINGS: &[&str] = &[
    "un", "re", "in", "dis", "non", "pre", "de", "mis", "over", "under", "out", "sub", "super", "inter", "multi",
    "anti", "auto", "co", "meta", "semi", "up", "im", "en", "micro", "macro", "hyper", "mono", "poly", "trans", "post",
];

/// Whether a word in lower case may be English, of any country: a stem with any ending and beginning, or two of them. It
/// says yes too often rather than too seldom, and costs next to nothing.
pub(crate) fn may_be_english(word: &str) -> bool {
    word.is_ascii() && (is_word(word) || is_compound(word) || is_derived(word))
}

/// Whether a word is an English stem with any ending and beginning: `deinitialized`, `subexpression`.
pub(in crate::spelling) fn is_derived(word: &str) -> bool {
    if !word.is_ascii() {
        return false;
    }
    let heads = BEGINNINGS.iter().filter_map(|beginning| word.strip_prefix(beginning)).filter(|rest| rest.len() > 2);
    std::iter::once(word).chain(heads).any(|word| {
        let inflected = ENDINGS.iter().filter_map(|(ending, stems)| Some((word.strip_suffix(ending)?, stems)));
        is_stem(word)
            || inflected.filter(|(head, _)| head.len() > 1).any(|(head, stems)| {
                let undoubled =
                    head.as_bytes().last().filter(|last| head.as_bytes()[..head.len() - 1].ends_with(&[**last]));
                stems.iter().any(|stem| is_stem(&format!("{head}{stem}")))
                    || undoubled.is_some_and(|_| is_stem(&head[..head.len() - 1]))
            })
    })
}

/// How many letters each part of a compound has.
const MIN_PART: usize = 4;

/// Whether a word is two stems in a row, the second perhaps with an ending: `handcoded`.
fn is_compound(word: &str) -> bool {
    let is_tail = |tail: &str| {
        let endings = ["s", "ed", "d", "ing", "er", "ers"];
        is_stem(tail)
            || endings
                .iter()
                .any(|ending| tail.strip_suffix(ending).is_some_and(|tail| tail.len() > 2 && is_stem(tail)))
    };
    (MIN_PART..word.len().saturating_sub(MIN_PART - 1)).any(|at| is_stem(&word[..at]) && is_tail(&word[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_english_is_not_told_too_narrowly() {
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
