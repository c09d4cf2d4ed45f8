//! Words that are looked for, each with its place in their list.

use super::WordHash;

/// A list of words in lower case, in which the place of a word is found by its key.
#[derive(Clone, Debug, Default)]
pub struct WordPlaces {
    words: Vec<String>,
    /// Open addressing: keys with the places of their words counted from one; zero where none is.
    places: Vec<(WordHash, u32)>,
}

impl WordPlaces {
    /// A list of words, each once, in the order in which they come first.
    pub fn of(words: impl IntoIterator<Item = String>) -> Self {
        let words: Vec<String> = words.into_iter().collect();
        let size = (words.len() * 2 + 1).next_power_of_two();
        let mut list = Self { words: Vec::with_capacity(words.len()), places: vec![(WordHash::START, 0); size] };
        for word in words {
            let key = WordHash::of(&word);
            if list.place(key, |known| known == word).is_none() {
                let free = list.probes(key).find(|index| list.places[*index].1 == 0);
                list.words.push(word);
                if let (Some(free), Ok(count)) = (free, u32::try_from(list.words.len())) {
                    list.places[free] = (key, count);
                }
            }
        }
        list
    }

    /// How many words there are.
    #[expect(clippy::len_without_is_empty, reason = "nobody needs to know")]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The place of the word with this key that is the one.
    pub fn place(&self, key: WordHash, is_it: impl Fn(&str) -> bool) -> Option<usize> {
        for index in self.probes(key) {
            let (known, place) = self.places[index];
            let place = (place as usize).checked_sub(1)?;
            if known == key && is_it(&self.words[place]) {
                return Some(place);
            }
        }
        None
    }

    fn probes(&self, key: WordHash) -> impl Iterator<Item = usize> + use<> {
        let size = self.places.len();
        let first = (key.number() ^ key.number() >> 16) as usize;
        (0..size).map(move |step| (first + step) & (size - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_the_place_where_it_came_first() {
        let all: Vec<String> = (0..100).map(|number| format!("word{}", number % 70)).collect();
        let list = WordPlaces::of(all);
        let place = |word: &str| list.place(WordHash::of(word), |known| known == word.to_lowercase());
        assert_eq!((list.len(), place("word0"), place("Word69"), place("word70")), (70, Some(0), Some(69), None));
        assert!(WordPlaces::default().place(WordHash::START, |_| true).is_none());
    }
}
