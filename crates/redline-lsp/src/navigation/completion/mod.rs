//! Completions of what is being written at a caret.

mod comment;
mod config;
mod directive;
mod folder;
mod label;
mod link;
mod term;

use std::path::Path;

use redline_document::source::Span;

use super::caret::Caret;
use crate::view::BookView;

/// A text that may complete what is written at a caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the file that it replaces; they hold the caret.
    pub replace: Span,
    /// The text that replaces them.
    pub insert: String,
    /// What a list shows.
    pub label: String,
    /// What a list shows beside it: a title, a meaning.
    pub detail: Option<String>,
    /// The kind.
    pub kind: CompletionKind,
    /// What an editor compares with the text before the caret.
    pub filter: String,
}

/// The kinds of completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A chapter of the book.
    Chapter,
    /// Another file.
    File,
    /// A folder, which ends with a slash.
    Folder,
    /// The id of a heading, or one that is written in HTML.
    Id,
    /// An anchor of an included file.
    Anchor,
    /// A kind of directive.
    Directive,
    /// The label of a reference definition.
    Label,
    /// The label of a footnote.
    Footnote,
    /// A term of the book.
    Term,
    /// The word of a comment that controls rules.
    CommentDirective,
    /// A rule.
    Rule,
    /// A key of the configuration.
    Key,
    /// A value of the configuration.
    Value,
}

/// What may complete the text at `offset` of the file at `path`, the most likely first. Empty where nothing is to be
/// completed, and in code.
pub fn completion(view: BookView<'_>, path: &Path, offset: usize) -> Vec<Completion> {
    let Some(caret) = Caret::new(view, path, offset) else { return Vec::new() };
    if let Some(kind) = caret.config() {
        return config::completions(&caret, kind);
    }
    if !is_markdown(path) && caret.shown.is_empty() {
        return Vec::new();
    }
    // mdBook expands directives in code too.
    if let Some(found) = directive::completions(&caret) {
        return found;
    }
    if caret.is_in_code() {
        return Vec::new();
    }
    comment::completions(&caret)
        .or_else(|| link::completions(&caret))
        .or_else(|| label::completions(&caret))
        .unwrap_or_else(|| term::completions(&caret))
}

fn is_markdown(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| ["md", "markdown"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// The number of bytes at the start of `text` that belong to what is being written.
fn written_len(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}
