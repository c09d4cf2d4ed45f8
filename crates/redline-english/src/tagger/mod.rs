//! The part-of-speech tagger that Vale uses: a port of the averaged perceptron of `jdkato/twine`, with its features, its
//! weights and its dictionary of unambiguous words. The licence lies beside the model.
//!
//! The weights are read where they lie in the program, and nothing is read before the first sentence is tagged. Scores are
//! sums of integers, thousandths of the original weights, so that they do not depend on the order of the features.

mod feature;
mod layout;
mod model;
mod tag;
mod token;

pub use tag::Tag;
pub use token::tokens;

use feature::{is_outside, normalised, suffix};
use layout::{AFTER, AFTER_TAG, BEFORE, HERE, INITIAL, SECOND_AFTER, SECOND_BEFORE, SECOND_START, START, SUFFIX, WORD};
use model::{MODEL, Record, only_tag};
use redline_text::OBJECT_REPLACEMENT;

/// The words that the features have before and after a sentence.
const BEFORE_SENTENCE: [&str; 2] = ["-START-", "-START2-"];
const AFTER_SENTENCE: [&str; 2] = ["-END-", "-END2-"];

/// The parts of speech of the words of a sentence, as many as there are words.
///
/// The words are those of the Penn Treebank, on whose texts the tagger was trained, as [`tokens`] finds them:
///
/// - Marks of punctuation are words: `files`, `.`.
/// - Contractions and possessives are two words: `do` and `n't`, `it` and `'s`.
/// - Compounds with hyphens are one word.
/// - Quotation marks are two backticks and `''`; the tagger has no knowledge of others.
///
/// An [object replacement character](redline_text::OBJECT_REPLACEMENT), which takes the place of code, is a noun, and `’` is
/// an apostrophe. Everything else has the tag that the original gives it.
///
/// ```
/// use redline_english::tagger::{Tag, tag};
///
/// let tags = tag(&["The", "tests", "do", "n't", "test", "it", "."]);
/// assert_eq!(tags[1], Tag::PluralNoun);
/// assert_eq!(tags[4], Tag::BaseVerb);
/// let names: Vec<_> = tags.iter().map(|tag| tag.penn()).collect();
/// assert_eq!(names, ["DT", "NNS", "VBP", "RB", "VB", "PRP", "."]);
/// ```
pub fn tag(words: &[&str]) -> Vec<Tag> {
    if words.iter().any(|word| word.contains('’')) {
        let plain: Vec<String> = words.iter().map(|word| word.replace('’', "'")).collect();
        return tag_plain(&plain.iter().map(String::as_str).collect::<Vec<_>>());
    }
    tag_plain(words)
}

/// The parts of speech that the original gives to words, which has no knowledge of typographic apostrophes: `don’t` is one
/// word, and an unknown one.
///
/// For the rules of Vale's styles; [`tag`](fn@tag) is right more often.
pub fn tag_plain(words: &[&str]) -> Vec<Tag> {
    let context = context(words);
    let mut contexts = context.windows(5);
    let (mut before, mut second_before) = (START, SECOND_START);
    let mut tag_word = |word: &&str| {
        // Empty words have no context.
        let around = if word.is_empty() { None } else { contexts.next() };
        let Some(around) = around else { return Tag::None };
        let only = if is_outside(word) {
            Some(Tag::None)
        } else if is_replaced(word) {
            Some(Tag::Noun)
        } else {
            only_tag(word)
        };
        let tag = only.unwrap_or_else(|| predict(word, around, [before, second_before]));
        (before, second_before) = (tag as u8, before);
        tag
    };
    words.iter().map(&mut tag_word).collect()
}

/// Whether a word is what takes the place of code.
fn is_replaced(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next() == Some(OBJECT_REPLACEMENT) && chars.next().is_none()
}

/// The weights of a word that surrounds another.
#[derive(Clone, Copy)]
struct Neighbour {
    word: Record,
    suffix: Record,
}

