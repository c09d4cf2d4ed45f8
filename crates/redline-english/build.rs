//! Builds what is embedded in the program: every form of the words in the English dictionary, the lexicon, and the model of
//! the part-of-speech tagger.

#[path = "build/affixes.rs"]
mod affixes;
#[path = "src/spelling/english/entry.rs"]
mod entry;
#[path = "src/tagger/layout.rs"]
mod layout;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "src/tagger/tag.rs"]
#[expect(unreachable_pub, reason = "the library publishes it")]
mod tag;
#[path = "build/tagger.rs"]
mod tagger;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::PathBuf;

use affixes::{Affixes, Form};
use entry::title_case;
use fst::MapBuilder;

/// The words of the English dictionary, a raw deflate stream.
const DICTIONARY: &str = "dictionaries/en_US.dic.deflate";

/// Its affixes.
const AFFIXES: &str = "dictionaries/en_US.aff";

/// How `en_US-web`, the American dictionary of Vale, differs: its forms that the dictionary lacks, one a line, and those
/// that it lacks, after a `-`. A raw deflate stream.
const WEB: &str = "dictionaries/en_US-web.deflate";

/// Additional words of British English, one a line.
const BRITISH: &str = "dictionaries/en_GB.txt";

/// The model of the part-of-speech tagger, a raw deflate stream.
const PARTS_OF_SPEECH: &str = "dictionaries/parts_of_speech.deflate";

fn main() -> Result<(), Box<dyn Error>> {
    // Modules shared with the library lie in the last one.
    for input in ["build.rs", "build", "dictionaries", "src/spelling", "src/tagger"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let mut words = MapBuilder::memory();
    words.extend_iter(english()?)?;
    std::fs::write(folder.join("english.fst"), words.into_inner()?)?;
    let model = tagger::Model::parse(&inflated(PARTS_OF_SPEECH)?)?;
    std::fs::write(folder.join("parts_of_speech.slots"), model.slots)?;
    std::fs::write(folder.join("parts_of_speech.entries"), model.entries)?;
    lexicon::write(&folder)
}

/// The words of a file that has one a line, without comments.
fn lines_of(path: &str) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    Ok(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

/// The text of a file that is a raw deflate stream.
fn inflated(path: &str) -> Result<String, Box<dyn Error>> {
    let text = miniz_oxide::inflate::decompress_to_vec(&std::fs::read(path)?);
    Ok(String::from_utf8(text.map_err(|error| format!("{path} is damaged: {error:?}"))?)?)
}

/// A name with a capital as its first letter only, if it has others.
fn levelled(name: &str) -> Option<String> {
    name.chars().skip(1).any(char::is_uppercase).then(|| title_case(name))
}

/// Whether a line holds a digit or an ordinal, which are recognised by rule.
fn is_numeral(line: &str) -> bool {
    let stem = line.split('/').next().unwrap_or(line);
    stem.starts_with(|c: char| c.is_ascii_digit()) && matches!(&stem[1..], "" | "st" | "nd" | "rd" | "th")
}

/// Every form of the words in the dictionary, with the flags of each.
fn english() -> Result<BTreeMap<String, u64>, Box<dyn Error>> {
    let words = inflated(DICTIONARY)?;
    let affixes = Affixes::parse(&std::fs::read_to_string(AFFIXES)?)?;
    let mut entries: BTreeMap<String, u8> = BTreeMap::new();
    // The first line is the number of words.
    for line in words.lines().skip(1).filter(|line| !line.is_empty() && !is_numeral(line)) {
        let (stem, flags) = line.split_once('/').unwrap_or((line, ""));
        if stem.contains(|c: char| !c.is_ascii_alphabetic() && c != '\'') || flags.contains(char::is_whitespace) {
            return Err(format!("{DICTIONARY} has an unsupported line: {line}").into());
        }
        let mut add = |forms: Vec<Form>, own: u8, possessive: u8| {
            for form in forms {
                *entries.entry(form.text).or_default() |= own | if form.has_possessive { possessive } else { 0 };
            }
        };
        add(affixes.forms(stem, flags), entry::AMERICAN, entry::HAS_POSSESSIVE);
        if let Some(name) = levelled(stem).filter(|_| !flags.is_empty() || stem.contains(char::is_lowercase)) {
            add(affixes.forms(&name, flags), entry::LEVELLED, entry::LEVELLED_HAS_POSSESSIVE);
        }
        *entries.entry(stem.to_owned()).or_default() |= entry::STEM;
    }
    for word in lines_of(BRITISH)? {
        *entries.entry(word).or_default() |= entry::BRITISH;
    }
    add_web(&mut entries)?;
    Ok(entries.into_iter().map(|(word, flags)| (word, u64::from(flags))).collect())
}

/// Sets the flags of the words in `en_US-web`.
fn add_web(entries: &mut BTreeMap<String, u8>) -> Result<(), Box<dyn Error>> {
    let differences = inflated(WEB)?;
    let removed: BTreeSet<&str> = differences.lines().filter_map(|line| line.strip_prefix('-')).collect();
    for (word, flags) in entries.iter_mut().filter(|(_, flags)| **flags & entry::AMERICAN != 0) {
        if !removed.contains(word.as_str()) {
            *flags |= entry::WEB;
        }
        if *flags & entry::HAS_POSSESSIVE != 0 && !removed.contains(format!("{word}'s").as_str()) {
            *flags |= entry::WEB_HAS_POSSESSIVE;
        }
    }
    for word in differences.lines().filter(|line| !line.starts_with('-')) {
        // Entries have no possessives of their own.
        match word.strip_suffix("'s") {
            Some(owner) => *entries.entry(owner.to_owned()).or_default() |= entry::WEB_HAS_POSSESSIVE,
            None => *entries.entry(word.to_owned()).or_default() |= entry::WEB,
        }
    }
    Ok(())
}
