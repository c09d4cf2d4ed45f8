//! The trend over earlier records: better or worse, new and fixed findings, and figures over time.

use std::cmp::Reverse;

use super::super::date::day;
use super::super::model::{Change, Record, RuleChange, StyleReport, Trend, TrendPoint, TrendVerdict};
use super::super::node::{
    Cell, Inline, Node, TimeChart, TimePoint, code, joined, left, or_dash, right, short_commit, strong, table, text,
    words,
};
use super::super::numbers::{count_of, decimal, percent, signed_percent, thousands};
use crate::readability::number;

/// The most rules named that find more or less.
const SHOWN_RULES: usize = 3;

pub(super) fn trend(report: &StyleReport, nodes: &mut Vec<Node>) {
    let Some(trend) = &report.trend else {
        nodes.push(Node::Paragraph(if report.has_unreadable_records {
            vec![text("No trend: the records cannot be read; see what was not checked.")]
        } else {
            vec![text("No trend yet: "), code("mdbook-redline record"), text(", run in CI, records each commit.")]
        }));
        return;
    };
    let now = Record::of(report, "", "");
    let line = match &trend.change {
        Some(change) => compared(trend, change, &now),
        None if trend.points.last().is_some_and(|last| last.commit.is_some()) => {
            vec![text("The last record is the first with these rules: there is nothing to compare it with yet.")]
        }
        None => vec![text("The rules have changed since the last record, so nothing can be compared with it.")],
    };
    nodes.push(Node::Paragraph(line));
    nodes.extend(resized(trend, &now).map(|notice| Node::Paragraph(vec![strong("Note: "), text(notice)])));
    nodes.extend(charts(trend, report.readability.english).into_iter().next());
}

/// The other figures over time, and the table of records.
pub(super) fn over_time(report: &StyleReport, nodes: &mut Vec<Node>) {
    let Some(trend) = &report.trend else { return };
    let english = report.readability.english;
    let mut content: Vec<Node> = charts(trend, english).into_iter().skip(1).collect();
    let now = Record::of(report, "", "");
    content.extend(trend.change.as_ref().and_then(|change| further(trend, change, &now)));
    records(trend, english, &mut content);
    nodes.push(Node::Details(format!("All figures over time ({})", count_of(trend.points.len(), "point")), content));
}

/// A sentence that compares the current figures with an earlier record, with new and fixed findings.
pub(in super::super) fn compared(trend: &Trend, change: &Change, now: &Record) -> Vec<Inline> {
    let verdict = match change.step.verdict {
        TrendVerdict::Better => "Better than",
        TrendVerdict::AboutTheSame => "About the same as",
        TrendVerdict::Worse => "Worse than",
    };
    let share = change.step.density_change.map(|share| format!(" ({})", signed_percent(share))).unwrap_or_default();
    let mut line = vec![
        strong(format!("{verdict} on {}: {}", change.date, new_and_fixed(change))),
        text(format!(
            "; weighted findings per 1,000 words {} then, {} now{share}; {} then, {} now.",
            or_dash(change.weighted_density, 2),
            or_dash(now.metrics.weighted_density, 2),
            count_of(change.counts.total(), "finding"),
            thousands(now.counts.total()),
        )),
    ];
    if let Some(latest) = trend.latest.as_ref().filter(|latest| latest.commit != change.commit) {
        let verdict = latest.step.verdict.words();
        line.push(text(format!(" Since {}: {verdict}, {}.", latest.date, new_and_fixed(latest))));
    }
    let by_rule = rule_changes(&change.rules);
    if !by_rule.is_empty() {
        line.push(Inline::Break);
        line.extend(by_rule);
    }
    line
}

/// The new and the fixed findings. Compared by rules of the whole book alone, there may be more of both.
fn new_and_fixed(change: &Change) -> String {
    let least = if change.by_chapter { "" } else { "at least " };
    format!("{least}{} new, {} fixed", thousands(change.step.new), thousands(change.step.fixed))
}

/// The rules with new findings, then those with fixed ones.
fn rule_changes(rules: &[RuleChange]) -> Vec<Inline> {
    let list = |lead: &str, count: fn(&RuleChange) -> usize| -> Vec<Inline> {
        let mut chosen: Vec<&RuleChange> = rules.iter().filter(|rule| count(rule) > 0).collect();
        chosen.sort_by_key(|rule| Reverse(count(rule)));
        if chosen.is_empty() {
            return Vec::new();
        }
        let shown = chosen.iter().take(SHOWN_RULES);
        let mut line = vec![text(lead)];
        line.extend(joined(
            shown.map(|it| vec![code(it.rule.as_str()), text(format!("\u{a0}{}", thousands(count(it))))]),
            ", ",
        ));
        if chosen.len() > SHOWN_RULES {
            line.push(text(format!(" and {} more", count_of(chosen.len() - SHOWN_RULES, "rule"))));
        }
        line.push(text("."));
        line
    };
    let new = list("New: ", |rule| rule.new);
    let fixed = list(if new.is_empty() { "Fixed: " } else { " Fixed: " }, |rule| rule.fixed);
    new.into_iter().chain(fixed).collect()
}