/// The weights of the words of a sentence, and of what is before and after it.
fn context(words: &[&str]) -> Vec<Neighbour> {
    let neighbour =
        |word: &str| Neighbour { word: Record::of(WORD, word.as_bytes()), suffix: Record::of(SUFFIX, suffix(word)) };
    let mut context = Vec::with_capacity(words.len() + BEFORE_SENTENCE.len() + AFTER_SENTENCE.len());
    context.extend(BEFORE_SENTENCE.map(neighbour));
    context.extend(words.iter().filter(|word| !word.is_empty()).map(|word| neighbour(&normalised(word))));
    context.extend(AFTER_SENTENCE.map(neighbour));
    context
}

/// The likeliest tag of a word in its context: two words before it, itself, two words after it, and the `tags` of the word
/// before it and of the one before that.
fn predict(word: &str, context: &[Neighbour], tags: [u8; 2]) -> Tag {
    let &[second_before, before, here, after, second_after] = context else { return Tag::None };
    let model = &*MODEL;
    let tag_before = model.tag(tags[0]);
    let mut scores = model.scores();
    scores.add(Record::of(SUFFIX, suffix(word)), HERE);
    scores.add(Record::of(INITIAL, &word.as_bytes()[..1]), HERE);
    scores.add(tag_before, BEFORE);
    scores.add(model.tag(tags[1]), SECOND_BEFORE);
    scores.add(tag_before, AFTER_TAG + tags[1]);
    scores.add(here.word, HERE);
    scores.add(here.word, AFTER_TAG + tags[0]);
    scores.add(before.word, BEFORE);
    scores.add(before.suffix, BEFORE);
    scores.add(second_before.word, SECOND_BEFORE);
    scores.add(after.word, AFTER);
    scores.add(after.suffix, AFTER);
    scores.add(second_after.word, SECOND_AFTER);
    scores.best()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sentences with the tags that the original gives them: words and tags with a slash between them.
    const TAGGED: &str = include_str!("tagged.txt");

    fn names(words: &[&str]) -> Vec<&'static str> {
        tag(words).into_iter().map(Tag::penn).collect()
    }

    #[test]
    fn sentences_have_the_tags_of_the_original() {
        for sentence in TAGGED.lines() {
            let (words, tags): (Vec<_>, Vec<_>) =
                sentence.split(' ').map(|word| word.rsplit_once('/').unwrap()).unzip();
            assert_eq!(names(&words), tags, "{sentence}");
        }
        assert_eq!(TAGGED.lines().count(), 42);
    }

    #[test]
    fn code_is_a_noun_and_a_context() {
        assert_eq!(names(&["The", "\u{fffc}", "returns", "\u{fffc}", "."]), ["DT", "NN", "VBZ", "NN", "."]);
        assert!(!is_replaced("") && !is_replaced("\u{fffc}s"));
    }

    #[test]
    fn apostrophes_may_be_typographic() {
        assert_eq!(names(&["It", "is", "n’t", "the", "user", "’s", "."]), ["PRP", "VBZ", "RB", "DT", "NN", "POS", "."]);
    }

    #[test]
    fn empty_words_are_no_context() {
        let words = ["", "It", "", "does", "n't", "matter", "", ".", ""];
        assert_eq!(names(&words), ["-NONE-", "PRP", "-NONE-", "VBZ", "RB", "VB", "-NONE-", ".", "-NONE-"]);
        assert!(tag(&[]).is_empty());
    }

    #[test]
    fn the_number_of_a_tag_is_its_index() {
        assert!(Tag::ALL.iter().enumerate().all(|(number, &tag)| tag as usize == number));
        assert_eq!(Tag::ALL.len(), usize::from(START));
        assert!(Tag::ALL.iter().filter(|&&tag| tag != Tag::None).map(|tag| tag.penn()).is_sorted());
    }

    proptest! {
        #[test]
        fn any_words_have_tags(words in prop::collection::vec(r"\PC{0,8}|[-+*0-9A-Z?]{0,8}|.{0,3}", 0..12)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            prop_assert_eq!(tag(&words).len(), words.len());
        }

        #[test]
        fn words_of_the_original_sentences_in_any_order_have_a_tag(
            words in prop::sample::subsequence(TAGGED.split_whitespace().collect::<Vec<_>>(), 0..20).prop_shuffle()
        ) {
            let words: Vec<&str> = words.iter().map(|word| word.rsplit_once('/').unwrap().0).collect();
            let tags = tag(&words);
            prop_assert!(words.iter().zip(tags).all(|(&word, tag)| (tag == Tag::None) == (word == "0")));
        }
    }
}
