//! Lists of misspellings: those with one correction, those with several, and words that are run together.

use std::sync::LazyLock;

use fst::Map;

/// The misspellings with one correction, each with the place of its edit in [`EDITS`].
static CLOSED: LazyLock<Option<Map<&[u8]>>> =
    LazyLock::new(|| Map::new(&include_bytes!(concat!(env!("OUT_DIR"), "/closed.fst"))[..]).ok());

/// Edits, one a line: the number of bytes that are kept, the number of those removed, and the text inserted.
const EDITS: &str = include_str!(concat!(env!("OUT_DIR"), "/closed.txt"));

/// The misspellings with several corrections, each with the place of its line in [`CORRECTIONS`].
static LISTED: LazyLock<Option<Map<&[u8]>>> =
    LazyLock::new(|| Map::new(&include_bytes!(concat!(env!("OUT_DIR"), "/listed.fst"))[..]).ok());

/// Corrections, separated by commas.
const CORRECTIONS: &str = include_str!(concat!(env!("OUT_DIR"), "/listed.txt"));

/// Words that are run together, each with the place of the space, doubled, or of the apostrophe, doubled and one more.
static RUN_TOGETHER: LazyLock<Option<Map<&[u8]>>> =
    LazyLock::new(|| Map::new(&include_bytes!(concat!(env!("OUT_DIR"), "/run_together.fst"))[..]).ok());

/// Whether a word in lower case is in one of the lists of misspellings.
pub fn is_misspelling(word: &str) -> bool {
    [&CLOSED, &LISTED].into_iter().any(|list| list.as_ref().is_some_and(|list| list.contains_key(word)))
}

/// The correction of a misspelling that has only one.
pub fn closed_correction(word: &str) -> Option<String> {
    let mut edit = line(EDITS, CLOSED.as_ref()?.get(word)?)?.splitn(3, ' ');
    let (kept, removed, inserted) = (edit.next()?.parse().ok()?, edit.next()?.parse::<usize>().ok()?, edit.next()?);
    let (head, tail): (&str, &str) = word.split_at_checked(kept)?;
    Some(format!("{head}{inserted}{}", tail.get(removed..)?))
}

/// The corrections of a misspelling that has several.
pub fn listed_corrections(word: &str) -> Option<impl Iterator<Item = &'static str>> {
    Some(line(CORRECTIONS, LISTED.as_ref()?.get(word)?)?.split(','))
}

/// The words that a word in lower case runs together, or the word with its apostrophe: `of the`, `don't`.
pub fn run_together(word: &str) -> Option<String> {
    let place = usize::try_from(RUN_TOGETHER.as_ref()?.get(word)?).ok()?;
    let (first, second) = word.split_at_checked(place / 2)?;
    let joint = if place % 2 == 0 { ' ' } else { '\'' };
    Some(format!("{first}{joint}{second}"))
}

/// The line of a text that starts at a place.
fn line(text: &'static str, start: u64) -> Option<&'static str> {
    text.get(usize::try_from(start).ok()?..)?.lines().next()
}

/// The number of bytes that the lists take.
#[cfg(test)]
pub(super) fn size() -> usize {
    let maps = [&CLOSED, &LISTED, &RUN_TOGETHER].map(|map| map.as_ref().map_or(0, |map| map.as_fst().size()));
    maps.iter().sum::<usize>() + EDITS.len() + CORRECTIONS.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::lexicon;

    #[test]
    fn the_lists_have_corrections() {
        for (word, correction) in [
            ("recieve", "receive"),
            ("libary", "library"),
            ("wether", "whether"),
            ("resistent", "resistant"),
            ("chateao", "château"),
        ] {
            assert_eq!(closed_correction(word).as_deref(), Some(correction), "{word}");
        }
        assert_eq!(closed_correction("receive"), None);
        let listed: Vec<&str> = listed_corrections("abbout").into_iter().flatten().collect();
        assert_eq!(listed, ["about", "abbot"]);
    }

    #[test]
    fn words_of_the_lexicon_are_not_misspellings() {
        for word in [
            "ratatui",
            "extendible",
            "requestors",
            "vertexes",
            "clonable",
            "formant",
            "invokable",
            "commutated",
            "simpy",
            "astroid",
            "converged",
            "reqwest",
            "schemars",
            "passwd",
            "visualiser",
            "semver",
            "containerd",
            "products",
        ] {
            assert!(!is_misspelling(word) && lexicon::is_known(word), "{word}");
        }
    }

    #[test]
    fn every_entry_has_a_correction() {
        use fst::{IntoStreamer, Streamer};
        for list in [&CLOSED, &LISTED] {
            let mut entries = list.as_ref().expect("the list is valid").into_stream();
            while let Some((word, _)) = entries.next() {
                let word = std::str::from_utf8(word).expect("words are ASCII");
                let corrections: Vec<String> = match closed_correction(word) {
                    Some(correction) => vec![correction],
                    None => listed_corrections(word).into_iter().flatten().map(str::to_owned).collect(),
                };
                assert!(!corrections.is_empty() && !lexicon::is_known(word), "{word}");
                assert!(corrections.iter().all(|one| !one.is_empty() && one != word), "{word}: {corrections:?}");
            }
        }
    }

    #[test]
    fn words_are_run_together() {
        assert_eq!(run_together("ofthe").as_deref(), Some("of the"));
        assert_eq!(run_together("dont").as_deref(), Some("don't"));
        for word in ["upto", "setup", "wont", "cant", ""] {
            assert_eq!(run_together(word), None, "{word}");
        }
    }
}
