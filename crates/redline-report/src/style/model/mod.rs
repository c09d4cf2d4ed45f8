//! The style report as data: the content of the page and of `report --json`.
//!
//! Every figure comes with its denominator. Shares are between zero and one; densities are findings per 1,000 words of
//! prose. Each list documents its order.

mod book;
mod finding;
mod marks;
mod record;
mod trend;

use redline_document::diagnostic::Severity;
use redline_lint::config::{FailOn, Normalize};
use redline_lint::lint_report::{BaselineSummary, GateResult};
use serde::{Deserialize, Serialize};

use super::method::Method;
use crate::readability::{Scores, SentenceLengths};

pub use book::{
    AcronymFigures, AcronymRow, ConventionRow, LayoutRow, LongSentence, Readability, SuppressionFigures, TemplateRow,
    TermRow,
};
pub use finding::{FindingRow, FixRow, PlaceRow, Quote};
pub use marks::Marks;
pub use record::{BookLinks, Metrics, Record, RecordedChapter};
pub use trend::{Change, ChapterChange, RuleChange, Step, Trend, TrendPoint, TrendVerdict};

/// The style report of a book.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct StyleReport {
    /// The version of this schema.
    pub version: u32,
    /// The title of the book.
    pub title: Option<String>,
    /// Whether the book passes, with the totals behind it.
    pub verdict: Verdict,
    /// The next steps, the most worthwhile first; five at most.
    pub next: Vec<Task>,
    /// The trend over earlier records; `None` without records.
    pub trend: Option<Trend>,
    /// Whether there are records that cannot be read.
    #[serde(skip)]
    pub has_unreadable_records: bool,
    /// The chapters that were checked, in the order of the book.
    pub chapters: Vec<ChapterRow>,
    /// The rules with findings or suppressions, the most frequent first.
    pub rules: Vec<RuleRow>,
    /// Readability of the whole book.
    pub readability: Readability,
    /// The book's own terms, those with most variants first.
    pub terms: Vec<TermRow>,
    /// The share of term occurrences in the preferred form; `None` without terms in the text.
    pub term_consistency: Option<f64>,
    /// The acronyms of the book.
    pub acronyms: AcronymFigures,
    /// Conformance of pages to their templates, by the template's name.
    pub structure: Vec<TemplateRow>,
    /// Structural faults of pages, whatever their template.
    pub layout: Vec<LayoutRow>,
    /// The conventions of the book.
    pub conventions: Vec<ConventionRow>,
    /// Suppression comments and their effect.
    pub suppressions: SuppressionFigures,
    /// Comparison of the findings with the baseline, if there is one.
    pub baseline: Option<BaselineSummary>,
    /// The findings, by chapter and place.
    pub findings: Vec<FindingRow>,
    /// The formula of each figure.
    pub method: &'static [Method],
}

impl StyleReport {
    /// The name of the chapter of a place; empty if it is in none.
    pub(super) fn chapter_name(&self, place: &PlaceRow) -> &str {
        place.chapter.and_then(|chapter| self.chapters.get(chapter)).map_or("", |chapter| chapter.name.as_str())
    }
}

/// The result of the check, with the totals of the book.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Verdict {
    /// Whether a check would exit with 0.
    pub passed: bool,
    /// The unmet conditions in one line.
    pub failure: Option<String>,
    /// The least serious finding that fails.
    pub fail_on: FailOn,
    /// The results of the configured gates.
    pub gates: Vec<GateResult>,
    /// The number of findings, baseline included.
    pub counts: LevelCounts,
    /// Findings with a safe fix.
    pub fixable: usize,
    /// Which safe fixes a build applies to its pages.
    pub normalized: Normalize,
    /// Words of prose.
    pub words: usize,
    /// The number of checked chapters.
    pub chapters: usize,
    /// Findings per 1,000 words.
    pub density: Option<f64>,
    /// The identifier of the rules and their settings: figures under different ones cannot be compared.
    pub rule_set: String,
    /// What was not checked, with reasons.
    pub unchecked: Vec<Unchecked>,
}

/// The number of findings per level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct LevelCounts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Suggestions.
    pub suggestions: usize,
}

impl LevelCounts {
    /// Counts one finding.
    pub(super) fn add(&mut self, level: Severity) {
        match level {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Suggestion => self.suggestions += 1,
        }
    }

    /// The sum over all levels.
    pub fn total(self) -> usize {
        self.errors + self.warnings + self.suggestions
    }
}

/// A part of the book that was not checked.
#[derive(Clone, Debug, Serialize)]
pub struct Unchecked {
    /// The part.
    pub what: String,
    /// The reason.
    pub why: String,
}

/// A next step: fixing the findings of one rule.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Task {
    /// The rule.
    pub rule: String,
    /// The number of its findings.
    pub count: usize,
    /// The number of chapters with findings.
    pub chapters: usize,
    /// Findings with a safe fix.
    pub fixable: usize,
    /// The index of the chapter with most findings.
    pub chapter: Option<usize>,
    /// The number of findings in that chapter.
    pub in_chapter: usize,
    /// The index of the first finding in that chapter.
    pub finding: usize,
    /// The sum of weight × confidence of the fix.
    pub score: f64,
    /// The share of the book's weighted findings that these are.
    pub weight_share: f64,
    /// Whether some of these findings fail a build.
    pub fails: bool,
    /// The command that fixes the findings, or that lists them if none has a safe fix.
    pub command: String,
}

/// The figures of a chapter.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ChapterRow {
    /// Its name.
    pub name: String,
    /// The source of its page relative to `src`, with `index.md` for `README.md`.
    pub page: String,
    /// Its file relative to the root of the book, if it has one.
    pub file: Option<String>,
    /// The address of that file, if the repository is known.
    pub source: Option<String>,
    /// Words of prose.
    pub words: usize,
    /// Findings per level.
    pub counts: LevelCounts,
    /// Findings in the baseline.
    pub known: usize,
    /// The difference in findings to the record that the trend compares with; `None` if that record lacks the chapter.
    pub change: Option<i64>,
    /// Findings per 1,000 words; `None` without words.
    pub density: Option<f64>,
    /// The rules with most findings; two at most.
    pub main_rules: Vec<String>,
    /// Sentence lengths.
    pub sentences: SentenceLengths,
    /// The share of sentences in the passive voice; `None` if the book is not English or there are no sentences.
    pub passive_share: Option<f64>,
    /// Readability scores; `None` if the chapter is too short.
    pub scores: Option<Scores>,
    /// The template of its page, if it has one.
    pub template: Option<String>,
    /// Sections required by the template.
    pub required: usize,
    /// Required sections that are present and in order.
    pub met: usize,
}

/// The figures of a rule.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct RuleRow {
    /// Its name.
    pub name: String,
    /// A one-sentence summary.
    pub summary: Option<String>,
    /// What it reports, in Markdown, from its documentation.
    pub explanation: Option<String>,
    /// The address of its documentation.
    pub link: Option<String>,
    /// Findings per level.
    pub counts: LevelCounts,
    /// The share of all findings.
    pub share: f64,
    /// The share of the book's weighted findings.
    pub weight_share: f64,
    /// The number of chapters with findings.
    pub chapters: usize,
    /// Findings with a safe fix.
    pub fixable: usize,
    /// Findings suppressed by comments.
    pub suppressed: usize,
    /// Whether more than 30 % of its findings are suppressed.
    pub is_noisy: bool,
}
