//! Skeletons of sections and pages.

use super::{CompiledSlot, CompiledTemplate};
use crate::config::Body;

/// Stub of a missing section: its heading at `level`, and a comment about its content. Ends with a line ending.
pub fn stub_of(slot: &CompiledSlot, level: u8) -> String {
    let title = slot.slot.title.as_deref().unwrap_or("…");
    format!("{} {title}\n\n<!-- TODO: {} -->\n", "#".repeat(level.into()), description(slot))
}

/// Description of the content of a section.
fn description(slot: &CompiledSlot) -> String {
    let shape = match slot.slot.body() {
        Some(Body::List) => Some("a list"),
        Some(Body::Steps) => Some("numbered steps"),
        Some(Body::Table) => Some("a table"),
        Some(Body::Prose) => Some("a paragraph"),
        Some(Body::Code) => Some("an example in code"),
        None => None,
    };
    match (shape, &slot.slot.note) {
        (Some(shape), Some(note)) => format!("{shape}: {note}"),
        (Some(shape), None) => shape.to_owned(),
        (None, Some(note)) => note.clone(),
        (None, None) => "write this section".to_owned(),
    }
}

/// New page with the sections of a template, including optional ones, which the author can delete.
pub fn page_of(template: &CompiledTemplate, title: &str, with_comment: bool) -> String {
    let lead = template.template.title_help.as_deref().unwrap_or("what this page is about, in a sentence or two");
    let mut parts = vec![format!("# {title}\n\n<!-- TODO: {lead} -->\n")];
    if with_comment {
        parts.insert(0, format!("<!-- redline-template {} -->\n", template.template.name));
    }
    add_slots(&mut parts, &template.slots, 2);
    parts.join("\n")
}

fn add_slots(parts: &mut Vec<String>, slots: &[CompiledSlot], level: u8) {
    for slot in slots {
        let level = slot.slot.level.unwrap_or(level);
        let hashes = "#".repeat(level.into());
        if !slot.slot.any {
            let optional = if slot.slot.is_required() { "" } else { "optional: " };
            let title = slot.slot.title.as_deref().unwrap_or("…");
            parts.push(format!("{hashes} {title}\n\n<!-- TODO: {optional}{} -->\n", description(slot)));
            parts.extend(placeholder(slot));
        } else if !slot.slots.is_empty() {
            parts.push(format!("{hashes} …\n"));
        }
        add_slots(parts, &slot.slots, (level + 1).min(6));
    }
}

/// Placeholder for the body of a section.
fn placeholder(slot: &CompiledSlot) -> Option<String> {
    let text = match slot.slot.body()? {
        Body::List => "- …\n".to_owned(),
        Body::Steps => "1. …\n".to_owned(),
        Body::Prose => "…\n".to_owned(),
        Body::Code => "```text\n…\n```\n".to_owned(),
        Body::Table => {
            let named: Vec<&str> = slot.slot.columns.iter().map(String::as_str).collect();
            let columns = if named.is_empty() { vec!["…", "…"] } else { named };
            let row = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
            let filled = |cell| vec![cell; columns.len()];
            [row(&columns), row(&filled("---")), row(&filled("…"))].concat()
        }
    };
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::super::{Templates, body_faults, conformance};
    use super::*;
    use crate::config::{Slot, Template};
    use redline_document::document::{Dialect, Document};

    #[test]
    fn a_new_page_conforms_to_its_template() {
        for body in [Body::List, Body::Steps, Body::Table, Body::Prose, Body::Code] {
            let columns = if body == Body::Table { vec!["Key".to_owned(), "Value".to_owned()] } else { Vec::new() };
            let slot = Slot { title: Some("Section".to_owned()), body: Some(body), columns, ..Slot::default() };
            let template = Template { name: "new".to_owned(), sections: vec![slot], ..Template::default() };
            let templates = Templates::new(&[template]).unwrap();
            let page = page_of(&templates.own()[0], "Title", true);
            let document = Document::of_text(&page, &Dialect::default());
            let found = conformance::conformance(&templates.own()[0], &document);
            assert!(found.faults.is_empty() && found.placed.len() == 1, "{page}");
            let faults = body_faults(&document, &found.placed[0].section, found.placed[0].slot);
            // The placeholder of a step is not a verb yet.
            let faults: Vec<_> = faults.iter().filter(|fault| !fault.message.starts_with("this step")).collect();
            assert!(faults.is_empty(), "{faults:?} in {page}");
        }
    }
}
