//! The figures of a book at one commit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{LevelCounts, Marks};

/// The figures of a book at one commit.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Record {
    /// The version of this schema.
    pub schema: u32,
    /// The commit.
    pub commit: String,
    /// The date of the commit: `2026-01-31`, or with a time in UTC, `2026-01-31T12:00:00Z`.
    pub commit_date: String,
    /// The program and its version.
    pub tool: String,
    /// The title of the book.
    pub title: Option<String>,
    /// Where readers find the book.
    #[serde(default, skip_serializing_if = "BookLinks::is_empty")]
    pub links: BookLinks,
    /// The identifier of the rules and their settings: figures under different ones cannot be compared.
    pub rule_set: String,
    /// Words of prose.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// The number of findings per rule.
    pub findings: BTreeMap<String, usize>,
    /// The number of findings per level.
    pub counts: LevelCounts,
    /// Findings in the baseline.
    pub known: usize,
    /// Suppressed findings.
    pub silenced: usize,
    /// Derived figures.
    pub metrics: Metrics,
    /// The chapters, in the order of the book.
    pub chapters: Vec<RecordedChapter>,
}

/// Where readers find a book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct BookLinks {
    /// The address of the built book, with `/` at its end, if `site-url` is an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The source of the page of the style report, if the book has one and its site is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_page: Option<String>,
    /// The address of the repository, from `git-repository-url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
}

impl BookLinks {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Derived figures of a book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Metrics {
    /// Findings per 1,000 words, an error counting 5, a warning 2, a suggestion 0.5.
    pub weighted_density: Option<f64>,
    /// The Flesch–Kincaid grade, or LIX if the book is not English; `None` if it is too short.
    pub grade: Option<f64>,
    /// The share of sentences of more than 25 words.
    pub long_sentences: f64,
    /// The share of sentences in the passive voice; `None` if the book is not English.
    pub passive_sentences: Option<f64>,
    /// The share of term occurrences in the preferred form.
    pub term_consistency: Option<f64>,
    /// The share of required sections that are present and in order.
    pub structure: Option<f64>,
}

/// The recorded figures of a chapter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct RecordedChapter {
    /// The source of its page relative to `src`, with `index.md` for `README.md`.
    pub page: String,
    /// Words of prose.
    pub words: usize,
    /// The number of findings per level.
    pub counts: LevelCounts,
    /// The findings per rule; earlier versions did not record them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub findings: BTreeMap<String, Marks>,
}
