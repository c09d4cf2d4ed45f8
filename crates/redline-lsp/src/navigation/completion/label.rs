//! Completions of labels: of reference definitions and of footnotes.

use redline_document::document::{BlockKind, Document, ProtectedKind};

use super::{Completion, CompletionKind, written_len};
use crate::navigation::caret::Caret;

/// Completions where a label is being written, `[^a` or `][a` or `[a`; `None` elsewhere.
pub(super) fn completions(caret: &Caret<'_>) -> Option<Vec<Completion>> {
    let before = caret.before();
    let open = before.rfind('[')?;
    let written = &before[open + 1..];
    if written.contains(']') || before[..open].ends_with('\\') {
        return None;
    }
    let is_footnote = written.starts_with('^');
    let is_definition = is_footnote && before[..open].trim().is_empty();
    let written = written.trim_start_matches('^');
    let rest = caret.after();
    let len = written_len(rest, |c| !matches!(c, ']' | '['));
    // Without a bracket, what follows is other text.
    let rest = if rest[len..].starts_with(']') { len } else { 0 };
    let replace = caret.offset - written.len()..caret.offset + rest;
    let mut found: Vec<Completion> = Vec::new();
    for document in caret.shown.iter().map(|shown| shown.parsed.document()) {
        let labels = match (is_footnote, is_definition) {
            (true, true) => undefined_footnotes(document),
            (true, false) => footnotes(document),
            (false, _) => definitions(document),
        };
        for (label, detail) in labels {
            if found.iter().all(|known| known.insert != label) {
                found.push(Completion {
                    replace: replace.clone(),
                    insert: label.clone(),
                    label: label.clone(),
                    detail: Some(detail).filter(|detail| !detail.is_empty()),
                    kind: if is_footnote { CompletionKind::Footnote } else { CompletionKind::Label },
                    filter: label,
                });
            }
        }
    }
    // Text in brackets is usual; only a bracket after another begins a label for certain.
    (is_footnote || before[..open].ends_with(']') || !found.is_empty()).then_some(found)
}

/// The labels of footnotes, each with the start of its text.
fn footnotes(document: &Document) -> Vec<(String, String)> {
    let text = document.text();
    let blocks = document.blocks.iter().filter(|block| block.kind == BlockKind::Footnote);
    let label = |source: &str| {
        let (label, note) = source.strip_prefix("[^")?.split_once("]:")?;
        Some((label.to_owned(), note.trim().lines().next().unwrap_or_default().to_owned()))
    };
    blocks.filter_map(|block| label(&text[block.span.clone()])).collect()
}

/// The labels of footnotes that are used and not defined, for the line that defines one.
fn undefined_footnotes(document: &Document) -> Vec<(String, String)> {
    let text = document.text();
    let defined: Vec<String> = footnotes(document).into_iter().map(|(label, _)| label.to_lowercase()).collect();
    let ranges = document.protected.iter().filter(|range| range.kind == ProtectedKind::Label);
    let label = |source: &str| Some(source.strip_prefix("[^")?.strip_suffix(']')?.to_owned());
    let labels = ranges.filter_map(|range| label(&text[range.span.clone()]));
    labels.filter(|label| !defined.contains(&label.to_lowercase())).map(|label| (label, String::new())).collect()
}

/// The labels of reference definitions, each with its destination.
fn definitions(document: &Document) -> Vec<(String, String)> {
    let text = document.text();
    let ranges = document.protected.iter().filter(|range| range.kind == ProtectedKind::Definition);
    let label = |source: &str| {
        let (label, destination) = source.trim_start().strip_prefix('[')?.split_once("]:")?;
        Some((label.to_owned(), destination.split_whitespace().next().unwrap_or_default().to_owned()))
    };
    ranges.filter_map(|range| label(&text[range.span.clone()])).collect()
}