/// A notice if the book grew or shrank so much that densities compare different texts: since the record compared with, or
/// between two records after the last change of rules.
pub(in super::super) fn resized(trend: &Trend, now: &Record) -> Option<String> {
    let notice = |factor: f64, before: usize, after: usize, from: &str, to: &str| {
        let size = if factor >= 1.0 {
            format!("became {} times as long", decimal(factor, usize::from(factor < 3.0)))
        } else {
            format!("shrank to {} of its length", percent(factor))
        };
        let words = count_of(before, "word");
        format!(
            "the book {size}, from {words} on {from} to {} {to}: the densities compare different texts.",
            thousands(after)
        )
    };
    if let Some((change, factor)) = trend.change.as_ref().and_then(|change| Some((change, change.step.resized?))) {
        return Some(notice(factor, change.words, now.words, &change.date, "now"));
    }
    let since = trend.points.iter().rposition(|point| point.breaks).unwrap_or(0);
    let pairs = trend.points[since..].windows(2);
    let (before, after, factor) =
        pairs.filter_map(|pair| Some((&pair[0], &pair[1], pair[1].step?.resized?))).next_back()?;
    let to = after.date.as_ref().map_or_else(|| "now".to_owned(), |date| format!("on {date}"));
    Some(notice(factor, before.words, after.words, before.date.as_deref().unwrap_or("–"), &to))
}

/// What else changed: grade, suppressions and the best state so far.
fn further(trend: &Trend, change: &Change, now: &Record) -> Option<Node> {
    let mut sentences = Vec::new();
    if let (Some(before), Some(after)) = (change.grade, now.metrics.grade) {
        sentences.push(format!("Grade {before:.1} then, {after:.1} now."));
    }
    if change.silenced != now.silenced {
        sentences.push(format!(
            "{} then, {} now.",
            count_of(change.silenced, "suppressed finding"),
            thousands(now.silenced)
        ));
    }
    if let Some(best) = best(trend).filter(|best| Some(&change.commit) != best.commit.as_ref()) {
        let density = or_dash(best.weighted_density, 2);
        let date = best.date.as_deref().unwrap_or("–");
        sentences.push(format!("Best so far with these rules: {density} weighted findings per 1,000 words on {date}."));
    }
    (!sentences.is_empty()).then(|| Node::Paragraph(vec![text(sentences.join(" "))]))
}

/// The point with the lowest weighted density since the rules last changed; `None` if the current one is as low.
fn best(trend: &Trend) -> Option<&TrendPoint> {
    let since = trend.points.iter().rposition(|point| point.breaks).unwrap_or(0);
    let density = |point: &&TrendPoint| point.weighted_density.unwrap_or(f64::MAX);
    let best = trend.points[since..].iter().min_by(|one, other| density(one).total_cmp(&density(other)))?;
    let last = trend.points.last()?;
    (density(&best) < density(&last)).then_some(best)
}

/// A figure of a point.
type Figure = Box<dyn Fn(&TrendPoint) -> Option<f64>>;

/// A chart for each figure, each with its own scale; the weighted density is the first.
pub(in super::super) fn charts(trend: &Trend, english: bool) -> Vec<Node> {
    let per_thousand =
        |count: usize, point: &TrendPoint| (point.words > 0).then(|| 1000.0 * number(count) / number(point.words));
    let has_errors = trend.points.iter().any(|point| point.counts.errors > 0);
    let grade = if english { "Grade; lower is easier" } else { "LIX; lower is easier" };
    let series: [(&'static str, usize, Figure); 5] = [
        ("Weighted findings per 1,000 words; lower is better", 1, Box::new(|point| point.weighted_density)),
        ("Words of prose", 0, Box::new(|point| Some(number(point.words)))),
        (grade, 1, Box::new(|point| point.grade)),
        ("Passive sentences in hundredths", 0, Box::new(|point| point.passive_sentences.map(|share| share * 100.0))),
        (
            "Errors per 1,000 words",
            1,
            Box::new(move |point| per_thousand(point.counts.errors, point).filter(|_| has_errors)),
        ),
    ];
    let chart = |(label, places, figure): (&'static str, usize, Figure)| {
        let point = |point: &TrendPoint| TimePoint {
            day: point.date.as_deref().and_then(day),
            value: figure(point),
            breaks: point.breaks,
            resized: point.step.and_then(|step| step.resized),
        };
        TimeChart { label, places, points: trend.points.iter().map(point).collect() }
    };
    // A single value is not a trend: records of earlier versions lack some figures.
    let is_trend = |chart: &TimeChart| chart.points.iter().filter(|point| point.value.is_some()).count() > 1;
    series.into_iter().map(chart).filter(is_trend).map(Node::TimeChart).collect()
}

/// The table of records, the newest first.
fn records(trend: &Trend, english: bool, nodes: &mut Vec<Node>) {
    let row = |point: &TrendPoint| -> Vec<Cell> {
        let commit = point.commit.as_deref().map_or_else(|| text("now"), short_commit);
        let counts = [point.counts.errors, point.counts.warnings, point.counts.suggestions];
        [words(point.date.as_deref().unwrap_or("–")), Cell::Inlines(vec![commit]), words(thousands(point.words))]
            .into_iter()
            .chain(counts.map(|count| words(thousands(count))))
            .chain([
                words(or_dash(point.weighted_density, 2)),
                words(or_dash(point.grade, 1)),
                Cell::Inlines(vec![code(point.rule_set.as_str()), text(if point.breaks { " (changed)" } else { "" })]),
            ])
            .collect()
    };
    let columns = [
        left("Day"),
        left("Commit"),
        right("Words"),
        right("Err.").meaning("Errors."),
        right("Warn.").meaning("Warnings."),
        right("Sugg.").meaning("Suggestions."),
        right("Weighted").meaning("Findings per 1,000 words, an error counting 5, a warning 2, a suggestion 0.5."),
        right(if english { "Grade" } else { "LIX" }),
        left("Rule set").meaning("The rules and their settings: figures under different ones cannot be compared."),
    ];
    table("Records, the newest first", &columns, trend.points.iter().rev().map(row).collect(), nodes);
}
