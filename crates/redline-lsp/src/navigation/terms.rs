//! The occurrences of the book's terms in its chapters.

use redline_document::document::BlockProse;
use redline_document::source::{FileSpan, Span};
use redline_lint::book::Chapter;
use redline_lint::chapter::ParsedChapter;
use redline_lint::terms::{ChapterTerms, Found, Occurrence};

use super::caret::Caret;
use crate::view::BookView;

/// The index of the book's term, or of the one that forbids the words, at a caret, and the bytes of the file.
pub(super) fn occurrence_at(caret: &Caret<'_>) -> Option<(usize, Span)> {
    caret.shown.iter().find_map(|shown| {
        let mut found = None;
        for_each(caret.view, shown.parsed, |block, occurrence| {
            let source = block.prose.source(occurrence.span.clone());
            if source.start <= shown.offset && shown.offset <= source.end {
                found = Some((occurrence.term, source));
            }
        });
        let (term, source) = found?;
        let at = shown.parsed.expansion().fragment.locate(source)?;
        (at.file.id() == caret.file.id()).then_some((term, at.span))
    })
}

/// Where the book uses a term of its own for the first time.
pub(super) fn first_use(view: BookView<'_>, term: usize) -> Option<(&Chapter, FileSpan)> {
    view.chapters().iter().find_map(|parsed| {
        let mut found = None;
        for_each(view, parsed, |block, occurrence| {
            if found.is_none() && occurrence.term == term && occurrence.found == Found::Term {
                found = parsed.expansion().fragment.locate(block.prose.source(occurrence.span.clone()));
            }
        });
        Some((view.book().chapters.get(parsed.index)?, found?))
    })
}

/// Calls `visit` with every occurrence of the book's own terms, and of what they forbid, in a chapter.
pub(super) fn for_each(view: BookView<'_>, parsed: &ParsedChapter, mut visit: impl FnMut(&BlockProse, &Occurrence)) {
    let settings = &view.live.open_book().settings;
    let Some(chapter) = view.book().chapters.get(parsed.index) else { return };
    let terms = ChapterTerms::new(&settings.terms, parsed.document(), &chapter.path, settings.english_texts());
    for (block, occurrences) in terms.occurrences() {
        for occurrence in occurrences.iter().filter(|occurrence| settings.terms.is_own(occurrence.term)) {
            visit(block, occurrence);
        }
    }
}
