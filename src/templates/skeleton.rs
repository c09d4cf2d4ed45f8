//! Sections and pages that are yet to be written.

use std::fmt::Write;

use super::{Body, ReadySlot, ReadyTemplate};

/// The text of a section that is missing: its heading at `level`, and a comment that asks for the rest. It ends with a
/// line ending and no blank line.
pub fn stub_of(slot: &ReadySlot, level: u8) -> String {
    let title = slot.slot.title.as_deref().unwrap_or("…");
    format!("{} {title}\n\n<!-- TODO: {} -->\n", "#".repeat(level.into()), wanted(slot))
}

/// What belongs in a section, in words.
fn wanted(slot: &ReadySlot) -> String {
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
pub fn page_of(template: &ReadyTemplate, title: &str, with_comment: bool) -> String {
    let mut text = String::new();
    if with_comment {
        text.push_str(&format!("<!-- redline-template {} -->\n\n", template.template.name));
    }
    text.push_str(&format!("# {title}\n\n"));
    let lead = template.template.title_help.as_deref().unwrap_or("what this page is about, in a sentence or two");
    text.push_str(&format!("<!-- TODO: {lead} -->\n"));
    write_slots(&mut text, &template.slots, 2);
    text
}

fn write_slots(text: &mut String, slots: &[ReadySlot], level: u8) {
    for slot in slots {
        if slot.slot.any {
            if !slot.slots.is_empty() {
                text.push_str(&format!("\n{} …\n", "#".repeat(level.into())));
                write_slots(text, &slot.slots, (level + 1).min(6));
            }
            continue;
        }
        let level = slot.slot.level.unwrap_or(level);
        let optional = if slot.slot.is_required() { "" } else { "optional: " };
        let title = slot.slot.title.as_deref().unwrap_or("…");
        text.push_str(&format!("\n{} {title}\n\n", "#".repeat(level.into())));
        text.push_str(&format!("<!-- TODO: {optional}{} -->\n", wanted(slot)));
        text.push_str(&placeholder(slot));
        write_slots(text, &slot.slots, (level + 1).min(6));
    }
}

/// The shape of what belongs in a section, to be filled in.
fn placeholder(slot: &ReadySlot) -> String {
    match slot.slot.body() {
        Some(Body::List) => "\n- …\n".to_owned(),
        Some(Body::Steps) => "\n1. …\n".to_owned(),
        Some(Body::Prose) => "\n…\n".to_owned(),
        Some(Body::Code) => "\n```text\n…\n```\n".to_owned(),
        Some(Body::Table) => {
            let columns: Vec<&str> = if slot.slot.columns.is_empty() {
                vec!["…", "…"]
            } else {
                slot.slot.columns.iter().map(String::as_str).collect()
            };
            let row = |cell: &dyn Fn(&str) -> String| {
                let cells: Vec<String> = columns.iter().map(|column| cell(column)).collect();
                format!("| {} |\n", cells.join(" | "))
            };
            let mut table = String::from("\n");
            for line in [row(&str::to_owned), row(&|_| "---".to_owned()), row(&|_| "…".to_owned())] {
                let _ = write!(table, "{line}");
            }
            table
        }
        None => String::new(),
    }
}
