//! What the parser of Markdown does not know and prose leaves out: directives, formulas, front matter of included files.

use super::build::Builder;
use super::front_matter::front_matter_len;
use super::math::{display_formulas, formulas};
use super::opaque::{braces, liquid_tags};
use super::{Prose, Protected, ProtectedKind, code_spans};
use crate::source::{Expansion, Span, find_directives};

impl Builder<'_> {
    /// Directives and formulas: the parser does not know them.
    pub(super) fn protect_what_is_not_markdown(&mut self, base: usize) {
        for directive in find_directives(&self.text[base..]) {
            let span = base + directive.span.start..base + directive.span.end;
            for part in braces(&self.text[span.clone()]) {
                let part = span.start + part.start..span.start + part.end;
                self.opaque.push(part.clone());
                self.protect(part, ProtectedKind::Directive);
            }
        }
        let directives = self.opaque.clone();
        for tag in liquid_tags(&self.text[base..]) {
            let tag = base + tag.start..base + tag.end;
            let next = directives.partition_point(|directive| directive.end <= tag.start);
            if directives.get(next).is_none_or(|directive| tag.end <= directive.start) {
                self.opaque.push(tag.clone());
                self.protect(tag, ProtectedKind::Directive);
            }
        }
        let body = &self.text[base..];
        for span in display_formulas(body, &self.dialect.formulas, || code_spans(body)) {
            let span = base + span.start..base + span.end;
            self.opaque.push(span.clone());
            self.protect(span, ProtectedKind::Math);
        }
        self.opaque.sort_by_key(|span| span.start);
    }

    /// Front matter of included files: mdBook renders it, but it is not prose.
    pub(super) fn protect_included_front_matter(&mut self, expansion: &Expansion) {
        let fragment = &expansion.fragment;
        for included in fragment.included() {
            let at = included.start..(included.start + 1).min(included.end);
            let opens_file = fragment.locate(at).is_some_and(|at| at.span.start == at.file.body().start);
            let len = if opens_file { front_matter_len(&self.text[included.clone()]) } else { 0 };
            if len > 0 && included.start > 0 {
                let span = included.start..included.start + len;
                self.opaque.push(span.clone());
                self.protect(span, ProtectedKind::FrontMatter);
            }
        }
        self.opaque.sort_by_key(|span| span.start);
    }

    /// Protects the formulas in the source of `prose`, outside of code.
    pub(super) fn protect_formulas(&mut self, prose: &Prose) {
        if self.dialect.formulas.is_empty() {
            return;
        }
        let mut whole = prose.source(0..prose.text().len());
        // An escape at the start is a part of the first mark.
        whole.start -= usize::from(self.text[..whole.start].ends_with('\\'));
        let later = self.document.protected.iter().rev().take_while(|range| range.span.start >= whole.start);
        let mut code: Vec<Span> = later
            .filter(|range| range.kind == ProtectedKind::Code && range.span.end <= whole.end)
            .map(|range| range.span.start - whole.start..range.span.end - whole.start)
            .collect();
        code.sort_by_key(|span| span.start);
        for span in formulas(&self.text[whole.clone()], &self.dialect.formulas, &code) {
            let span = whole.start + span.start..whole.start + span.end;
            let place = self.opaque.partition_point(|opaque| opaque.start < span.start);
            self.opaque.insert(place, span.clone());
            self.protect(span, ProtectedKind::Math);
        }
    }

    pub(super) fn protect(&mut self, span: Span, kind: ProtectedKind) {
        if !span.is_empty() {
            self.document.protected.push(Protected { span, kind });
        }
    }
}
