//! The English dictionary: `en_US` of SCOWL, version 2020.12.07, whose licence lies beside its files, in all its forms, and
//! what the British list adds.
//!
//! It answers as the library for other dictionaries would with the same files: the build script has given every word its
//! affixes, and what is left to be told of a word as it stands in a text is told here: capitals, hyphens, numbers.

mod derivation;
mod entry;

use super::lexicon::{ENGLISH, Lexicon};
use crate::language::WordHash;
pub(super) use derivation::is_derived;
pub(crate) use derivation::may_be_english;
use entry::{AMERICAN, BRITISH, LEVELLED, LEVELLED_POSSESSED, POSSESSED, STEM, TECHNICAL, title};

static TABLE: Lexicon<'_> = Lexicon::new(ENGLISH, include_bytes!(concat!(env!("OUT_DIR"), "/english.bin")));

/// Which English is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum English {
    American,
    /// What is written elsewhere too.
    British,
}

/// How many hyphens of a word are looked behind, as in the library. Each may double the work.
const MAX_BREAKS: usize = 9;

/// What has more bytes is no word to the library.
const MAX_LEN: usize = 360;

impl English {
    /// Whether a word is known, with an apostrophe as `'`.
    pub(super) fn knows(self, word: &str) -> bool {
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return word.is_empty() || self.holds(word);
        }
        let bare = word.trim_end_matches('.');
        word.len() <= MAX_LEN && (is_number(bare) || self.knows_parts(bare, 0))
    }

    /// Whether a word or its parts between hyphens are known.
    fn knows_parts(self, word: &str, depth: usize) -> bool {
        if self.knows_in_case(word) {
            return true;
        }
        let knows = |part: &str| self.knows_parts(part, depth + 1);
        depth < MAX_BREAKS
            && (word.strip_prefix('-').is_some_and(knows)
                || word.strip_suffix('-').is_some_and(knows)
                || word.split_once('-').is_some_and(|(head, tail)| !tail.is_empty() && knows(head) && knows(tail)))
    }

    /// Whether a word is known as its capitals allow: with one in front it may stand at the beginning of a sentence, and in
    /// capitals alone it may be any word.
    fn knows_in_case(self, word: &str) -> bool {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let knows_lower = || {
            let lower = word.to_lowercase();
            self.holds(&lower) || is_numeral(&lower)
        };
        if capitals == 1 && word.starts_with(char::is_uppercase) {
            // What is left of `McDonald` is no name here.
            return self.holds(word) || knows_lower();
        }
        if self.holds_or_levels(word) || is_numeral(word) {
            return true;
        }
        if capitals == 0 || word.contains(char::is_lowercase) {
            return false;
        }
        // `O'BRIEN`, of which each part may be a name.
        let knows_names = || {
            word.split_once('\'').is_some_and(|(head, tail)| {
                let knows = |head: String| self.holds_or_levels(&format!("{head}'{}", title(tail)));
                !tail.is_empty() && (knows(head.to_lowercase()) || knows(title(head)))
            })
        };
        knows_lower() || self.holds_or_levels(&title(word)) || knows_names()
    }

    /// Whether the table holds a word as it is written.
    fn holds(self, word: &str) -> bool {
        let wanted = match self {
            Self::American => AMERICAN,
            Self::British => AMERICAN | BRITISH,
        };
        is_known(word, wanted, POSSESSED)
    }

    /// Whether the table holds it so, or as a name of which capitals were lost.
    fn holds_or_levels(self, word: &str) -> bool {
        self.holds(word) || is_known(word, LEVELLED, LEVELLED_POSSESSED)
    }
}

/// Whether the table says one of the `wanted` of a word, or `possessed` of what it is the possessive of.
fn is_known(word: &str, wanted: u8, possessed: u8) -> bool {
    bits_of(word) & wanted != 0 || word.strip_suffix("'s").is_some_and(|owner| bits_of(owner) & possessed != 0)
}

/// What the table says of a word; nothing if it does not hold it.
fn bits_of(word: &str) -> u8 {
    TABLE.find(word.as_bytes(), WordHash::of(word)).and_then(|bits| bits.first().copied()).unwrap_or_default()
}

/// Whether a word is a stem of American English.
fn is_stem(word: &str) -> bool {
    bits_of(word) & STEM != 0
}

