//! Records: the figures of a book at its commits.
//!
//! A record holds figures and names of rules and pages, never text of the book.

use std::collections::BTreeMap;

use redline_document::diagnostic::Severity;
use redline_lint::TOOL_NAME;

use super::method::weight;
use super::model::{BookLinks, ChapterRow, LevelCounts, Metrics, Record, RecordedChapter, StyleReport};
use crate::readability::{number, rounded};

/// The version of the schema that this version writes, and the newest that it reads.
pub(super) const SCHEMA: u32 = 1;

impl Record {
    /// The figures of a report as the record of a commit.
    pub fn of(report: &StyleReport, commit: &str, commit_date: &str) -> Self {
        let verdict = &report.verdict;
        let chapter = |chapter: &ChapterRow| RecordedChapter {
            page: chapter.page.clone(),
            words: chapter.words,
            counts: chapter.counts,
            findings: BTreeMap::new(),
        };
        let mut chapters: Vec<RecordedChapter> = report.chapters.iter().map(chapter).collect();
        for finding in &report.findings {
            if let Some(chapter) = finding.place.chapter.and_then(|index| chapters.get_mut(index)) {
                chapter.findings.entry(finding.rule.clone()).or_default().add(&finding.quote.words);
            }
        }
        Self {
            schema: SCHEMA,
            commit: commit.to_owned(),
            commit_date: commit_date.to_owned(),
            tool: format!("{TOOL_NAME} {}", env!("CARGO_PKG_VERSION")),
            title: report.title.clone(),
            links: BookLinks::default(),
            rule_set: verdict.rule_set.clone(),
            words: verdict.words,
            sentences: report.readability.counts.sentences,
            findings: report
                .rules
                .iter()
                .filter(|rule| rule.counts.total() > 0)
                .map(|rule| (rule.name.clone(), rule.counts.total()))
                .collect(),
            counts: verdict.counts,
            known: report.chapters.iter().map(|chapter| chapter.known).sum(),
            silenced: report.suppressions.silenced,
            metrics: Metrics::of(report),
            chapters,
        }
    }

    /// Whether another record of the same commit has nothing new.
    pub(super) fn is_again(&self, other: &Self) -> bool {
        let named = |record: &Self| {
            let Self { commit, commit_date, title, links, .. } = record.clone();
            (commit, commit_date, title, links)
        };
        named(self) == named(other)
            && self.has_rules_per_chapter() == other.has_rules_per_chapter()
            && self.has_same_figures(other)
    }

    /// Whether the chapters have their findings by rule; records of earlier versions lack them.
    pub(super) fn has_rules_per_chapter(&self) -> bool {
        self.chapters.iter().all(|chapter| chapter.counts.total() == 0 || !chapter.findings.is_empty())
    }

    /// Whether two records have the same figures, whatever their commits. What only one of them recorded, because the
    /// other is of an earlier version, is not compared.
    pub(super) fn has_same_figures(&self, other: &Self) -> bool {
        let has_passive = self.metrics.passive_sentences.is_some() && other.metrics.passive_sentences.is_some();
        let has_rules = self.has_rules_per_chapter() && other.has_rules_per_chapter();
        let plain = |record: &Self| {
            let mut record = Self {
                commit: String::new(),
                commit_date: String::new(),
                tool: String::new(),
                title: None,
                links: BookLinks::default(),
                ..record.clone()
            };
            record.metrics.passive_sentences = record.metrics.passive_sentences.filter(|_| has_passive);
            if !has_rules {
                record.chapters.iter_mut().for_each(|chapter| chapter.findings.clear());
            }
            record
        };
        plain(self) == plain(other)
    }
}

impl Metrics {
    fn of(report: &StyleReport) -> Self {
        let verdict = &report.verdict;
        let sum = |measure: &dyn Fn(&ChapterRow) -> usize| report.chapters.iter().map(measure).sum::<usize>();
        let (required, met) = (sum(&|chapter| chapter.required), sum(&|chapter| chapter.met));
        Self {
            weighted_density: (verdict.words > 0)
                .then(|| rounded(1000.0 * weighted(verdict.counts) / number(verdict.words))),
            grade: report.readability.scores.as_ref().map(|scores| rounded(scores.headline())),
            long_sentences: rounded(report.readability.sentences.long_share),
            passive_sentences: report.readability.passive_share.map(rounded),
            term_consistency: report.term_consistency.map(rounded),
            structure: (required > 0).then(|| rounded(number(met) / number(required))),
        }
    }
}

/// The weighted number of findings: an error counts 5, a warning 2, a suggestion 0.5.
pub(super) fn weighted(counts: LevelCounts) -> f64 {
    let LevelCounts { errors, warnings, suggestions } = counts;
    let all = [(Severity::Error, errors), (Severity::Warning, warnings), (Severity::Suggestion, suggestions)];
    all.into_iter().map(|(level, count)| weight(level) * number(count)).sum()
}

/// The day of a record's commit.
pub(super) fn date(record: &Record) -> String {
    record.commit_date.split('T').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::model::{Marks, RecordedChapter};
    use super::*;

    /// A record of a book of 1,000 words, with a finding of `passive` for each letter of `commit`.
    pub(in super::super) fn record(commit: &str, date: &str, rule_set: &str) -> Record {
        Record {
            schema: SCHEMA,
            commit: commit.to_owned(),
            commit_date: date.to_owned(),
            tool: String::new(),
            title: None,
            links: BookLinks::default(),
            rule_set: rule_set.to_owned(),
            words: 1000,
            sentences: 50,
            findings: [("passive".to_owned(), commit.len())].into(),
            counts: LevelCounts::default(),
            known: 0,
            silenced: 0,
            metrics: Metrics::default(),
            chapters: Vec::new(),
        }
    }

    #[test]
    fn figures_that_an_earlier_version_lacks_are_no_difference() {
        let mut now = record("a", "2026-01-01", "one");
        let mut chapter = RecordedChapter { page: "a.md".to_owned(), ..RecordedChapter::default() };
        chapter.counts.warnings = 1;
        chapter.findings.entry("passive".to_owned()).or_default().add("is done");
        now.chapters.push(chapter);
        now.metrics.passive_sentences = Some(0.5);
        let mut old = now.clone();
        old.chapters[0].findings.clear();
        old.metrics.passive_sentences = None;
        assert!(old.has_same_figures(&now) && now.has_same_figures(&old));
        old.words += 1;
        assert!(!old.has_same_figures(&now));
        let mut other_rule = now.clone();
        other_rule.chapters[0].findings = [("misspelling".to_owned(), Marks::default())].into();
        assert!(!other_rule.has_same_figures(&now));
    }
}
