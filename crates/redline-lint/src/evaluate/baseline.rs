//! Comparison of a run with the baseline.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::baseline::{Baseline, Entry, Volume};
use crate::catalogue;
use crate::lint_report::{BaselineSummary, LintReport};
use crate::settings::{RuleScope, Settings};
use redline_document::diagnostic::{Finding, Severity};

/// How the findings of a run stand to the baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// For each finding the entry that it is, or none: it is new.
    pub known: Vec<Option<usize>>,
    /// Entries whose findings are no longer there.
    pub stale: Vec<usize>,
}

impl Baseline {
    /// Tells known findings of a run over the whole book from new ones. `settings` say which rules ran: of the others
    /// nothing is stale.
    pub fn compare(&self, report: &LintReport, settings: &Settings) -> Comparison {
        let found: Vec<Entry> = report.findings.iter().map(|finding| self.entry(finding)).collect();
        let seen: BTreeSet<String> = report.files.iter().map(|file| self.name(file)).collect();
        let known = self.matched(&found, |file| seen.contains(file));
        let mut is_found = vec![false; self.entries.len()];
        known.iter().flatten().for_each(|&entry| is_found[entry] = true);
        let was_looked_for = |entry: &Entry| {
            let is_gone = !self.folder().join(&entry.file).exists();
            let has_problem =
                report.problems.iter().any(|it| it.file.as_ref().is_some_and(|it| self.name(it) == entry.file));
            let runs = match catalogue::find(&entry.rule) {
                Some(rule) => settings.may_run(rule),
                None => true,
            };
            (seen.contains(&entry.file) || is_gone) && !has_problem && runs
        };
        let stale = (0..is_found.len()).filter(|&at| !is_found[at] && was_looked_for(&self.entries[at])).collect();
        Comparison { known, stale }
    }

    /// Marks the findings of a run that are known.
    pub fn mark(&self, report: &mut LintReport, settings: &Settings) -> Comparison {
        let comparison = self.compare(report, settings);
        for (finding, known) in report.findings.iter_mut().zip(&comparison.known) {
            finding.is_known = known.is_some();
        }
        comparison
    }

    /// Marks the findings of a run that are known, and adds one about entries that no longer are.
    pub(super) fn evaluate(&self, report: &mut LintReport, settings: &Settings) {
        let comparison = self.mark(report, settings);
        let known = comparison.known.iter().flatten().count();
        let mut summary = BaselineSummary { known, new: comparison.known.len() - known, stale: comparison.stale.len() };
        if let (Some(level), Some(first)) =
            (settings.level(&catalogue::STALE_BASELINE, RuleScope::default()), comparison.stale.first())
        {
            report.findings.push(self.stale_finding(level, *first, summary.stale));
            report.findings.sort_by(Finding::order);
            summary.new += 1;
        }
        report.baseline = Some(summary);
    }

    fn stale_finding(&self, level: Severity, first: usize, count: usize) -> Finding {
        let entry = &self.entries[first];
        let message = match count {
            1 => format!("the baseline holds a finding of `{}` that is no longer there", entry.rule),
            _ => format!("the baseline holds {count} findings that are no longer there, first one of `{}`", entry.rule),
        };
        Finding {
            rule: catalogue::STALE_BASELINE.name.into(),
            level,
            message,
            help: Some("`mdbook-redline baseline update` takes out what is mended".to_owned()),
            link: None,
            file: Arc::clone(self.source()),
            on_disk: true,
            span: self.span(first),
            related: None,
            chapter: String::new(),
            section: Vec::new(),
            fix: None,
            is_known: false,
        }
    }

    /// The baseline with exactly the findings of a run.
    #[must_use]
    pub fn with_findings(&self, report: &LintReport) -> Self {
        let entries = report.findings.iter().filter(|finding| finding.rule != catalogue::STALE_BASELINE.name);
        self.of_entries(entries.map(|finding| self.entry(finding)).collect(), self.volumes(report))
    }

    /// The baseline with one finding more.
    #[must_use]
    pub fn with_finding(&self, finding: &Finding) -> Self {
        let entries = self.entries.iter().cloned().chain([self.entry(finding)]);
        self.of_entries(entries.collect(), self.files.clone())
    }

    /// The baseline without what is stale. With `refreshed`, entries also follow their findings to where these are now.
    #[must_use]
    pub fn without_stale(&self, report: &LintReport, comparison: &Comparison, refreshed: bool) -> Self {
        let mut entries: Vec<Option<Entry>> = self.entries.iter().cloned().map(Some).collect();
        for &stale in &comparison.stale {
            entries[stale] = None;
        }
        if refreshed {
            for (finding, known) in report.findings.iter().zip(&comparison.known) {
                if let Some(known) = known {
                    entries[*known] = Some(self.entry(finding));
                }
            }
        }
        let files = if refreshed { self.volumes(report) } else { self.files.clone() };
        self.of_entries(entries.into_iter().flatten().collect(), files)
    }

    fn volumes(&self, report: &LintReport) -> BTreeMap<String, Volume> {
        let chapters = report.chapters.iter().filter_map(|chapter| Some((chapter.file.as_deref()?, chapter.words)));
        chapters.map(|(file, words)| (self.name(file), Volume { words })).collect()
    }
}