/// Whether a word in lower case is one of American or British English, by itself or by an affix.
fn is_word(word: &str) -> bool {
    bits_of(word) & (AMERICAN | BRITISH) != 0
}

/// Whether a word in lower case is a technical word or a name that looks like a slip of another.
pub(super) fn is_technical(word: &str) -> bool {
    bits_of(word) & TECHNICAL != 0
}

/// Whether a word is digits, with single marks between them and perhaps a minus in front.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let is_group = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    digits.split(['.', '-', ',']).all(is_group)
}

/// Whether a word is one digit, or a number of an order: `1st`, `22nd`, `113th`.
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

    /// What affixes of a kind add.
    fn added(kind: &str) -> Vec<&'static str> {
        let rules = AFFIXES.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        rules.filter(|fields| fields.len() == 5 && fields[0] == kind).map(|fields| fields[3]).collect()
    }

    #[test]
    fn it_knows_what_the_library_knows() {
        let lines = lines();
        let mut library = spellbook::Dictionary::new(AFFIXES, &lines.join("\n")).unwrap();
        let (prefixes, suffixes) = (added("PFX"), added("SFX"));
        assert_eq!((prefixes.len(), suffixes.len()), (7, 43));
        let british = BRITISH_WORDS.lines().filter(|line| !line.starts_with('#'));
        let stems = lines.iter().skip(1).map(|line| line.split('/').next().unwrap());
        let mut asked = 0;
        let mut ask = |library: &spellbook::Dictionary, english: English, word: &str| {
            asked += 1;
            assert_eq!(english.knows(word), library.check(word), "{word}");
        };
        for (index, stem) in stems.chain(british.clone()).enumerate() {
            for word in [stem.to_owned(), stem.to_lowercase(), stem.to_uppercase(), title(stem), format!("{stem}'s")] {
                ask(&library, English::American, &word);
            }
            let prefix = prefixes[index % prefixes.len()];
            ask(&library, English::American, &format!("{prefix}{stem}'s"));
            // Every so often what the word can be made into, and what it cannot.
            if index % 97 > 0 {
                continue;
            }
            for suffix in &suffixes {
                for cut in 0..=1 {
                    let form = format!("{}{suffix}", &stem[..stem.len().saturating_sub(cut)]);
                    ask(&library, English::American, &form);
                    ask(&library, English::American, &format!("{prefix}{form}"));
                    ask(&library, English::American, &format!("{}-{form}", stem.to_uppercase()));
                }
            }
            for (at, letter) in ('a'..='z').enumerate() {
                let (head, tail) = stem.split_at(at % stem.len());
                ask(&library, English::American, &format!("{head}{letter}{tail}"));
            }
        }
        for word in british.clone() {
            library.add(word).unwrap();
        }
        for word in british {
            let upper = word.to_uppercase();
            for word in
                [word, &title(word), &upper, &format!("{word}'s"), &format!("re{word}"), &format!("{word}-blind")]
            {
                ask(&library, English::British, word);
            }
        }
        assert!(asked > 450_000, "{asked}");
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
    fn words_are_known_as_they_stand_in_texts() {
        let library = spellbook::Dictionary::new(AFFIXES, &lines().join("\n")).unwrap();
        let words = "well-known -well- well--known well-knwon e-mail a-b-c a-b-c-d-e-f-g-h-i-j-k-l O'BRIEN o'brien \
                     O'Brien NASA'S NASA's Nasa nasa ENGLAND england EnGland iPhone 1 12 1,000.5 1..2 -3 3- - -- . ... \
                     etc. U.S. 1st 2st 22nd 11st 11th 12TH 113th 13rd 101st st th 0th 1Th x86 don't DON'T Don't d'on't ' \
                     's 'tis café Ångström \u{212a}ing naïve I i'm I'M Y2K 3D d3 library's libraries's A AN ß SS";
        for word in words.split(' ').chain(["", &"a-".repeat(200)]) {
            assert_eq!(English::American.knows(word), library.check(word), "{word}");
        }
    }

    #[test]
    fn most_words_that_are_none_are_told_by_their_marks() {
        assert!(TABLE.marked_percent() < 15, "{} of 100", TABLE.marked_percent());
    }
}
