//! The number of syllables of an English word, as Vale counts them.
//!
//! Readability scores are shown with two decimals, so another count is another message. The rules are those of the
//! library `twine` by Joseph Kato (MIT licence), which Vale uses: vowel groups, corrected by patterns of letters.

use std::sync::LazyLock;

use regex::Regex;

/// Words that the patterns would count wrong.
const IRREGULAR: [(&str, u32); 51] = [
    ("abalone", 4),
    ("abare", 3),
    ("abbruzzese", 4),
    ("abed", 2),
    ("aborigine", 5),
    ("aborigines", 5),
    ("abruzzese", 4),
    ("acreage", 3),
    ("adame", 3),
    ("adieu", 2),
    ("adobe", 3),
    ("anemone", 4),
    ("apache", 3),
    ("aphrodite", 4),
    ("apostrophe", 4),
    ("ariadne", 4),
    ("cafe", 2),
    ("cafes", 2),
    ("calliope", 4),
    ("catastrophe", 4),
    ("chile", 2),
    ("chloe", 2),
    ("circe", 2),
    ("coyote", 3),
    ("daphne", 2),
    ("epitome", 4),
    ("eurydice", 4),
    ("euterpe", 3),
    ("facsimile", 4),
    ("forever", 3),
    ("gethsemane", 4),
    ("guacamole", 4),
    ("hermione", 4),
    ("hyperbole", 4),
    ("jesse", 2),
    ("jukebox", 2),
    ("karate", 3),
    ("machete", 3),
    ("maybe", 2),
    ("penelope", 4),
    ("people", 2),
    ("persephone", 4),
    ("phoebe", 2),
    ("recipe", 3),
    ("sesame", 3),
    ("shoreline", 2),
    ("simile", 3),
    ("syncope", 3),
    ("tamale", 3),
    ("yosemite", 4),
    ("zoe", 2),
];

/// Beginnings that are cut off before vowels are counted, with the number of their syllables.
const PREFIXES: [(u32, &[&str]); 2] = [
    (
        2,
        &[
            "above", "anti", "ante", "counter", "hyper", "afore", "agri", "infra", "intra", "inter", "over", "semi",
            "ultra", "under", "extra", "dia", "micro", "mega", "kilo", "pico", "nano", "macro",
        ],
    ),
    (1, &["un", "fore", "ware", "none", "non", "out", "post", "sub", "pre", "pro", "dis", "side"]),
];

/// Endings, in the same form.
const SUFFIXES: [(u32, &[&str]); 3] = [
    (3, &["ology", "ologist", "onomy", "onomist"]),
    (2, &["fully", "berry", "woman", "women"]),
    (
        1,
        &[
            "ly", "less", "some", "ful", "er", "ers", "ness", "cian", "cians", "ment", "ments", "ette", "ettes",
            "ville", "villes", "ships", "ship", "side", "sides", "port", "ports", "shire", "shires", "tion", "tioned",
        ],
    ),
];

/// Patterns whose matches are one syllable fewer than their vowel groups.
const FEWER: [&str; 2] = [
    "cia(l|$)|tia|cius|cious|[^aeiou]giu|[aeiouy][^aeiouy]ion|iou|sia$|eous$|[oa]gue$|.[^aeiuoycgltdb]{2,}ed$|.ely$\
     |^jua|uai|eau|^busi$\
     |([aeiouy](b|c|ch|dg|f|g|gh|gn|k|l|lch|ll|lv|m|mm|n|nc|ng|nch|nn|p|r|rc|rn|rs|rv|s|sc|sk|sl|squ|ss|th|v|y|z)ed$)\
     |([aeiouy](b|ch|d|f|gh|gn|k|l|lch|ll|lv|m|mm|n|nch|nn|p|r|rn|rs|rv|s|sc|sk|sl|squ|ss|st|t|th|v|y)es$)",
    "[aeiouy](b|c|ch|d|dg|f|g|gh|gn|k|l|ll|lv|m|mm|n|nc|ng|nn|p|r|rc|rn|rs|rv|s|sc|sk|sl|squ|ss|st|t|th|v|y|z)e$",
];

/// Patterns whose matches are one more.
const MORE: [&str; 4] = [
    "(?:[^aeiouy]ie(r|st|t)|[aeiouym]bl|eo|ism|asm|thm|dnt|uity|dea|gean|oa|ua|eings?|[aeiouy]sh?e[rsd])$",
    "[^gq]ua[^auieo]|[aeiou]{3}|^(ia|mc|coa[dglx].)",
    "[^aeiou]y[ae]|[^l]lien|riet|dien|iu|io|ii|uen|real|iell|eo[^aeiou]|[aeiou]y[aeiou]",
    "[^s]ia",
];

/// Patterns with the effect of each match.
static PATTERNS: LazyLock<Vec<(Regex, i64)>> = LazyLock::new(|| {
    let of = |patterns: &'static [&'static str], effect| {
        patterns.iter().filter_map(move |pattern| Some((Regex::new(pattern).ok()?, effect)))
    };
    of(&["[aeiouy]+"], 1).chain(of(&FEWER, -1)).chain(of(&MORE, 1)).collect()
});

/// The number of syllables of a word, at least one.
pub(super) fn syllables(word: &str) -> u32 {
    if word.chars().nth(2).is_none() {
        return 1;
    }
    let word = word.to_lowercase();
    if let Some((_, count)) = IRREGULAR.iter().find(|(irregular, _)| *irregular == word) {
        return *count;
    }
    let (stem, before) = cut(&word, &PREFIXES, |word, prefix| word.strip_prefix(prefix));
    let (stem, after) = cut(stem, &SUFFIXES, |word, suffix| word.strip_suffix(suffix));
    let matches =
        |(pattern, effect): &(Regex, i64)| effect * i64::try_from(pattern.find_iter(stem).count()).unwrap_or(0);
    let count = i64::from(before + after) + PATTERNS.iter().map(matches).sum::<i64>();
    u32::try_from(count.max(1)).unwrap_or(1)
}

/// A word without the first affix of the list that it has, and the number of syllables of that affix.
fn cut<'a>(
    word: &'a str,
    groups: &[(u32, &[&str])],
    strip: impl Fn(&'a str, &str) -> Option<&'a str>,
) -> (&'a str, u32) {
    let of_group = |(count, affixes): &(u32, &[&str])| {
        affixes.iter().find_map(|affix| strip(word, affix)).map(|stem| (stem, *count))
    };
    groups.iter().find_map(of_group).unwrap_or((word, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(PATTERNS.len(), 1 + FEWER.len() + MORE.len());
    }

    #[test]
    fn words_have_the_counts_of_vale() {
        for (count, words) in [
            (1, "a I' the jumped file through build"),
            (2, "table queue wanted code's people function reading rhythm"),
            (3, "compiler library understand recipe"),
            (4, "apostrophe identify information variable technology"),
            (5, "university"),
        ] {
            for word in words.split(' ') {
                assert_eq!(syllables(word), count, "{word}");
            }
        }
    }
}
