//! The derivation of words from those of the lexicon.
//!
//! Affixes that hide slips are left out: `est`, `y`, `ist`, `ism`, and the prefixes `in`, `im`, `en`, `on` and `off`.

use super::cost::is_vowel;
use super::{is_common, is_stem};

const PREFIXES: &[&str] = &[
    "un", "re", "dis", "non", "pre", "de", "mis", "over", "under", "out", "sub", "super", "inter", "multi", "anti",
    "auto", "co", "meta", "semi", "up", "micro", "macro", "hyper", "mono", "poly", "trans", "post", "self", "cross",
    "pseudo", "mega", "giga", "kilo", "nano", "tera", "ultra", "mini", "proto", "quasi", "tele", "bi", "tri", "uni",
    "infra", "intra", "para", "counter", "ex", "mid", "geo", "hetero", "homo", "iso", "neo", "omni", "ortho", "peri",
    "photo", "pyro", "servo", "socio", "techno", "thermo", "turbo", "vice", "web", "async",
];

/// Endings, separated by spaces, with the endings of the stem that they replace.
const ENDINGS: &[(&str, &[&str])] = &[
    ("ed ing ings er ers or ors able ables ability ion ions ive ity", &["", "e"]),
    ("s es ly ness nesses less lessly lessness ful ment ments ish al like wise ward wards ship hood dom", &[""]),
    ("ies ied ily iness", &["y"]),
    ("d ation ations", &["e"]),
    ("ably abilities", &["", "e", "able"]),
    ("ibly ibility ibilities", &["ible"]),
    ("ively iveness", &["ive"]),
    ("ization izations isation isations", &["", "y", "e"]),
    ("ize izes ized izing izer izers izable ise ises ised ising iser isable", &["", "y"]),
    ("ify ified ifies ifying ification", &["", "y"]),
    ("ality", &["al"]),
    ("ally", &["ic"]),
];

/// Endings before which a final consonant is doubled.
const DOUBLING: &[&str] = &["ed", "ing", "er", "ers", "able", "ings", "ability"];

/// The least number of letters in a stem.
const MIN_STEM: usize = 3;

/// The least number of letters in a part of a compound.
const MIN_PART: usize = 4;

/// Whether a word in lower case is derived from words of the lexicon as English does: with a prefix, an ending or both, or
/// as a compound of two common words.
pub fn is_derived(word: &str) -> bool {
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let rest = |prefix: &&str| word.strip_prefix(prefix).filter(|rest| rest.len() >= MIN_STEM);
    has_ending(word)
        || PREFIXES.iter().filter_map(rest).any(|rest| is_stem(rest) || has_ending(rest))
        || is_compound(word)
}

/// Whether a word is a stem with an ending.
fn has_ending(word: &str) -> bool {
    ENDINGS.iter().any(|(endings, replaced)| {
        endings.split(' ').any(|ending| {
            let head = word.strip_suffix(ending).filter(|head| head.len() >= MIN_STEM);
            head.is_some_and(|head| joins(head, ending, replaced))
        })
    })
}

/// Whether the text before an ending is a stem, joined with the ending as English does.
fn joins(head: &str, ending: &str, replaced: &[&str]) -> bool {
    let is_joined = |lost: &&str| {
        let stem = format!("{head}{lost}");
        is_plainly_joined(&stem, ending, lost) && is_stem(&stem)
    };
    let is_doubled = || {
        let undoubled = &head[..head.len() - 1];
        DOUBLING.contains(&ending)
            && head.len() > MIN_STEM
            && undoubled.as_bytes().last() == head.as_bytes().last()
            && doubles(undoubled)
            && is_stem(undoubled)
    };
    replaced.iter().any(is_joined) || is_doubled()
}

/// Whether the last letter of a stem can be doubled: a consonant after a single vowel.
fn doubles(stem: &str) -> bool {
    let is_plain_vowel = |letter: u8| is_vowel(letter) && letter != b'y';
    match stem.as_bytes() {
        [.., before, vowel, last] => {
            !is_vowel(*last) && !matches!(last, b'w' | b'x') && is_vowel(*vowel) && !is_plain_vowel(*before)
        }
        _ => false,
    }
}

/// Whether a stem that loses the letters `lost` before an ending is spelled as English does.
fn is_plainly_joined(stem: &str, ending: &str, lost: &str) -> bool {
    let opens_with_vowel = ending.bytes().next().is_some_and(is_vowel);
    let ends_with = |tails: &[&str]| tails.iter().any(|tail| stem.ends_with(tail));
    let ends_with_consonant_and_y = || {
        let letters = stem.as_bytes();
        stem.ends_with('y')
            && letters.len() > 2
            && !matches!(letters[letters.len() - 2], b'a' | b'e' | b'i' | b'o' | b'u')
    };
    if stem.ends_with('e') && opens_with_vowel {
        return match lost {
            // The `e` of `changeable` and `traceable` shows how the letter before it is read.
            "e" => !(ending.starts_with('a') && ends_with(&["ce", "ge"])),
            "" => ends_with(&["ee", "oe", "ye"]) || ending.starts_with("abl") || ending == "ability",
            _ => true,
        };
    }
    let must_double = || doubles(stem) && stem.bytes().filter(|letter| is_vowel(*letter)).count() < 2;
    match ending {
        "s" => !ends_with(&["s", "x", "z", "sh", "ch"]) && !ends_with_consonant_and_y(),
        "es" => ends_with(&["s", "x", "z", "sh", "ch", "o"]),
        "ed" | "er" | "ers" => !(ends_with_consonant_and_y() || must_double()),
        "ing" => !must_double(),
        "ly" => !ends_with(&["le", "ic"]),
        "ion" | "ions" | "ive" => ends_with(&["t", "s", "te", "se", "ct"]),
        "al" => !stem.ends_with('e'),
        _ => true,
    }
}

/// Whether a word is two common words joined, the second perhaps with an ending.
fn is_compound(word: &str) -> bool {
    let is_part = |part: &str| part.len() >= MIN_PART && is_common(part);
    let is_tail = |tail: &str| {
        let mut unsuffixed = ["s", "ed", "d", "ing", "er", "ers"].iter().filter_map(|ending| tail.strip_suffix(ending));
        is_part(tail) || unsuffixed.any(is_part)
    };
    (MIN_PART..word.len().saturating_sub(MIN_PART - 1)).any(|at| is_part(&word[..at]) && is_tail(&word[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_derived_as_english_does() {
        for word in [
            "supertrait",
            "subchart",
            "deserializable",
            "reindexing",
            "unparseable",
            "changeable",
            "extensibly",
            "unsandboxed",
            "rerunner",
            "tokenizable",
            "monotonically",
            "rulebooks",
            "interpolar",
        ] {
            assert!(is_derived(word) || super::super::contains(word), "{word}");
        }
    }

    #[test]
    fn endings_joined_in_other_ways_are_not_derived() {
        for word in ["makeing", "shiped", "copyed", "boxs", "tracable", "changable", "simplely", "", "é", "s", "ing"] {
            assert!(!is_derived(word), "{word}");
        }
    }
}
