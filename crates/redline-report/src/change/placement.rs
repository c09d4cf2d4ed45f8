//! Insertion of a report into its chapter, without changes to the rest of it.

use pulldown_cmark::{Event, Parser, Tag};

use redline_document::document::{Dialect, code_spans, content_start};
use redline_lint::config::ReportPlace;

/// Marker in a chapter for the place of its report.
const MARKER: &str = "{{#redline-changes}}";

/// The chapter with `report` as a block of its own at its place; `None` if there is none: a chapter that ends inside
/// code or HTML would swallow the report.
pub fn placed(text: &str, report: &str, place: ReportPlace, dialect: &Dialect) -> Option<String> {
    let code = code_spans(text);
    let marker = text.match_indices(MARKER).map(|(at, _)| at).find(|at| !code.iter().any(|span| span.contains(at)));
    let (at, end) = match (marker, place) {
        (Some(at), _) => (at, at + MARKER.len()),
        (None, ReportPlace::End) => (text.len(), text.len()),
        (None, ReportPlace::Marker | ReportPlace::Page) => return None,
    };
    let before = &text[..at];
    let kept = before.trim_end_matches(['\n', '\r']);
    let line_ends = if kept.is_empty() { 2 } else { before[kept.len()..].matches('\n').count() };
    let gap = "\n".repeat(2usize.saturating_sub(line_ends));
    let start = at + gap.len();
    let rest = without_marker(&text[end..]);
    let rest = rest.trim_start_matches(['\n', '\r', ' ']);
    let out =
        if rest.is_empty() { format!("{before}{gap}{report}\n") } else { format!("{before}{gap}{report}\n\n{rest}") };
    is_top_level(&out, start, dialect).then_some(out)
}

/// A text without the markers for reports, except those in code.
pub fn without_marker(text: &str) -> String {
    if !text.contains(MARKER) {
        return text.to_owned();
    }
    let code = code_spans(text);
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (at, _) in text.match_indices(MARKER).filter(|(at, _)| !code.iter().any(|span| span.contains(at))) {
        out.push_str(&text[done..at]);
        done = at + MARKER.len();
    }
    out.push_str(&text[done..]);
    out
}

/// Whether a top-level block begins at `start`: HTML, or a paragraph of Markdown reports.
fn is_top_level(text: &str, start: usize, dialect: &Dialect) -> bool {
    let base = content_start(text);
    let mut depth = 0usize;
    for (event, span) in Parser::new_ext(&text[base..], dialect.options()).into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock | Tag::Paragraph) if base + span.start == start => return depth == 0,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(text: &str, place: ReportPlace) -> Option<String> {
        placed(text, "<section>x</section>", place, &Dialect::default())
    }

    #[test]
    fn a_report_is_placed_at_the_end_or_at_its_marker() {
        assert_eq!(put("# A\n\nb", ReportPlace::End).as_deref(), Some("# A\n\nb\n\n<section>x</section>\n"));
        assert_eq!(put("- a\n", ReportPlace::End).as_deref(), Some("- a\n\n<section>x</section>\n"));
        let marked = "a\n\n{{#redline-changes}}\n\n## B\n";
        for place in [ReportPlace::End, ReportPlace::Marker] {
            assert_eq!(put(marked, place).as_deref(), Some("a\n\n<section>x</section>\n\n## B\n"));
        }
        assert_eq!(put("a\n\n`{{#redline-changes}}`\n", ReportPlace::Marker), None);
    }

    #[test]
    fn a_chapter_that_would_swallow_the_report_gets_none() {
        for text in ["```\ncode\n", "<!-- open\n", "<script>\n", "> ```\n> a\n\n```\n"] {
            assert_eq!(put(text, ReportPlace::End), None, "{text}");
        }
    }
}
