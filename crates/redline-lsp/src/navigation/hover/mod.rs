//! Descriptions of what is under a caret.

mod config;
mod description;
mod finding;
mod include;
mod link;
mod rule;
mod term;

use std::path::Path;

use redline_document::source::Span;

use super::caret::Caret;
use crate::view::BookView;
use description::Description;

/// A description of what is under a caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The bytes of the file that it describes.
    pub span: Span,
    /// The description in Markdown.
    pub markdown: String,
    /// The description without markup.
    pub plain: String,
}

/// Describes what is at `offset` of the file at `path`: findings, and a term, a link, an include, a rule or a key of the
/// configuration. `None` on plain words.
pub fn hover(view: BookView<'_>, path: &Path, offset: usize) -> Option<Hover> {
    let caret = Caret::new(view, path, offset)?;
    let mut parts = finding::describe(&caret);
    if let Some(kind) = caret.config() {
        parts.extend(config::describe(&caret, kind));
    } else {
        let markup = include::describe(&caret).or_else(|| rule::describe(&caret)).or_else(|| link::describe(&caret));
        parts.extend(markup.or_else(|| term::describe(&caret)));
    }
    let span = parts.iter().map(|(span, _)| span.clone()).min_by_key(Span::len)?;
    let joined = |text: fn(&Description) -> &str, between: &str| {
        parts.iter().map(|(_, description)| text(description)).collect::<Vec<_>>().join(between)
    };
    Some(Hover {
        span,
        markdown: joined(Description::markdown, "\n\n---\n\n"),
        plain: joined(Description::plain, "\n\n"),
    })
}
