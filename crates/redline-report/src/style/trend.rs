//! The trend of a book: its records, and a comparison with an earlier one.

use std::collections::HashMap;

use super::date::day;
use super::model::{Change, Record, RuleChange, StyleReport, Trend, TrendPoint};

/// The most records shown at full resolution; older ones are thinned to at most as many.
const MAX_POINTS: usize = 200;

/// The days between a book and the record it is compared with, if its records go back that far.
const MONTH: i64 = 28;

/// Adds the trend over `records`, sorted by date, to a report, and to its chapters the difference in findings since the
/// record it is compared with. Without records there is no trend.
pub(super) fn with_trend(mut report: StyleReport, records: &[Record]) -> StyleReport {
    let Some(latest) = records.last() else { return report };
    let now = Record::of(&report, "", "");
    let mut points: Vec<TrendPoint> = thinned(records).into_iter().map(point).collect();
    if !latest.has_same_figures(&now) {
        points.push(TrendPoint { commit: None, date: None, ..point(&now) });
    }
    for index in 1..points.len() {
        points[index].breaks = points[index].rule_set != points[index - 1].rule_set;
    }
    let earlier = comparable(records, &now);
    if let Some(earlier) = earlier {
        let before: HashMap<&str, usize> =
            earlier.chapters.iter().map(|chapter| (chapter.page.as_str(), chapter.counts.total())).collect();
        for chapter in &mut report.chapters {
            chapter.change =
                before.get(chapter.page.as_str()).map(|before| difference(chapter.counts.total(), *before));
        }
    }
    report.trend = Some(Trend { points, change: earlier.map(|earlier| change(earlier, &now)) });
    report
}

/// The record to compare with: among the records since the rules last changed, the newest that is a month older than
/// the last record, or else the oldest.
fn comparable<'a>(records: &'a [Record], now: &Record) -> Option<&'a Record> {
    let since = records.iter().rposition(|record| record.rule_set != now.rule_set).map_or(0, |at| at + 1);
    let same = &records[since..];
    let last = day(&same.last()?.commit_date)?;
    let is_old = |record: &&Record| day(&record.commit_date).is_some_and(|day| last - day >= MONTH);
    let earlier = same.iter().rfind(is_old).or(same.first());
    // The book is not compared with itself.
    earlier.filter(|earlier| same.len() > 1 || !earlier.has_same_figures(now))
}

fn change(earlier: &Record, now: &Record) -> Change {
    let mut rules = Vec::new();
    for name in earlier.findings.keys().chain(now.findings.keys().filter(|name| !earlier.findings.contains_key(*name)))
    {
        let count = |record: &Record| record.findings.get(name).copied().unwrap_or(0);
        let by = difference(count(now), count(earlier));
        if by != 0 {
            rules.push(RuleChange { rule: name.clone(), by });
        }
    }
    rules.sort_by_key(|change| std::cmp::Reverse(change.by));
    Change {
        commit: earlier.commit.clone(),
        date: date(earlier),
        counts: earlier.counts,
        weighted_density: earlier.metrics.weighted_density,
        grade: earlier.metrics.grade,
        silenced: earlier.silenced,
        rules,
    }
}

fn difference(now: usize, before: usize) -> i64 {
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    whole(now) - whole(before)
}

fn point(record: &Record) -> TrendPoint {
    TrendPoint {
        commit: Some(record.commit.clone()),
        date: Some(date(record)),
        rule_set: record.rule_set.clone(),
        breaks: false,
        words: record.words,
        counts: record.counts,
        weighted_density: record.metrics.weighted_density,
        grade: record.metrics.grade,
        passive_sentences: record.metrics.passive_sentences,
    }
}

/// The day of a record's commit.
fn date(record: &Record) -> String {
    record.commit_date.split('T').next().unwrap_or_default().to_owned()
}

/// The newest records, and of older ones the last of each week.
fn thinned(records: &[Record]) -> Vec<&Record> {
    let (older, newest) = records.split_at(records.len().saturating_sub(MAX_POINTS));
    let week = |record: &Record| day(&record.commit_date).map(|day| day.div_euclid(7));
    let last_of_its_week = |(index, record): &(usize, &Record)| {
        older.get(index + 1).or(newest.first()).is_none_or(|next| week(next) != week(record))
    };
    let weekly: Vec<&Record> = older.iter().enumerate().filter(last_of_its_week).map(|(_, record)| record).collect();
    let from = weekly.len().saturating_sub(MAX_POINTS);
    weekly[from..].iter().copied().chain(newest).collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::{LevelCounts, Metrics};
    use super::*;

    fn record(commit: &str, date: &str, rule_set: &str) -> Record {
        Record {
            schema: 1,
            commit: commit.to_owned(),
            commit_date: date.to_owned(),
            tool: String::new(),
            title: None,
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
    fn comparison_is_with_a_month_ago_under_the_same_rules() {
        let records = [
            record("a", "2026-01-01", "one"),
            record("bb", "2026-02-01", "one"),
            record("ccc", "2026-02-20", "one"),
            record("dddd", "2026-03-03", "one"),
        ];
        let now = |rules: &str| record("fifth", "", rules);
        let compared = |records: &[Record], rules| comparable(records, &now(rules)).map(|found| found.commit.clone());
        assert_eq!(compared(&records, "one").as_deref(), Some("bb"));
        assert_eq!(compared(&records[..1], "one").as_deref(), Some("a"), "the oldest that there is");
        assert_eq!(compared(&records, "two"), None);
        let mut changed = records.clone();
        changed[1].rule_set = "two".to_owned();
        assert_eq!(compared(&changed, "one").as_deref(), Some("ccc"), "no further back than the rules go");
        assert_eq!(comparable(&records[..1], &record("a", "", "one")), None, "not with itself");
        assert_eq!(change(&records[1], &now("one")).rules, [RuleChange { rule: "passive".to_owned(), by: 3 }]);
    }

    #[test]
    fn old_records_are_thinned_to_weeks() {
        let date = |index: usize| format!("20{:02}-{:02}-{:02}", index / 336, index / 28 % 12 + 1, index % 28 + 1);
        let records: Vec<Record> = (0..500).map(|index| record(&index.to_string(), &date(index), "one")).collect();
        let kept = thinned(&records);
        assert!(kept.len() > MAX_POINTS + 35 && kept.len() < MAX_POINTS + 60, "{}", kept.len());
        assert!(kept.is_sorted_by_key(|record| &record.commit_date));
        assert_eq!(kept[kept.len() - MAX_POINTS..].iter().map(|it| it.commit.as_str()).next(), Some("300"));
    }
}
