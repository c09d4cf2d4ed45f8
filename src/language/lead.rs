//! How the items of a list open: with an order, a gerund, an infinitive, or otherwise.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::words;

/// The form of the words that open an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lead {
    /// `Open the file`
    Imperative,
    /// `Opening the file`
    Gerund,
    /// `To open the file`
    Infinitive,
}

impl Lead {
    /// The word for it in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Imperative => "an imperative",
            Self::Gerund => "a gerund",
            Self::Infinitive => "an infinitive",
        }
    }
}

/// Words in -ing that are no gerunds.
const NO_GERUNDS: &[&str] = &[
    "anything",
    "being",
    "bring",
    "building",
    "ceiling",
    "during",
    "evening",
    "everything",
    "king",
    "morning",
    "nothing",
    "ping",
    "ring",
    "sing",
    "sling",
    "something",
    "spring",
    "string",
    "swing",
    "thing",
    "wing",
];

/// Words that open a clause about a thing or a person: no order begins with them.
const NO_VERBS: &[&str] = &[
    "a", "an", "he", "his", "i", "it", "its", "my", "our", "she", "that", "the", "their", "there", "these", "they",
    "this", "those", "we", "you", "your",
];

/// How `text` opens; `None` if it is none of the forms, or may be something else.
pub fn lead(text: &str) -> Option<Lead> {
    let mut opening = words(text);
    let (at, first) = opening.next()?;
    let (_, second) = opening.next()?;
    if !text[..at.start].trim().is_empty() {
        return None;
    }
    let first = first.to_lowercase();
    if first == "to" && is_verb(&second.to_lowercase()) {
        return Some(Lead::Infinitive);
    }
    if is_gerund(&first) {
        return Some(Lead::Gerund);
    }
    // What follows an order is a thing: `Test results` and `Return value` are names.
    let second = second.to_lowercase();
    let has_object =
        ["a", "an", "the", "your", "all", "any", "each", "how", "it", "that", "this", "to", "whether", "why"];
    (is_verb(&first) && has_object.contains(&second.as_str())).then_some(Lead::Imperative)
}

/// Whether a step that opens with `word` says no order.
pub fn opens_without_verb(word: &str) -> bool {
    let word = word.to_lowercase();
    NO_VERBS.contains(&word.as_str()) || is_gerund(&word)
}

fn is_gerund(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ing") && !NO_GERUNDS.contains(&word)
}

/// Whether instructions begin with this word in lower case.
pub(crate) fn is_verb(word: &str) -> bool {
    static VERBS: OnceLock<FxHashSet<&str>> = OnceLock::new();
    let read =
        || include_str!("verbs.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    VERBS.get_or_init(|| read().collect()).contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_open_in_three_ways() {
        for (text, form) in [
            ("Open the file.", Some(Lead::Imperative)),
            ("learn how it works", Some(Lead::Imperative)),
            ("Opening the file", Some(Lead::Gerund)),
            ("To open the file", Some(Lead::Infinitive)),
            ("To the left", None),
            ("String values", None),
            ("Test results", None),
            ("The file", None),
            ("Open", None),
        ] {
            assert_eq!(lead(text), form, "{text}");
        }
    }

    #[test]
    fn only_what_is_sure_opens_without_a_verb() {
        for word in ["The", "you", "Opening", "There"] {
            assert!(opens_without_verb(word), "{word}");
        }
        for word in ["Open", "If", "On", "Optionally", "Ping", "Bring", "Frobnicate"] {
            assert!(!opens_without_verb(word), "{word}");
        }
    }
}
