//! Word boundaries: at symbols, digits, and inner capitals of identifiers; in compounds and host names also where the
//! rest is a word.

use redline_english::spelling::is_common_english;

use super::folded::Folded;
use super::letters::Shape;

/// Whether the letters from `from` to `end`, a name of `length` letters, are a whole word.
pub(super) fn is_whole_word(text: &Folded, from: usize, end: usize, length: usize) -> bool {
    begins_word(text, from) && (ends_word(text, end) || is_inflected(text, from, end, length))
}

/// Whether a shape continues a word. Scripts without case are written without spaces.
fn joins(shape: &Shape) -> bool {
    shape.letter.is_numeric() || (shape.letter.is_alphabetic() && shape.is_cased())
}

fn is_lower(shape: Option<&Shape>) -> bool {
    shape.is_some_and(|shape| !shape.is_upper && shape.is_cased())
}

fn begins_word(text: &Folded, at: usize) -> bool {
    let (Some(before), Some(first)) = (text.before(at), text.get(at)) else { return true };
    if !joins(before) {
        return true;
    }
    if before.letter.is_numeric() {
        return !first.letter.is_numeric();
    }
    first.letter.is_numeric() || (first.is_upper && (!before.is_upper || is_lower(text.get(at + 1))))
}

fn ends_word(text: &Folded, end: usize) -> bool {
    let (Some(last), Some(next)) = (text.before(end), text.get(end)) else { return true };
    if !joins(next) {
        return true;
    }
    if next.letter.is_numeric() || last.letter.is_numeric() {
        return next.letter.is_numeric() != last.letter.is_numeric();
    }
    next.is_upper && (!last.is_upper || is_lower(text.get(end + 1)))
}

/// Endings of plurals and derivations.
const ENDINGS: &[&str] = &["s", "es", "er", "ers"];

/// Whether only an ending follows, and the whole is not another word: `IBMs`, but not `gas`.
fn is_inflected(text: &Folded, from: usize, end: usize, length: usize) -> bool {
    let mut word_end = end;
    while !ends_word(text, word_end) {
        word_end += 1;
    }
    let ending: String = (end..word_end).filter_map(|at| text.letter(at)).collect();
    if !ENDINGS.contains(&ending.as_str()) {
        return false;
    }
    let is_upper = |at: usize| text.get(at).is_some_and(|shape| shape.is_upper);
    let is_capitalised = (from..end).all(is_upper) && !(end..word_end).any(is_upper);
    let word: String = (from..word_end).filter_map(|at| text.letter(at)).collect();
    is_capitalised || (length > 2 && ending == "s" && !is_common_english(&word))
}

/// English affixes: a name that equals one is not part of a compound.
const AFFIXES: &[&str] = &[
    "able", "age", "al", "ant", "ary", "bi", "bio", "co", "con", "de", "dis", "dom", "ed", "ee", "em", "en", "ent",
    "er", "ers", "es", "est", "ex", "eco", "ful", "fy", "geo", "ial", "ic", "il", "im", "in", "ing", "ion", "ise",
    "ish", "ism", "iso", "ist", "ity", "ive", "ize", "ly", "mid", "mis", "neo", "non", "or", "ory", "ous", "out",
    "pan", "per", "pre", "pro", "re", "sub", "th", "tri", "ty", "un", "uni", "up",
];

/// Short words of host and package names that dictionaries lack.
const TECHNICAL: &[&str] = &[
    "api", "app", "aws", "cdn", "cli", "com", "corp", "css", "db", "dev", "ftp", "get", "git", "gui", "hq", "id", "io",
    "js", "lib", "my", "net", "sdk", "sql", "src", "std", "the", "ui", "url", "use", "web", "wiki", "www",
];

/// Whether a short name and other words form a compound that is not an ordinary word: `ibmcloud`, and in a host name
/// `ibmcos.com`.
pub(super) fn is_compound(text: &Folded, from: usize, end: usize, length: usize) -> bool {
    let mut start = from;
    while !begins_word(text, start) {
        start -= 1;
    }
    let mut word_end = end;
    while !ends_word(text, word_end) {
        word_end += 1;
    }
    let letters = |from: usize, end: usize| -> String { (from..end).filter_map(|at| text.letter(at)).collect() };
    let (head, name, rest) = (letters(start, from), letters(from, end), letters(end, word_end));
    let word = format!("{head}{name}{rest}");
    if length < 2 || !word.is_ascii() || is_ordinary(&word) {
        return false;
    }
    let is_word =
        |part: &str| part.is_empty() || TECHNICAL.contains(&part) || (part.len() > 2 && is_common_english(part));
    let has_words = is_word(&head) && is_word(&rest);
    let is_affix = AFFIXES.contains(&name.as_str());
    let is_long = length > 2;
    if is_in_host(text, from, end) {
        // An affix does not begin a word.
        let is_first = head.is_empty();
        return (has_words || (is_long && (is_first || rest.is_empty()))) && (is_first || !is_affix);
    }
    is_long && has_words && !is_affix
}

/// Whether a word is an English word or two of them joined.
fn is_ordinary(word: &str) -> bool {
    let is_two = |at: usize| is_common_english(&word[..at]) && is_common_english(&word[at..]);
    is_common_english(word) || (3..word.len().saturating_sub(2)).any(is_two)
}

/// Top-level domains of host names without `https://` and `www`.
const TOP_LEVEL: &[&str] = &[
    "ai", "app", "at", "au", "be", "biz", "ca", "ch", "cloud", "cn", "co", "com", "de", "dev", "edu", "es", "eu", "fr",
    "gov", "in", "info", "int", "io", "it", "jp", "me", "mil", "net", "nl", "org", "pl", "ru", "se", "tech", "uk",
    "us",
];

/// Whether the letters are part of a host name.
fn is_in_host(text: &Folded, from: usize, end: usize) -> bool {
    let belongs =
        |shape: Option<&Shape>| shape.is_some_and(|shape| matches!(shape.letter, '.' | '-') || shape.is_alphanumeric());
    let mut start = from;
    while belongs(text.before(start)) {
        start -= 1;
    }
    let mut word_end = end;
    while belongs(text.get(word_end)) {
        word_end += 1;
    }
    let host: String = (start..word_end).filter_map(|at| text.letter(at)).collect();
    let sign = |back: usize| start.checked_sub(back).and_then(|at| text.letter(at));
    if sign(1) == Some('/') {
        return sign(2) == Some('/');
    }
    let Some((_, last)) = host.trim_end_matches('.').rsplit_once('.') else { return false };
    sign(1) == Some('@') || host.starts_with("www.") || TOP_LEVEL.contains(&last)
}
