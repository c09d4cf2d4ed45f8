//! Next steps, and rules by number of findings.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use redline_lint::catalogue;

use super::input::ReportInput;
use super::method::weight;
use super::model::{FindingRow, LevelCounts, RuleRow, Task};
use crate::readability::{number, rounded, share};

/// The most next steps listed.
const MAX_TASKS: usize = 5;

/// A rule with a higher share of suppressed findings is noisy.
const NOISE: f64 = 0.3;

/// The rules with most findings in a chapter, two at most.
pub(super) fn main_rules(findings: &[FindingRow], chapter: usize) -> Vec<String> {
    // Findings are sorted by chapter.
    let from = findings.partition_point(|finding| finding.place.chapter.is_some_and(|other| other < chapter));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings[from..].iter().take_while(|finding| finding.place.chapter == Some(chapter)) {
        *counts.entry(&finding.rule).or_default() += 1;
    }
    let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(_, count)| Reverse(*count));
    ranked.into_iter().take(2).map(|(rule, _)| rule.to_owned()).collect()
}

pub(super) fn tasks(input: &ReportInput<'_>, findings: &[FindingRow]) -> Vec<Task> {
    // New findings come first; only without them does the debt count.
    let has_new = findings.iter().any(|finding| !finding.known);
    let mut by_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate().filter(|(_, finding)| !(has_new && finding.known)) {
        by_rule.entry(&finding.rule).or_default().push(index);
    }
    debug_assert_eq!(input.report.findings.len(), findings.len());
    let mut tasks: Vec<Task> = by_rule.into_iter().map(|(rule, of_rule)| task(rule, &of_rule, findings)).collect();
    tasks.sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.rule.cmp(&other.rule)));
    tasks.truncate(MAX_TASKS);
    tasks
}

fn task(rule: &str, of_rule: &[usize], findings: &[FindingRow]) -> Task {
    let mut by_chapter: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let mut score = 0.0;
    for &index in of_rule {
        let finding = &findings[index];
        by_chapter.entry(finding.place.chapter).or_default().push(index);
        let confidence = match finding.fix.as_ref().map(|fix| fix.level) {
            Some("safe") => 1.0,
            Some(_) => 0.8,
            None => 0.6,
        };
        let quote = &finding.quote;
        let words = [&quote.before, &quote.words, &quote.after].map(|part| part.split_whitespace().count());
        score += weight(finding.level) * number(words.iter().sum::<usize>().max(1)) * confidence;
    }
    let most = by_chapter.iter().max_by_key(|(chapter, of_chapter)| (of_chapter.len(), Reverse(**chapter)));
    let (chapter, in_chapter) = most.map_or((None, of_rule), |(chapter, of_chapter)| (*chapter, of_chapter));
    let is_fixable = |index: &&usize| findings[**index].fix.as_ref().is_some_and(|fix| fix.level == "safe");
    Task {
        rule: rule.to_owned(),
        count: of_rule.len(),
        chapters: by_chapter.keys().flatten().count(),
        fixable: of_rule.iter().filter(is_fixable).count(),
        chapter,
        in_chapter: in_chapter.len(),
        finding: in_chapter.first().copied().unwrap_or(0),
        score: rounded(score),
    }
}

pub(super) fn rule_rows(input: &ReportInput<'_>, findings: &[FindingRow]) -> Vec<RuleRow> {
    let silenced = &input.report.silenced;
    let names: BTreeSet<&str> =
        findings.iter().map(|finding| finding.rule.as_str()).chain(silenced.keys().map(AsRef::as_ref)).collect();
    let row = |name: &str| {
        let own = || findings.iter().filter(|finding| finding.rule == name);
        let definition = input.settings.styles.definitions().find(|definition| definition.name == name);
        let mut counts = LevelCounts::default();
        own().for_each(|finding| counts.add(finding.level));
        let suppressed = silenced.get(name).copied().unwrap_or(0);
        RuleRow {
            name: name.to_owned(),
            summary: catalogue::find(name)
                .map(|rule| rule.summary.to_owned())
                .or_else(|| definition.and_then(|definition| definition.description.clone())),
            link: definition.and_then(|definition| definition.link.clone()),
            counts,
            share: share(counts.total(), findings.len()),
            chapters: own().filter_map(|finding| finding.place.chapter).collect::<BTreeSet<_>>().len(),
            fixable: own().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.level == "safe")).count(),
            suppressed,
            is_noisy: share(suppressed, suppressed + counts.total()) > NOISE,
        }
    };
    let mut rows: Vec<RuleRow> = names.into_iter().map(row).collect();
    rows.sort_by_key(|row| Reverse(row.counts.total()));
    rows
}
