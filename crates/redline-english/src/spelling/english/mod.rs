//! The English dictionary: `en_US` of SCOWL, version 2020.12.07, whose licence lies beside its files, in all its forms, and
//! the additions of a British list.
//!
//! It gives the same answers as the library for other dictionaries would with these files. The build script applies the
//! affixes; capitals, hyphens and numbers are handled here.

mod derivation;
mod entry;

use std::sync::LazyLock;

use fst::Map;

pub use derivation::may_be_english;
use entry::{
    AMERICAN, BRITISH, HAS_POSSESSIVE, LEVELLED, LEVELLED_HAS_POSSESSIVE, STEM, WEB, WEB_HAS_POSSESSIVE, title_case,
};

/// Every form of every word with its flags.
static WORDS: LazyLock<Option<Map<&[u8]>>> =
    LazyLock::new(|| Map::new(&include_bytes!(concat!(env!("OUT_DIR"), "/english.fst"))[..]).ok());

/// A variety of English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum English {
    American,
    /// Any other variety, which accepts American spellings too.
    British,
}

/// The number of hyphens that split a word, as in the library. Each may double the work.
const MAX_BREAKS: usize = 9;

/// The longest word in bytes that the library looks up.
const MAX_LEN: usize = 360;

impl English {
    /// Whether a word is in the dictionary; its apostrophes are `'`.
    pub(super) fn contains(self, word: &str) -> bool {
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return word.is_empty() || self.has_entry(word);
        }
        let bare = word.trim_end_matches('.');
        word.len() <= MAX_LEN && (is_number(bare) || self.contains_parts(bare, 0))
    }

    /// Whether a word or each of its parts between hyphens is in the dictionary.
    fn contains_parts(self, word: &str, depth: usize) -> bool {
        if self.contains_in_case(word) {
            return true;
        }
        let contains = |part: &str| self.contains_parts(part, depth + 1);
        depth < MAX_BREAKS
            && (word.strip_prefix('-').is_some_and(contains)
                || word.strip_suffix('-').is_some_and(contains)
                || word
                    .split_once('-')
                    .is_some_and(|(head, tail)| !tail.is_empty() && contains(head) && contains(tail)))
    }

    /// Whether a word is in the dictionary in a form that its capitals allow: an initial capital may come from the start of
    /// a sentence, and a word in capitals may be any word.
    fn contains_in_case(self, word: &str) -> bool {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let contains_lower = || {
            let lower = word.to_lowercase();
            self.has_entry(&lower) || is_numeral(&lower)
        };
        if capitals == 1 && word.starts_with(char::is_uppercase) {
            // `Mcdonald` is not a name.
            return self.has_entry(word) || contains_lower();
        }
        if self.has_levelled_entry(word) || is_numeral(word) {
            return true;
        }
        if capitals == 0 || word.contains(char::is_lowercase) {
            return false;
        }
        // Each part of `O'BRIEN` may be a name.
        let contains_names = || {
            word.split_once('\'').is_some_and(|(head, tail)| {
                let contains = |head: String| self.has_levelled_entry(&format!("{head}'{}", title_case(tail)));
                !tail.is_empty() && (contains(head.to_lowercase()) || contains(title_case(head)))
            })
        };
        contains_lower() || self.has_levelled_entry(&title_case(word)) || contains_names()
    }

    /// Whether there is an entry for a word exactly as written.
    fn has_entry(self, word: &str) -> bool {
        let varieties = match self {
            Self::American => AMERICAN,
            Self::British => AMERICAN | BRITISH,
        };
        has_flag(word, varieties, HAS_POSSESSIVE)
    }

    /// Whether there is an entry for a word exactly as written, or for a name that differs in its inner capitals.
    fn has_levelled_entry(self, word: &str) -> bool {
        self.has_entry(word) || has_flag(word, LEVELLED, LEVELLED_HAS_POSSESSIVE)
    }
}

/// Whether a word is in `en_US-web`, exactly as written.
pub(super) fn web_contains(word: &str) -> bool {
    has_flag(word, WEB, WEB_HAS_POSSESSIVE)
}

/// Whether a word has one of the `flags`, or is the possessive of a word with the flag `possessive`.
fn has_flag(word: &str, flags: u8, possessive: u8) -> bool {
    flags_of(word) & flags != 0 || word.strip_suffix("'s").is_some_and(|owner| flags_of(owner) & possessive != 0)
}

/// The flags of a word; none if it has no entry.
fn flags_of(word: &str) -> u8 {
    let flags = WORDS.as_ref().and_then(|words| words.get(word)).unwrap_or_default();
    u8::try_from(flags).unwrap_or_default()
}

/// Whether a word is a stem of American English.
fn is_stem(word: &str) -> bool {
    flags_of(word) & STEM != 0
}

/// Whether a word in lower case is a form of an American or British English word.
fn is_word(word: &str) -> bool {
    flags_of(word) & (AMERICAN | BRITISH) != 0
}

