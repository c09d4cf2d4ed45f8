//! Writes what is part of the program and takes work to make: the tables of known misspellings and of the words of the
//! English dictionary, which is shipped compressed.

#[path = "build/affixes.rs"]
mod affixes;
#[path = "src/spelling/misspellings/candidate.rs"]
mod candidate;
#[path = "src/spelling/english/known.rs"]
mod known;
#[path = "src/spelling/lexicon/layout.rs"]
mod layout;
#[path = "build/lexicon.rs"]
mod lexicon;
#[expect(dead_code, reason = "words are only told apart here, not looked for")]
#[path = "src/language/word_key.rs"]
mod word_key;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

use affixes::{Affixes, Form};
use candidate::is_candidate;
use lexicon::lexicon;

/// The words of the English dictionary, a raw deflate stream.
const DICTIONARY: &str = "dictionaries/en_US.dic.deflate";

/// Its affixes.
const AFFIXES: &str = "dictionaries/en_US.aff";

/// What British English adds, a word a line.
const BRITISH: &str = "dictionaries/en_GB.txt";

fn main() -> Result<(), Box<dyn Error>> {
    let shared = ["misspellings/candidate.rs", "english/known.rs", "lexicon/layout.rs"];
    for input in ["build.rs", "build", "dictionaries", "src/language/word_key.rs"] {
        println!("cargo::rerun-if-changed={input}");
    }
    for input in shared {
        println!("cargo::rerun-if-changed=src/spelling/{input}");
    }
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    std::fs::write(folder.join("misspellings.bin"), lexicon(layout::MISSPELLINGS, &misspellings())?)?;
    std::fs::write(folder.join("english.bin"), lexicon(layout::ENGLISH, &english()?)?)?;
    Ok(())
}

/// Misspellings with their corrections.
fn misspellings() -> BTreeMap<String, Vec<u8>> {
    let mut words = BTreeMap::new();
    for (word, corrections) in typos_dict::WORD.map.entries() {
        let word = word.into_inner().to_ascii_lowercase();
        match corrections {
            [correction] if !correction.is_empty() && is_candidate(word.as_bytes()) => {
                words.insert(word, correction.as_bytes().to_vec());
            }
            _ => {}
        }
    }
    words
}

/// A name with no capital but its first letter, if it has others.
fn levelled(name: &str) -> Option<String> {
    let (first, rest) = name.split_at(1);
    let has_capitals = rest.contains(char::is_uppercase);
    has_capitals.then(|| format!("{}{}", first.to_uppercase(), rest.to_lowercase()))
}

/// The words of the dictionary in all their forms, with what is known of each.
fn english() -> Result<BTreeMap<String, Vec<u8>>, Box<dyn Error>> {
    let words = miniz_oxide::inflate::decompress_to_vec(&std::fs::read(DICTIONARY)?);
    let words = String::from_utf8(words.map_err(|error| format!("{DICTIONARY} is damaged: {error:?}"))?)?;
    let affixes = Affixes::read(&std::fs::read_to_string(AFFIXES)?)?;
    let mut known: BTreeMap<String, u8> = BTreeMap::new();
    // The first line says how many there are. Digits with letters are ordinals, which need no list.
    for line in words.lines().skip(1).filter(|line| !line.starts_with(|c: char| c.is_ascii_digit())) {
        let (stem, flags) = line.split_once('/').unwrap_or((line, ""));
        let mut add = |forms: Vec<Form>, word: u8, possessed: u8| {
            for form in forms {
                *known.entry(form.text).or_default() |= word | if form.is_possessed { possessed } else { 0 };
            }
        };
        add(affixes.forms(stem, flags), known::AMERICAN, known::POSSESSED);
        if let Some(name) = levelled(stem).filter(|_| !flags.is_empty() || stem.contains(char::is_lowercase)) {
            add(affixes.forms(&name, flags), known::LEVELLED, known::LEVELLED_POSSESSED);
        }
        *known.entry(stem.to_owned()).or_default() |= known::STEM;
    }
    let british = std::fs::read_to_string(BRITISH)?;
    for word in british.lines().filter(|line| !line.starts_with('#')) {
        *known.entry(word.to_owned()).or_default() |= known::BRITISH;
    }
    Ok(known.into_iter().map(|(word, known)| (word, vec![known])).collect())
}
