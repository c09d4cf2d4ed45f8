//! The trend of a book: its records, and a comparison with an earlier one.

use std::collections::HashMap;

use super::comparison::{change, difference, step};
use super::date::day;
use super::model::{Change, Record, StyleReport, Trend, TrendPoint};
use super::record::date;
use crate::readability::{number, rounded};

/// The most records shown at full resolution; older ones are thinned to at most as many.
const MAX_POINTS: usize = 200;

/// The days between a book and the record it is compared with.
const MONTH: i64 = 30;

/// The least such days, if the records go back that far.
const HALF_MONTH: i64 = 15;

/// Adds the trend over `records`, sorted by date, to a report, and to its chapters the difference in findings since the
/// record it is compared with. Without records there is no trend.
pub(super) fn with_trend(mut report: StyleReport, records: &[Record]) -> StyleReport {
    if records.is_empty() {
        return report;
    }
    let now = Record::of(&report, "", "");
    let trend = trend_of(records, &now);
    let month_ago =
        trend.change.as_ref().and_then(|change| records.iter().find(|record| record.commit == change.commit));
    if let Some(earlier) = month_ago {
        let before: HashMap<&str, usize> =
            earlier.chapters.iter().map(|chapter| (chapter.page.as_str(), chapter.counts.total())).collect();
        for chapter in &mut report.chapters {
            chapter.change =
                before.get(chapter.page.as_str()).map(|before| difference(chapter.counts.total(), *before));
        }
    }
    report.trend = Some(trend);
    report
}

/// The trend over `records`, sorted by date, up to the state `now`, which may be that of the last record.
pub(super) fn trend_of(records: &[Record], now: &Record) -> Trend {
    let mut shown: Vec<&Record> = thinned(records);
    let mut points: Vec<TrendPoint> = shown.iter().map(|record| point(record)).collect();
    if records.last().is_none_or(|last| !last.has_same_figures(now)) {
        shown.push(now);
        points.push(TrendPoint { commit: None, date: None, ..point(now) });
    }
    for index in 1..points.len() {
        let (earlier, later) = (shown[index - 1], shown[index]);
        points[index].breaks = later.rule_set != earlier.rule_set;
        points[index].step = (!points[index].breaks).then(|| step(earlier, later));
    }
    let compared = |earlier: Option<&Record>| -> Option<Change> { earlier.map(|earlier| change(earlier, now)) };
    let earlier = comparable(records, now);
    Trend { points, change: compared(month_before(earlier, records)), latest: compared(earlier.last()) }
}

/// The records that a state can be compared with: those since the rules last changed, without the state itself.
fn comparable<'a>(records: &'a [Record], now: &Record) -> &'a [Record] {
    let since = records.iter().rposition(|record| record.rule_set != now.rule_set).map_or(0, |at| at + 1);
    match &records[since..] {
        [earlier @ .., last] if last.has_same_figures(now) => earlier,
        earlier => earlier,
    }
}

/// Among the records to compare with, the one nearest to a month before the last record of all; if none is half a month
/// old, the oldest.
fn month_before<'a>(comparable: &'a [Record], records: &[Record]) -> Option<&'a Record> {
    let last = day(&records.last()?.commit_date)?;
    let age = |record: &Record| day(&record.commit_date).map(|day| last - day);
    let old = comparable.iter().filter_map(|record| Some((age(record).filter(|age| *age >= HALF_MONTH)?, record)));
    old.min_by_key(|(age, _)| (age - MONTH).abs()).map(|(_, record)| record).or(comparable.first())
}

fn point(record: &Record) -> TrendPoint {
    TrendPoint {
        commit: Some(record.commit.clone()),
        date: Some(date(record)),
        rule_set: record.rule_set.clone(),
        breaks: false,
        words: record.words,
        counts: record.counts,
        density: (record.words > 0).then(|| rounded(1000.0 * number(record.counts.total()) / number(record.words))),
        weighted_density: record.metrics.weighted_density,
        grade: record.metrics.grade,
        passive_sentences: record.metrics.passive_sentences,
        step: None,
    }
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
    use super::super::record::tests::record;
    use super::*;

    #[test]
    fn comparison_is_with_a_month_ago_and_with_the_last_record() {
        let records = [
            record("a", "2026-01-01", "one"),
            record("bb", "2026-02-01", "one"),
            record("ccc", "2026-02-20", "one"),
            record("dddd", "2026-03-03", "one"),
        ];
        let now = |rules: &str| record("fifth", "", rules);
        let compared = |records: &[Record], now: &Record| {
            let trend = trend_of(records, now);
            [trend.change, trend.latest].map(|change| change.map_or_else(String::new, |change| change.commit))
        };
        assert_eq!(compared(&records, &now("one")), ["bb", "dddd"]);
        assert_eq!(
            compared(&records, &record("4444", "", "one")),
            ["bb", "ccc"],
            "the last record is the current state"
        );
        assert_eq!(compared(&records[..1], &now("one")), ["a", "a"], "the oldest that there is");
        assert_eq!(compared(&records[1..3], &now("one")), ["bb", "ccc"], "nineteen days are nearest to a month");
        assert_eq!(compared(&records[2..], &now("one")), ["ccc", "dddd"], "none is half a month old");
        assert_eq!(compared(&records, &now("two")), ["", ""]);
        assert_eq!(compared(&records[..1], &record("b", "", "one")), ["", ""], "not with itself");
        let mut changed = records.clone();
        changed[1].rule_set = "two".to_owned();
        assert_eq!(compared(&changed, &now("one")), ["ccc", "dddd"], "no further back than the rules go");
        let trend = trend_of(&changed, &now("one"));
        assert_eq!(
            trend.points.iter().map(|point| point.breaks).collect::<Vec<_>>(),
            [false, true, true, false, false]
        );
        let steps: Vec<_> = trend.points.iter().map(|point| point.step.map(|step| (step.new, step.fixed))).collect();
        assert_eq!(steps, [None, None, None, Some((1, 0)), Some((1, 0))]);
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
