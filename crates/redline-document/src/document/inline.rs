//! The inline half of the builder: words, code, links, and the prose they make.

use pulldown_cmark::{Event, LinkType};

use super::build::{Builder, OpenLink};
use super::id::without_dashes;
use super::opaque::{alert_marker, callout_marker, footnote_labels, shortcodes, urls};
use super::{BlockKind, BlockProse, Prose, ProtectedKind};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn inline(&mut self, event: &Event<'_>, span: Span) {
        self.grow_inline(&span);
        if self.images > 0 {
            return;
        }
        match event {
            Event::Text(text) => self.text_event(text, span),
            Event::Code(code) => {
                if let Some(heading) = &mut self.heading {
                    heading.title.push_str(code);
                    heading.id_text.push_str(code);
                }
                self.protect(span.clone(), ProtectedKind::Code);
                self.push_token(span);
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut self.heading {
                    heading.title.push(' ');
                    heading.id_text.push('\n');
                    heading.broken = true;
                }
                self.push_prose("\n", span, false);
            }
            Event::InlineHtml(tag) => self.inline_html(tag, &span),
            Event::FootnoteReference(label) => {
                let shown = self.footnotes.shown(label, self.text, &span, self.dialect.id_scheme());
                if let Some(heading) = &mut self.heading {
                    heading.id_text.push_str(&shown);
                }
                self.protect(span.clone(), ProtectedKind::Label);
                self.push_annotation(span);
            }
            Event::TaskListMarker(_) => self.protect(span, ProtectedKind::Label),
            _ => self.push_token(span),
        }
    }

    pub(super) fn text_event(&mut self, text: &str, span: Span) {
        if self.open.last().is_some_and(|&block| self.document.blocks[block].kind == BlockKind::Code) {
            return;
        }
        let escaped = span.start > 0 && self.text.as_bytes()[span.start - 1] == b'\\';
        let verbatim = self.text[span.clone()] == *text;
        if escaped {
            let len = text.chars().next().filter(|_| verbatim).map_or(span.len(), char::len_utf8);
            self.document.escapes.push(span.start - 1..span.start + len);
        } else if !verbatim {
            self.document.escapes.push(span.clone());
        }
        if let Some(heading) = &mut self.heading {
            heading.title.push_str(text);
            if self.dialect.smart_punctuation {
                heading.id_text.push_str(&without_dashes(text, escaped));
            } else {
                heading.id_text.push_str(text);
            }
        }
        if self.unread.is_some() {
            self.protect(span.clone(), ProtectedKind::Code);
            self.push_token(span);
            return;
        }
        let is_label =
            |link: &OpenLink| !matches!(link.kind, LinkType::Inline | LinkType::Reference | LinkType::ReferenceUnknown);
        if self.links.iter().any(|link| is_label(link) || link.destination == text) {
            self.push_token(span);
        } else {
            self.push_prose(text, span, verbatim);
        }
    }

    pub(super) fn end_link(&mut self, span: &Span) {
        let Some(link) = self.links.pop() else { return };
        match link.kind {
            LinkType::Inline => self.protect(link.inner_end..span.end, ProtectedKind::Destination),
            LinkType::Reference | LinkType::ReferenceUnknown => {
                self.protect(link.inner_end..span.end, ProtectedKind::Label);
            }
            LinkType::Autolink | LinkType::Email => self.protect(span.clone(), ProtectedKind::Url),
            _ => self.protect(span.clone(), ProtectedKind::Label),
        }
        if let Some(outer) = self.links.last_mut() {
            outer.inner_end = span.end;
        }
    }

    pub(super) fn push_prose(&mut self, text: &str, span: Span, verbatim: bool) {
        let skips_space = std::mem::take(&mut self.skips_space);
        let Some(prose) = self.prose() else { return };
        // Around a comment, a reader sees one space.
        let is_after_space = skips_space && prose.text().ends_with([' ', '\n']);
        let kept = if is_after_space { text.trim_start_matches([' ', '\n']) } else { text };
        let start = if verbatim { span.start + text.len() - kept.len() } else { span.start };
        prose.push(kept, start..span.end, verbatim);
    }

    /// Appends what is beside words without being a part of them.
    pub(super) fn push_annotation(&mut self, span: Span) {
        self.skips_space = false;
        if let Some(prose) = self.prose() {
            prose.push_annotation(span);
        }
    }

    pub(super) fn push_token(&mut self, span: Span) {
        self.skips_space = false;
        if let Some(prose) = self.prose() {
            prose.push_token(span);
        }
    }

    pub(super) fn prose(&mut self) -> Option<&mut Prose> {
        let block = *self.open.last()?;
        Some(&mut self.prose.get_or_insert_with(|| (block, Prose::default())).1)
    }

    pub(super) fn grow_inline(&mut self, span: &Span) {
        self.inline = Some(match self.inline.take() {
            Some(inline) => inline.start.min(span.start)..inline.end.max(span.end),
            None => span.clone(),
        });
        if let Some(link) = self.links.last_mut() {
            link.inner_end = link.inner_end.max(span.end.min(self.text.len()));
        }
    }

    pub(super) fn close_prose(&mut self) {
        (self.inline, self.skips_space) = (None, false);
        let Some((block, mut prose)) = self.prose.take() else { return };
        self.protect_formulas(&prose);
        let hidden: Vec<Span> = self.opaque_in(&prose);
        prose.mask(&hidden);
        let urls = urls(prose.text());
        for url in &urls {
            let source = prose.source(url.clone());
            self.protect(source, ProtectedKind::Url);
        }
        prose.mask(&urls);
        let labels = footnote_labels(prose.text());
        for label in &labels {
            let source = prose.source(label.clone());
            self.protect(source, ProtectedKind::Label);
        }
        prose.mask(&labels);
        let shortcodes = shortcodes(prose.text());
        for shortcode in &shortcodes {
            let source = prose.source(shortcode.clone());
            self.protect(source, ProtectedKind::Shortcode);
        }
        prose.mask(&shortcodes);
        self.document.prose.push(BlockProse::new(block, prose));
    }

    /// The ranges of `prose` that directives, formulas and, for mdBook 0.4, alert markers take.
    pub(super) fn opaque_in(&mut self, prose: &Prose) -> Vec<Span> {
        let whole = prose.source(0..prose.text().len());
        let first = self.opaque.partition_point(|span| span.end <= whole.start);
        let mut hidden: Vec<Span> = self.opaque[first..]
            .iter()
            .take_while(|span| span.start < whole.end)
            .filter_map(|span| prose.range_of_source(span))
            .collect();
        let is_in_quote = |block: &usize| self.document.blocks[*block].kind == BlockKind::Quote;
        let callout =
            (self.dialect.callouts && self.open.iter().any(is_in_quote)).then(|| callout_marker(prose.text()));
        if let Some(marker) = alert_marker(prose.text()).or(callout.flatten()) {
            self.protect(prose.source(marker.clone()), ProtectedKind::AlertMarker);
            hidden.insert(0, marker);
        }
        hidden.dedup_by(|next, last| next.start < last.end);
        hidden
    }
}
