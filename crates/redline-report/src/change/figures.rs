//! Readability figures of both versions.

use redline_document::document::Document;
use serde::Serialize;

use super::labels::percent;
use crate::readability::{Scores, TextFigures};

/// Readability figures of one version.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ReadingFigures {
    /// Median length of its sentences, in words.
    pub median_sentence: usize,
    /// Share of sentences of more than 25 words.
    pub long_sentences: f64,
    /// Share of sentences in the passive voice; `None` if the text is not English.
    pub passive_sentences: Option<f64>,
    /// Score: Flesch–Kincaid for English, LIX for other languages.
    pub score: f64,
    /// Name of the score.
    pub formula: &'static str,
}

impl ReadingFigures {
    /// Computes the figures of a text; `None` if it is too short for them.
    pub(super) fn of(document: &Document, is_english: bool) -> Option<Self> {
        let found = TextFigures::of(document);
        let lengths = found.lengths();
        Some(Self {
            score: Scores::of(&found.counts, is_english)?.headline(),
            formula: if is_english { "Flesch–Kincaid grade" } else { "LIX" },
            median_sentence: lengths.median,
            long_sentences: lengths.long_share,
            passive_sentences: found.passive_share().filter(|_| is_english),
        })
    }

    /// Figures that differ: `median sentence 17 → 12 words; grade 9.8 → 7.1`. Empty if none does.
    pub(super) fn differences(before: &Self, after: &Self) -> String {
        let share = |figures: &Self| figures.passive_sentences.map_or_else(String::new, percent);
        let score = |figures: &Self| format!("{:.1}", figures.score);
        let of = |figures: &Self| {
            [figures.median_sentence.to_string(), percent(figures.long_sentences), share(figures), score(figures)]
        };
        let names = [
            ("median sentence", " words"),
            ("sentences of more than 25 words", ""),
            ("passive sentences", ""),
            (after.formula, ", lower is easier"),
        ];
        let pairs = of(before).into_iter().zip(of(after)).zip(names);
        let changed = pairs.filter(|((before, after), _)| before != after);
        changed
            .map(|((before, after), (name, unit))| format!("{name} {before} → {after}{unit}"))
            .collect::<Vec<_>>()
            .join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    fn figures(sentence: &str, count: usize, is_english: bool) -> Option<ReadingFigures> {
        let text = format!("{sentence} ").repeat(count);
        ReadingFigures::of(&Document::of_text(&text, &Dialect::default()), is_english)
    }

    #[test]
    fn equal_figures_are_left_out() {
        let before = figures("The key is created by the server for each of the users.", 10, true).unwrap();
        let after = figures("The server creates a key for each user.", 14, true).unwrap();
        assert_eq!((before.median_sentence, before.passive_sentences), (12, Some(1.0)));
        let changed = ReadingFigures::differences(&before, &after);
        assert!(
            changed.starts_with("median sentence 12 → 8 words; passive sentences 100 % → 0 %; Flesch–Kincaid grade ")
        );
        assert_eq!(ReadingFigures::differences(&before, &before), "");
    }

    #[test]
    fn short_texts_and_other_languages_have_no_grade() {
        assert_eq!(figures("Too short to be judged.", 3, true), None);
        let other = figures("Der Schlüssel wird vom Server erzeugt.", 30, false).unwrap();
        assert_eq!(other.passive_sentences, None);
    }
}
