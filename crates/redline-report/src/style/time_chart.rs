//! A figure over time as SVG: a point at each date, ticks with dates and values, and a break where the rules changed.

use std::fmt::Write;

use redline_text::escape::html as escaped;

use super::date::{civil, day_of};
use super::node::{TimeChart, TimePoint};
use super::numbers::decimal;

/// The vertical positions of the highest tick and of zero, in pixels from the top.
const TOP: f64 = 16.0;
const BOTTOM: f64 = 84.0;

/// The horizontal positions of the first and the last value, in percent of the width.
const FIRST: f64 = 11.0;
const LAST: f64 = 91.0;

/// The least distance between two labels, in percent of the width.
const LABEL: f64 = 17.0;

/// The most ticks on the time axis.
const TICKS: i64 = 5;

/// Charts with more points have smaller ones.
const MANY_POINTS: usize = 40;

/// The chart as a figure.
pub(super) fn time_chart(chart: &TimeChart) -> String {
    let scale = Scale::of(chart);
    let breaks = chart.points.iter().skip(1).any(|point| point.breaks);
    let mut out = format!(
        "<figure class=\"redline-chart\"><figcaption>{label}{broken}</figcaption>\
         <svg role=\"img\" aria-label=\"{label}: {summary}; the table of records has the numbers\" width=\"100%\" \
         height=\"104\">",
        label = escaped(chart.label),
        broken = if breaks { "; dashed: the rules changed" } else { "" },
        summary = escaped(&scale.summary(chart)),
    );
    value_axis(&scale, chart.places, &mut out);
    time_axis(&scale, &mut out);
    lines(chart, &scale, &mut out);
    points(chart, &scale, &mut out);
    out.push_str("</svg></figure>");
    out
}

/// The mapping of days and values to positions.
struct Scale {
    first: i64,
    last: i64,
    /// The highest tick.
    top: f64,
    /// The position in days of each point.
    days: Vec<i64>,
}

impl Scale {
    fn of(chart: &TimeChart) -> Self {
        let dated = || chart.points.iter().filter_map(|point| point.day);
        let (first, latest) = (dated().min().unwrap_or(0), dated().max().unwrap_or(0));
        // The current text has no date of its own: it follows the last record at a small distance.
        let now = latest + ((latest - first) / 12).max(1);
        let days: Vec<i64> = chart.points.iter().map(|point| point.day.unwrap_or(now)).collect();
        let max = chart.points.iter().filter_map(|point| point.value).fold(0.0, f64::max);
        Self { first, last: days.iter().copied().max().unwrap_or(first), top: nice(max), days }
    }

    /// The horizontal position of a day in percent.
    #[expect(clippy::cast_precision_loss, reason = "days and their differences are small")]
    fn x(&self, day: i64) -> f64 {
        let span = (self.last - self.first).max(1);
        FIRST + (LAST - FIRST) * (day - self.first) as f64 / span as f64
    }

    /// The vertical position of a value in pixels.
    fn y(&self, value: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * value.max(0.0) / self.top
    }

    /// The first and the last value in words.
    fn summary(&self, chart: &TimeChart) -> String {
        let valued: Vec<(usize, f64)> =
            chart.points.iter().enumerate().filter_map(|(index, point)| Some((index, point.value?))).collect();
        let named = |&(index, value): &(usize, f64)| {
            let when = chart.points[index].day.map_or_else(|| "now".to_owned(), |_| date_label(self.days[index], 1));
            format!("{} {when}", decimal(value, chart.places))
        };
        let ends = [valued.first(), valued.last()].into_iter().flatten().map(named).collect::<Vec<_>>();
        ends.join(" to ")
    }
}

/// The smallest round number that is at least `max`; one for zero.
fn nice(max: f64) -> f64 {
    if max <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(max.log10().floor());
    let steps = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|step| step * power).find(|step| *step >= max).unwrap_or(max)
}

/// Lines at zero, half and the highest tick, with their values.
fn value_axis(scale: &Scale, places: usize, out: &mut String) {
    for share in [0.0, 0.5, 1.0] {
        let value = scale.top * share;
        let y = scale.y(value);
        let places = if value.fract() == 0.0 { 0 } else { places.max(1) };
        let _ = write!(
            out,
            "<line class=\"redline-grid\" x1=\"{FIRST}%\" x2=\"100%\" y1=\"{y:.1}\" y2=\"{y:.1}\"></line>\
             <text x=\"{:.1}%\" y=\"{y:.1}\" dy=\"4\" text-anchor=\"end\">{}</text>",
            FIRST - 2.0,
            decimal(value, places)
        );
    }
}

