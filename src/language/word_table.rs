//! What is known of the words that come again and again, at hand.

/// A table of values, one for each word that came lately: most words of a book come again soon. Words that share a place
/// drive each other out, so the table needs no more room for a large book than for a small one, and none is hashed.
#[derive(Debug)]
pub(crate) struct WordTable<'a, T> {
    places: Vec<(&'a str, T)>,
}

impl<'a, T: Clone + Default> WordTable<'a, T> {
    /// A table of so many places, a power of two.
    pub(crate) fn new(places: usize) -> Self {
        Self { places: vec![("", T::default()); places] }
    }

    /// The value of a word, which is not empty; `number` is the same for the same word. If the word is not here, its value
    /// is made, and the word whose place it takes is handed to `leave` with its own.
    pub(crate) fn value(
        &mut self,
        number: u32,
        word: &'a str,
        make: impl FnOnce(&'a str) -> T,
        leave: impl FnOnce(&'a str, T),
    ) -> &mut T {
        let index = (number ^ number >> 16) as usize & (self.places.len() - 1);
        let (known, value) = &mut self.places[index];
        if *known != word {
            let left = (std::mem::replace(known, word), std::mem::replace(value, make(word)));
            // At first a place is nobody's.
            if !left.0.is_empty() {
                leave(left.0, left.1);
            }
        }
        value
    }

    /// All words that are here, with their values.
    pub(crate) fn into_values(self) -> impl Iterator<Item = (&'a str, T)> {
        self.places.into_iter().filter(|(word, _)| !word.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::WordKey;

    #[test]
    fn words_that_leave_are_told_with_their_values() {
        let text = "so it goes and so it went and then it was so again";
        for places in [1, 2, 64] {
            let mut table: WordTable<'_, usize> = WordTable::new(places);
            let mut left: Vec<(&str, usize)> = Vec::new();
            for word in text.split(' ') {
                *table.value(WordKey::of(word).number(), word, |_| 0, |word, count| left.push((word, count))) += 1;
            }
            left.extend(table.into_values());
            assert!(left.iter().all(|(word, count)| !word.is_empty() && *count > 0));
            let count = |word: &str| left.iter().filter(|(it, _)| *it == word).map(|(_, count)| count).sum::<usize>();
            let counts = ["so", "it", "and", "again", "was"].map(count);
            assert_eq!(counts, [3, 3, 2, 1, 1], "{places} places");
        }
    }
}
