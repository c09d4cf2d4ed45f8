//! Readability figures of both versions.

use redline_document::document::Document;
use serde::Serialize;

use crate::readability::{Scores, TextFigures};

/// Fewest sentences of a version that has figures: those of fewer depend on chance.
const FEWEST: usize = 10;

/// Readability figures of one version.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ReadingFigures {
    /// Number of its sentences.
    pub sentences: usize,
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
        if found.sentences.len() < FEWEST {
            return None;
        }
        let lengths = found.lengths();
        Some(Self {
            sentences: found.sentences.len(),
            score: Scores::of(&found.counts, is_english)?.headline(),
            formula: if is_english { "Flesch–Kincaid grade" } else { "LIX" },
            median_sentence: lengths.median,
            long_sentences: lengths.long_share,
            passive_sentences: found.passive_share().filter(|_| is_english),
        })
    }

    /// Figures that differ: `median sentence: 17 → 12 words; sentences over 25 words: 3 of 61 → 0 of 48`. Empty if none
    /// does.
    pub(super) fn differences(before: &Self, after: &Self) -> String {
        let of = |figures: &Self| {
            let counted = |share: f64| format!("{} of {}", count(share, figures.sentences), figures.sentences);
            [
                figures.median_sentence.to_string(),
                counted(figures.long_sentences),
                figures.passive_sentences.map_or_else(String::new, counted),
                format!("{:.1}", figures.score),
            ]
        };
        let names = [
            ("median sentence", " words"),
            ("sentences over 25 words", ""),
            ("passive sentences", ""),
            (after.formula, ", lower is easier"),
        ];
        let shares = [
            false,
            same(before.long_sentences, after.long_sentences),
            same(before.passive_sentences.unwrap_or(0.0), after.passive_sentences.unwrap_or(0.0)),
            false,
        ];
        let pairs = of(before).into_iter().zip(of(after)).zip(names).zip(shares);
        // An equal share of more sentences is no difference.
        let changed = pairs.filter(|(((before, after), _), is_same)| before != after && !is_same);
        changed
            .map(|(((before, after), (name, unit)), _)| format!("{name}: {before} → {after}{unit}"))
            .collect::<Vec<_>>()
            .join("; ")
    }
}

fn same(before: f64, after: f64) -> bool {
    (before - after).abs() < f64::EPSILON
}

/// The number of sentences that a share of them is.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a number of sentences is one of them"
)]
fn count(share: f64, sentences: usize) -> usize {
    (share * sentences as f64).round() as usize
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
        assert!(changed.starts_with(
            "median sentence: 12 → 8 words; passive sentences: 10 of 10 → 0 of 14; Flesch–Kincaid grade: "
        ));
        assert_eq!(ReadingFigures::differences(&before, &before), "");
    }

    #[test]
    fn short_texts_and_other_languages_have_no_grade() {
        assert_eq!(figures("Too short to be judged.", 3, true), None);
        let long = "The key is created by the server for each of the users who asked for it and were not refused it.";
        assert_eq!((figures(long, 9, true), figures(long, 10, true).is_some()), (None, true));
        let other = figures("Der Schlüssel wird vom Server erzeugt.", 30, false).unwrap();
        assert_eq!(other.passive_sentences, None);
    }
}
