//! The target of a link.

use redline_document::source::Span;
use redline_lint::book::Target;
use redline_text::escape;

use super::description::Description;
use crate::navigation::caret::Caret;
use crate::sites::{IdKind, Sites};

/// The chapter and the heading that the link, or the entry of the table of contents, at a caret leads to; `None` if it
/// leads out of the book.
pub(super) fn describe(caret: &Caret<'_>) -> Option<(Span, Description)> {
    let sites = Sites::of(&caret.view);
    let (path, offset) = (caret.file.path(), caret.offset);
    if let Some(entry) = sites.entry_at(path, offset) {
        return Some((entry.span.clone(), described(caret, &sites, entry.chapter?, None)?));
    }
    let link = sites.link_at(path, offset)?;
    let described = link.readings.iter().find_map(|reading| match &reading.target {
        Target::Chapter(chapter, id) => described(caret, &sites, *chapter, id.as_deref()),
        Target::File(..) | Target::External => None,
    });
    Some((link.span.clone(), described?))
}

fn described(caret: &Caret<'_>, sites: &Sites, chapter: usize, id: Option<&str>) -> Option<Description> {
    let heading = id.and_then(|id| title_of(sites, chapter, id));
    let heading = heading.map(|title| format!(" › {title}")).unwrap_or_default();
    let chapter = caret.view.book().chapters.get(chapter)?;
    let mut description = Description::default();
    description.paragraph(
        format!("**{}**{}", escape::markdown(&chapter.name), escape::markdown(&heading)),
        format!("{}{heading}", chapter.name),
    );
    description.paragraph(format!("`{}`", chapter.path.replace('`', "")), &chapter.path);
    Some(description)
}

/// The title of the heading with this id.
fn title_of<'a>(sites: &'a Sites, chapter: usize, id: &'a str) -> Option<&'a str> {
    sites.ids_on(chapter, id).find_map(|site| match &site.kind {
        IdKind::Heading { title, .. } => Some(title.as_str()),
        IdKind::Html => None,
    })
}
