//! The text that a directive includes.

use redline_document::source::{Directive, DirectiveKind, Selection, SourceFile, Span, find_directives};

use super::description::Description;
use crate::navigation::caret::Caret;

/// The most lines that are shown.
const MAX_LINES: usize = 20;

/// The most characters of a line that are shown.
const MAX_WIDTH: usize = 200;

/// The text that the directive at a caret includes; `None` if its file or its part of the file does not exist.
pub(super) fn describe(caret: &Caret<'_>) -> Option<(Span, Description)> {
    let is_here = |directive: &Directive| directive.span.start <= caret.offset && caret.offset <= directive.span.end;
    let directive = find_directives(caret.text()).into_iter().find(is_here)?;
    let path = directive.kind.path()?;
    let file = caret.view.file(&caret.include_folder().join(path))?;
    let lines = included_lines(&directive.kind, &file)?;
    let mut text: Vec<String> = lines.iter().take(MAX_LINES).map(|line| cut(&file.text()[line.clone()])).collect();
    let more = lines.len().saturating_sub(MAX_LINES);
    if more > 0 {
        text.push("…".to_owned());
    }
    let text = text.join("\n");
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    let language = file.path().extension().map(|extension| extension.to_string_lossy()).unwrap_or_default();
    let language = match &*language {
        "rs" => "rust",
        "md" => "markdown",
        other => other,
    };
    let count = match lines.len() {
        1 => "1 line".to_owned(),
        count => format!("{count} lines"),
    };
    let mut description = Description::default();
    let shown = path.replace('`', "");
    description.paragraph(format!("`{shown}`: {count}"), format!("{path}: {count}"));
    description.paragraph(format!("{fence}{language}\n{text}\n{fence}"), &text);
    Some((directive.span, description))
}

/// The lines that readers see.
fn included_lines(kind: &DirectiveKind, file: &SourceFile) -> Option<Vec<Span>> {
    let text = file.text();
    match kind {
        DirectiveKind::Include { selection, .. } => selection.lines(text),
        DirectiveKind::RustdocInclude { selection, .. } => {
            selection.lines(text)?;
            let lines = selection.shown_and_hidden(text).into_iter();
            Some(lines.filter(|(_, is_hidden)| !is_hidden).map(|(line, _)| line).collect())
        }
        DirectiveKind::Playground { .. } => Selection::ALL.lines(text),
        DirectiveKind::Escaped | DirectiveKind::Title | DirectiveKind::Other => None,
    }
}

fn cut(line: &str) -> String {
    match line.char_indices().nth(MAX_WIDTH) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
