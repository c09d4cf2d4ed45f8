//! Required content of a section.

use super::CompiledSlot;
use crate::config::{Body, title_key};
use crate::templates::PageSection;
use redline_document::document::{BlockKind, BlockProse, Document};
use redline_document::source::Span;

/// Content that a section lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyFault {
    /// Place of the finding: the heading, the head of a table or an item of a list.
    pub span: Span,
    /// Message of the finding.
    pub message: String,
    /// Help of the finding.
    pub help: Option<String>,
}

/// Content that a slot requires and its section lacks. Empty sections are left to another rule.
pub fn body_faults(document: &Document, section: &PageSection, slot: &CompiledSlot) -> Vec<BodyFault> {
    let body = Blocks { document, span: section.own_body(document) };
    let all = Blocks { document, span: body.span.start..section.span.end };
    let heading = document.headings[section.heading].span.clone();
    let title = &section.title;
    let fault = |message: String| BodyFault { span: heading.clone(), message, help: slot.slot.note.clone() };
    if all.is_empty() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    match slot.slot.body() {
        Some(Body::List) if !body.has(|kind| matches!(kind, BlockKind::List { .. })) => {
            faults.push(fault(format!("`{title}` has no list")));
        }
        Some(Body::Table) => faults.extend(table_fault(&body, title, slot, &heading)),
        Some(Body::Prose) if !body.has(|kind| kind == BlockKind::Paragraph) => {
            faults.push(fault(format!("`{title}` has no paragraph")));
        }
        Some(Body::Code) if !body.has(|kind| kind == BlockKind::Code) => {
            faults.push(fault(format!("`{title}` has no code block")));
        }
        Some(Body::Steps) => faults.extend(step_faults(&body, &all, section, &fault)),
        _ => {}
    }
    if let Some(minimum) = slot.slot.min_words.filter(|minimum| all.words() < *minimum) {
        let words = all.words();
        faults.push(fault(format!("`{title}` has {words} of the {minimum} words that it should have at least")));
    }
    faults
}

/// Blocks in a range of a page.
struct Blocks<'a> {
    document: &'a Document,
    span: Span,
}

impl Blocks<'_> {
    fn is_empty(&self) -> bool {
        self.document.text()[self.span.clone()].trim().is_empty()
    }

    /// Indices of the blocks at the top level.
    fn outer(&self) -> impl Iterator<Item = usize> {
        let blocks = &self.document.blocks;
        let first = blocks.partition_point(|block| block.span.start < self.span.start);
        let inside = (first..blocks.len()).take_while(|&index| blocks[index].span.start < self.span.end);
        inside.filter(|&index| blocks[index].parent.is_none())
    }

    fn has(&self, is_it: impl Fn(BlockKind) -> bool) -> bool {
        self.outer().any(|index| is_it(self.document.blocks[index].kind))
    }

    fn words(&self) -> usize {
        let inside = |block: usize| self.span.contains(&self.document.blocks[block].span.start);
        let blocks = self.document.prose.iter().filter(|prose| inside(prose.block));
        blocks.map(BlockProse::word_count).sum()
    }
}

fn table_fault(body: &Blocks<'_>, title: &str, slot: &CompiledSlot, heading: &Span) -> Option<BodyFault> {
    let document = body.document;
    let table = body.outer().find(|&index| document.blocks[index].kind == BlockKind::Table);
    let required = &slot.slot.columns;
    let columns = || format!("`{}`", required.join("`, `"));
    let help = (!required.is_empty()).then(|| format!("its columns are {}", columns()));
    let Some(table) = table else {
        return Some(BodyFault { span: heading.clone(), message: format!("`{title}` has no table"), help });
    };
    let head = (table + 1..document.blocks.len()).find(|&index| document.blocks[index].parent == Some(table))?;
    let cells = (head + 1..document.blocks.len()).take_while(|&index| document.blocks[index].parent == Some(head));
    let names: Vec<String> =
        cells.map(|cell| title_key(&document.text()[document.blocks[cell].span.clone()])).collect();
    let missing: Vec<&str> =
        required.iter().filter(|name| !names.contains(&title_key(name))).map(String::as_str).collect();
    (!missing.is_empty()).then(|| {
        let plural = if missing.len() == 1 { "column" } else { "columns" };
        let message = format!("the table of `{title}` has no {plural} `{}`", missing.join("`, `"));
        BodyFault { span: document.blocks[head].span.clone(), message, help }
    })
}

fn step_faults(
    body: &Blocks<'_>,
    all: &Blocks<'_>,
    section: &PageSection,
    fault: &impl Fn(String) -> BodyFault,
) -> Vec<BodyFault> {
    let document = body.document;
    // If each major step is a section, its steps are the list.
    let scope = if section.sections.is_empty() { body } else { all };
    let items = |list: usize| {
        let blocks = &document.blocks;
        (list + 1..blocks.len()).filter(move |&index| blocks[index].parent == Some(list)).collect::<Vec<_>>()
    };
    let lists: Vec<usize> = scope
        .outer()
        .filter(|&index| match document.blocks[index].kind {
            BlockKind::List { ordered } => ordered || items(index).len() == 1,
            _ => false,
        })
        .collect();
    if lists.is_empty() {
        let are_sections = section.sections.len() > 1;
        return if are_sections {
            Vec::new()
        } else {
            vec![fault(format!("`{}` has no numbered steps", section.title))]
        };
    }
    let steps = lists.into_iter().flat_map(items);
    let without_verb = steps.filter_map(|item| {
        let prose = document
            .prose
            .iter()
            .find(|prose| prose.block == item || document.blocks[prose.block].parent == Some(item))?;
        let first = redline_text::words(prose.prose.text()).next()?;
        let is_first = prose.prose.text()[..first.0.start].trim().is_empty();
        let lacks_verb = is_first && redline_english::opens_without_verb(first.1);
        lacks_verb.then(|| BodyFault {
            span: prose.prose.source(first.0.clone()),
            message: format!("this step begins with `{}`, not with a verb", first.1),
            help: Some("say what to do: `Open the file`".to_owned()),
        })
    });
    without_verb.collect()
}
