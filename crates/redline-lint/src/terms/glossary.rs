//! Glossary of the term base, which replaces `{{#redline-glossary}}` in chapters.

use std::fmt::Write;

use super::{Term, TermBase};
use redline_document::document::code_spans;
use redline_text::escape::markdown as escaped;

/// The marker that the glossary replaces.
const MARKER: &str = "{{#redline-glossary}}";

/// Replaces the markers in a chapter by the glossary; `None` if it has none outside code.
pub fn with_glossary(text: &str, base: &TermBase) -> Option<String> {
    if !text.contains(MARKER) {
        return None;
    }
    let code = code_spans(text);
    let is_prose = |at: &usize| !code.iter().any(|span| span.contains(at)) && !text[..*at].ends_with('\\');
    let places: Vec<usize> = text.match_indices(MARKER).map(|(at, _)| at).filter(is_prose).collect();
    let list = glossary(base);
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for at in &places {
        out.push_str(&text[done..*at]);
        out.push_str(&list);
        done = at + MARKER.len();
    }
    out.push_str(&text[done..]);
    (!places.is_empty()).then_some(out)
}

/// Own terms of the book in alphabetical order, as a Markdown list. Notes are Markdown already.
fn glossary(base: &TermBase) -> String {
    let mut terms: Vec<&Term> = base.own().iter().collect();
    terms.sort_by_key(|term| term.term.to_lowercase());
    let mut out = String::new();
    for term in terms {
        let note = term.note.as_deref().map(|note| format!(": {}", one_line(note))).unwrap_or_default();
        let _ = write!(out, "- **{}**{note}", escaped(&term.term));
        if !term.not.is_empty() {
            let not: Vec<String> = term.not.iter().map(|form| format!("*{}*", escaped(form))).collect();
            let stop = if note.is_empty() || note.ends_with(['.', '!', '?']) { "" } else { "." };
            let _ = write!(out, "{stop} Not: {}.", not.join(", "));
        }
        out.push('\n');
    }
    out.trim_end().to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn markers_are_replaced_by_the_sorted_terms() {
        let term = |name: &str, note: Option<&str>, not: &[&str]| Term {
            term: name.to_owned(),
            note: note.map(str::to_owned),
            not: not.iter().map(|&form| form.to_owned()).collect(),
            ..Term::default()
        };
        let terms = [term("zone_a", None, &[]), term("API token", Some("A key\nis else"), &["access key"])];
        let base = TermBase::load(&terms, &[], Path::new("")).unwrap();
        let text = "# G\n\n{{#redline-glossary}}\n\n`{{#redline-glossary}}`\n";
        let expected =
            "# G\n\n- **API token**: A key is else. Not: *access key*.\n- **zone\\_a**\n\n`{{#redline-glossary}}`\n";
        assert_eq!(with_glossary(text, &base).as_deref(), Some(expected));
        assert_eq!(with_glossary("none", &base), None);
    }
}
