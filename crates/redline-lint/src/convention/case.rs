//! Case of headings: title case or sentence case.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::capitalization::CapitalizationStats;
use super::vote::{Verdict, Vote};
use super::words::{HeadingWord, heading_words};
use redline_document::document::EnglishTexts;
use redline_document::document::{Document, Heading};

/// Minimum number of headings that establish a style.
const MIN_VOTES: usize = 20;

/// Minimum number of headings of a level that may go their own way, and the share with which they follow the book.
const MIN_OWN_WAY: usize = 5;
const FOLLOWING_SHARE: f64 = 0.7;

/// Minimum number of headings with capitals on some of their words only that make it a style of the book, one in as many titles.
const MIN_MIXED: usize = 5;
const MIXED_PER_TITLES: usize = 20;

/// Minimum share of a majority that is enforced.
pub(crate) const ENFORCED_SHARE: f64 = 0.9;

/// Capitalization of headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// Capitals on the first word and names only.
    Sentence,
    /// Capitals on all words but small ones.
    Title,
}

impl Style {
    /// Name as in `sentence case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Title => "title",
        }
    }
}

/// Style that the words of a heading show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CaseClass {
    /// Every word that depends on the style follows it.
    Clear(Style),
    /// Some of these words have capitals and some do not.
    Mixed,
    /// No word depends on the style.
    Unknown,
}

/// Heading reduced to the words whose case is not fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShownHeading {
    level: u8,
    words: Vec<ShownWord>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ShownWord {
    text: String,
    /// Whether its case depends on the style of the heading.
    depends_on_style: bool,
}

impl ShownHeading {
    /// English headings at the top level of a chapter, except those that are the title of the book.
    pub(crate) fn of(document: &Document, title: Option<&str>) -> Vec<Self> {
        let shown = |word: &HeadingWord<'_>| ShownWord {
            text: word.text.to_owned(),
            depends_on_style: word.depends_on_style(),
        };
        let heading = |heading: &Heading| {
            let words = heading_words(document, heading);
            let words = words.iter().filter(|word| !word.fixed).map(shown).collect();
            Self { level: heading.level, words }
        };
        let is_text_english = |text| document.language().is_english(text, EnglishTexts::UnlessOther);
        let is_english = |heading: &&Heading| heading.prose.is_none_or(is_text_english);
        let outline = document.headings.iter().filter(|heading| document.is_top_level(heading.block));
        let is_title = |heading: &&Heading| title.is_some_and(|title| heading.title == title);
        // Questions are sentences, whatever the style of the others.
        let is_question = |heading: &&Heading| heading.title.ends_with('?');
        outline
            .filter(|heading| is_english(heading) && !is_title(heading) && !is_question(heading))
            .map(heading)
            .collect()
    }

    /// Words as written.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.text.as_str())
    }

    /// Counts the words of a heading in title case, which has capitals on at least half of the words that depend on style.
    fn count_words(&self, stats: &CapitalizationStats, written: &mut TitleWords) {
        let free: Vec<&str> =
            self.words.iter().filter(|word| word.depends_on_style).map(|word| word.text.as_str()).collect();
        let capitals = free.iter().filter(|word| is_capital(word) && !stats.is_name(word)).count();
        if capitals * 2 >= free.len() && capitals > 0 {
            for word in free {
                written.entry(word.to_lowercase()).or_default()[usize::from(is_capital(word))] += 1;
            }
        }
    }

    fn class(&self, stats: &CapitalizationStats, small: &BTreeSet<String>) -> CaseClass {
        let is_name = |word: &str| is_capital(word) && stats.is_name(word);
        let is_small = |word: &str| !is_capital(word) && small.contains(word);
        let words = self.words.iter().filter(|word| word.depends_on_style).map(|word| word.text.as_str());
        let free = words.filter(|word| !is_name(word) && !is_small(word));
        let (capital, lower): (Vec<_>, Vec<_>) = free.partition(|word| is_capital(word));
        match (capital.is_empty(), lower.is_empty()) {
            (true, true) => CaseClass::Unknown,
            (false, true) => CaseClass::Clear(Style::Title),
            (true, false) => CaseClass::Clear(Style::Sentence),
            (false, false) => CaseClass::Mixed,
        }
    }
}

/// Number of uses of each word without and with a capital in headings in title case.
type TitleWords = BTreeMap<String, [usize; 2]>;

