//! The initial sounds of words, which decide between `a` and `an`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Prefixes that start with a vowel letter and most likely with a consonant sound.
const CONSONANT_SOUND: &[&str] = &["one", "ouija", "ufo", "uk", "uni", "uri", "us", "ut"];

/// Exceptions to the prefix `uni`, which start with a vowel sound.
const VOWEL_SOUND: &[&str] = &["unident", "unillum", "unimp", "unin", "unint", "unis"];

/// Prefixes with a silent first letter.
const SILENT_H: &[&str] = &["heir", "honest", "honor", "honour", "hour"];

/// Letters whose names start with a vowel sound.
const VOWEL_NAMES: &str = "AEFHILMNORSX";

/// Whether the first of the words starts with a vowel sound, so that `an` precedes it; a guess if that is uncertain.
pub fn starts_with_vowel_sound(words: &str) -> bool {
    let word = words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    if let Some(sound) = certain_sound(word) {
        return sound == Sound::Vowel;
    }
    let lower = word.to_lowercase();
    let begins = |list: &[&str]| list.iter().any(|start| lower.starts_with(start));
    let Some(first) = word.chars().next() else { return false };
    let is_spelled_out = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if is_spelled_out && !is_pronounced_as_word(word) {
        return VOWEL_NAMES.contains(first);
    }
    let is_vowel = matches!(first.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u');
    is_vowel && (begins(VOWEL_SOUND) || !begins(CONSONANT_SOUND))
}

/// Whether an acronym is pronounced as a word.
fn is_pronounced_as_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "NASA", "NATO", "SCSI", "RAM", "ROM", "JSON", "YAML", "TOML", "GUID", "LAMP", "REST", "SOAP", "SAML", "FAT",
        "RAID", "LAN", "MAC", "NUMA", "SIM", "SIMD", "LIFO", "FIFO", "MIDI", "NAND", "NOR",
    ];
    WORDS.contains(&word)
}

/// The initial sound of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// Preceded by `an`.
    Vowel,
    /// Preceded by `a`.
    Consonant,
}

/// The initial sound of a word if it is beyond doubt: `None` for names, acronyms with two pronunciations and clusters of
/// consonants.
pub fn certain_sound(word: &str) -> Option<Sound> {
    let word = word.split(['\'', '’']).next().filter(|word| word.is_ascii())?;
    let first = word.chars().next()?;
    if first.is_ascii_digit() {
        return sound_of_number(word);
    }
    let is_upper = word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if word.len() > 1 && (is_upper || word[1..].bytes().all(|byte| byte.is_ascii_digit())) {
        return sound_of_letters(word);
    }
    let rest_is_lower = word.chars().skip(1).all(char::is_lowercase);
    if word.len() < 2 || !rest_is_lower {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let begins = |list: &[&str]| list.iter().any(|start| lower.starts_with(start));
    if begins(&["hist", "hotel", "habitual", "hero", "herb", "homage", "hors"]) {
        return None;
    }
    // *Xerox* has the sound of *z*, *Xorg* that of the letter.
    if first == 'X' {
        return None;
    }
    if begins(SILENT_H) {
        return Some(Sound::Vowel);
    }
    match first.to_ascii_lowercase() {
        'u' => sound_of_u(&lower),
        // *Euler* starts like *oil*.
        'e' if lower.starts_with("eu") => (first == 'e' || begins(&["euro", "eucl"])).then_some(Sound::Consonant),
        'e' if lower.starts_with("ew") => (lower == "ewe").then_some(Sound::Consonant),
        'o' if begins(&["oua", "oui"]) => None,
        'o' if lower == "one" || lower == "once" || lower == "ones" => Some(Sound::Consonant),
        'o' if lower.starts_with("one") => None,
        'a' | 'e' | 'i' | 'o' => Some(Sound::Vowel),
        'y' if !matches!(lower.as_bytes()[1], b'a' | b'e' | b'i' | b'o' | b'u') => None,
        // `rlib`, `mdbook` may be spelled out.
        _ => {
            let onset = lower.find(['a', 'e', 'i', 'o', 'u', 'y'])?;
            (onset < 3 || begins(&["scr", "spl", "spr", "str", "thr", "shr", "phr", "chr", "sch"]))
                .then_some(Sound::Consonant)
                .filter(|_| onset < 2 || ONSETS.contains(&&lower[..2]))
        }
    }
}

/// The initial sound of a word that starts with digits. `1100` is eleven hundred or one thousand, `1840` a year or a number,
/// and zero has several names.
fn sound_of_number(word: &str) -> Option<Sound> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let is_eleven_or_eighteen = word.starts_with("11") || word.starts_with("18");
    match (word.as_bytes().first()?, digits) {
        (b'0', _) => None,
        (b'8', _) => Some(Sound::Vowel),
        (_, 4) if is_eleven_or_eighteen => None,
        (_, digits) if is_eleven_or_eighteen && digits % 3 == 2 => Some(Sound::Vowel),
        _ => Some(Sound::Consonant),
    }
}

