//! What is known of the words that come again and again, at hand.

use crate::Span;

/// A table of values, one for each word that came lately: most words of a book come again soon. Words that share a place
/// drive each other out, so the table needs no more room for a large book than for a small one, and none is hashed.
#[derive(Debug)]
pub struct WordTable<'a, T> {
    places: Vec<Place<'a, T>>,
}

/// A word and its value.
#[derive(Clone, Debug, Default)]
struct Place<'a, T> {
    /// The first bytes of the word: they and its length tell most words from others, without a look at its text.
    head: u64,
    /// Empty at first: the place is nobody's.
    word: &'a str,
    value: T,
}

/// How many bytes are the first.
const HEAD: usize = size_of::<u64>();

/// The bits of so many bytes.
static USED: [u64; HEAD + 1] = {
    let mut used = [0; HEAD + 1];
    let mut len = 1;
    while len <= HEAD {
        used[len] = used[len - 1] << u8::BITS | 0xff;
        len += 1;
    }
    used
};

impl<'a, T: Clone + Default> WordTable<'a, T> {
    /// A table of so many places, a power of two.
    pub fn new(places: usize) -> Self {
        Self { places: vec![Place::default(); places] }
    }

    /// The value of the word at `span`, which is not empty, of a text; `number` is the same for the same word. If the word
    /// is not here, its value is made, and the word whose place it takes is handed to `leave` with its own.
    #[inline]
    pub fn value(
        &mut self,
        number: u32,
        (text, span): (&'a str, Span),
        make: impl FnOnce(&'a str) -> T,
        leave: impl FnOnce(&'a str, T),
    ) -> &mut T {
        let index = (number ^ number >> 16) as usize & (self.places.len() - 1);
        let place = &mut self.places[index];
        let (head, len) = (head(text.as_bytes(), &span), span.end - span.start);
        let is_same = place.head == head
            && place.word.len() == len
            && (len <= HEAD || place.word.as_bytes()[HEAD..] == text.as_bytes()[span.start + HEAD..span.end]);
        if !is_same {
            let word = &text[span];
            let left = std::mem::replace(place, Place { head, word, value: make(word) });
            if !left.word.is_empty() {
                leave(left.word, left.value);
            }
        }
        &mut place.value
    }

    /// All words that are here, with their values.
    pub fn into_values(self) -> impl Iterator<Item = (&'a str, T)> {
        self.places.into_iter().filter(|place| !place.word.is_empty()).map(|place| (place.word, place.value))
    }
}

/// The first bytes of a word in a text, zeros behind them if it has fewer.
#[inline]
fn head(text: &[u8], word: &Span) -> u64 {
    let len = (word.end - word.start).min(HEAD);
    let rest = &text[word.start..];
    // Bytes behind the word are read with it, if there are enough, and cleared.
    let bytes = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut few = [0; HEAD];
        few[..rest.len()].copy_from_slice(rest);
        few
    });
    u64::from_le_bytes(bytes) & USED[len]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{WordHash, words};

    #[test]
    fn words_are_the_same_if_all_their_bytes_are() {
        let text = "abcdefghijklmnopqrstuvwxyz";
        for len in 1..text.len() {
            let others = (0..len).map(|at| format!("{}-{}", &text[..at], &text[at + 1..len]));
            let longer = format!("{}-", &text[..len]);
            for other in others.chain([longer]) {
                let mut table = WordTable::new(1);
                for (text, end, value) in [(text, len, 1), (&other, other.len(), 2), (text, len, 3)] {
                    let found = table.value(0, (text, 0..end), |_| value, |_, _| ());
                    assert_eq!(*found, value, "{text} after another");
                    assert_eq!(*table.value(0, (text, 0..end), |_| 0, |_, _| ()), value, "{text} again");
                }
            }
        }
    }

    #[test]
    fn words_that_leave_are_told_with_their_values() {
        let text = "so it goes and so it went and then it was so again";
        for places in [1, 2, 64] {
            let mut table: WordTable<'_, usize> = WordTable::new(places);
            let mut left: Vec<(&str, usize)> = Vec::new();
            for (span, word) in words(text) {
                let number = WordHash::of(word).number();
                *table.value(number, (text, span), |_| 0, |word, count| left.push((word, count))) += 1;
            }
            left.extend(table.into_values());
            assert!(left.iter().all(|(word, count)| !word.is_empty() && *count > 0));
            let count = |word: &str| left.iter().filter(|(it, _)| *it == word).map(|(_, count)| count).sum::<usize>();
            let counts = ["so", "it", "and", "again", "was"].map(count);
            assert_eq!(counts, [3, 3, 2, 1, 1], "{places} places");
        }
    }
}
