//! Charts as SVG. mdBook 0.5 does not preserve the case of `viewBox`, so horizontal lengths are percentages of the
//! width. A table beside each chart has the same numbers.

use std::fmt::Write;

use redline_text::escape::html as escaped;

use super::node::{DotPlot, StepChart};

/// Values as dots along an axis.
pub(super) fn dot_plot(plot: &DotPlot) -> String {
    let (low, high) = plot.range;
    let place = |value: f64| 4.0 + 92.0 * ((value.clamp(low, high) - low) / (high - low));
    let (from, to) = (place(plot.band.0), place(plot.band.1));
    let mut out = format!(
        "<figure class=\"redline-grades\" style=\"margin:1em 0\"><figcaption>{label}</figcaption>\
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

/// The vertical positions of the lowest and the highest value of a chart, in pixels from the top.
const LOWEST: f64 = 92.0;
const HIGHEST: f64 = 24.0;

/// The horizontal positions of the first and the last value of a chart, in percent of its width.
const FIRST: f64 = 0.0;
const LAST: f64 = 82.0;

/// A figure over commits, as steps from zero to the highest value. A dashed vertical line breaks the steps where values
/// cannot be compared.
pub(super) fn step_chart(chart: &StepChart) -> String {
    let StepChart { label, values, breaks, from, to } = chart;
    let max = values.iter().flatten().copied().fold(0.0, f64::max);
    let height = |value: f64| if max > 0.0 { LOWEST - (LOWEST - HIGHEST) * value.max(0.0) / max } else { LOWEST };
    let steps = values.len().saturating_sub(1).max(1);
    let place =
        |index: usize| FIRST + (LAST - FIRST) * crate::readability::number(index) / crate::readability::number(steps);
    let mut out = format!(
        "<figure class=\"redline-grades\" style=\"margin:1em 0\"><figcaption>{label}{broken}</figcaption>\
         <svg role=\"img\" aria-label=\"{label}; the table of records has the numbers\" width=\"100%\" height=\"116\">\
         <line x1=\"{FIRST}%\" x2=\"{LAST}%\" y1=\"{LOWEST}\" y2=\"{LOWEST}\" stroke-opacity=\".4\"></line>\
         <text x=\"{FIRST}%\" y=\"{HIGHEST}\" dy=\"-10\">axis: 0 to {}</text>\
         <text x=\"{FIRST}%\" y=\"{LOWEST}\" dy=\"18\">{from}</text>\
         <text x=\"{LAST}%\" y=\"{LOWEST}\" dy=\"18\" text-anchor=\"middle\">{to}</text>",
        axis_label(max),
        label = escaped(label),
        broken = if breaks.contains(&true) { ". A dashed line: the rules changed" } else { "" },
        from = escaped(from),
        to = escaped(to),
    );
    for (index, value) in values.iter().enumerate() {
        if breaks[index] {
            let at = f64::midpoint(place(index.saturating_sub(1)), place(index));
            let _ = write!(
                out,
                "<line x1=\"{at:.2}%\" x2=\"{at:.2}%\" y1=\"{HIGHEST}\" y2=\"{LOWEST}\" stroke-dasharray=\"4 3\"></line>"
            );
        }
        let Some(value) = *value else { continue };
        let (x, y) = (place(index), height(value));
        let before = index.checked_sub(1).filter(|_| !breaks[index]).and_then(|before| values[before]);
        if let Some(before) = before {
            let (from, level) = (place(index - 1), height(before));
            let _ = write!(
                out,
                "<line class=\"redline-step\" x1=\"{from:.2}%\" x2=\"{x:.2}%\" y1=\"{level:.1}\" y2=\"{level:.1}\"></line>\
                 <line class=\"redline-step\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{level:.1}\" y2=\"{y:.1}\"></line>"
            );
        }
        if index + 1 == values.len() {
            let _ = write!(
                out,
                "<circle cx=\"{x:.2}%\" cy=\"{y:.1}\" r=\"4\"></circle>\
                 <text x=\"{x:.2}%\" y=\"{y:.1}\" dx=\"8\" dy=\"5\">{}</text>",
                axis_label(value)
            );
        }
    }
    out.push_str("</svg></figure>");
    out
}

fn axis_label(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_break_where_the_rules_change() {
        let chart = StepChart {
            label: "Figure",
            values: vec![Some(4.0), Some(2.0), None, Some(3.0), Some(1.0)],
            breaks: vec![false, false, false, false, true],
            from: "2026-01-01".to_owned(),
            to: "now".to_owned(),
        };
        let svg = step_chart(&chart);
        assert_eq!(svg.matches("redline-step").count(), 2, "from the first to the second alone: {svg}");
        assert_eq!(svg.matches("stroke-dasharray").count(), 1);
        assert!(svg.contains("y1=\"24.0\" y2=\"58.0\""), "from the highest to half of it: {svg}");
        assert!(svg.contains(">1.0</text></svg>"), "the last value is labelled: {svg}");
        let flat = step_chart(&StepChart { values: vec![Some(0.0), Some(0.0)], breaks: vec![false; 2], ..chart });
        assert!(!flat.contains("NaN"), "{flat}");
    }
}
