//! Language detection, as far as rules need it.
//!
//! Letters decide between scripts, and function words between languages in Latin script: the share of `the`, `of` and the
//! like is above 0.29 in every English book that was measured and below 0.11 in every other; a text between is undecided.
//! The thresholds are those of that measurement, over 85 books.

mod function_words;
mod script;

use self::function_words::{ENGLISH, LISTS, is_part_of_identifier, lists_with};
use self::script::Letters;
use crate::{Word, WordHash};

pub use self::script::{Script, is_unspaced};

/// A language other than English that can be detected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherLanguage {
    /// Its tag in `book.language`: `fr`.
    pub tag: &'static str,
    /// Its name in English.
    pub name: &'static str,
}

/// The detected language of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detected {
    /// English.
    English,
    /// Another language, most likely this one.
    Other(OtherLanguage),
    /// Too short, or without a clear result.
    #[default]
    Undecided,
}

impl Detected {
    /// Whether it is another language than English.
    pub fn is_other(self) -> bool {
        matches!(self, Self::Other(_))
    }

    /// This language if it was decided, else that of the surrounding text.
    #[must_use]
    pub fn or(self, around: Self) -> Self {
        if self == Self::Undecided { around } else { self }
    }
}

/// The least number of words of a page for a decision by function words.
const MIN_PAGE_WORDS: u32 = 12;

/// The same for a paragraph.
const MIN_PARAGRAPH_WORDS: u32 = 15;

/// The same for a book.
pub const MIN_BOOK_WORDS: u32 = 60;

/// Counts of a text that language detection is based on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Words in Latin script, those with digits left out.
    words: u32,
    /// The number of them in each list of function words.
    hits: [u32; LISTS],
    letters: Letters,
}

impl Tally {
    /// Counts a text with these words.
    pub fn of(text: &str, words: &[Word]) -> Self {
        let mut tally = Self::default();
        for word in words {
            tally.add_word(text, word);
        }
        tally
    }

    /// Counts a text.
    pub fn of_text(text: &str) -> Self {
        Self::of(text, &crate::find_words(text))
    }

    /// Adds the counts of another text.
    pub fn add(&mut self, other: &Self) {
        self.words += other.words;
        self.hits.iter_mut().zip(other.hits).for_each(|(hits, more)| *hits += more);
        self.letters.add(&other.letters);
    }

    fn add_word(&mut self, text: &str, word: &Word) {
        let written = &text[word.span.clone()];
        if !word.class.is_plain() {
            self.add_parts(written);
            return;
        }
        self.letters.add_latin(written.len());
        if !word.class.has_digit() && !is_part_of_identifier(text, &word.span) {
            self.words += 1;
            self.add_hits(lists_with(word.hash, |known| known.eq_ignore_ascii_case(written)));
        }
    }

    /// Adds a word with apostrophes or letters beyond ASCII. The lists have the parts of such words, as `l` and `qu`;
    /// letters of other scripts separate parts.
    fn add_parts(&mut self, word: &str) {
        for part in word.split(|c: char| !c.is_ascii() && Script::of(c) != Some(Script::Latin) || c == '\'') {
            if part.is_empty() || part.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            self.words += 1;
            let lower = part.to_lowercase();
            self.add_hits(lists_with(WordHash::of(&lower), |known| known == lower));
        }
        word.chars().for_each(|c| self.letters.add_letter(c));
    }

    fn add_hits(&mut self, mut lists: u32) {
        while lists != 0 {
            self.hits[lists.trailing_zeros() as usize] += 1;
            lists &= lists - 1;
        }
    }

    /// The list other than the English one with most words of the text, and their number.
    fn best_other(&self) -> (usize, u32) {
        let others = self.hits.iter().copied().enumerate().filter(|(list, _)| *list != ENGLISH);
        others.max_by_key(|&(list, hits)| (hits, std::cmp::Reverse(list))).unwrap_or_default()
    }