/// Whether a word consists of digits with single punctuation marks between them and perhaps a leading minus.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let is_group = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    digits.split(['.', '-', ',']).all(is_group)
}

/// Whether a word is a digit or an ordinal: `1st`, `22nd`, `113th`.
fn is_numeral(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = match digits.as_bytes() {
        [] => return false,
        [_] if digits.len() == word.len() => "",
        [.., b'1', _] => "th",
        [.., b'1'] => "st",
        [.., b'2'] => "nd",
        [.., b'3'] => "rd",
        _ => "th",
    };
    digits.bytes().all(|byte| byte.is_ascii_digit()) && &word[digits.len()..] == ending
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFFIXES: &str = include_str!("../../../dictionaries/en_US.aff");
    const BRITISH_WORDS: &str = include_str!("../../../dictionaries/en_GB.txt");

    /// The words of the dictionary with their flags.
    fn lines() -> Vec<String> {
        let words = miniz_oxide::inflate::decompress_to_vec(include_bytes!("../../../dictionaries/en_US.dic.deflate"));
        String::from_utf8(words.unwrap()).unwrap().lines().map(str::to_owned).collect()
    }

    /// The strings that the affixes of a kind add.
    fn added(kind: &str) -> Vec<&'static str> {
        let rules = AFFIXES.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        rules.filter(|fields| fields.len() == 5 && fields[0] == kind).map(|fields| fields[3]).collect()
    }

    #[test]
    fn it_contains_the_words_of_the_library() {
        let lines = lines();
        let mut library = spellbook::Dictionary::new(AFFIXES, &lines.join("\n")).unwrap();
        let (prefixes, suffixes) = (added("PFX"), added("SFX"));
        assert_eq!((prefixes.len(), suffixes.len()), (7, 43));
        let british = BRITISH_WORDS.lines().filter(|line| !line.starts_with('#'));
        let stems = lines.iter().skip(1).map(|line| line.split('/').next().unwrap());
        let mut count = 0;
        let mut compare = |library: &spellbook::Dictionary, english: English, word: &str| {
            count += 1;
            assert_eq!(english.contains(word), library.check(word), "{word}");
        };
        for (index, stem) in stems.chain(british.clone()).enumerate() {
            for word in
                [stem.to_owned(), stem.to_lowercase(), stem.to_uppercase(), title_case(stem), format!("{stem}'s")]
            {
                compare(&library, English::American, &word);
            }
            let prefix = prefixes[index % prefixes.len()];
            compare(&library, English::American, &format!("{prefix}{stem}'s"));
            // A sample of correct and incorrect forms.
            if index % 97 > 0 {
                continue;
            }
            for suffix in &suffixes {
                for cut in 0..=1 {
                    let form = format!("{}{suffix}", &stem[..stem.len().saturating_sub(cut)]);
                    compare(&library, English::American, &form);
                    compare(&library, English::American, &format!("{prefix}{form}"));
                    compare(&library, English::American, &format!("{}-{form}", stem.to_uppercase()));
                }
            }
            for (at, letter) in ('a'..='z').enumerate() {
                let (head, tail) = stem.split_at(at % stem.len());
                compare(&library, English::American, &format!("{head}{letter}{tail}"));
            }
        }
        for word in british.clone() {
            library.add(word).unwrap();
        }
        for word in british {
            let upper = word.to_uppercase();
            for word in
                [word, &title_case(word), &upper, &format!("{word}'s"), &format!("re{word}"), &format!("{word}-blind")]
            {
                compare(&library, English::British, word);
            }
        }
        assert!(count > 450_000, "{count}");
    }

    #[test]
    fn stems_are_words_without_affixes() {
        let lines = lines();
        let mut stems = lines.iter().skip(1).map(|line| line.split('/').next().unwrap());
        let is_listed = |stem: &str| stem.starts_with(|c: char| c.is_ascii_digit()) || is_stem(stem);
        assert!(stems.all(is_listed) && lines.len() > 49_000);
        assert!(!is_stem("libraries") && !is_stem("England's") && !is_stem("zzzz") && !is_stem(""));
    }

    #[test]
    fn words_are_recognised_as_written_in_texts() {
        let library = spellbook::Dictionary::new(AFFIXES, &lines().join("\n")).unwrap();
        let words = "well-known -well- well--known well-knwon e-mail a-b-c a-b-c-d-e-f-g-h-i-j-k-l O'BRIEN o'brien \
                     O'Brien NASA'S NASA's Nasa nasa ENGLAND england EnGland iPhone 1 12 1,000.5 1..2 -3 3- - -- . ... \
                     etc. U.S. 1st 2st 22nd 11st 11th 12TH 113th 13rd 101st st th 0th 1Th x86 don't DON'T Don't d'on't ' \
                     's 'tis café Ångström \u{212a}ing naïve I i'm I'M Y2K 3D d3 library's libraries's A AN ß SS";
        for word in words.split(' ').chain(["", &"a-".repeat(200)]) {
            assert_eq!(English::American.contains(word), library.check(word), "{word}");
        }
    }
}