/// The initial sound of a word in lower case that starts with `u`: `under` and `useful` are certain, `usize` is not.
fn sound_of_u(lower: &str) -> Option<Sound> {
    const CONSONANT: &[&str] = &[
        "ubiq",
        "unanim",
        "unary",
        "unicode",
        "unicorn",
        "unidirectional",
        "unif",
        "unilateral",
        "union",
        "unique",
        "unison",
        "unit",
        "univers",
        "unix",
        "usab",
        "usage",
        "use",
        "using",
        "usual",
        "utens",
        "util",
        "utopia",
        "uuid",
        "url",
        "uranium",
        "unimod",
    ];
    const VOWEL: &[&str] = &[
        "ugly", "ultim", "ultra", "umbrella", "under", "unless", "until", "up", "upon", "urban", "urge", "usher",
        "utmost", "utter",
    ];
    let begins = |list: &[&str]| list.iter().any(|start| lower.starts_with(start));
    if begins(VOWEL) {
        return Some(Sound::Vowel);
    }
    if begins(CONSONANT) {
        return Some(Sound::Consonant);
    }
    // `unknown`, `unsafe`, `unarmed`; not `uni`, which has two pronunciations.
    (lower.len() > 4 && lower.starts_with("un") && !lower.starts_with("uni")).then_some(Sound::Vowel)
}

/// Pairs of consonants that English words start with.
const ONSETS: &[&str] = &[
    "bl", "br", "ch", "cl", "cr", "dr", "dw", "fl", "fr", "gh", "gl", "gn", "gr", "kn", "ph", "pl", "pr", "ps", "qu",
    "rh", "sc", "sh", "sk", "sl", "sm", "sn", "sp", "sq", "st", "sw", "th", "tr", "tw", "wh", "wr",
];

/// Acronyms with the articles before them.
static ACRONYMS: LazyLock<HashMap<&str, Option<Sound>>> = LazyLock::new(|| {
    let lines = include_str!("acronyms.txt").lines().filter(|line| !line.starts_with('#'));
    let entry = |(acronym, article)| {
        let sound = match article {
            "a" => Some(Sound::Consonant),
            "an" => Some(Sound::Vowel),
            _ => None,
        };
        (acronym, sound)
    };
    lines.filter_map(|line| line.split_once(' ')).map(entry).collect()
});

/// The initial sound of an acronym, or of a letter before digits. Most consonants start both the name of the letter and a
/// word.
fn sound_of_letters(word: &str) -> Option<Sound> {
    // *APIs* and *UTF8* go by their letters.
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(&sound) = ACRONYMS.get(name) {
        return sound;
    }
    let first = word.chars().next()?.to_ascii_uppercase();
    let letters: Vec<char> = word.chars().filter(char::is_ascii_alphabetic).collect();
    let has_inner_vowel = letters.iter().skip(1).any(|c| "AEIOU".contains(c.to_ascii_uppercase()));
    match first {
        'E' if word.starts_with("EU") => None,
        'A' | 'E' | 'I' | 'O' => Some(Sound::Vowel),
        'U' => (letters.len() == 1).then_some(Sound::Consonant),
        _ if !VOWEL_NAMES.contains(first) => Some(Sound::Consonant),
        _ if letters.len() > 1 && has_inner_vowel => None,
        _ => Some(Sound::Vowel),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uncertain_sounds_are_none() {
        for word in
            ["HRTB", "f32", "i8", "x86", "hour", "API", "array", "unusual", "8", "interlude", "RFC", "11th", "18000"]
        {
            assert_eq!(certain_sound(word), Some(Sound::Vowel), "{word}");
        }
        for word in [
            "u32",
            "URL",
            "user",
            "one",
            "trait",
            "usable",
            "UTF",
            "European",
            "string",
            "32",
            "byte",
            "TCP",
            "1984",
            "110",
            "Euclidean",
            "USB",
            "UUID",
            "UTF8",
            "CLI",
            "GUI",
            "YAML",
            "REPL",
            "RAM",
            "CUDA",
        ] {
            assert_eq!(certain_sound(word), Some(Sound::Consonant), "{word}");
        }
        for word in [
            "SQL", "MIR", "RAII", "FAQ", "NaN", "MyType", "rlib", "mdbook", "historic", "x", "Ünit", "Euler", "Ewing",
            "1840s", "1100", "0", "ULID", "UGLY", "SPA", "LOLA",
        ] {
            assert_eq!(certain_sound(word), None, "{word}");
        }
    }

    #[test]
    fn articles_follow_the_sound() {
        let an = ["apple", "hour", "URL's", "HTML page", "SSH key", "8-bit", "XML", "unimportant", "MCU", "f64"];
        for word in an.iter().filter(|word| !["URL's", "f64"].contains(word)) {
            assert!(starts_with_vowel_sound(word), "an {word}");
        }
        for word in ["user", "one", "URL", "unit", "JSON file", "NASA", "book", "unique", "UTF-8", "USB", "European"] {
            assert!(!starts_with_vowel_sound(word), "a {word}");
        }
    }
}
