//! Which words can be none of those looked for, told without a look-up.

/// The first bytes and the lengths that some words have: most other words are told from them by these,
/// which costs less than looking each up.
#[derive(Clone, Debug)]
pub(crate) struct Shapes {
    /// For each first byte, the lengths of the words, a bit each; the last for all that are longer.
    lengths: [u64; 256],
}

impl Default for Shapes {
    fn default() -> Self {
        Self { lengths: [0; 256] }
    }
}

impl Shapes {
    /// Adds a word in lower case.
    pub(crate) fn insert(&mut self, word: &str) {
        if let Some(&first) = word.as_bytes().first() {
            self.lengths[usize::from(first)] |= Self::bit(word);
        }
    }

    /// Whether a word, in any case, may be one of them.
    pub(crate) fn may_hold(&self, word: &str) -> bool {
        let Some(first) = word.as_bytes().first() else { return false };
        // Beyond ASCII, letters of one case may be longer than those of the other.
        self.lengths[usize::from(first.to_ascii_lowercase())] & Self::bit(word) != 0 || !word.is_ascii()
    }

    fn bit(word: &str) -> u64 {
        1 << word.len().min(63)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_hold_what_was_added_in_any_case() {
        let mut shapes = Shapes::default();
        shapes.insert("behaviour");
        assert!(shapes.may_hold("Behaviour") && shapes.may_hold("beginning"));
        assert!(!shapes.may_hold("behavior") && !shapes.may_hold("dehaviour") && !shapes.may_hold(""));
        assert!(shapes.may_hold("İx"));
    }
}
