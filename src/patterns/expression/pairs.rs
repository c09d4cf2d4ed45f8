//! Which characters stand side by side in a text.

/// The low bits of a byte that are looked at. They tell letters from each other, and marks; a letter shares its bits with a
/// mark or a digit.
const LOW: u8 = 63;

/// A bit for each pair of neighbours in a text, told by the low bits of both bytes: a row of characters of which some
/// neighbours are no pair of the text is not in it, which costs far less to know than to look for the row.
#[derive(Clone, Debug)]
pub(crate) struct Pairs([u64; LOW as usize + 1]);

impl Pairs {
    /// Those of a text; `lower` is the text with its ASCII letters in lower case.
    pub(crate) fn of(lower: &str) -> Self {
        let mut pairs = [0; LOW as usize + 1];
        for (first, second) in neighbours(lower) {
            pairs[first] |= second;
        }
        Self(pairs)
    }

    /// Whether the text may hold a row of characters, which is in lower case too.
    pub(super) fn may_hold(&self, lower: &str) -> bool {
        neighbours(lower).all(|(first, second)| self.0[first] & second != 0)
    }
}

/// For each two bytes side by side, the place of the first and the bit of the second.
fn neighbours(text: &str) -> impl Iterator<Item = (usize, u64)> {
    text.as_bytes().windows(2).map(|pair| (usize::from(pair[0] & LOW), 1 << (pair[1] & LOW)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_a_text_is_never_missed() {
        let text = "it’s “so”, and é @ the end";
        let pairs = Pairs::of(text);
        for (start, _) in text.char_indices() {
            for (end, _) in text.char_indices().filter(|(end, _)| *end > start) {
                assert!(pairs.may_hold(&text[start..end]));
            }
        }
        assert!(!pairs.may_hold("thus") && !pairs.may_hold("so,"));
    }
}
