//! The development of a book over its records.

use serde::Serialize;

use super::LevelCounts;

/// The trend of a book.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Trend {
    /// The records, oldest first; the current state is last.
    pub points: Vec<TrendPoint>,
    /// The comparison with about a month ago: the record with the same rules nearest to 30 days before the last record, or
    /// the oldest of them if none is half a month old; `None` without records.
    pub change: Option<Change>,
    /// The comparison with the last record, or with the one before it if the last one has the current figures. `None` if
    /// the rules have changed since. May be the same record as that of `change`.
    pub latest: Option<Change>,
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
    /// Findings per 1,000 words; `None` without words.
    pub density: Option<f64>,
    /// Findings per 1,000 words, an error counting 5, a warning 2, a suggestion 0.5.
    pub weighted_density: Option<f64>,
    /// The grade; LIX if the book is not English.
    pub grade: Option<f64>,
    /// The share of sentences in the passive voice.
    pub passive_sentences: Option<f64>,
    /// The difference to the previous point; `None` for the first one, and after a change of rules.
    pub step: Option<Step>,
}

/// The difference between two states of a book under the same rules.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Step {
    /// Whether the book became better.
    pub verdict: TrendVerdict,
    /// The relative change of the weighted density: −0.25 is a quarter less. `None` if it was zero or is unknown.
    pub density_change: Option<f64>,
    /// Findings that were not there before.
    pub new: usize,
    /// Findings that are no longer there, deleted text included.
    pub fixed: usize,
    /// The factor by which the words of the book became more or fewer, if it is at least 1.5 or at most 2/3.
    pub resized: Option<f64>,
}

/// Whether a book became better, by its weighted density.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrendVerdict {
    /// The weighted density is lower.
    Better,
    /// The difference is below the threshold.
    AboutTheSame,
    /// The weighted density is higher.
    Worse,
}

impl TrendVerdict {
    /// The verdict in words, as in `about the same`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::AboutTheSame => "about the same",
            Self::Worse => "worse",
        }
    }
}

/// The comparison with an earlier record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Change {
    /// The commit of that record.
    pub commit: String,
    /// The day of that commit.
    pub date: String,
    /// Its words of prose.
    pub words: usize,
    /// Its findings per level.
    pub counts: LevelCounts,
    /// Its weighted findings per 1,000 words.
    pub weighted_density: Option<f64>,
    /// Its grade.
    pub grade: Option<f64>,
    /// Its suppressed findings.
    pub silenced: usize,
    /// The difference to the current state.
    #[serde(flatten)]
    pub step: Step,
    /// Whether new and fixed findings were compared chapter by chapter. Earlier versions recorded no rules per chapter; a
    /// comparison with such a record is by rules of the whole book, and smaller.
    pub by_chapter: bool,
    /// The rules with new or fixed findings, the largest increase first.
    pub rules: Vec<RuleChange>,
    /// The chapters with new or fixed findings, the largest increase first; empty unless compared by chapter.
    pub chapters: Vec<ChapterChange>,
}

/// A change in the number of findings of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleChange {
    /// The rule.
    pub rule: String,
    /// The difference; negative if there are fewer findings now.
    pub by: i64,
    /// Its new findings.
    pub new: usize,
    /// Its fixed findings.
    pub fixed: usize,
}

/// A change in the findings of a chapter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChapterChange {
    /// The source of its page, as in [`ChapterRow`](super::ChapterRow); of a deleted chapter its former one.
    pub page: String,
    /// Its new findings.
    pub new: usize,
    /// Its fixed findings.
    pub fixed: usize,
}
