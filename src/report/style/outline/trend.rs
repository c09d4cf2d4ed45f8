//! Whether the book is getting better.

use super::super::model::StyleReport;
use super::super::part::{Cell, Chart, Inline, Part, code, counted, left, or_dash, right, table, text, words};
use super::super::record::Record;
use super::super::trend::{Change, RuleChange, Trend, TrendPoint};

/// How much of the name of a commit is shown.
const SHORT: usize = 8;

pub(super) fn trend(report: &StyleReport, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Trend"));
    let Some(trend) = &report.trend else {
        if report.has_unreadable_records {
            return parts.push(Part::Text(vec![text("The records cannot be read: see what was not checked.")]));
        }
        return parts.push(Part::Text(vec![
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
    parts.push(Part::Text(line));
    if let Some(change) = trend.change.as_ref().filter(|change| !change.rules.is_empty()) {
        parts.push(Part::Text(of_rules(&change.rules)));
    }
    charts(trend, report.readability.english, parts);
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
    table("Records, the newest first", &columns, trend.points.iter().rev().map(row).collect(), parts);
}

/// Better or worse, by what, since when.
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
        code(short(&change.commit)),
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

/// The point with the fewest findings for its length since the rules last changed; `None` if that is how the book stands.
fn best(trend: &Trend) -> Option<&TrendPoint> {
    let since = trend.points.iter().rposition(|point| point.breaks).unwrap_or(0);
    let density = |point: &&TrendPoint| point.weighted_density.unwrap_or(f64::MAX);
    let best = trend.points[since..].iter().min_by(|one, other| density(one).total_cmp(&density(other)))?;
    let last = trend.points.last()?;
    (density(&best) < density(&last)).then_some(best)
}

/// `+12`, `−3`: a share in hundredths.
fn signed_share(share: f64) -> String {
    // Minus nothing is nothing.
    let hundredths = (share * 100.0).round() + 0.0;
    if hundredths < 0.0 { format!("−{}", -hundredths) } else { format!("+{hundredths}") }
}

/// The rules that find more, and those that find fewer.
fn of_rules(rules: &[RuleChange]) -> Vec<Inline> {
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

/// One chart for each figure, each over its own range.
fn charts(trend: &Trend, english: bool, parts: &mut Vec<Part>) {
    if trend.points.len() < 2 {
        return;
    }
    let breaks: Vec<bool> = trend.points.iter().map(|point| point.breaks).collect();
    let errors_per_thousand = |point: &TrendPoint| {
        (point.words > 0).then(|| 1000.0 * super::number(point.counts.errors) / super::number(point.words))
    };
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
        // One value is no trend: records of earlier versions lack some.
        if (index < 3 || has_errors) && values.iter().flatten().count() > 1 {
            parts.push(Part::Chart(Chart {
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
    let commit = point.commit.as_deref().map_or_else(|| text("now"), |commit| code(short(commit)));
    vec![
        words(point.date.as_deref().unwrap_or("–")),
        Cell::Words(vec![commit]),
        words(point.words.to_string()),
        words(point.counts.errors.to_string()),
        words(point.counts.warnings.to_string()),
        words(point.counts.suggestions.to_string()),
        words(or_dash(point.weighted_density, 2)),
        words(or_dash(point.grade, 1)),
        Cell::Words(vec![code(point.rule_set.as_str()), text(if point.breaks { " (changed)" } else { "" })]),
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

/// The beginning of a commit's name.
pub(in crate::report::style) fn short(commit: &str) -> &str {
    let end = commit.char_indices().nth(SHORT).map_or(commit.len(), |(end, _)| end);
    &commit[..end]
}
