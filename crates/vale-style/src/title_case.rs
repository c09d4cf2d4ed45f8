//! Title case, as `jdkato/twine` writes it for Vale.

use std::borrow::Cow;

use redline_english::tagger::{Tag, tag_plain};
use redline_text::{Span, capitalised};

use super::treebank::words;

/// Words in lower case in titles of the Associated Press.
const AP: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "en", "for", "if", "in", "nor", "of", "on", "or", "per", "the", "to",
    "vs", "vs.", "via", "v", "v.",
];

/// Additional words in lower case in titles of the Chicago manual.
const CHICAGO: &[&str] = &[
    "with",
    "from",
    "into",
    "during",
    "including",
    "until",
    "against",
    "among",
    "throughout",
    "despite",
    "towards",
    "upon",
    "concerning",
    "about",
    "over",
    "through",
    "before",
    "between",
    "after",
    "since",
    "without",
    "under",
    "within",
    "along",
    "following",
    "across",
    "beyond",
    "around",
    "down",
    "near",
    "above",
];

/// A title in title case of the Associated Press, or of the Chicago manual. `spelling` gives the spelling of words that
/// have their own.
pub(super) fn title_case(text: &str, is_chicago: bool, mut spelling: impl FnMut(&str) -> Option<String>) -> String {
    let places = title_words(text);
    let tags = if is_chicago { Vec::new() } else { tags(text, &places) };
    let mut out = text.to_owned();
    for (index, place) in places.iter().enumerate().rev() {
        let word = &text[place.clone()];
        let lower = word.to_lowercase();
        // Masked code is no word, but a word next to it is not the first or last.
        let is_inner = place.start > 0 && place.end < text.len();
        let is_small = match tags.get(index + 1) {
            Some(tag) if lower == "to" => tag.penn().starts_with("NN"),
            _ => is_inner && (AP.contains(&lower.as_str()) || (is_chicago && CHICAGO.contains(&lower.as_str()))),
        };
        let new = match spelling(word) {
            Some(spelling) => spelling,
            None if is_small && may_be_small(text, place) => lower,
            None => capitalised(word),
        };
        out.replace_range(place.clone(), &new);
    }
    out
}

/// The parts of speech in a title, if there is a `to` among its words: only before a noun is it in lower case. As in Vale,
/// they are those of all words and marks, and taken for those of the words alone.
fn tags(text: &str, places: &[Span]) -> Vec<Tag> {
    if !places.iter().any(|place| text[place.clone()].eq_ignore_ascii_case("to")) {
        return Vec::new();
    }
    // The tagger knows whole sentences.
    let sentence = if text.ends_with(['.', '!', '?']) { Cow::Borrowed(text) } else { Cow::Owned(format!("{text}.")) };
    let words: Vec<&str> = words(&sentence).into_iter().map(|word| word.text).collect();
    tag_plain(&words)
}

/// Whether what is around a word allows lower case: no colon or dash before it, and it is not the first part of a compound.
fn may_be_small(text: &str, place: &Span) -> bool {
    let plain = |c: char| if matches!(c, '–' | '—') { '-' } else { c };
    let mut before = text[..place.start].chars().rev().map(plain);
    let (last, second) = (before.next(), before.next());
    let is_compound = text[place.end..].starts_with('-') && last != Some('-');
    matches!(last, Some(' ' | '-' | '/')) && !matches!(second, Some(':' | '-')) && !is_compound
}

/// The words of a title: a letter or digit and everything up to a space, a hyphen or a slash.
fn title_words(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let ends = matches!(c, ' ' | '\t' | '\n' | '\x0c' | '\r' | '-' | '/');
        match start {
            None if c.is_alphanumeric() => start = Some(at),
            Some(from) if ends => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|from| from..text.len()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_in_lower_case_between_others() {
        let ap = |text| title_case(text, false, |_| None);
        let chicago = |text| title_case(text, true, |_| None);
        assert_eq!(ap("from x or y with z and a"), "From X or Y With Z and A");
        assert_eq!(chicago("from x or y with z about"), "From X or Y with Z About");
        assert_eq!(ap("use it: the tool — a list"), "Use It: The Tool — A List");
        assert_eq!(ap("up-and-coming on-site in/or on"), "Up-and-Coming On-Site in/or On");
        assert_eq!(ap("***, the OF *** of"), "***, the of *** Of");
    }

    #[test]
    fn to_is_in_lower_case_before_a_noun() {
        let ap = |text| title_case(text, false, |_| None);
        assert_eq!(ap("The way to go"), "The Way To Go");
        assert_eq!(ap("the way To files"), "The Way to Files");
        assert_eq!(ap("What it comes to"), "What It Comes To");
        assert_eq!(ap("to files"), "To Files");
        assert_eq!(title_case("the way to go", true, |_| None), "The Way to Go", "Chicago does not distinguish");
    }

    #[test]
    fn words_with_a_spelling_keep_it() {
        let spelling = |word: &str| word.eq_ignore_ascii_case("grpc").then(|| "gRPC".to_owned());
        assert_eq!(title_case("the GRPC of grpcs", false, spelling), "The gRPC of Grpcs");
    }
}
