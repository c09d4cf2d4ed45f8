//! The grammatical form with which an item of a list opens.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use redline_text::words;

/// The grammatical form of the words that open an item.
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
    /// Its name in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Imperative => "an imperative",
            Self::Gerund => "a gerund",
            Self::Infinitive => "an infinitive",
        }
    }
}

/// Words in -ing that are not gerunds.
const NOT_GERUNDS: &[&str] = &[
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

/// Words that open a clause about a thing or a person, never an imperative.
const NOT_VERBS: &[&str] = &[
    "a", "an", "he", "his", "i", "it", "its", "my", "our", "she", "that", "the", "their", "there", "these", "they",
    "this", "those", "we", "you", "your",
];

/// Words that open the object of an imperative.
const OBJECT_OPENERS: &[&str] =
    &["a", "an", "the", "your", "all", "any", "each", "how", "it", "that", "this", "to", "whether", "why"];

/// The form with which `text` opens; `None` if it is another or ambiguous.
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
    // Requires an object: `Test results` and `Return value` are names.
    let second = second.to_lowercase();
    (is_verb(&first) && OBJECT_OPENERS.contains(&second.as_str())).then_some(Lead::Imperative)
}

/// Whether a step that opens with `word` is certainly not an imperative.
pub fn opens_without_verb(word: &str) -> bool {
    let word = word.to_lowercase();
    NOT_VERBS.contains(&word.as_str()) || is_gerund(&word)
}

fn is_gerund(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ing") && !NOT_GERUNDS.contains(&word)
}

/// Whether a word in lower case is a verb that instructions begin with.
pub fn is_verb(word: &str) -> bool {
    static VERBS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        include_str!("verbs.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .collect()
    });
    VERBS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_open_in_three_forms() {
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
    fn only_certain_words_open_without_a_verb() {
        for word in ["The", "you", "Opening", "There"] {
            assert!(opens_without_verb(word), "{word}");
        }
        for word in ["Open", "If", "On", "Optionally", "Ping", "Bring", "Frobnicate"] {
            assert!(!opens_without_verb(word), "{word}");
        }
    }
}