    /// The number of words in Latin script.
    pub fn words(&self) -> u32 {
        self.words
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The language of a book; one of few words is decided by its script alone.
    pub fn detect_book(&self) -> Detected {
        self.detect(MIN_BOOK_WORDS).unwrap_or_default()
    }

    /// The language of a page.
    pub fn detect_page(&self) -> Detected {
        self.detect(MIN_PAGE_WORDS).unwrap_or_else(|| self.detect_short())
    }

    /// The language of a paragraph or of a part of one.
    pub fn detect_paragraph(&self) -> Detected {
        self.detect(MIN_PARAGRAPH_WORDS).unwrap_or_else(|| self.detect_short())
    }

    /// The language of a text; `None` if it has fewer words than `least`.
    fn detect(&self, least: u32) -> Option<Detected> {
        if let Some(other) = self.letters.other_than_latin() {
            return Some(Detected::Other(other));
        }
        if self.words < least {
            return None;
        }
        let (words, english, (list, best)) = (self.words, self.hits[ENGLISH], self.best_other());
        let has_share = |hits: u32, percent: u32| u64::from(hits) * 100 >= u64::from(percent) * u64::from(words);
        Some(match () {
            () if has_share(english, 20) && 2 * english >= 3 * best => Detected::English,
            () if !has_share(english, 12) && has_share(best, 15) && best >= 2 * english => {
                Detected::Other(function_words::language(list))
            }
            () => Detected::Undecided,
        })
    }

    /// The language of a few words. Of 14,600 paragraphs of 6 to 14 words in English books one had three function words of
    /// another language, which were three in ten of all, and none of English: it was French.
    fn detect_short(&self) -> Detected {
        const LEAST: u32 = 6;
        if self.words < LEAST || self.hits[ENGLISH] > 0 {
            return Detected::Undecided;
        }
        let (list, best) = self.best_other();
        let is_other = best >= 3 && best * 10 >= self.words * 3;
        if is_other { Detected::Other(function_words::language(list)) } else { Detected::Undecided }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> &'static str {
        match Tally::of_text(text).detect_paragraph() {
            Detected::English => "en",
            Detected::Other(other) => other.tag,
            Detected::Undecided => "?",
        }
    }

    #[test]
    fn languages_are_detected_by_script_and_function_words() {
        for (text, expected) in [
            ("We look at what the compiler does with it, and at how the types of a program are found by it.", "en"),
            (
                "L’emprunt n'est pas une copie : c’est un accès que le propriétaire prête à la fonction qui l’appelle.",
                "fr",
            ),
            (
                "Wir sehen uns an, was der Übersetzer damit macht und wie die Typen eines Programms gefunden werden.",
                "de",
            ),
            (
                "Veremos qué hace el compilador con esto y cómo se encuentran los tipos de un programa en el libro.",
                "es",
            ),
            ("Мы посмотрим, что компилятор с этим делает, и как он находит типы программы.", "ru"),
            ("Ми побачимо, що з цим робить компілятор і як він знаходить типи програми.", "uk"),
            ("我们来看看编译器对它做了什么，以及它如何找到程序的类型。", "zh"),
            ("Rust と Cargo を使って、コンパイラが型をどう見つけるかを見ていきます。", "ja"),
            ("컴파일러가 무엇을 하는지, 그리고 프로그램의 타입을 어떻게 찾는지 살펴봅니다.", "ko"),
            ("سنرى ما الذي يفعله المترجم بهذا وكيف يجد أنواع البرنامج.", "ar"),
            ("x86_64-unknown-linux-gnu x86_64-pc-windows-msvc aarch64-apple-darwin", "?"),
            (
                "Vec HashMap BTreeMap String Option Result Box Rc Arc Cell RefCell Mutex RwLock Condvar Barrier Once",
                "?",
            ),
            ("The sum of α and β is what the method returns to the one who called it, and that is all there is.", "en"),
            ("", "?"),
        ] {
            assert_eq!(tag(text), expected, "{text}");
        }
    }

    #[test]
    fn short_texts_are_undecided_unless_their_script_decides() {
        assert_eq!(tag("C’est la vie."), "?");
        assert_eq!(tag("The end of it."), "?");
        assert_eq!(tag("Ceci n’est pas une pipe, et vous le savez."), "fr");
        assert_eq!(tag("The de facto standard of la la land."), "?");
        assert_eq!(tag("Ω"), "?");
        assert_eq!(tag("Владение"), "ru");
        assert_eq!(tag("所有权"), "zh");
    }

    #[test]
    fn counts_add_up() {
        let (first, second) = ("Ce n’est pas la fin. 所有权 ", "The end of it, x86_64 and α2.");
        let mut sum = Tally::of_text(first);
        sum.add(&Tally::of_text(second));
        assert_eq!(sum, Tally::of_text(&format!("{first}{second}")));
        assert_eq!(Tally::of_text("a_the the_b v2 it's").words(), 2, "parts of identifiers are no words");
    }
}
