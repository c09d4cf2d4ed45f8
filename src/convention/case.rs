//! Title Case or sentence case: how a book writes its headings.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Evidence, HeadingWord, Verdict, Vote, heading_words};
use crate::document::{Document, Heading};
use crate::language::EnglishTexts;

/// How many headings must show a style before a book has one.
const MIN_VOTES: usize = 20;

/// From which share on a book's majority is enforced.
pub(crate) const ENFORCED_SHARE: f64 = 0.9;

/// The two ways to capitalise headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// Only the first word and names.
    Sentence,
    /// All but small words.
    Title,
}

impl Style {
    /// Its name as in `sentence case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Title => "title",
        }
    }
}

/// What the words of one heading show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CaseClass {
    /// Every free word is written as the style wants.
    Clear(Style),
    /// Some free words have capitals and some do not.
    Mixed,
    /// No word is free.
    Silent,
}

/// A heading as far as it shows how the book capitalises: its words, but for those whose form is their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShownHeading {
    level: u8,
    words: Vec<ShownWord>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ShownWord {
    text: String,
    /// Whether it may show the style.
    may_show: bool,
}

impl ShownHeading {
    /// The headings of a chapter's outline that are in English.
    pub(crate) fn of(document: &Document) -> Vec<Self> {
        let shown = |word: &HeadingWord<'_>| ShownWord { text: word.text.to_owned(), may_show: word.may_show() };
        let heading = |heading: &Heading| {
            let words = heading_words(document, heading);
            let words = words.iter().filter(|word| !word.fixed).map(shown).collect();
            Self { level: heading.level, words }
        };
        let is_text_english = |text| document.language().is_english(text, EnglishTexts::UnlessOther);
        let is_english = |heading: &&Heading| heading.prose.is_none_or(is_text_english);
        let outline = document.headings.iter().filter(|heading| document.is_top_level(heading.block));
        outline.filter(is_english).map(heading).collect()
    }

    /// Its words as written.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.text.as_str())
    }

    /// Counts how the words of a title are written; a heading is one if most of its free words have capitals.
    fn count_words(&self, evidence: &Evidence, written: &mut Written) {
        let free: Vec<&str> = self.words.iter().filter(|word| word.may_show).map(|word| word.text.as_str()).collect();
        let capitals = free.iter().filter(|word| is_capital(word) && !evidence.is_name(word)).count();
        if capitals * 2 >= free.len() && capitals > 0 {
            for word in free {
                written.entry(word.to_lowercase()).or_default()[usize::from(is_capital(word))] += 1;
            }
        }
    }

    fn class(&self, evidence: &Evidence) -> CaseClass {
        let is_name = |word: &str| is_capital(word) && evidence.is_name(word);
        let words = self.words.iter().filter(|word| word.may_show).map(|word| word.text.as_str());
        let (capital, lower): (Vec<_>, Vec<_>) = words.filter(|word| !is_name(word)).partition(|word| is_capital(word));
        match (capital.is_empty(), lower.is_empty()) {
            (true, true) => CaseClass::Silent,
            (false, true) => CaseClass::Clear(Style::Title),
            (true, false) => CaseClass::Clear(Style::Sentence),
            (false, false) => CaseClass::Mixed,
        }
    }
}

/// How often the titles of a book write each word without and with a capital.
type Written = BTreeMap<String, [usize; 2]>;

/// How often a word must occur without a capital in titles to be small in them.
const MIN_SMALL: usize = 2;

/// Words that occur in titles at least as often without a capital as with one.
fn small_words(written: Written) -> BTreeSet<String> {
    let is_small = |[lower, capital]: [usize; 2]| lower >= MIN_SMALL && lower >= capital;
    written.into_iter().filter(|(_, counts)| is_small(*counts)).map(|(word, _)| word).collect()
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// The words of headings in lower case, about which body text is asked.
pub(crate) fn asked_words<'a>(headings: impl Iterator<Item = &'a ShownHeading>) -> BTreeSet<String> {
    headings.flat_map(ShownHeading::words).map(str::to_lowercase).collect()
}

