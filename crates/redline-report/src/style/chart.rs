//! Charts as SVG. mdBook 0.5 does not preserve the case of `viewBox`, so horizontal lengths are percentages of the
//! width. A table near each chart has the same numbers.

use std::fmt::Write;

use redline_text::escape::html as escaped;

use super::node::DotPlot;

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