/// Minimum number of uses without a capital that make a word small.
const MIN_SMALL: usize = 2;

/// Words that many authors take for small ones in title case: one use makes them so.
const LIGHT_WORDS: &[&str] = &[
    "all", "am", "are", "as", "be", "been", "being", "can", "do", "does", "has", "have", "her", "his", "how", "if",
    "is", "it", "it's", "its", "it’s", "me", "my", "no", "not", "our", "than", "that", "their", "them", "then",
    "these", "they", "this", "those", "us", "using", "was", "we", "were", "what", "when", "where", "which", "who",
    "why", "will", "you", "your",
];

/// Words that headings in title case write without a capital at least as often as with one.
fn small_words(written: TitleWords) -> BTreeSet<String> {
    let is_small = |word: &str, [lower, capital]: [usize; 2]| {
        let minimum = if LIGHT_WORDS.contains(&word) { 1 } else { MIN_SMALL };
        lower >= minimum && lower >= capital
    };
    written.into_iter().filter(|(word, counts)| is_small(word, *counts)).map(|(word, _)| word).collect()
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Words of headings in lower case, whose capitalization is counted in body text.
pub(crate) fn heading_vocabulary<'a>(headings: impl Iterator<Item = &'a ShownHeading>) -> BTreeSet<String> {
    headings.flat_map(ShownHeading::words).map(str::to_lowercase).collect()
}

/// Case of the headings of a book.
#[derive(Clone, Debug, Default)]
pub struct HeadingCase {
    /// Capitalization of these words in body text.
    pub capitalization: CapitalizationStats,
    /// Majority style: of each level with enough headings where levels disagree, then of the book.
    verdicts: Vec<(Option<u8>, Verdict<Style>)>,
    /// Levels whose few headings do not follow the book.
    own_ways: BTreeSet<u8>,
    /// Index of the first chapter with a heading in another style.
    first_minority: Option<usize>,
    /// Words that headings in title case write without a capital, in lower case.
    small_words: BTreeSet<String>,
    /// Whether headings in title case often leave some words without a capital.
    has_mixed_titles: bool,
}

impl HeadingCase {
    /// Counts the headings and the body text of all chapters, each given with its index in the book.
    pub fn of_book(chapters: &[(usize, &Document)]) -> Self {
        let documents: Vec<&Document> = chapters.iter().map(|(_, document)| *document).collect();
        let headings: Vec<_> = documents.iter().map(|document| ShownHeading::of(document, None)).collect();
        let mut stats = CapitalizationStats::for_words(heading_vocabulary(headings.iter().flatten()));
        stats.count(&documents);
        let indexes = chapters.iter().map(|(index, _)| *index);
        Self::new(indexes.zip(headings.iter().map(Vec::as_slice)), stats)
    }

    /// Counts the headings of chapters, each given with its index in the book.
    pub(crate) fn new<'a>(
        chapters: impl Iterator<Item = (usize, &'a [ShownHeading])>,
        capitalization: CapitalizationStats,
    ) -> Self {
        let mut all = Vote::default();
        let mut levels: Vec<Vote<Style, usize>> = (0..6).map(|_| Vote::default()).collect();
        let headings: Vec<(usize, &ShownHeading)> =
            chapters.flat_map(|(index, headings)| headings.iter().map(move |heading| (index, heading))).collect();
        let mut written = BTreeMap::new();
        for (_, heading) in &headings {
            heading.count_words(&capitalization, &mut written);
        }
        let small_words = small_words(written);
        let mut mixed = 0;
        for (index, heading) in headings {
            let style = match heading.class(&capitalization, &small_words) {
                CaseClass::Clear(style) => style,
                // A heading with a few capitals is closer to title case than to sentence case.
                CaseClass::Mixed => {
                    mixed += 1;
                    Style::Title
                }
                CaseClass::Unknown => continue,
            };
            all.cast(style, index);
            levels[usize::from(heading.level) - 1].cast(style, index);
        }
        let by_level: Vec<_> =
            levels.iter().zip(1..).filter_map(|(vote, level)| Some((Some(level), vote.verdict(MIN_VOTES)?))).collect();
        let verdict = all.verdict(MIN_VOTES);
        let first_minority = verdict.as_ref().and_then(|verdict| all.minority(verdict.value).min().copied());
        let decision = |verdict: &Verdict<Style>| (verdict.value, verdict.share() >= ENFORCED_SHARE);
        let of_levels = by_level.iter().map(|(_, verdict)| verdict);
        let agree =
            of_levels.chain(&verdict).map(decision).collect::<Vec<_>>().windows(2).all(|pair| pair[0] == pair[1]);
        // Levels with too few headings follow the book.
        let verdicts: Vec<_> = if agree { Vec::new() } else { by_level };
        let verdicts = verdicts.into_iter().chain(verdict.map(|verdict| (None, verdict))).collect();
        let follows = |vote: &Vote<Style, usize>, style: Style| {
            vote.verdict(MIN_OWN_WAY).is_none_or(|own| own.value == style && own.share() >= FOLLOWING_SHARE)
        };
        let of_book = all.verdict(MIN_VOTES).map(|verdict| verdict.value);
        let titles = all.minority(Style::Sentence).count();
        let has_mixed_titles = mixed >= MIN_MIXED && mixed * MIXED_PER_TITLES >= titles;
        let differs = |(vote, level): (&Vote<Style, usize>, u8)| {
            of_book.is_some_and(|style| !follows(vote, style)).then_some(level)
        };
        let own_ways = levels.iter().zip(1..).filter_map(differs).collect();
        Self { capitalization, verdicts, own_ways, first_minority, small_words, has_mixed_titles }
    }

