//! Descriptions of blocks: their kinds, and attributes that differ.

use crate::flatten::Leaf;
use crate::model::{BlockKind, ChangeKind};

/// Human-readable kinds of consecutive blocks: `paragraph`, `list of 4 numbered items`, `paragraph and list of 2
/// bulleted items`.
pub(super) fn kinds(leaves: &[Leaf]) -> String {
    let mut parts = Vec::new();
    for group in leaves.chunk_by(|a, b| a.kind.name() == b.kind.name()) {
        let name = group[0].kind.name();
        parts.push(match (&group[0].kind, group.len()) {
            (BlockKind::Admonition { name }, 1) if !name.is_empty() => format!("{name} admonition"),
            (_, 1) => name.to_owned(),
            (BlockKind::Item { .. }, count) => format!("list of {count} {name}s"),
            (_, count) => format!("{count} {name}s"),
        });
    }
    parts.join(" and ")
}

/// Changed attributes of two blocks of one kind.
pub(super) fn attributes(before: &Leaf, after: &Leaf) -> Vec<ChangeKind> {
    let mut found = Vec::new();
    let kind = |before: &str, after: &str| ChangeKind::BlockKind { before: before.to_owned(), after: after.to_owned() };
    match (&before.kind, &after.kind) {
        (
            BlockKind::Item { start: start_a, ordered: ordered_a, task: task_a },
            BlockKind::Item { start: start_b, ordered: ordered_b, task: task_b },
        ) => {
            if ordered_a != ordered_b {
                found.push(kind(before.kind.name(), after.kind.name()));
            } else if let (Some(a), Some(b)) = (start_a, start_b)
                && a != b
            {
                found.push(ChangeKind::ListStart { before: *a, after: *b });
            }
            match (task_a, task_b) {
                (Some(a), Some(b)) if a != b => found.push(ChangeKind::Task { done: *b }),
                (Some(_), None) => found.push(kind("task", after.kind.name())),
                (None, Some(_)) => found.push(kind(before.kind.name(), "task")),
                _ => {}
            }
        }
        (BlockKind::Code { info: a }, BlockKind::Code { info: b }) if a != b => {
            found.push(ChangeKind::Info { before: a.clone(), after: b.clone() });
        }
        (BlockKind::Admonition { name: a }, BlockKind::Admonition { name: b }) if a != b => {
            found.push(kind(a, b));
        }
        (BlockKind::Heading { level: a }, BlockKind::Heading { level: b }) if a != b => {
            found.push(kind(&format!("heading of level {a}"), &format!("heading of level {b}")));
        }
        _ => {}
    }
    if before.depth != after.depth {
        found.push(ChangeKind::Depth { before: before.depth, after: after.depth });
    }
    found
}
