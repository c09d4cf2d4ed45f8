//! Recognition of the passive voice: a form of *be*, up to two adverbs, and a past participle.
//!
//! Word lists decide, without a parse: *is used to the noise* counts and *gets sent* does not.

use crate::participle::is_participle;

/// The role of a word in the voice of its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// A form of *be*.
    Be,
    /// A word that may come between the two.
    Adverb,
    /// A past participle.
    Participle,
    /// Anything else.
    #[default]
    Other,
}

/// The greatest number of adverbs between the two.
const MAX_ADVERBS: usize = 2;

const BE: &[&str] = &[
    "are", "aren't", "be", "been", "being", "he's", "is", "isn't", "it's", "she's", "that's", "they're", "was",
    "wasn't", "we're", "were", "weren't", "you're",
];

/// Adverbs without `-ly`.
const ADVERBS: &[&str] = &["already", "also", "always", "never", "not", "often", "only", "sometimes", "still", "then"];

/// Words with `-ed` that are adjectives or not participles.
const NOT_PARTICIPLES: &[&str] = &[
    "advanced",
    "based",
    "complicated",
    "concerned",
    "detailed",
    "embedded",
    "exceed",
    "excited",
    "experienced",
    "hundred",
    "indeed",
    "interested",
    "limited",
    "mixed",
    "outdated",
    "proceed",
    "related",
    "sacred",
    "shared",
    "sophisticated",
    "speed",
    "succeed",
    "supposed",
    "tired",
    "varied",
    "worried",
];

impl Role {
    /// The role of a word.
    pub fn of(word: &str) -> Self {
        let lower = if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase().replace('’', "'") };
        let word = lower.as_str();
        // *Undefined* and *zero-based* are adjectives.
        let is_adjective = || {
            (word.starts_with("un") && word.ends_with("ed")) || word.contains('-') || NOT_PARTICIPLES.contains(&word)
        };
        match () {
            () if BE.contains(&word) => Self::Be,
            () if ADVERBS.contains(&word) || (word.len() > 4 && word.ends_with("ly")) => Self::Adverb,
            () if is_participle(word) && !is_adjective() => Self::Participle,
            () => Self::Other,
        }
    }
}

/// The voice of a sentence, determined word by word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Voice {
    /// The number of words since the last form of *be* without a pause.
    since_be: Option<usize>,
    /// Whether it is passive.
    pub is_passive: bool,
}

impl Voice {
    /// Reads the next word.
    #[inline]
    pub fn word(&mut self, role: Role) {
        let Some(count) = self.since_be else {
            self.since_be = (role == Role::Be).then_some(0);
            return;
        };
        self.is_passive |= role == Role::Participle;
        self.since_be = match role {
            Role::Be => Some(0),
            Role::Adverb if count < MAX_ADVERBS => Some(count + 1),
            _ => None,
        };
    }

    /// Reads a separator of clauses or inline code.
    pub fn pause(&mut self) {
        self.since_be = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_passive(sentence: &str) -> bool {
        let mut voice = Voice::default();
        for word in sentence.split_inclusive([' ', ',']) {
            voice.word(Role::of(word.trim_end_matches([' ', ',', '.'])));
            if word.ends_with(',') {
                voice.pause();
            }
        }
        voice.is_passive
    }

    #[test]
    fn a_form_of_be_and_a_participle_are_passive() {
        for passive in [
            "The key is created by the server.",
            "Values aren't also fully copied.",
            "It can be built again.",
            "The file was being written.",
            "It's created by the server.",
        ] {
            assert!(is_passive(passive), "{passive}");
        }
        for active in [
            "The server creates the key.",
            "We are interested in it.",
            "What it is, needed or not, matters.",
            "It has created a key.",
            "The sky is red.",
            "There is a created key.",
            "That is undefined behavior.",
            "The index is zero-based.",
        ] {
            assert!(!is_passive(active), "{active}");
        }
    }
}
