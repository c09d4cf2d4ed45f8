//! A word of a sentence, from which its neighbours can be reached.

use super::{Forms, Noun, Sentence, Verb, forms};
use crate::tagger::Tag;
use redline_text::{OBJECT_REPLACEMENT, Span};

/// A word or a mark of punctuation in its sentence.
///
/// Beyond the ends of a sentence are words without text, span or part of speech, so that a pattern needs no bounds.
#[derive(Clone, Copy, Debug)]
pub struct Word<'s> {
    sentence: &'s Sentence<'s>,
    index: isize,
}

impl<'s> Word<'s> {
    pub(super) fn new(sentence: &'s Sentence<'s>, index: isize) -> Self {
        Self { sentence, index }
    }

    /// The index in the sentence, if it is inside of it.
    pub fn index(self) -> Option<usize> {
        usize::try_from(self.index).ok().filter(|&index| index < self.sentence.len())
    }

    /// The sentence.
    pub fn sentence(self) -> &'s Sentence<'s> {
        self.sentence
    }

    /// Whether it is beyond an end of the sentence.
    pub fn is_outside(self) -> bool {
        self.index().is_none()
    }

    /// Whether it is the first word.
    pub fn is_first(self) -> bool {
        self.index == 0
    }

    /// The word `count` places later.
    #[must_use]
    pub fn after(self, count: usize) -> Self {
        Self { index: self.index.saturating_add_unsigned(count), ..self }
    }

    /// The word `count` places earlier.
    #[must_use]
    pub fn before(self, count: usize) -> Self {
        Self { index: self.index.saturating_sub_unsigned(count), ..self }
    }

    /// The next word.
    #[must_use]
    pub fn next(self) -> Self {
        self.after(1)
    }

    /// The previous word.
    #[must_use]
    pub fn previous(self) -> Self {
        self.before(1)
    }

    /// The `count` words before this one, the nearest first, as far as the sentence has them.
    pub fn back(self, count: usize) -> impl Iterator<Item = Self> {
        (1..=count).map(move |count| self.before(count)).take_while(|word| !word.is_outside())
    }

    /// The `count` words after this one, as far as the sentence has them.
    pub fn ahead(self, count: usize) -> impl Iterator<Item = Self> {
        (1..=count).map(move |count| self.after(count)).take_while(|word| !word.is_outside())
    }

    /// The place in the text of the sentence.
    pub fn span(self) -> Span {
        self.index().and_then(|index| self.sentence.span_of(index)).cloned().unwrap_or_default()
    }

    /// The word as it is written.
    pub fn text(self) -> &'s str {
        &self.sentence.text()[self.span()]
    }

    /// The word in lower case, with straight apostrophes.
    pub fn lower(self) -> &'s str {
        self.index().and_then(|index| self.sentence.lower_of(index)).unwrap_or_default()
    }

    /// Whether it is written without capitals.
    pub fn is_lower(self) -> bool {
        self.index().is_none_or(|index| self.sentence.is_lower(index))
    }

    /// Whether it takes the place of code.
    pub fn is_code(self) -> bool {
        self.text().starts_with(OBJECT_REPLACEMENT)
    }

    /// Whether it is one of the given words in lower case.
    pub fn is(self, words: &[&str]) -> bool {
        words.contains(&self.lower())
    }

    /// The part of speech; the first question about one tags the whole sentence.
    pub fn tag(self) -> Tag {
        self.index().map_or(Tag::None, |index| self.sentence.tag_of(index))
    }

    /// Whether it is one of the given parts of speech.
    pub fn is_tagged(self, tags: &[Tag]) -> bool {
        tags.contains(&self.tag())
    }

    /// The verbs and nouns of which it is a form.
    pub fn forms(self) -> Forms {
        forms(self.lower())
    }

    /// The verb of which it is the base.
    pub fn base(self) -> Option<&'static Verb> {
        self.forms().base
    }

    /// The verb of which it is the third person.
    pub fn third_person(self) -> Option<&'static Verb> {
        self.forms().third_person
    }

    /// The noun of which it is the singular.
    pub fn singular(self) -> Option<&'static Noun> {
        self.forms().singular
    }

    /// The noun of which it is the plural.
    pub fn plural(self) -> Option<&'static Noun> {
        self.forms().plural
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentences;
    use super::*;

    #[test]
    fn words_beyond_the_ends_are_empty() {
        let text = "It’s Fine";
        let found = sentences(text);
        let first = found[0].first();
        assert_eq!([first.lower(), first.next().lower(), first.after(2).lower()], ["it", "'s", "fine"]);
        assert!(first.previous().is_outside() && first.after(3).is_outside());
        assert_eq!((first.previous().text(), first.after(9).span(), first.after(9).tag()), ("", 0..0, Tag::None));
        assert_eq!(first.previous().next().text(), "It");
        assert_eq!(first.after(2).back(9).map(Word::lower).collect::<Vec<_>>(), ["'s", "it"]);
        assert_eq!(first.ahead(9).count(), 2);
    }

    #[test]
    fn words_know_their_parts_of_speech_and_forms() {
        let found = sentences("The tests run.");
        assert_eq!(found[0].word(1).tag(), Tag::PluralNoun);
        assert_eq!(found[0].word(1).plural().unwrap().singular, "test");
        assert_eq!(found[0].word(2).base().unwrap().third_person, "runs");
    }
}
