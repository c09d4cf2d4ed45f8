//! A report put into its chapter without touching the rest of it.

use pulldown_cmark::{Event, Parser, Tag};

use crate::config::ReportPlace;
use crate::document::{Dialect, code_spans, content_start};

/// What a chapter says where its report should stand.
const MARKER: &str = "{{#redline-changes}}";

/// The chapter with `report`, a block of its own, where it belongs; `None` if it has no place there: a chapter that ends
/// inside of code or HTML would swallow it.
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
    let have = if kept.is_empty() { 2 } else { before[kept.len()..].matches('\n').count() };
    let gap = "\n".repeat(2usize.saturating_sub(have));
    let start = at + gap.len();
    let rest = without_marker(&text[end..]);
    let rest = rest.trim_start_matches(['\n', '\r', ' ']);
    let out =
        if rest.is_empty() { format!("{before}{gap}{report}\n") } else { format!("{before}{gap}{report}\n\n{rest}") };
    stands_alone(&out, start, dialect).then_some(out)
}

/// A text without the markers for reports outside of its code.
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

/// Whether a block outside of all others begins at `start`: HTML, or a paragraph of other renderers.
fn stands_alone(text: &str, start: usize, dialect: &Dialect) -> bool {
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
    fn a_report_stands_at_the_end_or_at_its_marker() {
        assert_eq!(put("# A\n\nb", ReportPlace::End).as_deref(), Some("# A\n\nb\n\n<section>x</section>\n"));
        assert_eq!(put("- a\n", ReportPlace::End).as_deref(), Some("- a\n\n<section>x</section>\n"));
        let marked = "a\n\n{{#redline-changes}}\n\n## B\n";
        for place in [ReportPlace::End, ReportPlace::Marker] {
            assert_eq!(put(marked, place).as_deref(), Some("a\n\n<section>x</section>\n\n## B\n"));
        }
        assert_eq!(put("a\n\n`{{#redline-changes}}`\n", ReportPlace::Marker), None);
    }

    #[test]
    fn a_chapter_that_would_swallow_it_gets_none() {
        for text in ["```\ncode\n", "<!-- open\n", "<script>\n", "> ```\n> a\n\n```\n"] {
            assert_eq!(put(text, ReportPlace::End), None, "{text}");
        }
    }
}