/// What a book shows of its headings' case.
#[derive(Clone, Debug, Default)]
pub struct HeadingCase {
    /// How the book writes the words of its headings elsewhere.
    pub evidence: Evidence,
    /// The style of most headings; per level, from one, where levels disagree.
    verdicts: Vec<(Option<u8>, Verdict<Style>)>,
    /// The first chapter, by index in the book, with a heading in another style.
    first_minority: Option<usize>,
    /// Words that the book's titles write without a capital, in lower case.
    small_words: BTreeSet<String>,
}

impl HeadingCase {
    /// Reads the headings and the body text of all chapters. Each comes with the index of its chapter in the book.
    pub fn of_book(chapters: &[(usize, &Document)]) -> Self {
        let documents: Vec<&Document> = chapters.iter().map(|(_, document)| *document).collect();
        let headings: Vec<_> = documents.iter().map(|document| ShownHeading::of(document)).collect();
        let mut evidence = Evidence::about(asked_words(headings.iter().flatten()));
        evidence.count(&documents);
        let indexes = chapters.iter().map(|(index, _)| *index);
        Self::new(indexes.zip(headings.iter().map(Vec::as_slice)), evidence)
    }

    /// Counts the headings of chapters, each with its index in the book, in the light of what body text shows of their
    /// words.
    pub(crate) fn new<'a>(chapters: impl Iterator<Item = (usize, &'a [ShownHeading])>, evidence: Evidence) -> Self {
        let mut all = Vote::default();
        let mut levels: Vec<Vote<Style, usize>> = (0..6).map(|_| Vote::default()).collect();
        let mut written = BTreeMap::new();
        for (index, headings) in chapters {
            for heading in headings {
                let style = match heading.class(&evidence) {
                    CaseClass::Clear(style) => style,
                    // A heading with some capitals too many is nearer to a title than to a sentence.
                    CaseClass::Mixed => Style::Title,
                    CaseClass::Silent => continue,
                };
                heading.count_words(&evidence, &mut written);
                all.cast(style, index);
                levels[usize::from(heading.level) - 1].cast(style, index);
            }
        }
        let by_level: Vec<_> =
            levels.iter().zip(1..).filter_map(|(vote, level)| Some((Some(level), vote.verdict(MIN_VOTES)?))).collect();
        let agree = by_level.windows(2).all(|pair| pair[0].1.value == pair[1].1.value);
        let verdict = all.verdict(MIN_VOTES);
        let first_minority = verdict.as_ref().and_then(|verdict| all.minority(verdict.value).min().copied());
        let verdicts = if agree { verdict.map(|verdict| (None, verdict)).into_iter().collect() } else { by_level };
        Self { evidence, verdicts, first_minority, small_words: small_words(written) }
    }

    /// What most headings of a level do.
    pub fn verdict(&self, level: u8) -> Option<&Verdict<Style>> {
        self.verdicts.iter().find(|(of, _)| of.is_none_or(|of| of == level)).map(|(_, verdict)| verdict)
    }

    /// The style that headings of a level are to have because nearly all do.
    pub fn enforced(&self, level: u8) -> Option<Style> {
        self.verdict(level).filter(|verdict| verdict.share() >= ENFORCED_SHARE).map(|verdict| verdict.value)
    }

    /// Whether the titles of the book write a word without a capital more often than not.
    pub fn is_small(&self, word: &str) -> bool {
        self.small_words.contains(&word.to_lowercase())
    }

    /// The chapter where one finding for the whole book has its place.
    pub fn first_minority(&self) -> Option<usize> {
        self.first_minority
    }
}

/// Whether a word shows the style: not the first, not small, no name with its capital, no form of
/// its own.
fn is_free(word: &HeadingWord<'_>, evidence: &Evidence) -> bool {
    let is_name = word.is_capital() && evidence.is_name(word.text);
    word.may_show() && !is_name
}

/// Whether a word is written against the style. In sentence case that goes for small words too,
/// articles left out: `The` may begin a title within the heading.
pub fn is_miscased(word: &HeadingWord<'_>, style: Style, evidence: &Evidence) -> bool {
    let is_capital_particle =
        style == Style::Sentence && word.is_small() && !word.is_article() && !word.opens && !word.fixed;
    let counts = is_free(word, evidence) || (is_capital_particle && !evidence.is_name(word.text));
    counts && word.is_capital() == (style == Style::Sentence)
}