    /// Majority style of headings of a level.
    pub fn verdict(&self, level: u8) -> Option<&Verdict<Style>> {
        self.verdicts.iter().find(|(of, _)| of.is_none_or(|of| of == level)).map(|(_, verdict)| verdict)
    }

    /// Style that headings of a level should have, since nearly all do.
    pub fn enforced(&self, level: u8) -> Option<Style> {
        let of_level = self.verdicts.iter().any(|(of, _)| *of == Some(level));
        let verdict = self.verdict(level).filter(|_| of_level || !self.own_ways.contains(&level));
        verdict.filter(|verdict| verdict.share() >= ENFORCED_SHARE).map(|verdict| verdict.value)
    }

    /// Whether headings in title case write a word without a capital.
    pub fn is_small(&self, word: &str) -> bool {
        self.small_words.contains(&word.to_lowercase())
    }

    /// Whether titles of the book often have capitals on some of their words only, as on nouns.
    pub fn has_mixed_titles(&self) -> bool {
        self.has_mixed_titles
    }

    /// Majority styles, with the level that each is of; `None` for the whole book.
    pub fn verdicts(&self) -> impl Iterator<Item = (Option<u8>, &Verdict<Style>)> {
        self.verdicts.iter().map(|(level, verdict)| (*level, verdict))
    }

    /// Majority style of the whole book, if all levels agree on it.
    pub fn verdict_of_all(&self) -> Option<&Verdict<Style>> {
        self.verdicts.first().filter(|(level, _)| level.is_none()).map(|(_, verdict)| verdict)
    }

    /// Index of the chapter in which a finding about the whole book is reported.
    pub fn first_minority(&self) -> Option<usize> {
        self.first_minority
    }
}

/// Whether a heading has a capital on a word whose case depends on the style; `None` if it has no such word.
pub(crate) fn has_free_capital(words: &[HeadingWord<'_>], stats: &CapitalizationStats) -> Option<bool> {
    let mut free = words.iter().filter(|word| is_free(word, stats)).peekable();
    free.peek()?;
    Some(free.any(HeadingWord::is_capital))
}

/// Whether the case of a word depends on the style, and the word is not a name with its capital.
fn is_free(word: &HeadingWord<'_>, stats: &CapitalizationStats) -> bool {
    let is_name = word.is_capital() && stats.is_name(word.text);
    word.depends_on_style() && !is_name
}

/// Whether the case of a word violates the style. In sentence case, that includes small words except articles: `The` may
/// start a title within the heading.
pub fn is_miscased(word: &HeadingWord<'_>, style: Style, stats: &CapitalizationStats) -> bool {
    let is_capital_particle =
        style == Style::Sentence && word.is_small() && !word.is_article() && !word.opens && !word.fixed;
    let counts = is_free(word, stats) || (is_capital_particle && !stats.is_name(word.text));
    counts && word.is_capital() == (style == Style::Sentence)
}
