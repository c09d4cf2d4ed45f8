//! Headings and terms during the parse.

use super::build::Builder;
use super::{Heading, IdScheme, ProtectedKind};
use crate::source::Span;

/// A heading that is being read.
#[derive(Default)]
pub(super) struct OpenHeading {
    /// Zero for a term.
    pub(super) level: u8,
    pub(super) own_id: Option<String>,
    pub(super) has_values: bool,
    pub(super) title: String,
    /// The text that ids are made of: dashes of smart punctuation left out.
    pub(super) id_text: String,
    pub(super) broken: bool,
}

impl Builder<'_> {
    /// Starts a term: mdBook 0.5 assigns ids to terms from the same counter as to headings.
    pub(super) fn start_term(&mut self) {
        self.heading = Some(OpenHeading::default());
    }

    pub(super) fn end_term(&mut self) {
        if let Some(term) = self.heading.take() {
            let id = self.ids.next(&term.id_text);
            self.document.html_ids.push(id);
        }
    }

    pub(super) fn end_heading(&mut self, span: Span) {
        let Some(open) = self.heading.take() else { return };
        // For Markdown, a no-break space at the end of a line is not white space.
        let len = self.text[span.clone()].trim_end_matches([' ', '\t', '\n', '\r']).len();
        let content = self.inline.clone().unwrap_or(span.start + len..span.start + len);
        let span = span.start..(span.start + len).max(content.end);
        if let Some(at) = self.text[content.end..span.end]
            .find('{')
            .filter(|_| open.own_id.is_some() || open.has_values || self.text[content.end..span.end].contains('}'))
        {
            let line_end = self.text[content.end..span.end].find('\n').map_or(span.end, |at| content.end + at);
            self.protect(content.end + at..line_end.max(content.end + at), ProtectedKind::Attributes);
        }
        let has_own_id = open.own_id.is_some();
        let id = self.heading_id(&open);
        let title = open.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let block = self.open.last().copied().unwrap_or_default();
        let prose = self.prose.is_some().then_some(self.document.prose.len());
        self.document.headings.push(Heading { level: open.level, span, content, title, id, has_own_id, block, prose });
    }

    /// mdBook 0.4 finds headings with an expression that stops at line breaks and attributes.
    fn heading_id(&mut self, open: &OpenHeading) -> Option<String> {
        let unseen = self.dialect.id_scheme() == IdScheme::V04 && (open.broken || open.has_values);
        match &open.own_id {
            Some(id) => Some(id.clone()),
            None if unseen => None,
            None => Some(self.ids.next(&open.id_text)),
        }
    }
}

/// The number in front of the text of a heading, with the space behind it, and the last part of it: 3 of `2.3`.
///
/// `3. Words`, `3) Words`, `2.3. Words`; not `3 words` and not `0.5 notes`, which may be anything.
pub fn heading_number(text: &str) -> Option<(Span, usize)> {
    let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let (number, rest) = text.split_at(digits);
    let rest = if number.ends_with('.') { rest } else { rest.strip_prefix(')')? };
    let parts: Option<Vec<usize>> = number.trim_end_matches('.').split('.').map(|part| part.parse().ok()).collect();
    let words = rest.trim_start();
    let has_words = words.starts_with(|c: char| !c.is_ascii_digit()) && words.len() < rest.len();
    let value = *parts?.last()?;
    has_words.then_some((0..text.len() - words.len(), value))
}
