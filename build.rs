//! Writes what is part of the program and takes work to make: the tables of known misspellings and of the words of the
//! English dictionary, which is shipped compressed.

#[path = "build/affixes.rs"]
mod affixes;
#[path = "src/spelling/misspellings/candidate.rs"]
mod candidate;
#[path = "src/spelling/english/entry.rs"]
mod entry;
#[path = "src/spelling/lexicon/layout.rs"]
mod layout;
#[path = "build/lexicon.rs"]
mod lexicon;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::PathBuf;

use affixes::{Affixes, Form};
use candidate::is_candidate;
use entry::title;
use lexicon::table_of;

/// The words of the English dictionary, a raw deflate stream.
const DICTIONARY: &str = "dictionaries/en_US.dic.deflate";

/// Its affixes.
const AFFIXES: &str = "dictionaries/en_US.aff";

/// What British English adds, a word a line.
const BRITISH: &str = "dictionaries/en_GB.txt";

/// Technical words and names that look like slips of common words, a word a line.
const TECHNICAL: &str = "dictionaries/technical.txt";

/// Entries of the list of misspellings that are words or names, a word a line.
const LEFT_OUT: &str = "dictionaries/misspellings_left_out.txt";

/// Entries of the list of misspellings whose correction is not certain, a word a line.
const DOUBTFUL: &str = "dictionaries/misspellings_doubtful.txt";

fn main() -> Result<(), Box<dyn Error>> {
    for input in ["build.rs", "build", "dictionaries", "src/spelling"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    std::fs::write(folder.join("misspellings.bin"), table_of(layout::MISSPELLINGS, &misspellings()?)?)?;
    std::fs::write(folder.join("english.bin"), table_of(layout::ENGLISH, &english()?)?)?;
    Ok(())
}

/// The words of a file that has one a line, comments left out.
fn lines_of(path: &str) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    Ok(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

/// Misspellings with their corrections; a mark precedes a correction that is not certain.
fn misspellings() -> Result<BTreeMap<String, Vec<u8>>, Box<dyn Error>> {
    let (left_out, doubtful) = (lines_of(LEFT_OUT)?, lines_of(DOUBTFUL)?);
    let mut words = BTreeMap::new();
    for (word, corrections) in typos_dict::WORD.map.entries() {
        let word = word.into_inner().to_ascii_lowercase();
        match corrections {
            [correction] if !correction.is_empty() && is_candidate(word.as_bytes()) && !left_out.contains(&word) => {
                let mut packed = correction.as_bytes().to_vec();
                if doubtful.contains(&word) {
                    packed.insert(0, candidate::DOUBT);
                }
                words.insert(word, packed);
            }
            _ => {}
        }
    }
    Ok(words)
}

/// A name with no capital but its first letter, if it has others.
fn levelled(name: &str) -> Option<String> {
    name.chars().skip(1).any(char::is_uppercase).then(|| title(name))
}

/// Whether a line is of a digit or a number of an order, which need no list.
fn is_numeral(line: &str) -> bool {
    let stem = line.split('/').next().unwrap_or(line);
    stem.starts_with(|c: char| c.is_ascii_digit()) && matches!(&stem[1..], "" | "st" | "nd" | "rd" | "th")
}

/// The words of the dictionary in all their forms, with what is known of each.
fn english() -> Result<BTreeMap<String, Vec<u8>>, Box<dyn Error>> {
    let words = miniz_oxide::inflate::decompress_to_vec(&std::fs::read(DICTIONARY)?);
    let words = String::from_utf8(words.map_err(|error| format!("{DICTIONARY} is damaged: {error:?}"))?)?;
    let affixes = Affixes::read(&std::fs::read_to_string(AFFIXES)?)?;
    let mut entries: BTreeMap<String, u8> = BTreeMap::new();
    // The first line says how many there are.
    for line in words.lines().skip(1).filter(|line| !line.is_empty() && !is_numeral(line)) {
        let (stem, flags) = line.split_once('/').unwrap_or((line, ""));
        if stem.contains(|c: char| !c.is_ascii_alphabetic() && c != '\'') || flags.contains(char::is_whitespace) {
            return Err(format!("{DICTIONARY} has a line that is not understood: {line}").into());
        }
        let mut add = |forms: Vec<Form>, own: u8, possessed: u8| {
            for form in forms {
                *entries.entry(form.text).or_default() |= own | if form.is_possessed { possessed } else { 0 };
            }
        };
        add(affixes.forms(stem, flags), entry::AMERICAN, entry::POSSESSED);
        if let Some(name) = levelled(stem).filter(|_| !flags.is_empty() || stem.contains(char::is_lowercase)) {
            add(affixes.forms(&name, flags), entry::LEVELLED, entry::LEVELLED_POSSESSED);
        }
        *entries.entry(stem.to_owned()).or_default() |= entry::STEM;
    }
    let british = std::fs::read_to_string(BRITISH)?;
    for word in british.lines().filter(|line| !line.starts_with('#')) {
        *entries.entry(word.to_owned()).or_default() |= entry::BRITISH;
    }
    for word in lines_of(TECHNICAL)? {
        *entries.entry(word).or_default() |= entry::TECHNICAL;
    }
    Ok(entries.into_iter().map(|(word, bits)| (word, vec![bits])).collect())
}
