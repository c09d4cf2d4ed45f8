//! Charts as SVG. mdBook 0.5 does not preserve the case of `viewBox`, so horizontal lengths are percentages of the
//! width. A table near each chart has the same numbers.

use std::fmt::Write;

use redline_text::escape::html as escaped;

use super::node::{DotPlot, TimePoint};

/// Values as dots along an axis.
pub(super) fn dot_plot(plot: &DotPlot) -> String {
    let (low, high) = plot.range;
    let place = |value: f64| 4.0 + 92.0 * ((value.clamp(low, high) - low) / (high - low));
    let (from, to) = (place(plot.band.0), place(plot.band.1));
    let mut out = format!(
        "<figure class=\"redline-chart\"><figcaption>{label}</figcaption>\
         <svg role=\"img\" aria-label=\"{label}; the table of chapters has the numbers\" width=\"100%\" height=\"64\">\
         <rect class=\"redline-band\" x=\"{from:.1}%\" y=\"8\" width=\"{:.1}%\" height=\"28\"></rect>\
         <line x1=\"4%\" x2=\"96%\" y1=\"36\" y2=\"36\"></line>",
        to - from,
        label = escaped(plot.label),
    );
    for value in &plot.values {
        let _ = write!(out, "<circle cx=\"{:.1}%\" cy=\"22\" r=\"5\"></circle>", place(*value));
    }
    for tick in [low, plot.band.0, plot.band.1, high] {
        let _ = write!(out, "<text x=\"{:.1}%\" y=\"54\" text-anchor=\"middle\">{tick}</text>", place(tick));
    }
    out.push_str("</svg></figure>");
    out
}

/// The size of a sparkline in pixels, with room for the last dot.
const SPARK: (f64, f64, f64) = (100.0, 20.0, 3.0);

/// A line over time without axes, interrupted where values cannot be compared, with a dot at the last value.
pub(super) fn sparkline(points: &[TimePoint]) -> String {
    let (width, height, margin) = SPARK;
    let last_day = points.iter().filter_map(|point| point.day).max().unwrap_or(0);
    let day = |point: &TimePoint| point.day.unwrap_or(last_day);
    let first_day = points.first().map_or(0, day);
    let top = points.iter().filter_map(|point| point.value).fold(f64::MIN_POSITIVE, f64::max);
    let at = |point: &TimePoint, value: f64| {
        let share = share_of_days(day(point) - first_day, last_day - first_day);
        (margin + share * (width - 2.0 * margin), height - margin - value / top * (height - 2.0 * margin))
    };
    let mut out = format!("<svg class=\"redline-spark\" aria-hidden=\"true\" width=\"{width}\" height=\"{height}\">");
    for pair in points.windows(2).filter(|pair| !pair[1].breaks) {
        if let (Some(before), Some(after)) = (pair[0].value, pair[1].value) {
            let ((x1, y1), (x2, y2)) = (at(&pair[0], before), at(&pair[1], after));
            let _ = write!(out, "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"></line>");
        }
    }
    if let Some((x, y)) = points.last().and_then(|point| Some(at(point, point.value?))) {
        let _ = write!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\"></circle>");
    }
    out.push_str("</svg>");
    out
}

/// The share of a period that has passed; the whole of an empty one.
#[expect(clippy::cast_precision_loss, reason = "days and their differences are small")]
fn share_of_days(passed: i64, all: i64) -> f64 {
    if all > 0 { passed as f64 / all as f64 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sparkline_is_proportional_and_interrupted() {
        let point = |day, value, breaks| TimePoint { day: Some(day), value: Some(value), breaks, resized: None };
        let svg = sparkline(&[point(0, 8.0, false), point(5, 4.0, false), point(8, 4.0, true), point(10, 0.0, false)]);
        let lines: Vec<&str> = svg.split("<line ").skip(1).filter_map(|rest| rest.split('>').next()).collect();
        let expected =
            ["x1=\"3.0\" y1=\"3.0\" x2=\"50.0\" y2=\"10.0\"", "x1=\"78.2\" y1=\"10.0\" x2=\"97.0\" y2=\"17.0\""];
        assert_eq!(lines, expected, "nothing between the second and the third");
        assert!(svg.contains("<circle cx=\"97.0\" cy=\"17.0\""), "{svg}");
        assert!(!sparkline(&[]).contains("NaN") && !sparkline(&[point(3, 0.0, false)]).contains("NaN"));
    }
}
