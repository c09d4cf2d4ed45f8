//! The style report as data: what the page says and `report --json` prints.
//!
//! Every figure stands beside what it is a share of. Shares are between zero and one; densities are findings per 1,000
//! words of prose. Lists have one good order, said where they are.

mod finding;
mod whole;

use serde::{Deserialize, Serialize};

use super::method::Method;
use super::trend::Trend;
use crate::config::{FailOn, Normalize};
use crate::diagnostic::Severity;
use crate::lint_report::BaselineSummary;
use crate::lint_report::GateResult;
use crate::report::readability::{Scores, SentenceLengths};

pub use finding::{FindingRow, FixRow, PlaceRow, Quote};
pub use whole::{
    AcronymFigures, AcronymRow, ConventionRow, LayoutRow, LongSentence, Readability, SuppressionFigures, TemplateRow,
    TermRow,
};

/// How a book stands.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct StyleReport {
    /// The version of this shape.
    pub version: u32,
    /// The title of the book.
    pub title: Option<String>,
    /// Whether it passes, and of what that is said.
    pub verdict: Verdict,
    /// What to do next, the most worthwhile first; five at most.
    pub next: Vec<Task>,
    /// Whether it is getting better; `None` without records.
    pub trend: Option<Trend>,
    /// Whether there are records that cannot be read.
    #[serde(skip)]
    pub has_unreadable_records: bool,
    /// The chapters that were checked, in the order of the book.
    pub chapters: Vec<ChapterRow>,
    /// The rules that found something or were silenced, the most frequent first.
    pub rules: Vec<RuleRow>,
    /// How hard the book is to read.
    pub readability: Readability,
    /// The book's own terms, those with most variants first.
    pub terms: Vec<TermRow>,
    /// The share of places of terms that have the preferred form; `None` without terms in the text.
    pub term_consistency: Option<f64>,
    /// Its acronyms.
    pub acronyms: AcronymFigures,
    /// How pages follow their templates, by the template's name.
    pub structure: Vec<TemplateRow>,
    /// What pages lack whatever their template.
    pub layout: Vec<LayoutRow>,
    /// What the book does by habit.
    pub conventions: Vec<ConventionRow>,
    /// What comments silence.
    pub suppressions: SuppressionFigures,
    /// How the findings stand to the baseline, if there is one.
    pub baseline: Option<BaselineSummary>,
    /// The findings, by chapter and place.
    pub findings: Vec<FindingRow>,
    /// How each figure is made.
    pub method: &'static [Method],
}

impl StyleReport {
    /// The name of the chapter of a place; empty if it is in none.
    pub(super) fn chapter_name(&self, place: &PlaceRow) -> &str {
        place.chapter.and_then(|chapter| self.chapters.get(chapter)).map_or("", |chapter| chapter.name.as_str())
    }
}

/// Whether a book passes.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Verdict {
    /// Whether a check would exit with 0.
    pub passed: bool,
    /// The conditions that are not met, in one line.
    pub failure: Option<String>,
    /// The least serious finding that fails.
    pub fail_on: FailOn,
    /// What the gates say, if there are some.
    pub gates: Vec<GateResult>,
    /// How many findings there are, in the baseline or not.
    pub counts: LevelCounts,
    /// How many have a safe fix.
    pub fixable: usize,
    /// Which safe fixes the pages of a build show.
    pub normalized: Normalize,
    /// Words of prose.
    pub words: usize,
    /// Chapters that were checked.
    pub chapters: usize,
    /// Findings per 1,000 words.
    pub density: Option<f64>,
    /// What the rules and their settings are known by: figures under two of them cannot be compared.
    pub rule_set: String,
    /// What was not checked, and why.
    pub unchecked: Vec<Unchecked>,
}

/// How many findings have each level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct LevelCounts {
    /// Must be mended.
    pub errors: usize,
    /// Should be mended.
    pub warnings: usize,
    /// Worth a thought.
    pub suggestions: usize,
}

impl LevelCounts {
    /// Counts one more.
    pub(super) fn add(&mut self, level: Severity) {
        match level {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Suggestion => self.suggestions += 1,
        }
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.errors + self.warnings + self.suggestions
    }
}

/// Something that was not checked.
#[derive(Clone, Debug, Serialize)]
pub struct Unchecked {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}

/// Something worth doing: the findings of one rule.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Task {
    /// The rule.
    pub rule: String,
    /// How many findings.
    pub count: usize,
    /// In how many chapters.
    pub chapters: usize,
    /// How many have a safe fix.
    pub fixable: usize,
    /// The chapter with most of them, by its index.
    pub chapter: Option<usize>,
    /// How many it has.
    pub in_chapter: usize,
    /// The first of them in that chapter, by its index.
    pub finding: usize,
    /// Weight × words of the sentence × confidence of the fix, summed.
    pub score: f64,
}

/// What is known of a chapter.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ChapterRow {
    /// Its name.
    pub name: String,
    /// The source of its page relative to `src`, with `index.md` for `README.md`.
    pub page: String,
    /// Its file relative to the root of the book, if it has one.
    pub file: Option<String>,
    /// Words of prose.
    pub words: usize,
    /// Its findings.
    pub counts: LevelCounts,
    /// How many of them are in the baseline.
    pub known: usize,
    /// By how many findings it has changed since the record that the trend compares with; `None` if that has no such
    /// chapter.
    pub change: Option<i64>,
    /// Findings per 1,000 words; `None` without words.
    pub density: Option<f64>,
    /// The rules that find most in it; two at most.
    pub main_rules: Vec<String>,
    /// How long its sentences are.
    pub sentences: SentenceLengths,
    /// The share of its sentences in the passive voice; `None` if the book is not English or nothing was counted.
    pub passive_share: Option<f64>,
    /// What the formulas say; `None` if it is too short.
    pub scores: Option<Scores>,
    /// The template of its page, if it has one.
    pub template: Option<String>,
    /// Sections that the template requires.
    pub required: usize,
    /// Of those, how many are there, in their place.
    pub met: usize,
}

/// What is known of a rule.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct RuleRow {
    /// Its name.
    pub name: String,
    /// What it is about, in a sentence.
    pub summary: Option<String>,
    /// A page about it.
    pub link: Option<String>,
    /// Its findings.
    pub counts: LevelCounts,
    /// Their share of all findings.
    pub share: f64,
    /// How many chapters it found something in.
    pub chapters: usize,
    /// How many of its findings have a safe fix.
    pub fixable: usize,
    /// How many comments silenced.
    pub suppressed: usize,
    /// Whether more than 30 % of what it says is silenced.
    pub is_noisy: bool,
}
