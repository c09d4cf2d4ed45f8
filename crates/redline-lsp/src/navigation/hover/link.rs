//! The target of a link.

use redline_document::source::Span;
use redline_lint::book::{Chapter, Destination, page_of};
use redline_text::escape;

use super::description::Description;
use crate::navigation::caret::{Caret, Shown};

/// The chapter and the heading that the link at a caret leads to; `None` if it leads out of the book.
pub(super) fn describe(caret: &Caret<'_>) -> Option<(Span, Description)> {
    caret.shown.iter().find_map(|shown| of_chapter(caret, *shown))
}

fn of_chapter(caret: &Caret<'_>, shown: Shown<'_>) -> Option<(Span, Description)> {
    let book = caret.view.book();
    let links = shown.parsed.document().links.iter();
    let around = links.filter(|link| link.span.start <= shown.offset && shown.offset <= link.span.end);
    let link = around.min_by_key(|link| link.span.len())?;
    let at = shown.parsed.expansion().fragment.locate(link.span.clone())?;
    let destination = Destination::new(&link.destination);
    let chapter = page_of(book, book.chapters.get(shown.parsed.index)?, &destination)?;
    let heading = destination.decoded_id().and_then(|id| title_of(caret, chapter, &id));
    let heading = heading.map(|title| format!(" › {title}")).unwrap_or_default();
    let mut description = Description::default();
    description.paragraph(
        format!("**{}**{}", escape::markdown(&chapter.name), escape::markdown(&heading)),
        format!("{}{heading}", chapter.name),
    );
    description.paragraph(format!("`{}`", chapter.path.replace('`', "")), &chapter.path);
    (at.file.id() == caret.file.id()).then_some((at.span, description))
}

/// The title of the heading with this id.
fn title_of<'a>(caret: &Caret<'a>, chapter: &Chapter, id: &str) -> Option<&'a str> {
    let is_page = |path: &str| path == chapter.path;
    let parsed = caret.view.chapters().iter().find(|it| is_page(&caret.view.book().chapters[it.index].path))?;
    let heading = parsed.document().headings.iter().find(|heading| heading.id.as_deref() == Some(id))?;
    Some(&heading.title)
}
