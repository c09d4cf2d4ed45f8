//! Next steps, and rules by number of findings.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use redline_lint::TOOL_NAME;
use redline_lint::catalogue;

use super::input::ReportInput;
use super::method::weight;
use super::model::{FindingRow, LevelCounts, RuleRow, Task};
use super::record::weighted;
use crate::readability::{rounded, share};

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

/// The next steps: rules that fail a build first, then by weight and ease.
pub(super) fn tasks(input: &ReportInput<'_>, findings: &[FindingRow]) -> Vec<Task> {
    // New findings come first; only without them does the debt count.
    let has_new = findings.iter().any(|finding| !finding.known);
    let mut by_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate().filter(|(_, finding)| !(has_new && finding.known)) {
        by_rule.entry(&finding.rule).or_default().push(index);
    }
    let all: f64 = findings.iter().map(|finding| weight(finding.level)).sum();
    let mut tasks: Vec<Task> = by_rule
        .into_iter()
        .map(|(rule, of_rule)| Task {
            fails: of_rule.iter().map(|&index| &findings[index]).any(|finding| fails(input, finding)),
            ..task(rule, &of_rule, findings, all)
        })
        .collect();
    let order = |one: &Task, other: &Task| {
        let by_score = || other.score.total_cmp(&one.score).then_with(|| one.rule.cmp(&other.rule));
        other.fails.cmp(&one.fails).then_with(by_score)
    };
    tasks.sort_by(order);
    tasks.truncate(MAX_TASKS);
    tasks
}

/// Whether a finding fails a build.
fn fails(input: &ReportInput<'_>, finding: &FindingRow) -> bool {
    !finding.known && input.settings.table.fail_on.fails(finding.level)
}

/// The task of fixing the findings of a rule. `all` is the weight of all findings of the book.
fn task(rule: &str, of_rule: &[usize], findings: &[FindingRow], all: f64) -> Task {
    let mut by_chapter: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let (mut score, mut of_task) = (0.0, 0.0);
    for &index in of_rule {
        let finding = &findings[index];
        by_chapter.entry(finding.place.chapter).or_default().push(index);
        let confidence = match finding.fix.as_ref().map(|fix| fix.level) {
            Some("safe") => 1.0,
            Some(_) => 0.8,
            None => 0.6,
        };
        of_task += weight(finding.level);
        score += weight(finding.level) * confidence;
    }
    let most = by_chapter.iter().max_by_key(|(chapter, of_chapter)| (of_chapter.len(), Reverse(**chapter)));
    let (chapter, in_chapter) = most.map_or((None, of_rule), |(chapter, of_chapter)| (*chapter, of_chapter));
    let is_fixable = |index: &&usize| findings[**index].fix.as_ref().is_some_and(|fix| fix.level == "safe");
    let fixable = of_rule.iter().filter(is_fixable).count();
    Task {
        rule: rule.to_owned(),
        count: of_rule.len(),
        chapters: by_chapter.keys().flatten().count(),
        fixable,
        chapter,
        in_chapter: in_chapter.len(),
        finding: in_chapter.first().copied().unwrap_or(0),
        score: rounded(score),
        weight_share: share_of(of_task, all),
        fails: false,
        command: format!("{TOOL_NAME} {} --select {rule}", if fixable > 0 { "fix" } else { "check" }),
    }
}

pub(super) fn rule_rows(input: &ReportInput<'_>, findings: &[FindingRow]) -> Vec<RuleRow> {
    let silenced = &input.report.silenced;
    let all: f64 = findings.iter().map(|finding| weight(finding.level)).sum();
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
            explanation: catalogue::find(name).and_then(|rule| explanation(rule.page)).map(str::to_owned),
            share: share(counts.total(), findings.len()),
            weight_share: share_of(weighted(counts), all),
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

/// The share of a weight in all weight to four decimal places; zero without any weight.
fn share_of(part: f64, all: f64) -> f64 {
    if all > 0.0 { (part / all * 1e4).round() / 1e4 } else { 0.0 }
}

/// The first paragraph of the page of a rule that describes what it does, without the introduction of a list.
fn explanation(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("## What it does\n")?;
    let paragraph = rest.trim_start().split("\n\n").next()?.trim();
    let end = if paragraph.ends_with(':') { paragraph.rfind(". ")? + 1 } else { paragraph.len() };
    Some(&paragraph[..end]).filter(|text| !text.is_empty())
}
