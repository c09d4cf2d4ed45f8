//! Figures of the whole book.

use std::collections::BTreeMap;

use serde::Serialize;

use super::PlaceRow;
use crate::readability::{Counts, Scores, SentenceLengths};

/// The readability of a book.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Readability {
    /// Whether the formulas for English apply.
    pub english: bool,
    /// Counts of words, syllables and letters.
    pub counts: Counts,
    /// Readability scores; `None` if the book is too short.
    pub scores: Option<Scores>,
    /// Sentence lengths.
    pub sentences: SentenceLengths,
    /// The share of sentences in the passive voice; `None` if the book is not English.
    pub passive_share: Option<f64>,
    /// The ten longest sentences.
    pub longest: Vec<LongSentence>,
}

/// A long sentence.
#[derive(Clone, Debug, Serialize)]
pub struct LongSentence {
    /// The number of words.
    pub words: usize,
    /// Its beginning, as in the source.
    pub text: String,
    /// The place.
    pub place: PlaceRow,
}

/// The usage of a term.
#[derive(Clone, Debug, Serialize)]
pub struct TermRow {
    /// The preferred form.
    pub term: String,
    /// Occurrences of the preferred form.
    pub preferred: usize,
    /// Occurrences of each rejected variant, in lower case.
    pub variants: BTreeMap<String, usize>,
    /// The share of the preferred form; `None` if neither occurs.
    pub consistency: Option<f64>,
    /// The first three places of variants.
    pub places: Vec<PlaceRow>,
}

/// The frequency of one structural fault.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LayoutRow {
    /// The fault.
    pub what: String,
    /// The number of faults.
    pub count: usize,
    /// The number of places examined.
    pub total: usize,
    /// The first three places.
    pub places: Vec<PlaceRow>,
}

/// Acronyms that readers cannot be expected to know.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AcronymFigures {
    /// The number of acronyms used at least three times.
    pub used: usize,
    /// The number of these that are never spelled out.
    pub undefined: usize,
    /// The most frequent of these, twenty at most.
    pub rows: Vec<AcronymRow>,
}

/// An acronym that is never spelled out.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AcronymRow {
    /// Its letters.
    pub name: String,
    /// The number of occurrences.
    pub count: usize,
    /// The place of the first occurrence.
    pub place: PlaceRow,
}

/// The conformance of the pages of a template.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TemplateRow {
    /// The template.
    pub template: String,
    /// The number of pages with this template.
    pub pages: usize,
    /// Sections required of these pages.
    pub required: usize,
    /// Required sections that are present and in order.
    pub met: usize,
    /// The share of these; `None` if nothing is required.
    pub share: Option<f64>,
}

/// A convention of the book and how consistently it follows it.
#[derive(Clone, Debug, Serialize)]
pub struct ConventionRow {
    /// The title of the convention.
    pub title: String,
    /// The form of the majority.
    pub form: String,
    /// Places with that form.
    pub count: usize,
    /// All places.
    pub total: usize,
}

/// Suppression comments and their effect.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct SuppressionFigures {
    /// The number of suppression comments.
    pub comments: usize,
    /// Comments without a reason.
    pub without_reason: usize,
    /// Findings about unused suppressions.
    pub unused: usize,
    /// Suppressed findings.
    pub silenced: usize,
}
