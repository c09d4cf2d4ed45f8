//! The development of a book over its records.

use serde::Serialize;

use super::LevelCounts;

/// The trend of a book.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Trend {
    /// The records, oldest first; the current state is last.
    pub points: Vec<TrendPoint>,
    /// The comparison with an earlier record with the same rules; `None` if there is none.
    pub change: Option<Change>,
}

/// The figures of a book at one time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct TrendPoint {
    /// The commit; `None` for the current text if no record has its figures.
    pub commit: Option<String>,
    /// The day of the commit.
    pub date: Option<String>,
    /// The identifier of the rules and their settings.
    pub rule_set: String,
    /// Whether the rules differ from those of the previous point, so that the two cannot be compared.
    pub breaks: bool,
    /// Words of prose.
    pub words: usize,
    /// The number of findings per level.
    pub counts: LevelCounts,
    /// Findings per 1,000 words, an error counting 5, a warning 2, a suggestion 0.5.
    pub weighted_density: Option<f64>,
    /// The grade; LIX if the book is not English.
    pub grade: Option<f64>,
    /// The share of sentences in the passive voice.
    pub passive_sentences: Option<f64>,
}

/// The comparison with an earlier record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Change {
    /// The commit of that record.
    pub commit: String,
    /// The day of that commit.
    pub date: String,
    /// Its findings per level.
    pub counts: LevelCounts,
    /// Its weighted findings per 1,000 words.
    pub weighted_density: Option<f64>,
    /// Its grade.
    pub grade: Option<f64>,
    /// Its suppressed findings.
    pub silenced: usize,
    /// The rules whose number of findings changed, the largest increase first.
    pub rules: Vec<RuleChange>,
}

/// A change in the number of findings of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleChange {
    /// The rule.
    pub rule: String,
    /// The difference; negative if there are fewer findings now.
    pub by: i64,
}
