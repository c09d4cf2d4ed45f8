//! Sentences in the passive voice: a form of *be*, perhaps an adverb or two, and a past participle.
//!
//! Known by word lists, without a parse: *is used to the noise* counts and *gets sent* does not.

use crate::language::{WordList, is_participle};

/// What a word may be to the voice of its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// A form of *be*.
    Be,
    /// It may stand between the two.
    Adverb,
    /// A past participle.
    Participle,
    /// Anything else.
    #[default]
    Other,
}

/// How many adverbs may stand between the two.
const MAX_ADVERBS: usize = 2;

static BE: WordList<18> = WordList::new([
    "are", "aren't", "be", "been", "being", "he's", "is", "isn't", "it's", "she's", "that's", "they're", "was",
    "wasn't", "we're", "were", "weren't", "you're",
]);

/// Adverbs without `-ly`.
static ADVERBS: WordList<10> =
    WordList::new(["already", "also", "always", "never", "not", "often", "only", "sometimes", "still", "then"]);

/// Words with `-ed` that are adjectives or no participles.
static ADJECTIVES: WordList<26> = WordList::new([
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
]);

impl Role {
    /// The role of a word.
    pub(super) fn of(word: &str) -> Self {
        let lower = if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase().replace('’', "'") };
        let role = Self::of_lower(&lower);
        // What is *zero-based* was not made so.
        if role == Self::Participle && word.contains('-') { Self::Other } else { role }
    }

    /// The role of a word in lower case; whether it is a compound is not asked.
    pub(super) fn of_lower(word: &str) -> Self {
        // What is *undefined* was not made so.
        let is_adjective = || (word.starts_with("un") && word.ends_with("ed")) || ADJECTIVES.holds(word);
        match () {
            () if BE.holds(word) => Self::Be,
            () if ADVERBS.holds(word) || (word.len() > 4 && word.ends_with("ly")) => Self::Adverb,
            () if is_participle(word) && !is_adjective() => Self::Participle,
            () => Self::Other,
        }
    }
}

/// The voice of a sentence, told word by word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Voice {
    /// How many words stand behind the form of *be* that was read last, if nothing parted them.
    since_be: Option<usize>,
    /// Whether it is passive.
    pub(super) is_passive: bool,
}

impl Voice {
    /// Reads the next word.
    #[inline]
    pub(super) fn word(&mut self, role: Role) {
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

    /// Reads what parts clauses, or no word at all.
    pub(super) fn pause(&mut self) {
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
