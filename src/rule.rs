//! What a rule is and what it is given.

use std::borrow::Cow;
use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::book::Chapter;
use crate::config::{Issue, Pack};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::document::{Document, Heading};
use crate::edit::{Applicability, Aspect};
use crate::index::BookIndex;
use crate::patterns::RuleSource;
use crate::source::{FileSpan, Span};
use crate::templates::Conformance;
use crate::terms::ChapterTerms;

/// One check over one document.
///
/// A rule cannot fail, print, read files or change text. It reports; the engine decides.
pub struct Rule {
    /// The name users write, in kebab-case; it names the fault.
    pub name: &'static str,
    /// One sentence for listings.
    pub summary: &'static str,
    /// The reference page. Its examples are also the rule's tests.
    pub page: &'static str,
    /// The set of rules that switches it on; a rule without one is on where it is asked for.
    pub pack: Option<Pack>,
    /// The level when the configuration says nothing.
    pub level: Severity,
    /// How far its fix may be trusted at best; `None` if it has none.
    pub fix: Option<Applicability>,
    /// Whether it knows English alone, and is silent in books of other languages.
    pub english: bool,
    /// Checks the options in the rule's table; `None` if it has none.
    pub options: Option<CheckOptions>,
    /// Who looks.
    pub check: Check,
}

/// Checks the options of a rule when the configuration is read.
pub type CheckOptions = fn(&Map<String, Value>) -> Result<(), Issue>;

/// Who looks for violations of a rule.
pub enum Check {
    /// A function over one chapter, with the book at hand.
    Chapter(fn(&mut Context<'_>)),
    /// A rule in Vale's format, of which this is the text.
    Pattern(&'static str),
    /// The engine, which alone knows what suppressions did.
    Engine,
}

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
}

/// What a rule sees, and where it reports.
pub struct Context<'a> {
    /// The chapter's text.
    pub document: &'a Document,
    /// What the book says of the chapter.
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
    rule: &'static Rule,
    level: Severity,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    /// Runs `rule` over one chapter, adding to `found`.
    pub(crate) fn run(rule: &'static Rule, level: Severity, subject: &Subject<'a>, found: &'a mut Vec<Diagnostic>) {
        let Subject { document, chapter, book, position, options, terms, conformance } = *subject;
        if let Check::Chapter(check) = rule.check {
            check(&mut Context { document, chapter, book, position, options, terms, conformance, rule, level, found });
        }
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
            rule: Cow::Borrowed(self.rule.name),
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

impl Rule {
    /// What its fixes are about, unless one says that it is about a term of the book.
    pub fn aspect(&self) -> Aspect {
        let is_structure = self.name.starts_with("heading-")
            || self.name.starts_with("section-")
            || matches!(
                self.name,
                "duplicate-heading"
                    | "emphasis-as-heading"
                    | "empty-section"
                    | "missing-section"
                    | "multiple-titles"
                    | "page-title"
                    | "unexpected-section"
            );
        if is_structure { Aspect::Structure } else { Aspect::Wording }
    }

    /// Its YAML file, if it is written as a pattern.
    pub(crate) fn as_source(&self) -> Option<RuleSource<'static>> {
        let Check::Pattern(text) = self.check else { return None };
        let file = PathBuf::from(format!("packs/{}/{}.yml", self.pack_name(), self.name));
        Some(RuleSource { name: self.name, file, text, applicability: self.fix.unwrap_or(Applicability::Unsafe) })
    }

    /// The name of its pack.
    pub fn pack_name(&self) -> &'static str {
        self.pack.map_or("on request", Pack::as_str)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::edit::Aspect;
    use crate::rules;

    #[test]
    fn rules_of_headings_and_sections_are_about_structure() {
        let aspect = |name| rules::find(name).unwrap().aspect();
        for name in ["heading-case", "heading-increment", "emphasis-as-heading", "section-order", "missing-section"] {
            assert_eq!(aspect(name), Aspect::Structure, "{name}");
        }
        for name in ["misspelling", "a-an", "term-case", "callout-form", "trailing-space", "lower-i"] {
            assert_eq!(aspect(name), Aspect::Wording, "{name}");
        }
    }
}
