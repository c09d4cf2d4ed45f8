#![doc = include_str!("missing_section.md")]

use super::{Context, Rule};
use crate::catalogue;
use crate::templates::conformance::{Fault, Place};
use crate::templates::{CompiledSlot, PageSection, stub_of};
use redline_document::document::Document;
use redline_document::edit::{Applicability, Change, Edit, Fix};
use redline_document::source::Span;

pub(super) static RULE: Rule = Rule { meta: &catalogue::MISSING_SECTION, check };

fn check(cx: &mut Context<'_>) {
    let (Some(conformance), document) = (cx.conformance, cx.document) else { return };
    let missing: Vec<Gap<'_>> = conformance.faults.iter().filter_map(|fault| Gap::of(document, fault)).collect();
    // What is missing at one place is added there together, in order.
    for together in missing.chunk_by(|one, other| one.at == other.at) {
        let named: Vec<&Gap<'_>> = together.iter().filter(|gap| gap.slot.slot.title.is_some()).collect();
        let stubs: Vec<String> = named.iter().map(|gap| gap.stub()).collect();
        for gap in together {
            let template = &conformance.template.template.name;
            let name = gap.slot.name();
            let message = format!("the section `{name}` is missing, which the template `{template}` asks for");
            let diagnostic = cx.report(gap.span.clone(), message);
            diagnostic.help(format!("put it {}:\n\n{}", gap.place, gap.stub().trim_end()));
            if let Some(first) = named.first() {
                let edit = Edit::replace(gap.at..gap.at, with_blank_lines(document, gap.at, &stubs.join("\n")));
                let title = match named.as_slice() {
                    [_] => format!("add the section `{}`", first.slot.name()),
                    _ => format!("add the {} sections that are missing here", named.len()),
                };
                diagnostic.fix(Fix::new(title, Applicability::Unsafe, Change::Section, [edit]));
            }
        }
    }
}

/// A place where a section is missing.
struct Gap<'a> {
    slot: &'a CompiledSlot,
    level: u8,
    /// Where to say so: the heading beside it.
    span: Span,
    /// Where it belongs.
    at: usize,
    /// The same in words.
    place: String,
}

impl<'a> Gap<'a> {
    fn of(document: &Document, fault: &Fault<'a>) -> Option<Self> {
        let Fault::Missing { slot, level, place, parent } = fault else { return None };
        let (span, at, place) = match place {
            Place::After(other) => (heading(document, other), other.span.end, format!("after `{}`", other.title)),
            Place::Before(other) => (heading(document, other), other.span.start, format!("before `{}`", other.title)),
            Place::Only => {
                let above = parent.map_or_else(|| document.title(), |parent| document.headings.get(parent));
                let span = above.map_or_else(|| document.first_line(), |above| above.span.clone());
                let section = document.sections.iter().find(|section| Some(section.heading) == *parent);
                (span, section.map_or(document.len(), |section| section.span.end), "here".to_owned())
            }
        };
        Some(Self { slot, level: *level, span, at, place })
    }

    fn stub(&self) -> String {
        stub_of(self.slot, self.level)
    }
}

fn heading(document: &Document, section: &PageSection) -> Span {
    document.headings[section.heading].span.clone()
}

/// A section that is put in at `at`, with blank lines around it and the line endings of the page.
fn with_blank_lines(document: &Document, at: usize, stub: &str) -> String {
    let behind = if at == document.len() { "" } else { "\n" };
    let blank = "\n".repeat(2usize.saturating_sub(document.line_endings_before(at)));
    format!("{blank}{stub}{behind}").replace('\n', document.line_ending())
}
