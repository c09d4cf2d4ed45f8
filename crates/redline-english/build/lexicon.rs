//! The lexicon: words with their frequency, names, and lists of misspellings, each as a transducer.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use fst::{MapBuilder, SetBuilder};

/// The folder of the lists, each a raw deflate stream.
const LISTS: &str = "dictionaries/lexicon";

/// Own additions to these lists, which prevail.
const ADDITIONS: &str = "dictionaries/lexicon/additions.txt";

/// The frequency class of additional words.
const UNCOUNTED: &str = "2";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Writes the files of the lexicon into `folder`.
pub(crate) fn write(folder: &Path) -> Result<()> {
    let (mut words, mut closed, mut listed) = (pairs("words")?, pairs("closed")?, pairs("listed")?);
    for (word, correction) in lines(&std::fs::read_to_string(ADDITIONS)?) {
        words.remove(&word);
        closed.remove(&word);
        listed.remove(&word);
        if correction.is_empty() {
            words.insert(word, UNCOUNTED.to_owned());
        } else {
            closed.insert(word, correction);
        }
    }
    let class = |class: String| if class.is_empty() { Ok(0) } else { class.parse() };
    let words = words.into_iter().map(|(word, text)| Ok((word, class(text)?))).collect::<Result<_>>()?;
    write_map(&folder.join("lexicon_words.fst"), words)?;
    for name in ["names", "rare"] {
        let mut words = SetBuilder::memory();
        words.extend_iter(pairs(name)?.into_keys())?;
        std::fs::write(folder.join(format!("lexicon_{name}.fst")), words.into_inner()?)?;
    }
    write_closed(folder, &closed)?;
    write_listed(folder, &listed)?;
    let run_together = pairs("run_together")?.into_iter().map(|(word, words)| (word, place(&words))).collect();
    write_map(&folder.join("run_together.fst"), run_together)
}

/// The lines of a compressed list.
fn pairs(name: &str) -> Result<BTreeMap<String, String>> {
    let path = format!("{LISTS}/{name}.deflate");
    let text = std::fs::read(&path).map_err(|error| format!("{path}: {error}"))?;
    let text =
        miniz_oxide::inflate::decompress_to_vec(&text).map_err(|error| format!("{path} is damaged: {error:?}"))?;
    Ok(lines(&String::from_utf8(text)?))
}

/// The lines of a list, each a word and the text after its space, without comments.
fn lines(text: &str) -> BTreeMap<String, String> {
    let pair = |line: &str| {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        (word.to_owned(), rest.to_owned())
    };
    text.lines().filter(|line| !line.starts_with('#')).map(pair).collect()
}

fn write_map(path: &Path, entries: BTreeMap<String, u64>) -> Result<()> {
    let mut map = MapBuilder::memory();
    map.extend_iter(entries)?;
    Ok(std::fs::write(path, map.into_inner()?)?)
}

/// The place where words that are run together have a space, or an apostrophe, which makes the number odd.
fn place(words: &str) -> u64 {
    let place = words.find([' ', '\'']).unwrap_or_default();
    2 * place as u64 + u64::from(words.contains('\''))
}

/// Each misspelling of the closed list with the place of its edit in a list of all edits: forms of a word share theirs, which
/// keeps both small. A line of that list has the numbers of bytes that are kept and removed, and the text inserted.
fn write_closed(folder: &Path, closed: &BTreeMap<String, String>) -> Result<()> {
    let edits: BTreeMap<&String, String> =
        closed.iter().map(|(word, correction)| (word, edit(word, correction))).collect();
    let mut text = String::new();
    let mut places: BTreeMap<&String, u64> = BTreeMap::new();
    for edit in edits.values().collect::<BTreeSet<_>>() {
        places.insert(edit, text.len() as u64);
        writeln!(text, "{edit}")?;
    }
    let entries = edits.iter().map(|(word, edit)| ((*word).clone(), places[edit])).collect();
    std::fs::write(folder.join("closed.txt"), &text)?;
    write_map(&folder.join("closed.fst"), entries)
}

/// The edit that turns a word into its correction.
fn edit(word: &str, correction: &str) -> String {
    let same = |(a, b): &(u8, u8)| a == b;
    let kept = word.bytes().zip(correction.bytes()).take_while(same).count();
    let (word, correction) = (&word[kept..], &correction[kept..]);
    let tail = word.bytes().rev().zip(correction.bytes().rev()).take_while(same).count();
    format!("{kept} {} {}", word.len() - tail, &correction[..correction.len() - tail])
}

/// Each misspelling that has several corrections with the place of the line that lists them.
fn write_listed(folder: &Path, listed: &BTreeMap<String, String>) -> Result<()> {
    let mut text = String::new();
    let mut entries = BTreeMap::new();
    for (word, corrections) in listed {
        entries.insert(word.clone(), text.len() as u64);
        writeln!(text, "{corrections}")?;
    }
    std::fs::write(folder.join("listed.txt"), &text)?;
    write_map(&folder.join("listed.fst"), entries)
}
