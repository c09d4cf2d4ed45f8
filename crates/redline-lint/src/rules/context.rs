//! What a rule sees, and where it reports.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::Rule;
use super::sentences::ChapterSentences;
use crate::book::Chapter;
use crate::index::BookIndex;
use crate::templates::Conformance;
use crate::terms::ChapterTerms;
use redline_document::diagnostic::{Diagnostic, Place, Severity};
use redline_document::document::{Document, Heading};
use redline_document::source::{FileSpan, Span};

/// What a rule is run over.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) document: &'a Document,
    pub(crate) chapter: &'a Chapter,
    pub(crate) book: &'a BookIndex,
    pub(crate) position: usize,
    pub(crate) options: &'a Map<String, Value>,
    pub(crate) terms: &'a ChapterTerms<'a>,
    pub(crate) conformance: Option<&'a Conformance<'a>>,
    pub(crate) sentences: &'a ChapterSentences<'a>,
}

/// What a rule sees, and where it reports.
pub struct Context<'a> {
    /// The chapter's text.
    pub document: &'a Document,
    /// The chapter's entry in the book.
    pub chapter: &'a Chapter,
    /// The other chapters.
    pub book: &'a BookIndex,
    /// The index of this chapter in the book.
    pub position: usize,
    /// The options in the rule's table, which were checked when the table was read.
    pub options: &'a Map<String, Value>,
    /// The terms of the book, and where they occur in this chapter.
    pub terms: &'a ChapterTerms<'a>,
    /// What the page looks like beside its template, if it has one.
    pub conformance: Option<&'a Conformance<'a>>,
    /// The sentences of the chapter, which the rules of grammar share.
    pub(crate) sentences: &'a ChapterSentences<'a>,
    name: &'static str,
    level: Severity,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    /// Runs `rule` over one chapter, adding to `found`.
    pub(crate) fn run(rule: &Rule, level: Severity, subject: &Subject<'a>, found: &'a mut Vec<Diagnostic>) {
        let Subject { document, chapter, book, position, options, terms, conformance, sentences } = *subject;
        let name = rule.meta.name;
        (rule.check)(&mut Context {
            document,
            chapter,
            book,
            position,
            options,
            terms,
            conformance,
            sentences,
            name,
            level,
            found,
        });
    }

    /// The headings that make the chapter's outline: those outside quotes and lists.
    pub fn outline(&self) -> impl Iterator<Item = &'a Heading> + use<'a> {
        let document = self.document;
        document.headings.iter().filter(|heading| document.is_top_level(heading.block))
    }

    /// Reports a violation at `span`. Help, related places and a fix can be added to it.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Place::Text(span), message.into())
    }

    /// Reports a violation in a file, at bytes that the document does not show.
    pub fn report_in_file(&mut self, at: FileSpan, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Place::File(at), message.into())
    }

    fn push(&mut self, place: Place, message: String) -> &mut Diagnostic {
        self.found.push(Diagnostic {
            rule: Cow::Borrowed(self.name),
            level: self.level,
            place,
            message,
            help: None,
            link: None,
            related: None,
            fix: None,
        });
        self.found.last_mut().expect("one was pushed")
    }
}
