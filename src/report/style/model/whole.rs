//! Figures of the whole book.

use std::collections::BTreeMap;

use serde::Serialize;

use super::PlaceRow;
use crate::report::readability::{Counts, Scores, SentenceLengths};

/// How hard a book is to read.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Readability {
    /// Whether the formulas for English hold.
    pub english: bool,
    /// What was counted.
    pub counts: Counts,
    /// What the formulas say; `None` if the book is too short.
    pub scores: Option<Scores>,
    /// How long sentences are.
    pub sentences: SentenceLengths,
    /// The share of sentences in the passive voice; `None` if the book is not English.
    pub passive_share: Option<f64>,
    /// The ten longest.
    pub longest: Vec<LongSentence>,
}

/// A long sentence.
#[derive(Clone, Debug, Serialize)]
pub struct LongSentence {
    /// How many words.
    pub words: usize,
    /// Its beginning, as in the source.
    pub text: String,
    /// Where it is.
    pub place: PlaceRow,
}

/// How a term is used.
#[derive(Clone, Debug, Serialize)]
pub struct TermRow {
    /// The preferred form.
    pub term: String,
    /// How often it stands.
    pub preferred: usize,
    /// How often what must not stand for it does, in lower case.
    pub variants: BTreeMap<String, usize>,
    /// The share of the preferred form; `None` if neither occurs.
    pub consistency: Option<f64>,
    /// Where a variant stands, for up to three of them.
    pub places: Vec<PlaceRow>,
}

/// How often a page lacks what any page should have.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LayoutRow {
    /// What is looked for.
    pub what: String,
    /// How often it was found.
    pub count: usize,
    /// Among how many.
    pub total: usize,
    /// The first three places.
    pub places: Vec<PlaceRow>,
}

/// The acronyms that readers cannot be expected to know.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AcronymFigures {
    /// How many the book uses, three times or more each.
    pub used: usize,
    /// How many of these it never spells out.
    pub undefined: usize,
    /// The ones of these that stand most often, twenty at most.
    pub rows: Vec<AcronymRow>,
}

/// An acronym that is never spelled out.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AcronymRow {
    /// Its letters.
    pub name: String,
    /// How often it stands.
    pub count: usize,
    /// Where it is first.
    pub place: PlaceRow,
}

/// How the pages of a template follow it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TemplateRow {
    /// The template.
    pub template: String,
    /// How many pages have it.
    pub pages: usize,
    /// Sections that it requires of them.
    pub required: usize,
    /// Of those, how many are there, in their place.
    pub met: usize,
    /// Their share; `None` if nothing is required.
    pub share: Option<f64>,
}

/// What a book does where it could do otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct ConventionRow {
    /// What is done.
    pub title: String,
    /// How it is done in most places.
    pub form: String,
    /// How many places do it so.
    pub count: usize,
    /// How many places there are.
    pub total: usize,
}

/// What comments silence.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct SuppressionFigures {
    /// Comments that silence rules.
    pub comments: usize,
    /// Of those, how many give no reason.
    pub without_reason: usize,
    /// Findings that say of a suppression that it does nothing.
    pub unused: usize,
    /// Findings that were silenced.
    pub silenced: usize,
}
