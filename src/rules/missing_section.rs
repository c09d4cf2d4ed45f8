#![doc = include_str!("missing_section.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::document::Document;
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::{Check, Context, Rule};
use crate::source::Span;
use crate::templates::conformance::{Fault, Place};
use crate::templates::{PageSection, stub_of};

pub(crate) static RULE: Rule = Rule {
    name: "missing-section",
    summary: "A section that the template asks for is not there.",
    page: include_str!("missing_section.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: Some(Applicability::Unsafe),
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let (Some(conformance), document) = (cx.conformance, cx.document) else { return };
    for fault in &conformance.faults {
        let Fault::Missing { slot, level, place, parent } = fault else { continue };
        let stub = stub_of(slot, *level);
        let (span, at, wanted) = match place {
            Place::After(other) => (heading(document, other), other.span.end, format!("after `{}`", other.title)),
            Place::Before(other) => (heading(document, other), other.span.start, format!("before `{}`", other.title)),
            Place::Only => {
                let above = parent.map_or_else(|| document.title(), |parent| document.headings.get(parent));
                let Some(span) = above.map(|above| above.span.clone()).or_else(|| first_line(document)) else { return };
                let end = document.sections.iter().find(|section| Some(section.heading) == *parent);
                (span, end.map_or(document.text().len(), |section| section.span.end), "here".to_owned())
            }
        };
        let template = &conformance.template.template.name;
        let help = format!("put it {wanted}:\n\n{}", stub.trim_end());
        let message = format!("the section `{}` is missing, which the template `{template}` asks for", slot.name());
        let diagnostic = cx.report(span, message).help(help);
        // A name must be known to be written.
        if slot.slot.title.is_some() {
            let edit = Edit::replace(at..at, with_blank_lines(document, at, &stub));
            let title = format!("add the section `{}`", slot.name());
            diagnostic.fix(Fix::new(title, Applicability::Unsafe, Change::Section, [edit]));
        }
    }
}

fn heading(document: &Document, section: &PageSection) -> Span {
    document.headings[section.heading].span.clone()
}

/// The first line of a page without headings.
fn first_line(document: &Document) -> Option<Span> {
    let start = document.blocks.first()?.span.start;
    let line = document.text()[start..].lines().next().map_or(0, str::len);
    Some(start..start + line)
}

/// A section that is put in at `at`, with blank lines around it and the line endings of the page.
fn with_blank_lines(document: &Document, at: usize, stub: &str) -> String {
    let text = document.text();
    let before = &text[..at];
    let kept = before.trim_end_matches(['\n', '\r']);
    let have = if kept.is_empty() { 2 } else { before[kept.len()..].matches('\n').count() };
    let behind = if at == text.len() { "" } else { "\n" };
    let stub = format!("{}{stub}{behind}", "\n".repeat(2usize.saturating_sub(have)));
    if text.contains("\r\n") { stub.replace('\n', "\r\n") } else { stub }
}
