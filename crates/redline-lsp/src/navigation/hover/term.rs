//! The term of the book under a caret.

use redline_document::source::Span;
use redline_lint::terms::Term;
use redline_text::escape;

use super::description::Description;
use crate::navigation::caret::Caret;
use crate::navigation::terms::{first_use, occurrence_at};

/// The term or the forbidden variant at a caret, with its meaning and its first use.
pub(super) fn describe(caret: &Caret<'_>) -> Option<(Span, Description)> {
    let (index, at) = occurrence_at(caret)?;
    let term = caret.view.live.open_book().settings.terms.own().get(index)?;
    let mut description = described(term);
    if let Some((chapter, place)) = first_use(caret.view, index) {
        let line = place.file.position(place.span.start).line;
        description.paragraph(
            format!("First use: {}, `{}:{line}`", escape::markdown(&chapter.name), chapter.path.replace('`', "")),
            format!("First use: {}, {}:{line}", chapter.name, chapter.path),
        );
    }
    Some((at, description))
}

fn described(term: &Term) -> Description {
    let mut description = Description::default();
    description.paragraph(format!("**{}**", escape::markdown(&term.term)), &term.term);
    // Notes are Markdown already.
    if let Some(note) = &term.note {
        description.paragraph(note, note);
    }
    if !term.not.is_empty() {
        let forms: Vec<String> = term.not.iter().map(|form| format!("*{}*", escape::markdown(form))).collect();
        description.paragraph(format!("Not: {}", forms.join(", ")), format!("Not: {}", term.not.join(", ")));
    }
    description
}
