//! Markdown inside blocks that the parser takes for code: the title and the body of an admonition.

use pulldown_cmark::{BrokenLink, CowStr, Parser};

use super::build::Builder;
use super::{Prose, ProtectedKind, admonition_title};
use crate::source::Span;

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