/// Ticks at the beginnings of days, months or years, with their dates.
fn time_axis(scale: &Scale, out: &mut String) {
    let (step, ticks) = ticks(scale.first, scale.last);
    let mut taken = f64::MIN;
    for tick in ticks {
        let x = scale.x(tick);
        let _ = write!(
            out,
            "<line class=\"redline-tick\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{BOTTOM}\" y2=\"{:.1}\"></line>",
            BOTTOM + 4.0
        );
        if x - taken >= LABEL {
            let label = date_label(tick, step);
            let _ = write!(out, "<text x=\"{x:.2}%\" y=\"{BOTTOM}\" dy=\"18\" text-anchor=\"middle\">{label}</text>");
            taken = x;
        }
    }
}

/// The unit of the ticks between two days, in days, and the days with a tick. Months count 30, years 365.
fn ticks(first: i64, last: i64) -> (i64, Vec<i64>) {
    let span = last - first;
    if span < 30 * TICKS {
        let step = (span / TICKS).max(1);
        return (1, (0..=span / step).map(|index| first + index * step).collect());
    }
    let months = [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|months| span / (30 * months) <= TICKS).unwrap_or(240);
    let (year, month, _) = civil(first);
    let start = year * 12 + month - 1;
    let from = start + (months - start.rem_euclid(months)) % months;
    let days =
        (0..).map(|index| from + index * months).map(|month| day_of(month.div_euclid(12), month.rem_euclid(12) + 1, 1));
    let days = days.skip_while(|day| *day < first).take_while(|day| *day <= last).collect();
    (if months % 12 == 0 { 365 } else { 30 }, days)
}

