//! Counts of prose, and the readability formulas over them.
//!
//! Each formula follows its publication, which the method section of the style report cites.

use serde::Serialize;

/// A text of fewer words is too short for scores.
pub(crate) const MIN_WORDS: usize = 100;

/// SMOG is defined for at least thirty sentences.
const SMOG_SENTENCES: usize = 30;

/// The longest sentence of each bucket of sentence lengths, in words.
pub(crate) const BUCKETS: [usize; 7] = [10, 15, 20, 25, 30, 40, usize::MAX];

/// Sentences with more words are long.
const LONG_SENTENCE: usize = 25;

/// The counts of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Counts {
    /// Words, inline code included.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Syllables; inline code has one each.
    pub syllables: usize,
    /// Letters.
    pub letters: usize,
    /// Letters and digits.
    pub characters: usize,
    /// Words of at least three syllables.
    pub polysyllables: usize,
    /// Of those, the ones that are not names, not compounds and not that long by `-es`, `-ed` or `-ing` alone.
    pub complex_words: usize,
    /// Words of more than six letters.
    pub long_words: usize,
}

impl Counts {
    /// Adds the counts of another text.
    pub(crate) fn add(&mut self, other: &Self) {
        self.words += other.words;
        self.sentences += other.sentences;
        self.syllables += other.syllables;
        self.letters += other.letters;
        self.characters += other.characters;
        self.polysyllables += other.polysyllables;
        self.complex_words += other.complex_words;
        self.long_words += other.long_words;
    }
}

/// The readability scores of a text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Scores {
    /// Higher is easier; `None` if the text is not English.
    pub flesch_reading_ease: Option<f64>,
    /// A school grade; `None` if the text is not English.
    pub flesch_kincaid_grade: Option<f64>,
    /// A school grade; `None` if the text is not English.
    pub gunning_fog: Option<f64>,
    /// A school grade; `None` under thirty sentences or if the text is not English.
    pub smog: Option<f64>,
    /// A school grade, without syllables.
    pub coleman_liau: f64,
    /// A school grade, without syllables.
    pub automated_readability: f64,
    /// For any language: below 30 is very easy, above 60 very hard.
    pub lix: f64,
    /// Long words per sentence, for any language.
    pub rix: f64,
}

impl Scores {
    /// Computes the scores; `None` if the text is too short.
    pub fn of(counts: &Counts, english: bool) -> Option<Self> {
        if counts.words < MIN_WORDS || counts.sentences == 0 {
            return None;
        }
        let [words, sentences, syllables] = [counts.words, counts.sentences, counts.syllables].map(number);
        let [letters, characters, long] = [counts.letters, counts.characters, counts.long_words].map(number);
        let [polysyllables, complex] = [counts.polysyllables, counts.complex_words].map(number);
        let length = words / sentences;
        let if_english = |score: f64| english.then_some(rounded(score));
        let smog = 1.043 * (30.0 * polysyllables / sentences).sqrt() + 3.1291;
        Some(Self {
            flesch_reading_ease: if_english(206.835 - 1.015 * length - 84.6 * syllables / words),
            flesch_kincaid_grade: if_english(0.39 * length + 11.8 * syllables / words - 15.59),
            gunning_fog: if_english(0.4 * (length + 100.0 * complex / words)),
            smog: if_english(smog).filter(|_| counts.sentences >= SMOG_SENTENCES),
            coleman_liau: rounded(0.0588 * (100.0 * letters / words) - 0.296 * (100.0 * sentences / words) - 15.8),
            automated_readability: rounded(4.71 * characters / words + 0.5 * length - 21.43),
            lix: rounded(length + 100.0 * long / words),
            rix: rounded(long / sentences),
        })
    }

    /// The score shown with each chapter: Flesch–Kincaid for English, LIX for other languages.
    pub fn headline(&self) -> f64 {
        self.flesch_kincaid_grade.unwrap_or(self.lix)
    }
}

