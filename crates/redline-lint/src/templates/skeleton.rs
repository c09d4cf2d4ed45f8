//! Sections and pages that are yet to be written.

use super::{CompiledSlot, CompiledTemplate};
use crate::config::Body;

/// The text of a section that is missing: its heading at `level`, and a comment that asks for the rest. It ends with a
/// line ending and no blank line.
pub fn stub_of(slot: &CompiledSlot, level: u8) -> String {
    let title = slot.slot.title.as_deref().unwrap_or("…");
    format!("{} {title}\n\n<!-- TODO: {} -->\n", "#".repeat(level.into()), wanted(slot))
}

/// What belongs in a section, in words.
fn wanted(slot: &CompiledSlot) -> String {
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

/// A new page called `title` with the sections of a template: those that are optional too, so that they can be taken out.
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
            parts.push(format!("{hashes} {title}\n\n<!-- TODO: {optional}{} -->\n", wanted(slot)));
            parts.extend(placeholder(slot));
        } else if !slot.slots.is_empty() {
            parts.push(format!("{hashes} …\n"));
        }
        add_slots(parts, &slot.slots, (level + 1).min(6));
    }
}

/// The shape of what belongs in a section, to be filled in.
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