/// A date as precise as the unit of its axis: `2026`, `2026-01` or `2026-01-31`.
fn date_label(at: i64, unit: i64) -> String {
    let (year, month, day) = civil(at);
    match unit {
        365 => format!("{year}"),
        30 => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

/// Lines between points that can be compared, and dashed lines where the rules changed.
fn lines(chart: &TimeChart, scale: &Scale, out: &mut String) {
    for (index, pair) in chart.points.windows(2).enumerate() {
        let (from, to) = (scale.x(scale.days[index]), scale.x(scale.days[index + 1]));
        let [before, after] = [pair[0], pair[1]];
        if let Some(factor) = after.resized {
            let (anchor, shift) = if to > LAST - LABEL { ("end", -4) } else { ("start", 4) };
            let _ = write!(
                out,
                "<line class=\"redline-size\" x1=\"{to:.2}%\" x2=\"{to:.2}%\" y1=\"{:.1}\" y2=\"{BOTTOM}\"></line>\
                 <text x=\"{to:.2}%\" y=\"{BOTTOM}\" dx=\"{shift}\" dy=\"-4\" text-anchor=\"{anchor}\">words ×{}</text>",
                BOTTOM - 24.0,
                decimal(factor, usize::from(factor < 3.0))
            );
        }
        if after.breaks {
            let x = f64::midpoint(from, to);
            let _ = write!(
                out,
                "<line class=\"redline-break\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{TOP}\" y2=\"{BOTTOM}\"></line>"
            );
        } else if let (Some(before), Some(after)) = (before.value, after.value) {
            let _ = write!(
                out,
                "<line class=\"redline-curve\" x1=\"{from:.2}%\" x2=\"{to:.2}%\" y1=\"{:.1}\" y2=\"{:.1}\"></line>",
                scale.y(before),
                scale.y(after)
            );
        }
    }
}

/// A dot at each value; the last value, the first, the highest and the lowest are labelled if there is room.
fn points(chart: &TimeChart, scale: &Scale, out: &mut String) {
    let radius = if chart.points.len() > MANY_POINTS { 2 } else { 4 };
    let valued: Vec<(usize, f64)> = chart
        .points
        .iter()
        .enumerate()
        .filter_map(|(index, TimePoint { value, .. })| Some((index, (*value)?)))
        .collect();
    for &(index, value) in &valued {
        let (x, y) = (scale.x(scale.days[index]), scale.y(value));
        let _ = write!(out, "<circle cx=\"{x:.2}%\" cy=\"{y:.1}\" r=\"{radius}\"></circle>");
    }
    let highest = valued.iter().copied().max_by(|(_, one), (_, other)| one.total_cmp(other));
    let lowest = valued.iter().copied().min_by(|(_, one), (_, other)| one.total_cmp(other));
    let mut labelled: Vec<f64> = Vec::new();
    for (index, value) in [valued.last().copied(), valued.first().copied(), highest, lowest].into_iter().flatten() {
        let (x, y) = (scale.x(scale.days[index]), scale.y(value));
        if labelled.iter().any(|other| (other - x).abs() < LABEL) {
            continue;
        }
        labelled.push(x);
        // The label of the first value begins at its point, beside the labels of the axis.
        let anchor = if x - FIRST < 1.0 { "start" } else { "middle" };
        let now = if chart.points[index].day.is_none() { "now " } else { "" };
        let _ = write!(
            out,
            "<text class=\"redline-value\" x=\"{x:.2}%\" y=\"{y:.1}\" dy=\"-8\" text-anchor=\"{anchor}\">{now}{}</text>",
            decimal(value, chart.places)
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(day: i64, value: f64, breaks: bool) -> TimePoint {
        TimePoint { day: Some(day), value: Some(value), breaks, resized: None }
    }

    fn chart(points: Vec<TimePoint>) -> String {
        time_chart(&TimeChart { label: "Figure", places: 1, points })
    }

    /// The horizontal positions of the points.
    fn places(svg: &str) -> Vec<f64> {
        svg.split("<circle cx=\"").skip(1).map(|rest| rest.split('%').next().unwrap().parse().unwrap()).collect()
    }

    #[test]
    fn points_lie_at_their_dates() {
        let places =
            places(&chart([(0, 4.0), (10, 2.0), (100, 1.0)].map(|(day, value)| point(day, value, false)).into()));
        let share = (places[1] - places[0]) / (places[2] - places[0]);
        assert!((share - 0.1).abs() < 1e-3, "a tenth of the time is a tenth of the axis: {places:?}");
    }

    #[test]
    fn the_line_breaks_where_the_rules_change() {
        let svg = chart(vec![point(0, 4.0, false), point(9, 2.0, false), point(20, 3.0, true), point(30, 1.0, false)]);
        assert_eq!(svg.matches("redline-curve").count(), 2, "{svg}");
        assert_eq!(svg.matches("redline-break").count(), 1, "{svg}");
        assert!(svg.contains("; dashed: the rules changed"), "{svg}");
    }

    #[test]
    fn a_large_change_of_size_is_marked() {
        let grown = TimePoint { resized: Some(10.0), ..point(20, 1.0, false) };
        let svg = chart(vec![point(0, 4.0, false), grown, point(99, 1.0, false)]);
        assert!(svg.contains("words ×10") && svg.contains("redline-size"), "{svg}");
    }

    #[test]
    fn the_current_text_follows_the_last_record() {
        let now = TimePoint { day: None, ..point(0, 2.0, false) };
        let svg = chart(vec![point(0, 4.0, false), point(120, 3.0, false), now]);
        let places = places(&svg);
        assert!(places[1] < places[2] && svg.contains(">now 2.0<"), "{svg}");
        for odd in [vec![now], vec![now, now], vec![point(5, 0.0, false); 2], Vec::new()] {
            let svg = chart(odd);
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }

    #[test]
    fn ticks_are_round_dates() {
        let days = |from: &str, to: &str| {
            let day = |date| super::super::date::day(date).unwrap();
            let (unit, ticks) = ticks(day(from), day(to));
            ticks.into_iter().map(|tick| date_label(tick, unit)).collect::<Vec<_>>()
        };
        assert_eq!(days("2026-01-03", "2026-07-20"), ["2026-03", "2026-05", "2026-07"]);
        assert_eq!(days("2020-06-01", "2026-07-20"), ["2022", "2024", "2026"]);
        assert_eq!(days("2026-01-01", "2026-01-03"), ["2026-01-01", "2026-01-02", "2026-01-03"]);
        assert_eq!(days("2026-01-01", "2026-01-01"), ["2026-01-01"]);
    }
}