/// The distribution of sentence lengths.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct SentenceLengths {
    /// The median, in words.
    pub median: usize,
    /// The 90th percentile, in words.
    pub p90: usize,
    /// The longest, in words.
    pub max: usize,
    /// The share of sentences with more than 25 words.
    pub long_share: f64,
    /// The number of sentences with 1–10, –15, –20, –25, –30, –40 and more words.
    pub buckets: [usize; BUCKETS.len()],
}

impl SentenceLengths {
    /// The distribution of these lengths, given in any order.
    pub fn of(lengths: impl Iterator<Item = usize>) -> Self {
        // The number of sentences of each length.
        let mut counts: Vec<usize> = Vec::new();
        for length in lengths {
            if length >= counts.len() {
                counts.resize(length + 1, 0);
            }
            counts[length] += 1;
        }
        let all: usize = counts.iter().sum();
        // The nearest-rank percentile.
        let at_rank = |percent: usize| {
            let rank = (all * percent).div_ceil(100).max(1);
            let mut cumulated = 0;
            let reaches = |count: &usize| {
                cumulated += count;
                cumulated >= rank
            };
            counts.iter().position(reaches).unwrap_or(0)
        };
        let mut buckets = [0; BUCKETS.len()];
        for (length, count) in counts.iter().enumerate() {
            buckets[BUCKETS.partition_point(|&longest| longest < length)] += count;
        }
        let long = counts.iter().skip(LONG_SENTENCE + 1).sum();
        Self {
            median: at_rank(50),
            p90: at_rank(90),
            max: counts.len().saturating_sub(1),
            long_share: share(long, all),
            buckets,
        }
    }
}

/// A count as a floating-point number. Counts are far below the limit of exact conversion.
pub(crate) fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Rounds to two decimal places.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The share of `part` in `whole` to four decimal places; zero if `whole` is zero.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { (number(part) / number(whole) * 10_000.0).round() / 10_000.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 120 words, 8 sentences, 180 syllables.
    fn counts() -> Counts {
        Counts {
            words: 120,
            sentences: 8,
            syllables: 180,
            letters: 540,
            characters: 552,
            polysyllables: 18,
            complex_words: 12,
            long_words: 30,
        }
    }

    #[test]
    fn scores_equal_those_computed_by_hand() {
        let scores = Scores::of(&counts(), true).unwrap();
        assert_eq!(scores.flesch_reading_ease, Some(64.71), "206.835 - 15.225 - 126.9");
        assert_eq!(scores.flesch_kincaid_grade, Some(7.96), "5.85 + 17.7 - 15.59");
        assert_eq!(scores.gunning_fog, Some(10.0), "0.4 * (15 + 10)");
        assert_eq!(scores.smog, None, "fewer than thirty sentences");
        assert!((scores.coleman_liau - 8.69).abs() < 1e-9, "26.46 - 1.9733 - 15.8");
        assert!((scores.automated_readability - 7.74).abs() < 1e-9, "21.666 + 7.5 - 21.43");
        assert!((scores.lix - 40.0).abs() < 1e-9 && (scores.rix - 3.75).abs() < 1e-9);
        let four = Counts { words: 480, sentences: 32, polysyllables: 72, ..counts() };
        assert_eq!(Scores::of(&four, true).unwrap().smog, Some(11.7), "1.043 * sqrt(67.5) + 3.1291");
        assert_eq!(Scores::of(&counts(), false).unwrap().flesch_kincaid_grade, None);
        assert_eq!(Scores::of(&Counts { words: 99, ..counts() }, true), None);
    }

    #[test]
    fn lengths_are_ranked_and_sorted_into_buckets() {
        let lengths = SentenceLengths::of([41, 10, 11, 15, 26, 5, 30, 31, 40, 20].into_iter());
        assert_eq!((lengths.median, lengths.p90, lengths.max), (20, 40, 41));
        assert_eq!(lengths.buckets, [2, 2, 1, 0, 2, 2, 1]);
        assert!((lengths.long_share - 0.5).abs() < 1e-9);
        assert_eq!(SentenceLengths::of(std::iter::empty()), SentenceLengths::default());
    }
}
