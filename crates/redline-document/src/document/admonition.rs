//! Fenced blocks of the `admonish` preprocessor, which hold Markdown.

use pulldown_cmark::{BrokenLink, CowStr, Parser};

use super::build::Builder;
use super::{Prose, ProtectedKind};
use crate::source::Span;

/// Whether the text after a fence opens an admonition: `admonish`, alone or before a space.
pub fn is_admonition(info: &str) -> bool {
    info.strip_prefix("admonish").is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The title in the opening line of an admonition: the value of `title`, or, as in older versions, a text alone between
/// quotation marks.
pub fn admonition_title(line: &str) -> Option<Span> {
    let mut from = 0;
    while let Some((open, mark)) = line[from..].char_indices().find(|(_, c)| matches!(c, '"' | '\'')) {
        let open = from + open;
        let start = open + 1;
        let end = start + value_len(&line[start..], mark)?;
        let before = line[..open].trim_end();
        let key = before.strip_suffix('=').map(str::trim_end);
        if key.is_none_or(|key| key.ends_with("title")) {
            return (start < end).then_some(start..end);
        }
        from = end + 1;
    }
    None
}

/// The length of a TOML string up to its closing mark. Only basic strings have escapes.
fn value_len(value: &str, mark: char) -> Option<usize> {
    let mut is_escaped = false;
    value.char_indices().find_map(|(at, c)| {
        if c == mark && !is_escaped {
            return Some(at);
        }
        is_escaped = c == '\\' && mark == '"' && !is_escaped;
        None
    })
}

impl Builder<'_> {
    /// Reads the title and the Markdown of the admonition in `span` that ends.
    pub(super) fn end_admonition(&mut self, body: &Prose, span: &Span) {
        let line_end = self.text[span.clone()].find('\n').map_or(span.end, |at| span.start + at);
        let title = admonition_title(&self.text[span.start..line_end]);
        let title = title.map_or(line_end..line_end, |title| span.start + title.start..span.start + title.end);
        self.protect(span.start..title.start, ProtectedKind::Directive);
        self.protect(title.end..line_end, ProtectedKind::Directive);
        let body_end = body.source(0..body.text().len()).end.max(line_end);
        self.protect(body_end..span.end, ProtectedKind::Directive);
        let mut title_text = Prose::default();
        title_text.push(&self.text[title.clone()], title, true);
        self.nested(&title_text);
        self.nested(body);
    }

    /// Reads Markdown in a block that the parser takes for code.
    fn nested(&mut self, markdown: &Prose) {
        let labels = std::mem::take(&mut self.labels);
        let is_defined = |link: BrokenLink<'_>| {
            let is_known = labels.contains(&link.reference.to_lowercase());
            is_known.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
        };
        let options = self.dialect.options();
        let mut events =
            Parser::new_with_broken_link_callback(markdown.text(), options, Some(is_defined)).into_offset_iter();
        for (event, span) in events.by_ref() {
            self.event(event, markdown.source(span));
        }
        for (_, definition) in events.reference_definitions().iter() {
            self.protect(markdown.source(definition.span.clone()), ProtectedKind::Definition);
        }
        drop(events);
        self.labels = labels;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admonitions_are_named() {
        for (info, expected) in [("admonish", true), ("admonish note", true), ("admonish_x", false), ("rust", false)] {
            assert_eq!(is_admonition(info), expected, "{info}");
        }
    }

    #[test]
    fn titles_are_values() {
        let found = |line: &'static str| admonition_title(line).map(|span| &line[span]);
        assert_eq!(found("```admonish note title=\"A \\\"b\\\" c\", id='x'"), Some("A \\\"b\\\" c"));
        assert_eq!(found("```admonish id=\"x\", title = 'é'"), Some("é"));
        assert_eq!(found("```admonish note \"Old\""), Some("Old"));
        for line in ["```admonish note", "```admonish title=\"\"", "```admonish title=\"open", "```admonish id=\"x\""] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
