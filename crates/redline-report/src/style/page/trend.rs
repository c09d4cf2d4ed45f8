//! The trend over earlier records.

use super::super::model::{Change, Record, RuleChange, StyleReport, Trend, TrendPoint};
use super::super::node::{Cell, Inline, Node, StepChart, code, left, or_dash, right, short_commit, table, text, words};
use crate::readability::number;
use crate::render::counted;

pub(super) fn trend(report: &StyleReport, nodes: &mut Vec<Node>) {
    nodes.push(Node::Heading("Trend"));
    let Some(trend) = &report.trend else {
        if report.has_unreadable_records {
            return nodes.push(Node::Paragraph(vec![text("The records cannot be read: see what was not checked.")]));
        }
        return nodes.push(Node::Paragraph(vec![
            text("There are no records yet: "),
            code("mdbook-redline record"),
            text(", run in CI, adds one for each commit."),
        ]));
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
    if let Some(change) = trend.change.as_ref().filter(|change| !change.rules.is_empty()) {
        nodes.push(Node::Paragraph(rule_changes(&change.rules)));
    }
    charts(trend, report.readability.english, nodes);
    let columns = [
        left("Day"),
        left("Commit"),
        right("Words"),
        right("E"),
        right("W"),
        right("S"),
        right("Weighted per 1,000"),
        right(if report.readability.english { "Grade" } else { "LIX" }),
        left("Rule set"),
    ];
    table("Records, the newest first", &columns, trend.points.iter().rev().map(row).collect(), nodes);
}

/// A sentence that compares the current figures with an earlier record.
fn compared(trend: &Trend, change: &Change, now: &Record) -> Vec<Inline> {
    let (before, after) = (change.weighted_density, now.metrics.weighted_density);
    let verdict = match (before, after) {
        (Some(before), Some(after)) if after < before => "Better than",
        (Some(before), Some(after)) if after > before => "Worse than",
        _ => "As",
    };
    let share = match (before, after) {
        (Some(before), Some(after)) if before > 0.0 => format!(" ({} %)", signed_share(after / before - 1.0)),
        _ => String::new(),
    };
    let grade = match (change.grade, now.metrics.grade) {
        (Some(before), Some(after)) => format!("; grade {before:.1} then, {after:.1} now"),
        _ => String::new(),
    };
    let silenced = if change.silenced == now.silenced {
        String::new()
    } else {
        format!("; {} silenced by comments then, {} now", change.silenced, now.silenced)
    };
    let best = best(trend).filter(|best| Some(&change.commit) != best.commit.as_ref()).map(|best| {
        format!(
            " Best so far with these rules: {} on {}.",
            or_dash(best.weighted_density, 2),
            best.date.as_deref().unwrap_or("–")
        )
    });
    vec![
        Inline::Strong(verdict.to_owned()),
        text(format!(" on {} (", change.date)),
        short_commit(&change.commit),
        text(format!(
            "): {} weighted findings per 1,000 words then, {} now{share}; {} then, {} now; {} then, {} now{silenced}{grade}.{}",
            or_dash(before, 2),
            or_dash(after, 2),
            counted(change.counts.errors, "error"),
            now.counts.errors,
            counted(change.counts.total(), "finding"),
            now.counts.total(),
            best.unwrap_or_default(),
        )),
    ]
}

/// The point with the lowest weighted density since the rules last changed; `None` if the current one is as low.
fn best(trend: &Trend) -> Option<&TrendPoint> {
    let since = trend.points.iter().rposition(|point| point.breaks).unwrap_or(0);
    let density = |point: &&TrendPoint| point.weighted_density.unwrap_or(f64::MAX);
    let best = trend.points[since..].iter().min_by(|one, other| density(one).total_cmp(&density(other)))?;
    let last = trend.points.last()?;
    (density(&best) < density(&last)).then_some(best)
}

/// A share as signed percent: `+12`, `−3`.
fn signed_share(share: f64) -> String {
    // Turns negative zero into zero.
    let hundredths = (share * 100.0).round() + 0.0;
    if hundredths < 0.0 { format!("−{}", -hundredths) } else { format!("+{hundredths}") }
}

/// The rules with more findings, then those with fewer.
fn rule_changes(rules: &[RuleChange]) -> Vec<Inline> {
    const SHOWN: usize = 5;
    let list = |lead: &str, chosen: Vec<&RuleChange>| -> Vec<Inline> {
        let mut line = Vec::new();
        for (index, RuleChange { rule, by }) in chosen.iter().take(SHOWN).enumerate() {
            line.push(text(if index == 0 { lead } else { ", " }));
            line.push(code(rule.as_str()));
            line.push(text(format!(" {}", signed(*by))));
        }
        if chosen.len() > SHOWN {
            line.push(text(format!(" and {} more", chosen.len() - SHOWN)));
        }
        if !line.is_empty() {
            line.push(text("."));
        }
        line
    };
    let more = list("More: ", rules.iter().filter(|rule| rule.by > 0).collect());
    let fewer = list(
        if more.is_empty() { "Fewer: " } else { " Fewer: " },
        rules.iter().rev().filter(|rule| rule.by < 0).collect(),
    );
    more.into_iter().chain(fewer).collect()
}

/// A chart for each figure, each with its own scale.
fn charts(trend: &Trend, english: bool, nodes: &mut Vec<Node>) {
    if trend.points.len() < 2 {
        return;
    }
    let breaks: Vec<bool> = trend.points.iter().map(|point| point.breaks).collect();
    let errors_per_thousand =
        |point: &TrendPoint| (point.words > 0).then(|| 1000.0 * number(point.counts.errors) / number(point.words));
    let has_errors = trend.points.iter().any(|point| point.counts.errors > 0);
    let series: [(&'static str, Vec<Option<f64>>); 4] = [
        (
            "Weighted findings per 1,000 words, by commit; lower is better",
            trend.points.iter().map(|point| point.weighted_density).collect(),
        ),
        (
            if english { "Grade, by commit; lower is easier" } else { "LIX, by commit; lower is easier" },
            trend.points.iter().map(|point| point.grade).collect(),
        ),
        (
            "Passive sentences, in hundredths, by commit",
            trend.points.iter().map(|point| point.passive_sentences.map(|share| share * 100.0)).collect(),
        ),
        ("Errors per 1,000 words, by commit", trend.points.iter().map(errors_per_thousand).collect()),
    ];
    for (index, (label, values)) in series.into_iter().enumerate() {
        // A single value is not a trend: records of earlier versions lack some figures.
        if (index < 3 || has_errors) && values.iter().flatten().count() > 1 {
            nodes.push(Node::StepChart(StepChart {
                label,
                values,
                breaks: breaks.clone(),
                from: day(trend.points.first()),
                to: day(trend.points.last()),
            }));
        }
    }
}

fn day(point: Option<&TrendPoint>) -> String {
    point.and_then(|point| point.date.clone()).unwrap_or_else(|| "now".to_owned())
}

fn row(point: &TrendPoint) -> Vec<Cell> {
    let commit = point.commit.as_deref().map_or_else(|| text("now"), short_commit);
    vec![
        words(point.date.as_deref().unwrap_or("–")),
        Cell::Inlines(vec![commit]),
        words(point.words.to_string()),
        words(point.counts.errors.to_string()),
        words(point.counts.warnings.to_string()),
        words(point.counts.suggestions.to_string()),
        words(or_dash(point.weighted_density, 2)),
        words(or_dash(point.grade, 1)),
        Cell::Inlines(vec![code(point.rule_set.as_str()), text(if point.breaks { " (changed)" } else { "" })]),
    ]
}

/// `+3`, `−2`, `0`.
pub(super) fn signed(difference: i64) -> String {
    match difference {
        0 => "0".to_owned(),
        more if more > 0 => format!("+{more}"),
        fewer => format!("−{}", fewer.unsigned_abs()),
    }
}
