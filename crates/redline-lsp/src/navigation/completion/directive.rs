//! Completions in directives of mdBook: their kinds, included paths, and the anchors of included files.

use redline_document::source::opened_anchors;

use super::folder::entries;
use super::{Completion, CompletionKind, written_len};
use crate::navigation::caret::Caret;

/// The kinds of directives that mdBook expands, with their meanings.
const KINDS: [(&str, &str); 4] = [
    ("include", "a file, or lines or an anchor of it"),
    ("rustdoc_include", "a part of a Rust file, the rest hidden"),
    ("playground", "a Rust file that readers can run"),
    ("title", "the title of the page"),
];

/// Completions where the caret is in a directive; `None` if it is not in one.
pub(super) fn completions(caret: &Caret<'_>) -> Option<Vec<Completion>> {
    let before = caret.before();
    let open = before.rfind("{{")?;
    let inner = &before[open + 2..];
    if inner.contains("}}") || before[..open].ends_with('\\') {
        return None;
    }
    let inner = inner.trim_start().strip_prefix('#')?;
    let Some((kind, argument)) = inner.split_once(char::is_whitespace) else { return Some(kinds(caret, inner)) };
    let argument = argument.trim_start();
    let is_file = matches!(kind, "include" | "rustdoc_include" | "playground" | "playpen");
    if !is_file || argument.contains(char::is_whitespace) {
        return Some(Vec::new());
    }
    Some(match argument.split_once(':').filter(|_| !kind.starts_with("play")) {
        Some((path, anchor)) => anchors(caret, path, anchor),
        None => paths(caret, argument),
    })
}

fn kinds(caret: &Caret<'_>, written: &str) -> Vec<Completion> {
    let rest = written_len(caret.after(), |c| c.is_ascii_alphanumeric() || c == '_');
    let replace = caret.offset - written.len()..caret.offset + rest;
    let kind = |(name, meaning): (&str, &str)| Completion {
        replace: replace.clone(),
        insert: name.to_owned(),
        label: name.to_owned(),
        detail: Some(meaning.to_owned()),
        kind: CompletionKind::Directive,
        filter: name.to_owned(),
    };
    KINDS.into_iter().map(kind).collect()
}

fn paths(caret: &Caret<'_>, written: &str) -> Vec<Completion> {
    let rest = written_len(caret.after(), |c| !c.is_whitespace() && !matches!(c, ':' | '}'));
    let replace = caret.offset - written.len()..caret.offset + rest;
    // White space ends a path.
    let found = entries(&caret.include_folder(), written).into_iter();
    found
        .filter(|entry| !entry.written.contains(char::is_whitespace) && entry.path != caret.file.path())
        .map(|entry| Completion {
            replace: replace.clone(),
            insert: entry.written.clone(),
            label: entry.written.clone(),
            detail: None,
            kind: if entry.is_folder { CompletionKind::Folder } else { CompletionKind::File },
            filter: entry.written,
        })
        .collect()
}

/// The anchors of the file at `path`, each once.
fn anchors(caret: &Caret<'_>, path: &str, written: &str) -> Vec<Completion> {
    if written.contains(':') {
        return Vec::new();
    }
    let Some(file) = caret.view.file(&caret.include_folder().join(path)) else { return Vec::new() };
    let rest = written_len(caret.after(), |c| !c.is_whitespace() && !matches!(c, ':' | '}'));
    let replace = caret.offset - written.len()..caret.offset + rest;
    let mut found: Vec<Completion> = Vec::new();
    for span in opened_anchors(file.text()) {
        let name = &file.text()[span.clone()];
        if found.iter().all(|known| known.insert != name) {
            let line = file.position(span.start).line;
            found.push(Completion {
                replace: replace.clone(),
                insert: name.to_owned(),
                label: name.to_owned(),
                detail: Some(format!("line {line}")),
                kind: CompletionKind::Anchor,
                filter: name.to_owned(),
            });
        }
    }
    found
}
